"""`quotecheck schema`: the JSON Schema of the export."""

from __future__ import annotations

import json

import typer


def schema() -> None:
    """Print the JSON Schema of the export (`quotecheck extract … --format json`)."""
    from quotecheck.output.jsonfiles import schema as export_schema

    typer.echo(json.dumps(export_schema(), indent=2))
