"""JSON (the whole report) and JSON Lines (one row per line)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TextIO

from pydantic import ValidationError

from quotecheck.errors import InputError
from quotecheck.models import Report
from quotecheck.output.cells import to_text
from quotecheck.output.rows import Layout, Row, table

SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def write_json(report: Report, stream: TextIO) -> None:
    """Write the report as one JSON document."""
    stream.write(report.model_dump_json(by_alias=True, indent=2))
    stream.write("\n")


def read_report(path: Path) -> Report:
    """Read a report that was written as JSON.

    Raises:
        InputError: It is no JSON, or no export of this program; the first error is named.
    """
    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror or error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = "/".join(map(str, first["loc"])) or "the document"
        raise InputError(str(path), f"is no export of quotecheck: {first['msg']} (at {place})") from None


def schema() -> dict[str, Any]:
    """The JSON Schema of the export."""
    return {"$schema": SCHEMA_DIALECT, **Report.model_json_schema(by_alias=True, mode="serialization")}


def write_jsonl(report: Report, stream: TextIO, layout: Layout) -> None:
    """Write one row per line, cells typed as JSON has types."""
    for record in table(report, layout).records():
        stream.write(json.dumps(record, ensure_ascii=False, default=to_text))
        stream.write("\n")


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of a JSON Lines file that was written here with the long layout.

    Raises:
        InputError: A line holds no row; it is named.
    """
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            try:
                yield Row.model_validate_json(line)
            except ValidationError as error:
                problem = error.errors(include_url=False)[0]["msg"]
                raise InputError(str(path), f"no row of quotations ({problem})", number) from None
