"""Plain text and Markdown: front matter, encodings, file names, what cannot be read."""

from __future__ import annotations

import codecs
import datetime as dt
import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.errors import InputError
from quotecheck.reading import ArticleDefaults, read_article, read_articles
from quotecheck.reading import article as limits
from quotecheck.reading.article import from_file_name
from quotecheck.reading.plain import split_front_matter

BODY = "“We will not move,” the mayor said.\n\nNobody clapped.\n"


def write(path: Path, data: bytes | str) -> str:
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(path)


FRONT_MATTER = [
    ("none", BODY, {}, BODY),
    ("fields", "---\noutlet: The Daily\n---\n" + BODY, {"outlet": "The Daily"}, BODY),
    ("blank line belongs to the text", "---\noutlet: A\n---\n\nText", {"outlet": "A"}, "\nText"),
    ("carriage returns stay", "---\r\noutlet: A\r\n---\r\nOne.\r\nTwo.", {"outlet": "A"}, "One.\r\nTwo."),
    ("no fields", "---\n---\nText", {}, "Text"),
    ("only a comment", "---\n# nothing\n---\nText", {}, "Text"),
    ("nothing after it", "---\noutlet: A\n---", {"outlet": "A"}, ""),
    ("a rule further down", "Text\n---\nmore\n---\n", {}, "Text\n---\nmore\n---\n"),
    ("dashes within a value", "---\ntitle: a --- b\n---\nText", {"title": "a --- b"}, "Text"),
    ("a rule and no field", "---\n\nText", {}, "---\n\nText"),
]


@pytest.mark.parametrize(
    ("text", "fields", "body"), [row[1:] for row in FRONT_MATTER], ids=[r[0] for r in FRONT_MATTER]
)
def test_front_matter(text: str, fields: dict[str, str], body: str) -> None:
    assert split_front_matter(text, "x.md") == (fields, body)


BROKEN = [
    ("not closed", "---\noutlet: A\nText", 1, "never closed"),
    ("no YAML", "---\noutlet: A\ntitle: [open\n---\nText", 3, "no valid YAML"),
    ("tab", "---\noutlet: A\n\ttitle: b\n---\nText", 3, "no valid YAML"),
    ("a list", "---\n- outlet\n---\nText", 1, "holds no fields"),
]


@pytest.mark.parametrize(
    ("text", "line", "problem"), [row[1:] for row in BROKEN], ids=[row[0] for row in BROKEN]
)
def test_broken_front_matter_names_file_and_line(text: str, line: int, problem: str) -> None:
    with pytest.raises(InputError, match=problem) as caught:
        split_front_matter(text, "x.md")
    assert (caught.value.path, caught.value.line) == ("x.md", line)
    assert str(caught.value).startswith(f"x.md:{line}: ")


ENCODED = [
    ("utf-8", BODY.encode(), None),
    ("byte order mark", codecs.BOM_UTF8 + BODY.encode(), None),
    ("utf-16", BODY.encode("utf-16"), "utf-16-le"),
    ("utf-16, big end first", codecs.BOM_UTF16_BE + BODY.encode("utf-16-be"), "utf-16-be"),
    ("windows-1252", BODY.encode("cp1252"), "cp1252"),
    ("old Macintosh", BODY.encode("mac_roman"), "mac_roman"),
    ("utf-16 without a mark", BODY.encode("utf-16-le"), "utf_16_le"),
]


@pytest.mark.parametrize(("data", "noted"), [row[1:] for row in ENCODED], ids=[row[0] for row in ENCODED])
def test_encodings(tmp_path: Path, data: bytes, noted: str | None) -> None:
    notes: list[str] = []
    path = write(tmp_path / "a.txt", data)
    (article,) = read_articles([path], on_note=notes.append)
    assert article.text == BODY
    assert notes == ([f"{path}: read as {noted}"] if noted else [])


