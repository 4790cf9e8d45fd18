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
from quotecheck.output.tables import TABLES, VIEWS, Nouns, SqlTable, records

_CELL_TYPES = {
    "text": "VARCHAR",
    "integer": "BIGINT",
    "number": "DOUBLE",
    "boolean": "BOOLEAN",
    "date": "DATE",
    "list": "VARCHAR[]",
}


def write_parquet(report: Report, path: Path, layout: Layout) -> None:
    """Write the rows as one Parquet file (Zstandard), lists as lists, days as dates.

    Raises:
        ConfigError: DuckDB is not installed.
    """
    content = table(report, layout)
    types = {column.name: _CELL_TYPES[column.type] for column in content.columns}
    with _duckdb("writing Parquet", ":memory:") as connection, TemporaryDirectory() as folder:
        source = _load(content.records(), types, Path(folder, "rows.jsonl"))
        target = str(path).replace("'", "''")
        connection.execute(f"COPY ({source}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def write_duckdb(report: Nouns, path: Path) -> None:
    """Write a DuckDB file: a table for each noun, and views for the usual questions.

    Raises:
        ConfigError: DuckDB is not installed.
    """
    with _duckdb("writing DuckDB", str(path)) as connection, TemporaryDirectory() as folder:
        for sql_table in TABLES:
            source = _load(records(report, sql_table), sql_table.columns, Path(folder, sql_table.name))
            connection.execute(f"CREATE TABLE {sql_table.name} AS {source}")
        for view in VIEWS:
            connection.execute(view.format(some_changes="len(changes) > 0"))


@contextmanager
def _duckdb(purpose: str, path: str) -> Iterator[Any]:
    with require("duckdb", "duckdb", purpose).connect(path) as connection:
        yield connection


def _load(rows: Iterable[Mapping[str, Any]], types: Mapping[str, str], path: Path) -> str:
    """Write rows for DuckDB's JSON reader, a hundred times faster than inserting, and the query of it."""
    encode = json.JSONEncoder(default=to_text).encode
    with path.open("w", encoding="utf-8") as stream:
        for row in rows:
            stream.write(encode(row))
            stream.write("\n")
    columns = ", ".join(f"{_literal(name)}: {_literal(kind)}" for name, kind in types.items())
    options = f"format = 'newline_delimited', maximum_object_size = 100000000, columns = {{{columns}}}"
    return f"SELECT * FROM read_json({_literal(str(path))}, {options})"  # noqa: S608


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def write_sqlite(report: Nouns, path: Path) -> None:
    """Write a SQLite file: the tables and views of the DuckDB file, lists and spans as JSON."""
    with closing(sqlite3.connect(path)) as connection, connection:
        for sql_table in TABLES:
            _insert(connection, report, sql_table)
        for view in VIEWS:
            connection.execute(view.format(some_changes="changes <> '[]'"))


def _insert(connection: sqlite3.Connection, report: Nouns, sql_table: SqlTable) -> None:
    columns = ", ".join(f'"{name}" {_sqlite_type(kind)}' for name, kind in sql_table.columns.items())
    connection.execute(f"CREATE TABLE {sql_table.name} ({columns})")
    places = ", ".join("?" * len(sql_table.columns))
    rows = ([_scalar(row[name]) for name in sql_table.columns] for row in records(report, sql_table))
    connection.executemany(f"INSERT INTO {sql_table.name} VALUES ({places})", rows)  # noqa: S608


def _sqlite_type(kind: str) -> str:
    return {"BIGINT": "INTEGER", "DOUBLE": "REAL", "BOOLEAN": "INTEGER"}.get(kind, "TEXT")


def _scalar(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
