"""`quotecheck speakers`, and the file of known speakers, through the command's own entry point."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from quotecheck.cli import main

pytestmark = pytest.mark.usefixtures("in_process")
Run = Callable[..., tuple[int, str, str]]
TEXTS = {
    "herald": "“We waited long for this bridge,” Ada Halvorsen, the mayor of Norvik, said on Monday.\n",
    "courier": "Mayor Ada Halvorsen spoke.\n\n“We waited long for this bridge,” Halvorsen said.\n",
}


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["quotecheck", *map(str, arguments)])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capsys.readouterr()
        return int(end.value.code or 0), out, err

    return call


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    articles = tmp_path / "articles"
    articles.mkdir()
    for name, text in TEXTS.items():
        (articles / f"{name}.txt").write_text(text, encoding="utf-8")
    return articles


def test_one_speaker_of_two_articles(run: Run, folder: Path) -> None:
    code, out, err = run("speakers", folder, "--format", "json")
    rows = json.loads(out)
    assert code == 0
    assert [(row["id"], row["quotations"], row["articles"]) for row in rows] == [("ada-halvorsen", 2, 2)]
    assert "Halvorsen" in rows[0]["aliases"]
    assert "0 of 2 quotations have no speaker" in err


@pytest.mark.parametrize("format", ["csv", "jsonl", "table", "toml"])
def test_every_format_names_the_speaker(run: Run, folder: Path, format: str, tmp_path: Path) -> None:
    output = tmp_path / f"out.{format}"
    assert run("speakers", folder, "--format", format, "-o", output)[0] == 0
    assert "Ada Halvorsen" in output.read_text(encoding="utf-8")


def test_csv_reads_back(run: Run, folder: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("speakers", folder, "--format", "csv")[1])))
    assert [(row["id"], row["quotations"]) for row in rows] == [("ada-halvorsen", "2")]


def test_known_speakers_decide_the_id(run: Run, folder: Path, tmp_path: Path) -> None:
    known = tmp_path / "speakers.toml"
    assert run("speakers", folder, "-o", known)[0] == 0
    known.write_text(
        known.read_text(encoding="utf-8").replace('"ada-halvorsen"', '"the-mayor"'), encoding="utf-8"
    )
    rows = json.loads(run("speakers", folder, "--speakers", known, "--format", "json")[1])
    assert [row["id"] for row in rows] == ["the-mayor"]
    report = json.loads(run("extract", folder, "--speakers", known, "--format", "json")[1])
    assert [speaker["id"] for speaker in report["speakers"]] == ["the-mayor"]


def test_a_wrong_file_is_named_with_its_line(run: Run, folder: Path, tmp_path: Path) -> None:
    known = tmp_path / "speakers.toml"
    known.write_text('[[speakers]]\nid = "Bad Id"\nname = "x"\n', encoding="utf-8")
    code, _, err = run("speakers", folder, "--speakers", known)
    assert code == 2
    assert "speakers.toml:1:" in err


def test_an_unknown_format_names_the_known_ones(run: Run, folder: Path) -> None:
    code, _, err = run("speakers", folder, "--format", "docx")
    assert code == 2
    assert "jsonl" in err


def test_a_written_file_is_checked_by_its_name(run: Run, folder: Path, tmp_path: Path) -> None:
    written = tmp_path / "speakers.toml"
    assert run("speakers", folder, "-o", written)[0] == 0
    assert run("check", written)[0] == 0
    written.write_text(written.read_text(encoding="utf-8") * 2, encoding="utf-8")
    code, out, _ = run("check", written)
    assert (code, "QC612" in out) == (1, True)
