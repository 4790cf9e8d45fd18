"""`quotecheck schema`: the JSON Schema of the export."""

from __future__ import annotations

import json
from typing import Annotated

import typer


def schema(
    annotations: Annotated[
        bool, typer.Option("--annotations", help="Of annotation files instead of the export.")
    ] = False,
) -> None:
    """Print the JSON Schema of the export (`quotecheck extract … --format json`)."""
    from quotecheck.annotations.native import annotation_schema
    from quotecheck.output.jsonfiles import schema as export_schema

    typer.echo(json.dumps(annotation_schema() if annotations else export_schema(), indent=2))