def test_metadata_come_from_front_matter_then_options_then_file_name(tmp_path: Path) -> None:
    path = write(
        tmp_path / "2023-02-18-herald.md",
        "---\ndate: 2023-02-20 10:30:00\nheadline: Own\nnote: n\n---\n" + BODY,
    )
    defaults = ArticleDefaults(title="Option", url="https://example.org/1")
    (article,) = read_articles([path], defaults=defaults)
    assert article.published == dt.datetime(2023, 2, 20, 10, 30)
    assert (article.title, article.url, article.outlet) == ("Own", "https://example.org/1", "herald")


FILE_NAMES = [
    ("herald.txt", "herald", None),
    ("some/2023-02-18-herald.md", "herald", dt.date(2023, 2, 18)),
    ("herald_20230218.txt", "herald", dt.date(2023, 2, 18)),
    ("2023-02-18.txt", "2023-02-18", dt.date(2023, 2, 18)),
    ("2023-02-31-herald.txt", "2023-02-31-herald", None),
    ("001_a20190101b.txt", "001_a20190101b", None),
    ("-", None, None),
]


@pytest.mark.parametrize(("name", "outlet", "published"), FILE_NAMES)
def test_file_names(name: str, outlet: str | None, published: dt.date | None) -> None:
    assert from_file_name(name) == ArticleDefaults(outlet=outlet, published=published)


def test_a_date_that_is_not_understood_is_noted_and_left_out(tmp_path: Path) -> None:
    notes: list[str] = []
    path = write(tmp_path / "a.md", "---\npublished: last Tuesday\n---\n" + BODY)
    (article,) = read_articles([path], on_note=notes.append)
    assert article.published is None
    assert "last Tuesday" in notes[0]


def test_identity_depends_on_what_is_said_and_not_on_the_place(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    one = read_article(write(tmp_path / "one" / "herald.txt", BODY))
    two = read_article(write(tmp_path / "two" / "herald.txt", BODY))
    other = read_article(write(tmp_path / "two" / "courier.txt", BODY))
    assert one.id == two.id != other.id
    assert one.sha256 == other.sha256 == hashlib.sha256(BODY.encode()).hexdigest()


UNREADABLE = [
    ("empty", b"", "is empty"),
    ("blank", b" \n\n", "holds no text"),
    ("front matter alone", b"---\noutlet: A\n---\n", "holds no text"),
    ("image", b"\x89PNG\r\n\x1a\n" + bytes(50), "an image"),
    ("pdf", b"%PDF-1.7 text", "a PDF"),
    ("null characters", b"one\0two", "binary"),
    ("noise", bytes(range(128, 256)) * 40 + bytes(range(32)), "binary"),
    ("half a UTF-16 character", codecs.BOM_UTF16_LE + b"a\0b", "marked as utf-16-le"),
]


@pytest.mark.parametrize(
    ("data", "problem"), [row[1:] for row in UNREADABLE], ids=[row[0] for row in UNREADABLE]
)
def test_what_cannot_be_read_is_named_and_the_rest_goes_on(tmp_path: Path, data: bytes, problem: str) -> None:
    bad, good = write(tmp_path / "bad.txt", data), write(tmp_path / "good.txt", BODY)
    problems: list[InputError] = []
    articles = list(read_articles([bad, good], on_problem=problems.append))
    assert [article.path for article in articles] == [good]
    (found,) = problems
    assert found.path == bad
    assert problem in str(found)


def test_without_a_listener_the_first_problem_is_raised(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="is empty"):
        list(read_articles([write(tmp_path / "a.txt", b"")]))


def test_limits_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "a.txt", "word " * 300_000)
    with pytest.raises(InputError, match=r"1,500,000 characters.*the limit is 500,000"):
        read_article(path)
    path = write(tmp_path / "b.txt", "word " * 2_500_000)
    with pytest.raises(InputError, match=r"\(12 MB; the limit is 10 MB\)"):
        read_article(path)
    assert limits.MAX_FILE_BYTES == 10_000_000


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(InputError, match="surrogate pair at character 2"):
        limits.make_article("x", "ab\ud800", ArticleDefaults())


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1))
def test_text_is_never_altered(text: str) -> None:
    fields, body = split_front_matter("---\noutlet: A\n---\n" + text, "x")
    assert (fields, body) == ({"outlet": "A"}, text)
