"""Excel, Parquet, DuckDB, SQLite, JSON-LD: typed, and they read back."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from quotecheck.errors import ConfigError, OutputError
from quotecheck.models import Quotation, Report, Utterance
from quotecheck.output import excel
from quotecheck.output.cells import from_text
from quotecheck.output.rows import COLUMNS, Row, rows
from quotecheck.output.tables import TABLES, sql_type
from quotecheck.output.write import write_report


def test_excel_reads_back(report: Report, tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    path = tmp_path / "quotes.xlsx"
    write_report(report, "xlsx", output=path)
    heading, *lines = openpyxl.load_workbook(path)["quotations"].iter_rows(values_only=True)
    assert heading == tuple(column.name for column in COLUMNS)
    found = [
        {column.name: _cell(value, column) for column, value in zip(COLUMNS, line, strict=True)}
        for line in lines
    ]
    assert [Row.model_validate(record) for record in found] == list(rows(report))
    types = {column.name: type(value) for column, value in zip(COLUMNS, lines[1], strict=True)}
    assert (types["published"], types["similarity"], types["reference"]) == (dt.datetime, float, bool)


def unescape(text: str) -> str:
    """What Excel does to ``_x000D_``, a carriage return in XML."""
    return text.replace("_x000D_", "\r")


def _cell(value: Any, column: Any) -> Any:
    if column.type == "list" or value is None:
        return from_text(value or "", column)
    if column.type == "date":
        return value.date()
    return unescape(value) if isinstance(value, str) else value


def test_excel_has_no_formulas_and_long_cells_are_cut(
    report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("xlsxwriter")
    openpyxl = pytest.importorskip("openpyxl")
    monkeypatch.setattr(excel, "MAX_CELL", 10)
    write_report(report, "xlsx", output=tmp_path / "a.xlsx", layout="wide")
    cells = [c for row in openpyxl.load_workbook(tmp_path / "a.xlsx")["quotations"] for c in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert "We were q…" in {cell.value for cell in cells}


def test_a_sheet_has_an_end(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(excel, "MAX_ROWS", 3)
    with pytest.raises(OutputError, match=r"4 rows do not fit in a sheet \(3\): write Parquet"):
        write_report(report, "xlsx", output=tmp_path / "a.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_parquet_reads_back(report: Report, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    path = tmp_path / "it's.parquet"
    write_report(report, "parquet", output=path)
    table = duckdb.from_parquet(str(path))
    found = [Row.model_validate(dict(zip(table.columns, line, strict=True))) for line in table.fetchall()]
    assert found == list(rows(report))
    types = dict(zip(table.columns, map(str, table.types), strict=True))
    assert (types["published"], types["similarity"], types["changes"]) == ("DATE", "DOUBLE", "VARCHAR[]")


def test_an_empty_report_is_still_a_table(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    empty = Report(articles=(), speakers=(), quotations=(), utterances=())
    write_report(empty, "parquet", output=tmp_path / "a.parquet")
    assert duckdb.from_parquet(str(tmp_path / "a.parquet")).columns == list(Row.model_fields)
    write_report(empty, "csv", output=tmp_path / "a.csv")
    assert (tmp_path / "a.csv").read_text(encoding="utf-8-sig").startswith("speaker,speaker_kind,outlet")


def without(rows: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [{key: value for key, value in row.items() if key != name} for row in rows]


def as_report(tables: dict[str, list[dict[str, Any]]]) -> Report:
    """Rebuild a report from the tables of a database."""
    variants: dict[str, list[dict[str, Any]]] = {}
    for variant in tables["variants"]:
        variants.setdefault(variant.pop("utterance"), []).append(variant)
    return Report.model_validate(
        {
            "articles": without(tables["articles"], "day"),
            "speakers": tables["speakers"],
            "quotations": without(tables["quotations"], "text"),
            "utterances": [{**row, "variants": variants[row["id"]]} for row in tables["utterances"]],
        }
    )


def test_duckdb_reads_back_and_answers(report: Report, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    write_report(report, "duckdb", output=tmp_path / "a.duckdb")
    with duckdb.connect(str(tmp_path / "a.duckdb"), read_only=True) as connection:
        tables = {}
        for table in TABLES:
            result = connection.execute(f"FROM {table.name}")
            names = [column[0] for column in result.description]
            tables[table.name] = [dict(zip(names, line, strict=True)) for line in result.fetchall()]
        assert as_report(tables) == report
        assert_answers(connection)


def test_sqlite_reads_back_and_answers(report: Report, tmp_path: Path) -> None:
    write_report(report, "sqlite", output=tmp_path / "a.db")
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.row_factory = sqlite3.Row
        tables = {
            table.name: [
                {
                    name: json.loads(row[name])
                    if row[name] is not None and kind.endswith(("]", ")"))
                    else row[name]
                    for name, kind in table.columns.items()
                }
                for row in connection.execute(f"SELECT * FROM {table.name}")  # noqa: S608
            ]
            for table in TABLES
        }
        connection.row_factory = None
        assert as_report(tables) == report
        assert_answers(connection)


def assert_answers(connection: Any) -> None:
    answer = connection.execute("SELECT speaker, outlet FROM differences").fetchall()
    assert answer == [("Ada Brook", 'Courier, "Daily"')]
    assert connection.execute("SELECT outlets, variants FROM shared_utterances").fetchall() == [(2, 2)]
    count = "SELECT sum(quotations) FROM speakers_by_outlet WHERE speaker = 'Ada Brook'"
    assert connection.execute(count).fetchone()[0] == 2
    assert connection.execute("SELECT count(*) FROM quotes").fetchone()[0] == 4
    days = connection.execute("SELECT CAST(day AS VARCHAR) FROM articles ORDER BY id").fetchall()
    assert days == [("2023-02-18",), ("2023-02-19",), (None,)]


def test_the_stretches_of_a_quotation_are_joined_in_every_database(report: Report, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    first, second, *rest = report.quotations
    split = first.model_copy(update={"content": (*first.content, *second.content)})
    changed = report.model_copy(update={"quotations": (split, *rest)})
    for format in ("duckdb", "sqlite"):
        write_report(changed, format, output=tmp_path / format)
    query = "SELECT text FROM quotations WHERE id = 'a1-1'"
    with (
        duckdb.connect(str(tmp_path / "duckdb")) as one,
        closing(sqlite3.connect(tmp_path / "sqlite")) as other,
    ):
        for connection in (one, other):
            assert (
                connection.execute(query).fetchone()[0]
                == "We were quite pleased. We were not pleased; at all."
            )


TYPES: list[tuple[Any, str]] = [
    (Quotation.model_fields["confidence"].annotation, "DOUBLE"),
    (Utterance.model_fields["first_date"].annotation, "DATE"),
    (dt.datetime | dt.date | None, "VARCHAR"),
    (tuple[str, ...], "VARCHAR[]"),
    (Quotation.model_fields["content"].annotation, 'STRUCT("start" BIGINT, "end" BIGINT, "text" VARCHAR)[]'),
]


@pytest.mark.parametrize(("annotation", "expected"), TYPES)
def test_sql_types(annotation: Any, expected: str) -> None:
    assert sql_type(annotation) == expected


def test_json_ld(report: Report, tmp_path: Path) -> None:
    write_report(report, "jsonld", output=tmp_path / "a.jsonld")
    document = json.loads((tmp_path / "a.jsonld").read_text(encoding="utf-8"))
    nodes = {node["@id"]: node for node in document["@graph"]}
    assert document["@context"] == "https://schema.org"
    for quotation in report.quotations:
        node = nodes[f"#{quotation.id}"]
        assert (node["@type"], node["text"]) == ("Quotation", quotation.text)
        speaker = nodes.get(node.get("spokenByCharacter", {}).get("@id"))
        assert (speaker and speaker["name"]) == next(
            (s.name for s in report.speakers if s.id == quotation.speaker), None
        )
    article = nodes[nodes["#a1-1"]["isPartOf"]["@id"]]
    assert (article["publisher"]["name"], article["datePublished"]) == (
        "The Herald",
        "2023-02-18T10:30:00+00:00",
    )
    assert nodes["#u1"]["workExample"] == [{"@id": "#a2-1"}, {"@id": "#a1-1"}]


@pytest.mark.parametrize("name", ["xlsx", "parquet", "sqlite", "duckdb"])
def test_files_do_not_go_to_standard_output(report: Report, name: str) -> None:
    with pytest.raises(ConfigError, match=f"{name} is a file, not a text: name it with -o FILE"):
        write_report(report, name)


def test_a_missing_library_is_named(report: Report, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(
        ConfigError, match=r"writing Parquet needs duckdb: pip install 'quotecheck\[duckdb\]'"
    ):
        write_report(report, "parquet", output=tmp_path / "a.parquet")
    assert list(tmp_path.iterdir()) == []
