"""Inputs of any kind, one after the other -> articles."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast
from zipfile import BadZipFile

from quotecheck.errors import InputError
from quotecheck.models import Article
from quotecheck.reading.article import ArticleDefaults
from quotecheck.reading.delimited import read_delimited
from quotecheck.reading.docbin import read_docbin
from quotecheck.reading.find import Source, find, members
from quotecheck.reading.html import read_html
from quotecheck.reading.job import Job, ignore_note, raise_problem
from quotecheck.reading.jsonrecords import read_json
from quotecheck.reading.language import foreign_language
from quotecheck.reading.parquet import read_parquet
from quotecheck.reading.plain import read_plain

Reader = Callable[[Source, Job], Iterator[Article]]
READERS: dict[str, Reader] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".markdown": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".json": read_json,
    ".jsonl": read_json,
    ".ndjson": read_json,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".parquet": read_parquet,
    ".spacy": read_docbin,
}
_ARCHIVE = ".zip"
# How files begin whose name does not tell what they are.
_BEGINNINGS: tuple[tuple[bytes, Reader], ...] = (
    (b"{", read_json),
    (b"[{", read_json),
    (b"<!doctype html", read_html),
    (b"<html", read_html),
    (b"par1", read_parquet),
)


def read_articles(
    paths: Sequence[str],
    *,
    defaults: ArticleDefaults | None = None,
    fields: Mapping[str, str] | None = None,
    on_problem: Callable[[InputError], None] = raise_problem,
    on_note: Callable[[str], None] = ignore_note,
) -> Iterator[Article]:
    """Read articles.

    Plain text and Markdown with front matter, HTML, JSON, JSON Lines, CSV, TSV, Parquet, spaCy's
    DocBin, each also gzipped (``.gz``) or within a ZIP archive.

    Args:
        paths: Files, folders (searched through, in order of names), patterns, ``-`` for standard input.
        defaults: Outlet, date, title and address for articles that do not say themselves.
        fields: For tables: which field holds the text, outlet, published, title, url, where the usual
            names do not tell.
        on_problem: Told of every file or record that cannot be read; without it the first one is raised.
        on_note: Told, one line at a time, what was assumed or left out.

    Yields:
        Articles, in the order of the paths. Left out with a note: one whose outlet printed the same text
        before, and one in another language than English.

    Raises:
        InputError: Something cannot be read and there is no `on_problem`.
        ConfigError: A format needs a library that is not installed, or `fields` makes no sense.
    """
    job = Job(defaults or ArticleDefaults(), on_problem, on_note, dict(fields or {}))
    seen = _Seen()
    for article in _read(list(paths), job):
        language = foreign_language(article.text)
        if language:
            on_note(f"{article.path}: is not English ({language}); left out")
        elif seen.before(article):
            on_note(f"{article.path}: the same text from the same outlet was read before; left out")
        else:
            yield article


def read_article(path: str) -> Article:
    """Read the one article of a file.

    Raises:
        InputError: It cannot be read, or holds several articles.
    """
    articles = list(read_articles([path]))
    if len(articles) != 1:
        raise InputError(path, f"holds {len(articles)} articles, not one: use read_articles")
    return articles[0]


class _Seen:
    """What was read so far, as 64 bits of checksum each: 70 MB for a million articles.

    The same text from two outlets is two articles: who printed it is what the program is asked for.
    """

    def __init__(self) -> None:
        self._keys: set[int] = set()

    def before(self, article: Article) -> bool:
        """Whether the outlet's text was seen before; remembers it."""
        key = int(article.sha256[:16], 16) ^ zlib.crc32((article.outlet or "").encode())
        known = key in self._keys
        self._keys.add(key)
        return known


def _read(paths: list[str], job: Job) -> Iterator[Article]:
    for path in paths:
        found = False
        for source in find([path]):
            if isinstance(source, InputError):
                job.on_problem(source)
            elif source.named or source.suffix in READERS or source.suffix == _ARCHIVE:
                yield from _guarded(source, job)
            else:
                continue
            found = True
        if not found:
            job.on_problem(InputError(path, f"holds no articles; looked for {', '.join(READERS)}"))


def _guarded(source: Source, job: Job) -> Iterator[Article]:
    """The articles of a file; whatever is wrong with it is a problem of this file alone."""
    try:
        yield from _open(source, job)
    except InputError as problem:
        job.on_problem(problem)
    except OSError as error:
        job.on_problem(InputError(source.name, f"cannot be read: {error.strerror or error}"))
    except (EOFError, zlib.error, BadZipFile) as error:
        job.on_problem(InputError(source.name, f"is compressed, and broken or cut off ({error})"))


def _open(source: Source, job: Job) -> Iterator[Article]:
    if source.suffix == _ARCHIVE:
        yield from _unzipped(source, job)
        return
    reader = READERS.get(source.suffix)
    if reader is None:
        source, reader = _by_beginning(source)
    yield from reader(source, job)


def _unzipped(source: Source, job: Job) -> Iterator[Article]:
    found = False
    for member in members(source):
        if member.suffix in READERS:
            found = True
            yield from _guarded(member, job)
    if not found:
        raise InputError(source.name, f"holds no articles; looked for {', '.join(READERS)}")


def _by_beginning(source: Source) -> tuple[Source, Reader]:
    stream = source.open()
    buffered: Any = stream if hasattr(stream, "peek") else io.BufferedReader(cast("io.RawIOBase", stream))
    head = buffered.peek(64).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    reader = next((reader for start, reader in _BEGINNINGS if head.startswith(start)), read_plain)
    return replace(source, open=lambda: buffered), reader
