"""Where the article of an annotation file is found."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pytest

from quotecheck.annotations.articles import CORPORA, ArticleMissingError, Articles
from quotecheck.annotations.names import compatible, same_name
from quotecheck.annotations.native import ArticleRef
from quotecheck.errors import InputError


def ref(path: str, text: str = "Some words.") -> ArticleRef:
    return ArticleRef(path=path, sha256=hashlib.sha256(text.encode()).hexdigest())


def put(path: Path, text: str = "Some words.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_beside_the_file_in_a_folder_and_in_the_corpora(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    marks = str(tmp_path / "marks" / "a.json")
    with pytest.raises(ArticleMissingError, match="looked for it relative to this file, in elsewhere"):
        Articles(["elsewhere"]).find(ref("../raw/a.txt"), marks)
    put(tmp_path / "shared" / "seeds" / "a.txt")
    monkeypatch.setenv(CORPORA, str(tmp_path / "shared"))
    assert Articles().find(ref("a.txt"), marks).text == "Some words."
    put(tmp_path / "texts" / "a.txt")
    assert "texts" in Articles([str(tmp_path / "texts")]).find(ref("../raw/a.txt"), marks).path
    put(tmp_path / "raw" / "a.txt")
    assert "raw" in Articles([str(tmp_path / "texts")]).find(ref("../raw/a.txt"), marks).path


def test_the_one_with_the_right_checksum_is_taken(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "Other words.")
    put(tmp_path / "texts" / "a.txt")
    articles = Articles([str(tmp_path / "texts")])
    assert articles.find(ref("a.txt"), str(tmp_path / "a.json")).text == "Some words."
    assert articles.find(ref("a.txt", "Lost."), str(tmp_path / "a.json")).text == "Other words."


def test_front_matter_and_byte_order_mark_are_no_text(tmp_path: Path) -> None:
    put(tmp_path / "a.md", "\ufeff---\ntitle: X\n---\r\nSome words.")
    found = Articles().find(ref("a.md"), str(tmp_path / "a.json"))
    assert (found.text, found.read().title) == ("Some words.", "X")


def test_a_changed_file_is_read_again(tmp_path: Path) -> None:
    put(tmp_path / "a.txt", "One.")
    assert Articles().find(ref("a.txt"), str(tmp_path / "a.json")).text == "One."
    put(tmp_path / "a.txt", "Two and more.")
    assert Articles().find(ref("a.txt"), str(tmp_path / "a.json")).text == "Two and more."


@pytest.mark.parametrize("name", ["table.jsonl", "table.jsonl.gz"])
def test_one_record_of_a_table(name: str, tmp_path: Path) -> None:
    rows = "".join(json.dumps({"id": key, "text": f"{key} words."}) + "\n" for key in ("a", "b"))
    data = rows.encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    found = Articles().find(ref(f"{name}#b"), str(tmp_path / "x.json"))
    assert (found.text, found.read().text) == ("b words.", "b words.")
    with pytest.raises(ArticleMissingError, match="has no record c"):
        Articles().find(ref(f"{name}#c"), str(tmp_path / "x.json"))
    (tmp_path / name).write_bytes(b"no")
    with pytest.raises(InputError, match="no JSON Lines"):
        Articles().find(ref(f"{name}#b"), str(tmp_path / "x.json"))


@pytest.mark.parametrize(
    ("one", "other", "same", "may_be"),
    [
        ("Ida Lund", "Mayor IDA  Lund", True, True),
        ("José Ruiz", "Jose\u0301 Ruiz", True, True),
        ("J. R. Holm", "JR Holm", False, False),
        ("the panel", "Panel", True, True),
        ("Xinhua", "Xinhua News Agency", False, True),
        ("Ida Lund", "Per Lund", False, False),
        ("The", "the", True, True),
    ],
)
def test_names_are_compared(one: str, other: str, same: bool, may_be: bool) -> None:
    assert (same_name(one) == same_name(other), compatible(one, other)) == (same, may_be)
