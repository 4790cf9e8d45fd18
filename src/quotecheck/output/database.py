"""Parquet and databases: typed columns, derived from the models and rows, loaded in bulk."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
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
        lines = Path(folder, "rows.jsonl")
        with lines.open("w", encoding="utf-8") as stream:
            stream.writelines(f"{json.dumps(row, default=to_text)}\n" for row in content.records())
        source = _from_json(lines, types)
        target = str(path).replace("'", "''")
        connection.execute(f"COPY ({source}) TO '{target}' (FORMAT parquet, COMPRESSION zstd)")


def write_duckdb(report: Nouns, path: Path) -> None:
    """Write a DuckDB file: a table for each noun, and views for the usual questions.

    Raises:
        ConfigError: DuckDB is not installed.
    """
    with _duckdb("writing DuckDB", str(path)) as connection, TemporaryDirectory() as folder:
        _write_lines(report, Path(folder))
        for sql_table in TABLES:
            source = _from_json(Path(folder, sql_table.name), sql_table.columns)
            connection.execute(f"CREATE TABLE {sql_table.name} AS {source}")
        for view in VIEWS:
            connection.execute(view.format(some_changes="len(changes) > 0"))


def _write_lines(report: Nouns, folder: Path) -> None:
    """Write each table's rows to a file, for DuckDB's JSON reader: a hundred times faster than inserts."""
    with ExitStack() as stack:
        streams = {
            one.name: stack.enter_context((folder / one.name).open("w", encoding="utf-8")) for one in TABLES
        }
        for sql_table, row in records(report):
            streams[sql_table.name].write(f"{json.dumps(row)}\n")


@contextmanager
def _duckdb(purpose: str, path: str) -> Iterator[Any]:
    with require("duckdb", "duckdb", purpose).connect(path) as connection:
        yield connection


def _from_json(path: Path, types: Mapping[str, str]) -> str:
    """The query of a file of JSON lines."""
    columns = ", ".join(f"{_literal(name)}: {_literal(kind)}" for name, kind in types.items())
    options = f"format = 'newline_delimited', maximum_object_size = 100000000, columns = {{{columns}}}"
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
