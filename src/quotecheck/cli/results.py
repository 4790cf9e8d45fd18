"""How a report leaves the program: the format chosen, and what writes it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from quotecheck.cli.streams import fail
from quotecheck.models import Report
from quotecheck.output.write import FORMATS, format_of, write_report


def choose_format(format: str, output: Path | None) -> str:
    """The format that a user named; auto goes by the file's name, or by where standard output leads."""
    if format == "auto":
        if output is not None:
            return format_of(output)
        return "table" if sys.stdout.isatty() else "jsonl"
    if format not in (*FORMATS, "table"):
        fail(f"no format {format!r}: choose among auto, table, {', '.join(FORMATS)}")
    return format


def write(
    report: Report,
    format: str,
    output: Path | None,
    layout: str = "long",
    texts: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write a report as a table for people or in one of the formats of `write_report`.

    Args:
        report: What was found.
        format: From `choose_format`.
        output: A file, or None for standard output.
        layout: `long` or `wide`; anything else ends the program.
        texts: Article id to its text, for formats that show quotations in context.
    """
    if layout not in ("long", "wide"):
        fail(f"--layout: {layout!r} is neither long nor wide")
    if format == "table":
        from quotecheck.output.terminal import print_table

        print_table(report, wide=layout == "wide", output=output)
    elif format == "html":
        from quotecheck.output.html import write_page

        write_page(report, output, texts)
    else:
        write_report(report, format, output=output, layout="wide" if layout == "wide" else "long")
