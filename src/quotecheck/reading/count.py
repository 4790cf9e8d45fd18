"""How many articles there are, told without making them: for progress only."""

from __future__ import annotations

import csv
import io
import zlib
from collections.abc import Callable, Sequence
from typing import IO

from quotecheck.errors import InputError
from quotecheck.extras import require
from quotecheck.reading.article import MAX_FILE_BYTES
from quotecheck.reading.find import STDIN, Source, find, members
from quotecheck.reading.read import READERS

_CHUNK = 1_000_000


def count_articles(paths: Sequence[str]) -> int | None:
    """Count the articles of files: lines of JSON Lines, rows of tables, one for every other file.

    Args:
        paths: As for `read_articles`.

    Returns:
        About how many there are; None for standard input, which can be read only once.
    """
    if STDIN in paths:
        return None
    sources = [source for source in find(list(paths)) if isinstance(source, Source)]
    return sum(_count(source) for source in sources if source.named or source.suffix in (*READERS, ".zip"))


def _count(source: Source) -> int:
    try:
        if source.suffix == ".zip":
            return sum(_count(member) for member in members(source) if member.suffix in READERS)
        if source.suffix == ".parquet" and source.path is not None:
            return _parquet_rows(source)
        counter = _COUNTERS.get(source.suffix)
        if counter is None:
            return 1
        with source.open() as stream:
            return counter(stream)
    except (InputError, OSError, EOFError, zlib.error, csv.Error, UnicodeDecodeError):
        return 1  # reading it will say what is wrong


def _lines(stream: IO[bytes]) -> int:
    return sum(chunk.count(b"\n") for chunk in iter(lambda: stream.read(_CHUNK), b"")) or 1


def _rows(stream: IO[bytes]) -> int:
    csv.field_size_limit(MAX_FILE_BYTES)
    with io.TextIOWrapper(stream, "utf-8", errors="replace", newline="") as text:
        return max(0, sum(1 for _ in csv.reader(text)) - 1)


def _parquet_rows(source: Source) -> int:
    duckdb = require("duckdb", "duckdb", "reading Parquet")
    try:
        return int(duckdb.read_parquet(str(source.path)).count("*").fetchall()[0][0])
    except duckdb.Error as error:
        raise InputError(source.name, str(error)) from None


_COUNTERS: dict[str, Callable[[IO[bytes]], int]] = {
    ".jsonl": _lines,
    ".ndjson": _lines,
    ".csv": _rows,
    ".tsv": _rows,
}
