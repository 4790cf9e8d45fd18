"""The main job through the command's own entry point, in this process."""

from __future__ import annotations

import csv
import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from quotecheck.cli import main
from quotecheck.models import Report

pytestmark = pytest.mark.usefixtures("in_process")
RAW = Path(__file__).parents[2] / "data" / "raw"
GOOD = "“The lake froze over in a single night,” Ann Lee, the mayor, said on Monday.\n"


class Result:
    """What a run of the command left: exit code, standard output, standard error."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def call(*arguments: str | Path, stdin: str | None = None) -> Result:
        monkeypatch.setattr(sys, "argv", ["quotecheck", *map(str, arguments)])
        if stdin is not None:
            stream = io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8")
            monkeypatch.setattr(sys, "stdin", stream)
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        return Result(int(end.value.code or 0), out, err)

    return call


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "herald.txt"
    path.write_text(GOOD, encoding="utf-8")
    return path


def test_the_digests_give_a_report_that_keeps_the_contract(run: Any, tmp_path: Path) -> None:
    result = run("extract", RAW, "--format", "json")
    assert result.code == 0
    data = json.loads(result.out)
    report = Report.model_validate(data)
    schema = json.loads(run("schema").out)
    assert list(Draft202012Validator(schema).iter_errors(data)) == []
    assert len(report.articles) == 5
    grouped = [variant.quotation for utterance in report.utterances for variant in utterance.variants]
    assert sorted(grouped) == sorted(quotation.id for quotation in report.quotations)
    texts = {
        article.id: (RAW / Path(article.path).name).read_text(encoding="utf-8") for article in report.articles
    }
    for quotation in report.quotations:
        body = texts[quotation.article].split("\n---\n", 1)[1]
        for span in (*quotation.content, *quotation.quoted, quotation.cue, quotation.source):
            assert span is None or body[span.start : span.end] == span.text


def test_outlets_that_say_the_opposite_are_shown_side_by_side(run: Any) -> None:
    result = run("compare", RAW, "--only", "polarity", "--format", "json")
    assert result.code == 0
    report = Report.model_validate_json(result.out)
    texts = {quotation.id: quotation.text for quotation in report.quotations}
    (found,) = [[texts[variant.quotation] for variant in one.variants] for one in report.utterances]
    assert sorted(text.startswith("Blinken “was not very forthright") for text in found) == [False, True]
    assert sorted(text.startswith("Blinken “was quite blunt") for text in found) == [False, True]


def test_a_pipe_gets_json_lines_and_a_file_what_its_name_says(run: Any, good: Path, tmp_path: Path) -> None:
    (row,) = [json.loads(line) for line in run("extract", good).out.splitlines()]
    assert (row["speaker"], row["text"]) == ("Ann Lee", "The lake froze over in a single night,")
    assert run("extract", good, "-o", tmp_path / "quotes.csv").code == 0
    with (tmp_path / "quotes.csv").open(encoding="utf-8-sig", newline="") as stream:
        (record,) = csv.DictReader(stream)
    assert record["speaker"] == "Ann Lee"


def test_standard_input_with_what_the_options_say_of_it(run: Any) -> None:
    options = ("--default-outlet", "Herald", "--default-published", "2021-02-03", "--format", "json")
    result = run("extract", "-", *options, stdin=GOOD)
    (article,) = json.loads(result.out)["articles"]
    assert (article["path"], article["outlet"], article["published"]) == ("-", "Herald", "2021-02-03")


@pytest.mark.parametrize(
    ("phenomenon", "name", "content", "message"),
    [
        ("empty", "empty.txt", b"", "is empty"),
        ("only blanks", "blank.txt", b" \n\n ", "holds no text"),
        ("binary", "photo.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 40, "photo.txt"),
        ("front matter", "bad.md", b"---\ntitle: [unclosed\n---\nText.\n", "bad.md:"),
        ("50 MB", "huge.txt", b"word " * 10_000_000, "too large"),
    ],
)
def test_bad_input_is_named_and_the_rest_is_delivered(
    run: Any, good: Path, phenomenon: str, name: str, content: bytes, message: str
) -> None:
    bad = good.parent / name
    bad.write_bytes(content)
    result = run("extract", bad, good)
    assert result.code == 2
    assert name in result.err
    assert message in result.err
    assert [json.loads(line)["speaker"] for line in result.out.splitlines()] == ["Ann Lee"]


@pytest.mark.parametrize(
    ("phenomenon", "arguments", "message"),
    [
        ("missing file", ["no-such-file.txt"], "no-such-file.txt"),
        ("unknown format", [".", "--format", "docx"], "docx"),
        ("unknown kind", [".", "--kind", "loud"], "loud"),
        ("unknown change", [".", "--fail-on", "louder"], "louder"),
        ("bad date", [".", "--default-published", "soon"], "soon"),
        ("no such model", [".", "--model", "no_such_model"], "no_such_model"),
    ],
)
def test_what_cannot_run_says_why(run: Any, phenomenon: str, arguments: list[str], message: str) -> None:
    result = run("extract", *(str(RAW) if argument == "." else argument for argument in arguments))
    assert result.code == 2
    assert message in result.err
    assert result.out == ""


def test_a_folder_without_articles(run: Any, tmp_path: Path) -> None:
    result = run("extract", tmp_path)
    assert (result.code, result.out) == (2, "")
    assert str(tmp_path) in result.err


def test_a_text_without_a_quotation_is_no_failure(run: Any, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("The lake is frozen.\n", encoding="utf-8")
    result = run("extract", tmp_path / "plain.txt", "--format", "json")
    assert result.code == 0
    assert json.loads(result.out)["quotations"] == []


def test_filters(run: Any) -> None:
    rows = [json.loads(line) for line in run("extract", RAW, "--speaker", "Stoltenberg").out.splitlines()]
    assert {row["speaker"] for row in rows} == {"Jens Stoltenberg"}
    rows = [
        json.loads(line)
        for line in run("extract", RAW, "--kind", "direct", "--outlet", "CNN").out.splitlines()
    ]
    assert {(row["kind"], row["outlet"]) for row in rows} == {("direct", "CNN")}
