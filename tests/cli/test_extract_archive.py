"""`quotecheck extract … -o DIR`, `--resume` after a kill, `quotecheck consolidate DIR`."""

from __future__ import annotations

import hashlib
import json
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotecheck.cli import app
from quotecheck.output.jsonfiles import read_report
from quotecheck.reading.count import count_articles

RAW = Path(__file__).parents[2] / "data/raw"
COMMAND = [sys.executable, "-c", "from quotecheck.cli import main; main()", "extract"]


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file() and not path.name.endswith(".part")
    }


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More articles than one shard holds, one of them empty."""
    folder = tmp_path_factory.mktemp("many")
    texts = [path.read_text(encoding="utf-8") for path in sorted(RAW.glob("*.md"))]
    for number in range(120):
        (folder / f"{number:03}.md").write_text(
            f"---\noutlet: Paper {number}\n---\n“We will meet {number} times,” Ada Brook said.\n",
            encoding="utf-8",
        )
    (folder / "117.md").write_text("", encoding="utf-8")
    (folder / "600.md").write_text(texts[0], encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def archive(many: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("out") / "archive"
    result = CliRunner().invoke(app, ["extract", str(many), "-o", str(folder)])
    assert result.exit_code == 2
    assert "120 articles with" in result.stderr
    assert "error: 1 inputs gave nothing: see" in result.stderr
    return folder


def test_an_archive_holds_shards_a_manifest_and_errors(many: Path, archive: Path) -> None:
    assert sorted(contents(archive)) == [
        "errors.jsonl", "manifest.json", "shards/000000.jsonl.gz", "shards/000001.jsonl.gz",
    ]  # fmt: skip
    error = json.loads((archive / "errors.jsonl").read_text(encoding="utf-8"))
    assert (error["path"], error["reason"]) == (str(many / "117.md"), "is empty")
    manifest = json.loads((archive / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["complete"]
    assert len(manifest["model"]["sha256"]) == 64


def test_after_a_kill_resume_ends_with_the_identical_result(
    many: Path, archive: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "killed"
    command = [*COMMAND, str(many), "-o", str(folder), "--resume"]
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    while process.poll() is None and not list(folder.glob("shards/*.gz")):
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert subprocess.run(command, stderr=subprocess.DEVNULL, check=False).returncode == 2
    assert contents(folder) == contents(archive)


def test_consolidate_writes_a_database(archive: Path, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    result = CliRunner().invoke(app, ["consolidate", str(archive)])
    assert result.exit_code == 0, result.stderr
    with duckdb.connect(str(archive / "quotes.duckdb"), read_only=True) as connection:
        count = connection.execute("SELECT count(*) FROM quotes WHERE speaker = 'Ada Brook'").fetchall()[0][0]
    assert count >= 100
    target = tmp_path / "quotes.json"
    assert CliRunner().invoke(app, ["consolidate", str(archive), "-o", str(target)]).exit_code == 0
    assert len(read_report(target).articles) == 120


REFUSED = [
    (["--speaker", "Ada"], "an archive is written whole"),
    (["--layout", "wide"], "an archive is written whole"),
    (["--fail-on", "polarity"], "an archive is written whole"),
]


@pytest.mark.parametrize(("options", "message"), REFUSED)
def test_what_makes_no_sense_for_an_archive(
    many: Path, tmp_path: Path, options: list[str], message: str
) -> None:
    result = CliRunner().invoke(app, ["extract", str(many), "-o", str(tmp_path), *options])
    assert (result.exit_code, message in result.stderr) == (2, True)


def test_resume_needs_a_folder(many: Path) -> None:
    result = CliRunner().invoke(app, ["extract", str(many / "001.md"), "--resume"])
    assert (result.exit_code, "name its folder with -o DIR" in result.stderr) == (2, True)


def test_articles_are_counted_without_reading_them(many: Path, tmp_path: Path) -> None:
    assert count_articles([str(many)]) == 121
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n{"text": "b"}\n', encoding="utf-8")
    (tmp_path / "b.csv").write_text('text,outlet\n"a\nb",x\nc,y\n', encoding="utf-8")
    (tmp_path / "c.jsonl.gz").write_bytes(b"no gzip")
    assert count_articles([str(tmp_path)]) == 2 + 2 + 1
    assert count_articles(["-"]) is None
