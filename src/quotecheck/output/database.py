"""Parquet and databases: typed columns, derived from the models and rows, loaded in bulk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quotecheck.extras import require
from quotecheck.models import Report
from quotecheck.output.cells import to_text
from quotecheck.output.rows import Layout, table
from quotecheck.output.tables import NOUNS, TABLES, VIEWS, Nouns, SqlTable, records

_CELL_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "list": "VARCHAR[]",
}


MODEST = "SET memory_limit = '1GB'; SET threads = 2"  # enough for lines of 100 MB
LEAST_OBJECT = 1 << 20  # bytes
# What `records` gives as rows; DuckDB reads lines of JSON a hundred times faster than it inserts rows.
_QUERIES = {
    "articles": "SELECT *, published[:10]::DATE AS day FROM read_articles",
    "speakers": "FROM read_speakers",
    "quotations": "SELECT *, list_transform(content, lambda span: span.text).list_aggr('string_agg', ' ')"
    " AS text FROM read_quotations",
    "utterances": "SELECT * EXCLUDE variants FROM read_utterances",
    "variants": "SELECT id AS utterance, unnest(variants, max_depth := 2) FROM read_utterances",
}


def write_parquet(report: Report, path: Path, layout: Layout) -> None:
    """Write the rows as one Parquet file (Zstandard), lists as lists, days as dates.

    Raises:
        ConfigError: DuckDB is not installed.
    """
    content = table(report, layout)
    types = {column.name: _CELL_TYPES[column.type] for column in content.columns}
    with _duckdb("writing Parquet", ":memory:") as connection, TemporaryDirectory() as folder:
        rows = (json.dumps(row, default=to_text) for row in content.records())
        source = _from_json(rows, Path(folder, "rows"), types)
        target = str(path).replace("'", "''")
        connection.execute(f"COPY ({source}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def write_duckdb(report: Nouns, path: Path) -> None:
    """Write a DuckDB file: a table for each noun, and views for the usual questions.

    Raises:
        ConfigError: DuckDB is not installed.
    """
    with _duckdb("writing DuckDB", str(path)) as connection, TemporaryDirectory() as folder:
        for noun, columns in NOUNS.items():
            query = _from_json(report.lines(noun), Path(folder, noun), columns)
            connection.execute(f"CREATE TEMP VIEW read_{noun} AS {query}")
        for sql_table in TABLES:
            connection.execute(f"CREATE TABLE {sql_table.name} AS {_QUERIES[sql_table.name]}")
        for view in VIEWS:
            connection.execute(view.format(some_changes="len(changes) > 0"))


@contextmanager
def _duckdb(purpose: str, path: str) -> Iterator[Any]:
    with require("duckdb", "duckdb", purpose).connect(path) as connection:
        connection.execute(MODEST)
        yield connection


def _from_json(lines: Iterable[str], path: Path, types: Mapping[str, str]) -> str:
    """Write lines of JSON to a file; returns the query that reads it, in twice the longest line's memory."""
    longest = LEAST_OBJECT
    with path.open("wb") as stream:
        for line in lines:
            longest = max(longest, stream.write(line.encode() + b"\n"))
    columns = ", ".join(f"{_literal(name)}: {_literal(kind)}" for name, kind in types.items())
    options = f"format = 'newline_delimited', maximum_object_size = {longest}, columns = {{{columns}}}"
    return f"SELECT * FROM read_json({_literal(str(path))}, {options})"  # noqa: S608


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def write_sqlite(report: Nouns, path: Path) -> None:
    """Write a SQLite file: the tables and views of the DuckDB file, lists and spans as JSON."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for sql_table in TABLES:
            columns = ", ".join(f'"{name}" {_sqlite_type(kind)}' for name, kind in sql_table.columns.items())
            connection.execute(f"CREATE TABLE {sql_table.name} ({columns})")
        for sql_table, row in records(report):
            connection.execute(_insertion(sql_table), [_scalar(row.get(name)) for name in sql_table.columns])
        for view in VIEWS:
            connection.execute(view.format(some_changes="changes <> '[]'"))


def _insertion(sql_table: SqlTable) -> str:
    places = ", ".join("?" * len(sql_table.columns))
    return f"INSERT INTO {sql_table.name} VALUES ({places})"  # noqa: S608


def _sqlite_type(kind: str) -> str:
    return {"BIGINT": "INTEGER", "DOUBLE": "REAL", "BOOLEAN": "INTEGER"}.get(kind, "TEXT")


def _scalar(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
