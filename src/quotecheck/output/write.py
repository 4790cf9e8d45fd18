"""Which format a report is written in, and where to."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from quotecheck.errors import ConfigError
from quotecheck.models import Report
from quotecheck.output.atomic import replacing
from quotecheck.output.database import write_duckdb, write_parquet, write_sqlite
from quotecheck.output.delimited import write_csv, write_tsv
from quotecheck.output.excel import write_xlsx
from quotecheck.output.html import write_html
from quotecheck.output.jsonfiles import write_json, write_jsonl
from quotecheck.output.jsonld import write_jsonld
from quotecheck.output.markdown import write_markdown
from quotecheck.output.rows import Layout
from quotecheck.output.tables import Nouns

# What can be cut into rows is written with a layout; the rest is the whole report.
ROWS: dict[str, Callable[[Report, TextIO, Layout], None]] = {
    "jsonl": write_jsonl,
    "csv": write_csv,
    "tsv": write_tsv,
    "md": write_markdown,
}
WHOLE: dict[str, Callable[[Report, TextIO], None]] = {
    "json": write_json,
    "jsonld": write_jsonld,
    "html": write_html,
}
ROW_FILES: dict[str, Callable[[Report, Path, Layout], None]] = {"xlsx": write_xlsx, "parquet": write_parquet}
DATABASES: dict[str, Callable[[Nouns, Path], None]] = {"sqlite": write_sqlite, "duckdb": write_duckdb}
FORMATS = (*WHOLE, *ROWS, *ROW_FILES, *DATABASES)
SUFFIXES = {f".{name}": name for name in FORMATS} | {".ndjson": "jsonl", ".markdown": "md", ".db": "sqlite"}
# Excel takes a file without the mark for the encoding of the country; a pipe is read by programs.
_MARKED = {"csv", "tsv"}


def format_of(path: Path) -> str:
    """The format that a file's name asks for.

    Raises:
        ConfigError: It asks for none that is known.
    """
    try:
        return SUFFIXES[path.suffix.lower()]
    except KeyError:
        raise ConfigError(f"{path}: name a format with --format: {', '.join(FORMATS)}") from None


def write_report(report: Report, format: str, *, output: Path | None = None, layout: Layout = "long") -> None:
    """Write a report.

    Args:
        report: What was found.
        format: One of `FORMATS`.
        output: The file; it is there whole or not at all. None is standard output.
        layout: One row per variant (long) or per utterance (wide).

    Raises:
        ConfigError: The format is unknown, has no layouts, or cannot go to standard output.
        OutputError: The file cannot be written.
    """
    if format not in FORMATS:
        raise ConfigError(f"no format {format!r}: choose among {', '.join(FORMATS)}")
    if layout != "long" and format not in {*ROWS, *ROW_FILES}:
        with_layouts = ", ".join((*ROWS, *ROW_FILES))
        raise ConfigError(f"{format} has no layouts: leave --layout out or choose among {with_layouts}")
    if output is None and format in {*ROW_FILES, *DATABASES}:
        raise ConfigError(f"{format} is a file, not a text: name it with -o FILE")
    if output is None:
        _write_text(report, sys.stdout, format, layout)
        return
    with replacing(output) as part:
        _write_file(report, part, format, layout)


def write_database(content: Nouns, format: str, output: Path) -> None:
    """Write a database of what need not be in memory at once.

    Args:
        content: Articles, speakers, quotations and utterances, gone through as they are written.
        format: One of `DATABASES`.
        output: The file; it is there whole or not at all.

    Raises:
        ConfigError: DuckDB is not installed.
        OutputError: The file cannot be written.
    """
    with replacing(output) as part:
        DATABASES[format](content, part)


def _write_file(report: Report, path: Path, format: str, layout: Layout) -> None:
    if format in DATABASES:
        DATABASES[format](report, path)
        return
    if format in ROW_FILES:
        ROW_FILES[format](report, path, layout)
        return
    with path.open("w", encoding="utf-8-sig" if format in _MARKED else "utf-8", newline="") as stream:
        _write_text(report, stream, format, layout)


def _write_text(report: Report, stream: TextIO, format: str, layout: Layout) -> None:
    if format in ROWS:
        ROWS[format](report, stream, layout)
    else:
        WHOLE[format](report, stream)
