"""CSV and TSV: one row per variant, or per utterance; they open cleanly in a spreadsheet and read back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from quotecheck.errors import InputError
from quotecheck.models import Report
from quotecheck.output.cells import from_text, guard, to_text, unguard
from quotecheck.output.rows import COLUMNS, Layout, Row, Table, table

DELIMITERS = {".csv": ",", ".tsv": "\t"}


def write_csv(report: Report, stream: TextIO, layout: Layout) -> None:
    """Write comma-separated values (RFC 4180)."""
    _write(table(report, layout), stream, ",")


def write_tsv(report: Report, stream: TextIO, layout: Layout) -> None:
    """Write tab-separated values, quoted like CSV where a cell holds a tab or line end."""
    _write(table(report, layout), stream, "\t")


def _write(content: Table, stream: TextIO, delimiter: str) -> None:
    writer = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([guard(column.name) for column in content.columns])
    for row in content.rows:
        writer.writerow([guard(cell) if isinstance(cell, str) else to_text(cell) for cell in row])


def read_rows(path: Path) -> Iterator[Row]:
    """Read the rows of a CSV or TSV file that was written here with the long layout.

    Raises:
        InputError: A column is missing or a cell makes no sense; the line is named.
    """
    with path.open(encoding="utf-8-sig", newline="") as stream:
        reader = csv.DictReader(stream, delimiter=DELIMITERS.get(path.suffix.lower(), ","))
        missing = [column.name for column in COLUMNS if column.name not in (reader.fieldnames or ())]
        if missing:
            raise InputError(str(path), f"lacks the columns {', '.join(missing)}: export it again", 1)
        for record in reader:
            yield _parse(record, str(path), reader.line_num)


def _parse(record: dict[str, str], path: str, line: int) -> Row:
    try:
        return Row.model_validate(
            {column.name: from_text(unguard(record[column.name]), column) for column in COLUMNS}
        )
    except (ValueError, AttributeError) as error:
        raise InputError(path, f"no row of quotations ({error})", line) from None
