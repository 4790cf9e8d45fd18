"""Saved pages, tables, crawls, archives: each becomes the same article."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from quotecheck.errors import ConfigError, InputError
from quotecheck.models import Article
from quotecheck.reading import article as limits
from quotecheck.reading import jsonrecords, read_articles

TEXT = "“We will not move,” the mayor said.\n\n“Nor will we,” the board answered."
RECORD = {
    "id": 7,
    "maintext": TEXT,
    "source_domain": "Herald",
    "date_publish": "2023-02-18 10:00:00",
    "title": "A vote",
    "url": "https://www.herald.example.org/1",
}


def as_csv(delimiter: str, encoding: str = "utf-8") -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, RECORD, delimiter=delimiter)
    writer.writeheader()
    writer.writerow(RECORD)
    return stream.getvalue().encode(encoding)


def zipped(name: str, data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("__MACOSX/a.txt", "nothing")
        archive.writestr("sub/.hidden.txt", "nothing")
        archive.writestr("picture.png", "nothing")
        archive.writestr(name, data)
    return stream.getvalue()


LINE = json.dumps(RECORD).encode()
FILES: list[tuple[str, bytes]] = [
    ("a.jsonl", LINE + b"\n\n"),
    ("a.ndjson", b"\xef\xbb\xbf" + LINE),
    ("one-line.json", LINE),
    ("lines.json", LINE + b"\n" + LINE + b"\n"),
    ("list.json", json.dumps([RECORD], indent=1).encode()),
    ("object.json", json.dumps(RECORD, indent=1).encode()),
    ("envelope.json", json.dumps({"status": "ok", "articles": [RECORD]}).encode()),
    ("a.jsonl.gz", gzip.compress(LINE)),
    ("a.csv", as_csv(",")),
    ("semicolons.csv", as_csv(";")),
    ("marked.csv", as_csv(",", "utf-8-sig")),
    ("utf16.csv", as_csv(",", "utf-16")),
    ("legacy.csv", as_csv(",", "cp1252")),
    ("a.tsv", as_csv("\t")),
    ("a.csv.gz", gzip.compress(as_csv(","))),
    ("lines.zip", zipped("sub/a.jsonl", LINE)),
    ("packed.zip", zipped("sub/a.csv.gz", gzip.compress(as_csv(",")))),
    ("crawl", LINE),
]


def read(path: Path, **options: Any) -> list[Article]:
    return list(read_articles([str(path)], **options))


@pytest.mark.parametrize(("name", "data"), FILES, ids=[name for name, _ in FILES])
def test_every_format_gives_the_same_article(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    (article,) = read(tmp_path / name)
    assert article.text == TEXT
    assert (article.outlet, article.title, article.url) == ("Herald", "A vote", RECORD["url"])
    assert article.published == dt.datetime(2023, 2, 18, 10)
    assert article.path.startswith(str(tmp_path / name))


def test_one_line_says_what_was_taken_for_what(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINE + b"\n" + json.dumps({**RECORD, "maintext": "Another text."}).encode())
    notes: list[str] = []
    assert len(read(path, on_note=notes.append)) == 2
    assert notes == [
        f"{path}: text from 'maintext', outlet from 'source_domain', published from 'date_publish', "
        "title from 'title', url from 'url'"
    ]


def test_fields_can_be_laid_down(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"t": TEXT, "text": "a teaser", "who": "Courier"}), encoding="utf-8")
    (article,) = read(path, fields={"text": "t", "outlet": "who"})
    assert (article.text, article.outlet) == (TEXT, "Courier")
    with pytest.raises(InputError, match="has no field 'x'; its fields: t, text, who"):
        read(path, fields={"text": "x"})
    with pytest.raises(ConfigError, match="no field 'author'"):
        read(path, fields={"author": "who"})


def test_the_outlet_falls_back_to_the_host(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "url": "https://www.herald.example.org/1"}), encoding="utf-8")
    assert read(path)[0].outlet == "herald.example.org"


DATES: list[tuple[Any, dt.date | None]] = [
    ("2023-02-18", dt.date(2023, 2, 18)),
    ("20230218", dt.date(2023, 2, 18)),
    ("2023-02-18T10:30:00Z", dt.datetime(2023, 2, 18, 10, 30, tzinfo=dt.UTC)),
    ("Sat, 18 Feb 2023 10:30:00 +0000", dt.datetime(2023, 2, 18, 10, 30, tzinfo=dt.UTC)),
    ("February 18, 2023", dt.date(2023, 2, 18)),
    ("Feb. 18, 2023", dt.date(2023, 2, 18)),
    ("18 Feb 2023", dt.date(2023, 2, 18)),
    ("02/18/2023", dt.date(2023, 2, 18)),
    ("2023/02/18 10:30:00", dt.datetime(2023, 2, 18, 10, 30)),
    ("yesterday", None),
    ("2023", None),
    (1676716200, None),
    ("", None),
    (None, None),
    (["2023-02-18"], None),
]


@pytest.mark.parametrize(("written", "meant"), DATES)
def test_dates(tmp_path: Path, written: Any, meant: dt.date | None) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": TEXT, "date": written}), encoding="utf-8")
    assert read(path)[0].published == meant


BAD_LINES: list[tuple[str, bytes, str]] = [
    ("no JSON", b"{oops", "is no JSON"),
    ("no record", b"[1, 2]", "is no record"),
    ("no text", b'{"text": "  "}', "holds no text"),
    ("no text field", b'{"a": 1}', "no field is known to hold the text (fields: a)"),
    ("not UTF-8", b'{"text": "\xff"}', "is not UTF-8 at byte 10"),
    ("half a surrogate pair", b'{"text": "a \\ud800"}', "half a surrogate pair at character 2"),
    ("too deep", b'{"text": ' + b"[" * 100_000 + b"}", "is nested too deeply"),
    ("endless number", b'{"text": "a", "n": ' + b"9" * 5_000 + b"}", "is no JSON"),
    (
        "our own export",
        b'{"format": "quotecheck/1", "articles": [{"id": "a"}]}',
        "is an export of quotecheck",
    ),
]


@pytest.mark.parametrize(("line", "problem"), [r[1:] for r in BAD_LINES], ids=[r[0] for r in BAD_LINES])
def test_a_bad_line_costs_itself(tmp_path: Path, line: bytes, problem: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(LINE + b"\n" + line + b"\n" + LINE.replace(b"vote", b"poll").replace(b"move", b"go"))
    problems: list[InputError] = []
    articles = read(path, on_problem=problems.append)
    assert [article.title for article in articles] == ["A vote", "A poll"]
    assert [(found.path, found.line) for found in problems] == [(str(path), 2)]
    assert problem in str(problems[0])


def test_an_endless_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jsonrecords, "MAX_FILE_BYTES", 1_000)
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "' + b"x" * 5_500 + b'"}\n' + LINE)
    problems: list[InputError] = []
    assert len(read(path, on_problem=problems.append)) == 1
    assert (problems[0].line, "a line longer than" in str(problems[0])) == (1, True)


BROKEN: list[tuple[str, bytes, str]] = [
    ("a.jsonl.gz", gzip.compress(LINE)[:-20], "compressed, and broken or cut off"),
    ("b.jsonl.gz", b"no gzip", "cannot be read: Not a gzipped file"),
    ("a.zip", b"PK\x03\x04 no zip", "is a broken ZIP archive"),
    ("nested.zip", zipped("inner.zip", b"PK"), "holds no articles"),
    ("empty.jsonl", b"", "is empty"),
    ("empty.csv", b"", "is empty"),
    ("binary.csv", bytes(range(256)) * 4, "is binary"),
    ("quote.csv", b'text,outlet\n"' + b"x" * 11_000_000, "quote.csv:2: cannot be read on from here"),
    ("no-text.csv", b"a,b\n1,2\n", "no field is known to hold the text (fields: a, b): --text-field NAME"),
    ("broken.json", b'[{"text": "a"},\n {"text"]', "is no JSON: Expecting ':' delimiter at line 2"),
]


@pytest.mark.parametrize(("name", "data", "problem"), BROKEN, ids=[row[0] for row in BROKEN])
def test_broken_files(tmp_path: Path, name: str, data: bytes, problem: str) -> None:
    (tmp_path / name).write_bytes(data)
    (tmp_path / "good.txt").write_text(TEXT, encoding="utf-8")
    problems: list[InputError] = []
    paths = [str(tmp_path / name), str(tmp_path / "good.txt")]
    articles = list(read_articles(paths, on_problem=problems.append))
    assert [article.path for article in articles] == [paths[1]]
    assert any(problem in str(found) for found in problems), problems


def test_other_languages_are_left_out_with_a_note(tmp_path: Path) -> None:
    german = (
        "Der Bürgermeister sagte am Montag, man werde nicht weichen. Die Abstimmung soll in der kommenden "
        "Woche stattfinden, wie ein Sprecher der Stadt erklärte. Ob die Mehrheit steht, sei noch offen, hieß "
        "es aus dem Rathaus. Die Gegner des Vorhabens kündigten an, weiter zu protestieren und zu klagen."
    )
    (tmp_path / "a.txt").write_text(german, encoding="utf-8")
    (tmp_path / "b.txt").write_text(TEXT, encoding="utf-8")
    notes: list[str] = []
    assert [article.text for article in read(tmp_path, on_note=notes.append)] == [TEXT]
    assert notes == [f"{tmp_path / 'a.txt'}: is not English (de); left out"]


PAGE = """<html lang="en"><head><title>Mayor speaks | The Herald</title>
<meta property="og:site_name" content="The Herald"><meta property="og:title" content="Mayor speaks">
<meta property="article:published_time" content="2023-02-18T10:00:00Z">
<link rel="canonical" href="https://herald.example.org/a/1"></head><body><nav>Home | News</nav><article>
<p>“We will <em>not</em> move,” the mayor said on Monday in front of several hundred people.</p>
<p>She then read from a letter that the board had sent her in the spring, which she kept:</p>
<blockquote><p>You have our support in this matter for as long as we sit here.</p><p>Do not doubt it.</p>
</blockquote><p>“It is over,” said<br>the clerk. The council meets again next week, officials said.</p>
</article><footer>© Herald</footer></body></html>"""


def test_a_saved_page(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    (article,) = read(tmp_path)
    assert article.text.split("\n\n") == [
        "“We will not move,” the mayor said on Monday in front of several hundred people.",
        "She then read from a letter that the board had sent her in the spring, which she kept:",
        "You have our support in this matter for as long as we sit here.",
        "Do not doubt it.",
        "“It is over,” said\nthe clerk. The council meets again next week, officials said.",
    ]
    assert (article.outlet, article.title) == ("The Herald", "Mayor speaks")
    assert (article.published, article.url) == (dt.date(2023, 2, 18), "https://herald.example.org/a/1")


def test_a_page_without_an_article(tmp_path: Path) -> None:
    pytest.importorskip("trafilatura")
    (tmp_path / "page.html").write_text("<html><body></body></html>", encoding="utf-8")
    with pytest.raises(InputError, match="no article was found on the page"):
        read(tmp_path)


def test_parquet(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    (tmp_path / "a.jsonl").write_bytes(LINE)
    target = tmp_path / "table.parquet"
    duckdb.sql(f"COPY (SELECT * FROM read_json('{tmp_path / 'a.jsonl'}')) TO '{target}'")  # noqa: S608
    (article,) = read(target)
    assert (article.text, article.published) == (TEXT, dt.datetime(2023, 2, 18, 10))
    (tmp_path / "packed.zip").write_bytes(zipped("inner.parquet", target.read_bytes()))
    assert read(tmp_path / "packed.zip")[0].text == TEXT
    target.write_bytes(b"PAR1 nothing")
    with pytest.raises(InputError, match="is no Parquet file"):
        read(target)


def test_docbin(tmp_path: Path) -> None:
    import spacy
    from spacy.tokens import DocBin

    doc = spacy.blank("en")(TEXT)
    doc.user_data["outlet"] = "Herald"
    DocBin([], store_user_data=True).to_disk(tmp_path / "empty.spacy")
    DocBin(docs=[doc], store_user_data=True).to_disk(tmp_path / "a.spacy")
    (article,) = read(tmp_path / "a.spacy")
    assert (article.text, article.outlet) == (TEXT, "Herald")
    assert read(tmp_path / "empty.spacy") == []
    (tmp_path / "b.spacy").write_bytes(b"nothing")
    with pytest.raises(InputError, match="is no DocBin"):
        read(tmp_path / "b.spacy")


def test_a_missing_library_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "trafilatura", None)
    (tmp_path / "page.html").write_text(PAGE, encoding="utf-8")
    with pytest.raises(
        ConfigError, match=r"reading HTML needs trafilatura: pip install 'quotecheck\[html\]'"
    ):
        read(tmp_path)


MONSTERS: list[tuple[str, Callable[[], bytes]]] = [
    ("marks.txt", lambda: b'"' * 2_000_000),
    ("run.txt", lambda: b"One. " + b'"' * 5_001),
    ("bomb.txt.gz", lambda: gzip.compress(bytes(60_000_000))),
    ("deep.html", lambda: b"<div>" * 200_000),
    ("wide.html", lambda: b"<p " + b"a=b " * 500_000 + b">"),
    ("tables.html", lambda: b"<table><tr><td>" * 20_000),
    ("open.html", lambda: b"<!--" + b"x" * 1_000_000),
]


@pytest.mark.parametrize(("name", "make"), MONSTERS, ids=[name for name, _ in MONSTERS])
def test_monsters_are_refused(tmp_path: Path, name: str, make: Callable[[], bytes]) -> None:
    if name.endswith("html"):
        pytest.importorskip("trafilatura")
    (tmp_path / name).write_bytes(make())
    problems: list[InputError] = []
    assert read(tmp_path / name, on_problem=problems.append) == []
    assert len(problems) == 1


def test_limits_hold_for_records(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"text": "word " * (limits.MAX_TEXT_LENGTH // 5 + 1)}), encoding="utf-8")
    with pytest.raises(InputError, match=r"a\.jsonl:1: a text of 500,005 characters is no article"):
        read(path)
