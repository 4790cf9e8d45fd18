"""`quotecheck check` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotecheck.annotations.jsontext import dump_block
from quotecheck.cli import app
from tests.annotations.broken import counted, quotation
from tests.annotations.samples import clean_json, document, write


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def broken(folder: Path) -> Path:
    record = document()
    counted("UTF-16 units")(record)
    return write(folder, dump_block(record))


def run(*arguments: str, code: int) -> tuple[str, str]:
    done = CliRunner().invoke(app, ["check", *arguments])
    assert done.exit_code == code, done.output
    return done.stdout, done.stderr


def test_clean_files_pass(folder: Path) -> None:
    write(folder, clean_json())
    assert run(".", code=0) == ("", "All checks passed.\n")


def test_problems_give_exit_code_one(folder: Path) -> None:
    broken(folder)
    out, err = run(".", "--format", "concise", code=1)
    assert out.count("QC304") == 1
    assert out.startswith("harbour.json:")
    assert "Found 1 error.\n1 fixable" in err


def test_what_cannot_be_read_gives_exit_code_two(folder: Path) -> None:
    write(folder, clean_json())
    out, _ = run(".", "none.json", "--format", "concise", code=2)
    assert out.startswith("none.json:1:1: QC101")


def test_notes_alone_do_not_fail(folder: Path) -> None:
    broken(folder)
    (folder / "quotecheck.toml").write_text('check.severity.QC304 = "note"\ncheck.paths = ["harbour.json"]\n')
    run(code=0)


def test_fix_mends_the_file_and_shows_the_diff(folder: Path) -> None:
    path = broken(folder)
    out, err = run(".", "--fix", code=0)
    assert out == ""
    assert "--- harbour.json" in err
    assert json.loads(path.read_text(encoding="utf-8")) == document()
    assert [file.name for file in folder.iterdir() if file.suffix != ".md"] == ["harbour.json"]


def test_a_baseline_leaves_only_new_problems(folder: Path) -> None:
    record = document()
    quotation(3, "cue", None)(record)
    write(folder, dump_block(record))
    run("harbour.json", "--write-baseline", "known.json", code=0)
    run("harbour.json", "--baseline", "known.json", code=0)
    quotation(2, "kind", "indirect")(record)
    write(folder, dump_block(record))
    out, _ = run("harbour.json", "--baseline", "known.json", "--format", "concise", code=1)
    assert [line.split()[1] for line in out.splitlines()] == ["QC702"]


def test_reports_are_written_to_files(folder: Path) -> None:
    broken(folder)
    run(".", "--format", "sarif", "--output", "out.sarif", code=1)
    assert json.loads((folder / "out.sarif").read_text())["version"] == "2.1.0"


def test_other_annotations_are_compared(folder: Path) -> None:
    write(folder, clean_json())
    other = document() | {"annotator": "bo"}
    other["quotations"] = other["quotations"][3:]
    quotation(0, "kind", "direct")(other)
    quotation(1, "speaker", "per-holm")(other)
    (folder / "other").mkdir()
    (folder / "other" / "b.json").write_text(dump_block(other), encoding="utf-8")
    run("harbour.json", "--against", "other", "--agreement", "0.3", code=0)
    out, _ = run("harbour.json", "--against", "other", "--format", "concise", code=1)
    codes = [line.split()[1] for line in out.splitlines()]
    assert sorted(codes) == ["QC801", "QC802", "QC802", "QC802", "QC804", "QC804"]
    assert "bo has q4 as direct, not indirect" in out
    assert "by Per Holm, not the council" in out


KNOWN = """[[speakers]]
id = "ida-lund"
name = "Ida Berg"

[[speakers]]
id = "bo-ek"
name = "Bo Ek"
"""


def test_known_speakers_may_be_named_and_are_checked(folder: Path) -> None:
    record = document()
    quotation(8, "speaker", "bo-ek")(record)
    write(folder, dump_block(record))
    (folder / "speakers.toml").write_text(KNOWN)
    out, _ = run("harbour.json", "--speakers", "speakers.toml", "--format", "concise", code=1)
    assert [line.split()[1] for line in out.splitlines()] == ["QC608"]
    (folder / "speakers.toml").write_text(KNOWN + KNOWN.replace("Berg", "Lund").replace("bo-ek", "bo-e"))
    out, _ = run(
        "harbour.json", "--speakers", "speakers.toml", "--select", "QC612", "--format", "concise", code=1
    )
    assert out.splitlines()[0].startswith("speakers.toml:8:1: QC612 the id 'ida-lund' is given twice")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--format", "pdf", "a.json"], "choose one of full"),
        (["--select", "XX", "a.json"], "no rule has the code 'XX'"),
        (["--baseline", "none.json", "harbour.json"], "no such file"),
        ([], "name annotation files"),
    ],
)
def test_wrong_options_are_told(arguments: list[str], words: str, folder: Path) -> None:
    write(folder, clean_json())
    done = CliRunner().invoke(app, ["check", *arguments])
    assert words in str(done.exception)
