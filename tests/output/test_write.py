"""Every format reads back to the same data; files are there whole or not at all."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest

from quotecheck.errors import ConfigError, InputError, OutputError, QuotecheckError
from quotecheck.models import Report
from quotecheck.output import delimited, jsonfiles
from quotecheck.output.atomic import replacing
from quotecheck.output.rows import COLUMNS, Layout, rows
from quotecheck.output.write import FORMATS, ROWS, format_of, write_report


@pytest.mark.parametrize("name", ["csv", "tsv"])
def test_delimited_reads_back(report: Report, tmp_path: Path, name: str) -> None:
    path = tmp_path / f"quotes.{name}"
    write_report(report, name, output=path)
    assert list(delimited.read_rows(path)) == list(rows(report))


def test_jsonl_reads_back(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "quotes.jsonl"
    write_report(report, "jsonl", output=path)
    assert list(jsonfiles.read_rows(path)) == list(rows(report))


def test_json_reads_back(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "quotes.json"
    write_report(report, "json", output=path)
    assert jsonfiles.read_report(path) == report


def test_json_validates_against_the_schema_printed(report: Report, tmp_path: Path) -> None:
    from jsonschema import Draft202012Validator

    path = tmp_path / "quotes.json"
    write_report(report, "json", output=path)
    schema = jsonfiles.schema()
    Draft202012Validator.check_schema(schema)
    document = json.loads(path.read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(document)
    assert document["quotations"][0]["cue"]["class"] == "say"
    document["quotations"][0]["kind"] = "hearsay"
    assert not Draft202012Validator(schema).is_valid(document)


def test_csv_opens_cleanly_in_a_spreadsheet(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    write_report(report, "csv", output=path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf" + b"speaker,speaker_kind,outlet")
    with path.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert len(cells) == len(COLUMNS) * 5
    assert not [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)]


def test_json_lines_are_typed(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    write_report(report, "jsonl")
    record = json.loads(capsys.readouterr().out.splitlines()[1])
    assert record["similarity"] == 0.625
    assert record["reference"] is False
    assert record["changes"] == ["polarity", "reworded"]
    assert record["published"] == "2023-02-19"


def test_markdown_shows_the_same_words(report: Report, capsys: pytest.CaptureFixture[str]) -> None:
    write_report(report, "md")
    out = capsys.readouterr().out
    assert out.startswith(
        "## Ada Brook\n\n> We were quite pleased.\n\n| outlet | wording | changes | flags |\n| --- |"
    )
    assert (
        '| Courier, "Daily" | We were not pleased; at all. | polarity; reworded | unclosed; polarity |' in out
    )
    assert "a\\|b" in out
    assert "and<br>more" in out
    assert "## (speaker unknown)" in out


@pytest.mark.parametrize("name", sorted(ROWS))
def test_the_wide_layout(report: Report, tmp_path: Path, name: str) -> None:
    write_report(report, name, output=tmp_path / "quotes", layout="wide")
    assert "The Herald" in (tmp_path / "quotes").read_text(encoding="utf-8-sig")


SUFFIXED = [("a.csv", "csv"), ("A.JSON", "json"), ("b.jsonl", "jsonl"), ("b.ndjson", "jsonl"), ("c.md", "md")]


@pytest.mark.parametrize(("name", "expected"), SUFFIXED)
def test_the_name_asks_for_a_format(name: str, expected: str) -> None:
    assert format_of(Path(name)) == expected


WRONG: list[tuple[str, str, Layout, str, type[QuotecheckError], str]] = [
    ("unknown format", "docx", "long", "x", ConfigError, "no format 'docx': choose among json"),
    ("no layouts", "json", "wide", "x", ConfigError, "json has no layouts"),
    ("no folder", "json", "long", "missing/x", OutputError, "make the folder first"),
    ("a folder", "json", "long", ".", OutputError, "is a folder"),
]


@pytest.mark.parametrize(
    ("format", "layout", "name", "error", "message"), [r[1:] for r in WRONG], ids=[r[0] for r in WRONG]
)
def test_what_cannot_be_written(
    report: Report,
    tmp_path: Path,
    format: str,
    layout: Layout,
    name: str,
    error: type[QuotecheckError],
    message: str,
) -> None:
    with pytest.raises(error, match=message):
        write_report(report, format, output=tmp_path / name, layout=layout)
    assert not [path for path in tmp_path.iterdir() if path.name.endswith(".part")]


def test_a_name_without_a_known_suffix() -> None:
    with pytest.raises(ConfigError, match="name a format with --format: json"):
        format_of(Path("quotes"))


def test_nothing_half_written(tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    path.write_text("before", encoding="utf-8")

    def fail_in_the_middle() -> None:
        with replacing(path) as part:
            part.write_text("half", encoding="utf-8")
            raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        fail_in_the_middle()
    assert [entry.name for entry in tmp_path.iterdir()] == ["quotes.csv"]
    assert path.read_text(encoding="utf-8") == "before"


def test_a_device_is_not_replaced(report: Report) -> None:
    write_report(report, "csv", output=Path("/dev/null"))
    assert Path("/dev/null").is_char_device()


def test_a_spoilt_table_names_the_line(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "quotes.csv"
    write_report(report, "csv", output=path)
    spoilt = path.read_bytes().replace(b"2023-02-18", b"yesterday")
    path.write_bytes(spoilt)
    with pytest.raises(InputError, match=r"quotes\.csv:2: no row of quotations .*yesterday"):
        list(delimited.read_rows(path))
    path.write_text("speaker,outlet\n", encoding="utf-8")
    with pytest.raises(InputError, match="lacks the columns speaker_kind, published"):
        list(delimited.read_rows(path))


def test_formats_have_names_that_are_suffixes() -> None:
    assert {"json", "jsonl", "csv", "tsv", "md"} <= set(FORMATS)
