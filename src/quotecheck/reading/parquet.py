"""Parquet (extra `duckdb`)."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from quotecheck.errors import InputError
from quotecheck.extras import require
from quotecheck.models import Article
from quotecheck.reading.find import Source
from quotecheck.reading.job import Job
from quotecheck.reading.records import Records

_ROWS_AT_ONCE = 256


def read_parquet(source: Source, job: Job) -> Iterator[Article]:
    """Read the articles of a Parquet file, some hundred rows at a time.

    Raises:
        InputError: It is no Parquet file.
        ConfigError: DuckDB is not installed.
    """
    if source.path is not None:
        yield from _rows(source.path, source, job)
        return
    with tempfile.NamedTemporaryFile(suffix=".parquet") as copy, source.open() as stream:
        shutil.copyfileobj(stream, copy)
        copy.flush()
        yield from _rows(Path(copy.name), source, job)


def _rows(path: Path, source: Source, job: Job) -> Iterator[Article]:
    duckdb = require("duckdb", "duckdb", "reading Parquet")
    records = Records(source, job)
    with duckdb.connect() as connection:
        try:
            table = connection.execute("SELECT * FROM read_parquet(?)", [str(path)])
        except duckdb.Error as error:
            problem = str(error).splitlines()[0]
            raise InputError(source.name, f"is no Parquet file ({problem})") from None
        names = [column[0] for column in table.description]
        number = 0
        while rows := table.fetchmany(_ROWS_AT_ONCE):
            for number, row in enumerate(rows, number + 1):  # noqa: B020
                yield from records.articles(dict(zip(names, row, strict=True)), number)
