"""Files, folders, patterns, standard input."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from quotecheck.errors import InputError
from quotecheck.reading import ArticleDefaults, read_article, read_articles


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("b.txt", "a.md", "sub/c.txt", ".hidden.txt", ".cache/d.txt", "notes.docx"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"The text of {name}.", encoding="utf-8")
    (tmp_path / "none").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


FOUND = [
    ("file", ["b.txt"], ["b.txt"]),
    ("order as given", ["b.txt", "a.md"], ["b.txt", "a.md"]),
    ("folder, sorted, searched through, nothing hidden", ["."], ["a.md", "b.txt", "sub/c.txt"]),
    ("pattern", ["*.txt"], ["b.txt"]),
    ("pattern through folders", ["**/*.txt"], ["b.txt", "sub/c.txt"]),
    ("pattern that names a folder", ["su*"], ["sub/c.txt"]),
    ("of another kind, but named", ["notes.docx"], ["notes.docx"]),
    ("twice the same", ["b.txt", "b.txt"], ["b.txt"]),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("paths", "found"), [row[1:] for row in FOUND], ids=[row[0] for row in FOUND])
def test_paths(paths: list[str], found: list[str]) -> None:
    assert [article.path for article in read_articles(paths)] == found


NOWHERE = [
    ("missing", "missing.txt", "no such file or folder"),
    ("pattern without a match", "*.pdf", "no file matches it"),
    ("folder without articles", "none", "holds no articles; looked for .txt"),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("path", "problem"), [row[1:] for row in NOWHERE], ids=[row[0] for row in NOWHERE])
def test_paths_that_lead_nowhere(path: str, problem: str) -> None:
    problems: list[InputError] = []
    assert [a.path for a in read_articles([path, "b.txt"], on_problem=problems.append)] == ["b.txt"]
    assert [problem in str(found) and found.path == path for found in problems] == [True]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Stdin:
        buffer = io.BytesIO(b"---\noutlet: A\n---\nText.")

    monkeypatch.setattr(sys, "stdin", Stdin)
    article = read_article("-")
    assert (article.path, article.outlet, article.text) == ("-", "A", "Text.")


def test_the_same_text_of_another_outlet_stays(tmp_path: Path) -> None:
    for name, outlet in (("one.txt", "A"), ("two.txt", "B"), ("three.txt", "A")):
        (tmp_path / name).write_text(f"---\noutlet: {outlet}\n---\nText.", encoding="utf-8")
    notes: list[str] = []
    articles = list(read_articles([str(tmp_path)], on_note=notes.append))
    assert [article.outlet for article in articles] == ["A", "B"]
    assert len(notes) == 1
    assert "two.txt" not in notes[0]
    assert "left out" in notes[0]


def test_read_article_wants_one(folder: Path) -> None:
    with pytest.raises(InputError, match="holds 3 articles, not one"):
        read_article(str(folder))


def test_defaults_fill_what_is_not_said() -> None:
    own = ArticleDefaults(outlet="A")
    assert own.over(ArticleDefaults(outlet="B", title="T")) == ArticleDefaults(outlet="A", title="T")
