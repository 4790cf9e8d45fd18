"""Drafts: what the extractor found becomes a file to review; what was reviewed stays."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from quotecheck.annotations.check import CheckOptions, check_files
from quotecheck.annotations.drafting import drafts, merge
from quotecheck.annotations.native import AnnotatedQuotation, AnnotationFile, Stretch, load_annotations
from quotecheck.cli import app
from quotecheck.models import Report
from tests.annotations.samples import FRONT

pytestmark = pytest.mark.usefixtures("in_process")
WORDS = "“The quay is full,” harbour master Ida Lund said on Monday. “We close it at noon.”\n"


def draft(report: Report) -> AnnotationFile:
    return next(iter(drafts(report)))


def file(*items: AnnotatedQuotation, **more: Any) -> AnnotationFile:
    article = {"path": "a.md", "sha256": "0" * 64}
    return AnnotationFile.model_validate({"article": article, "quotations": items, **more})


def item(name: str, start: int, end: int, **more: Any) -> AnnotatedQuotation:
    return AnnotatedQuotation.model_validate(
        {"id": name, "kind": "direct", "content": [Stretch(start=start, end=end)], **more}
    )


def test_a_draft_says_what_the_report_says(report: Report) -> None:
    found = draft(report)
    quotations = [q for q in report.quotations if q.article == report.articles[0].id]
    assert (found.status, found.annotator) == ("unreviewed", "quotecheck")
    assert [q.content[0].text for q in found.quotations] == [
        q.content[0].text for q in sorted(quotations, key=lambda q: q.content[0].start)
    ]
    assert all(q.confidence is not None for q in found.quotations)
    assert {q.speaker for q in found.quotations} - {None} <= {s.id for s in found.speakers}


def test_a_reviewed_file_keeps_its_items_and_gains_what_is_new() -> None:
    mine = item("q2", 0, 10, flags=["mine"])
    new = file(item("q1", 2, 12), item("q2", 20, 30, continues="q1"), item("q3", 40, 50, continues="q2"))
    merged = merge(file(mine, status="reviewed"), new)
    assert merged.quotations[0] == mine
    assert [(q.id, q.continues, q.status) for q in merged.quotations[1:]] == [
        ("q1", None, "unreviewed"),
        ("q3", "q1", "unreviewed"),
    ]


def test_an_unreviewed_file_keeps_reviewed_items_only() -> None:
    mine = item("q1", 0, 10, status="reviewed")
    merged = merge(file(mine, item("q2", 20, 30)), file(item("q1", 0, 9), item("q2", 22, 30)))
    assert merged.quotations == (mine, item("q2", 22, 30))


def test_merging_twice_changes_nothing_more() -> None:
    new = file(item("q1", 2, 12), item("q2", 20, 30))
    once = merge(file(item("q1", 0, 5), status="reviewed"), new)
    assert merge(once, new) == once


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "quay.md").write_text(FRONT + WORDS, encoding="utf-8")
    return tmp_path


def test_command_writes_files_that_the_check_accepts(folder: Path) -> None:
    done = CliRunner().invoke(app, ["annotate", "news", "-o", "marked"])
    assert done.exit_code == 0, done.output
    path = folder / "marked" / "quay.json"
    found = load_annotations(str(path))
    assert found.article.path == "../news/quay.md"
    assert "The quay is full," in [span.text for q in found.quotations for span in q.content]
    assert [d for d in check_files([str(path)], CheckOptions()) if d.severity == "error"] == []


def test_command_leaves_alone_what_it_does_not_understand(folder: Path) -> None:
    (folder / "marked").mkdir()
    path = folder / "marked" / "quay.json"
    path.write_text("{}")
    done = CliRunner().invoke(app, ["annotate", "news", "-o", "marked"])
    assert done.exit_code == 2
    assert path.read_text() == "{}"
    other = {"format": "quotecheck-annotations/1", "article": {"path": "x", "sha256": "1" * 64}}
    path.write_text(json.dumps(other))
    done = CliRunner().invoke(app, ["annotate", "news", "-o", "marked"])
    assert "about another text" in done.stderr
    assert json.loads(path.read_text()) == other


def test_score_can_run_the_pipeline_itself(folder: Path) -> None:
    CliRunner().invoke(app, ["annotate", "news", "-o", "marked"])
    done = CliRunner().invoke(app, ["score", "marked", "--run", "--format", "json"])
    assert done.exit_code == 0, done.output
    rate = json.loads(done.stdout)["figures"]["attributed"]["all"]
    assert rate["f"] == 1
    assert rate["gold"] > 0


def test_records_of_a_table_are_drafted_and_found_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    texts = ["“The bridge will open in May,” said Ada Brook, the mayor.", "Tom Hill said the road is closed."]
    (tmp_path / "news.jsonl").write_text("".join(json.dumps({"text": text}) + "\n" for text in texts))
    done = CliRunner().invoke(app, ["annotate", "news.jsonl", "-o", "marked"])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in Path("marked").iterdir()) == ["news-1.json", "news-2.json"]
    assert CliRunner().invoke(app, ["check", "marked"]).exit_code == 0
