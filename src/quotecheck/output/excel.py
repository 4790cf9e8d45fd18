"""Excel workbooks (extra `excel`), written row by row in constant memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from quotecheck.errors import OutputError
from quotecheck.extras import require
from quotecheck.models import Report
from quotecheck.output.cells import to_text
from quotecheck.output.rows import Column, Layout, Table, table

# Excel's own limits.
MAX_ROWS = 1_048_575
MAX_CELL = 32_767

_WIDTHS = {"text": 60, "reference_text": 60, "differences": 40, "speaker": 24, "outlet": 24, "title": 40}
_OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_xlsx(report: Report, path: Path, layout: Layout) -> None:
    """Write a workbook with one sheet: typed cells, a filter, the heading frozen.

    A wording longer than Excel's 32,767 characters a cell is cut and ends in "…".

    Raises:
        OutputError: There are more rows than a sheet holds.
        ConfigError: XlsxWriter is not installed.
    """
    content = table(report, layout)
    if len(content.rows) > MAX_ROWS:
        raise OutputError(f"{len(content.rows):,} rows do not fit in a sheet ({MAX_ROWS:,}): write Parquet")
    xlsxwriter = require("xlsxwriter", "excel", "writing Excel")
    with xlsxwriter.Workbook(str(path), _OPTIONS) as book:
        _fill(book, content)


def _fill(book: Any, content: Table) -> None:
    sheet = book.add_worksheet("quotations")
    day, bold = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"bold": True})
    for at, column in enumerate(content.columns):
        sheet.set_column(at, at, _WIDTHS.get(column.name, 14))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(content.rows), len(content.columns) - 1)
    sheet.write_row(0, 0, [column.name for column in content.columns], bold)
    for number, row in enumerate(content.rows, 1):
        for at, (column, cell) in enumerate(zip(content.columns, row, strict=True)):
            if cell is not None:
                _write(sheet, (number, at), column, cell, day)


def _write(sheet: Any, place: tuple[int, int], column: Column, cell: Any, day: Any) -> None:
    if column.type == "date":
        sheet.write_datetime(*place, cell, day)
    elif column.type == "boolean":
        sheet.write_boolean(*place, cell)
    elif column.type in {"integer", "number"}:
        sheet.write_number(*place, cell)
    elif text := to_text(cell):
        sheet.write_string(*place, text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 1]}…")
