"""Markdown: one section per utterance, or one table with a column per outlet."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from typing import TextIO

from quotecheck.models import Report
from quotecheck.output.cells import to_text
from quotecheck.output.rows import Cell, Layout, Row, outlet_name, rows, wide_table

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|])")
_SHOWN = ("outlet", "wording", "changes", "flags")


def escape(text: str) -> str:
    """Text that Markdown shows as it stands, on one line, also in a table."""
    return re.sub(r"\s*[\r\n]+\s*", "<br>", _SPECIAL.sub(r"\\\1", text))


def write_markdown(report: Report, stream: TextIO, layout: Layout) -> None:
    """Write the report as GitHub-flavoured Markdown."""
    if layout == "wide":
        content = wide_table(report)
        stream.write(_table([column.name for column in content.columns], content.rows))
        return
    for _, group in groupby(rows(report), key=lambda row: row.utterance):
        stream.write(_section(list(group)))


def _section(variants: list[Row]) -> str:
    first = variants[0]
    cells = [
        (
            outlet_name(row.outlet),
            row.text,
            "reference" if row.reference else row.changes or "verbatim",
            row.flags,
        )
        for row in variants
    ]
    speaker = escape(first.speaker or "(speaker unknown)")
    return f"## {speaker}\n\n> {escape(first.reference_text)}\n\n{_table(_SHOWN, cells)}\n"


def _table(names: Sequence[str], cells: Sequence[tuple[Cell, ...]]) -> str:
    lines = [[escape(name) for name in names], ["---"] * len(names)]
    lines += [[escape(to_text(cell)) for cell in row] for row in cells]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)
