"""Inputs of any kind, one after the other -> articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePath

from quotecheck.errors import InputError
from quotecheck.models import Article
from quotecheck.reading.article import ArticleDefaults
from quotecheck.reading.find import Source, find
from quotecheck.reading.job import Job, ignore_note, raise_problem
from quotecheck.reading.plain import read_plain

Reader = Callable[[Source, Job], Iterator[Article]]
READERS: dict[str, Reader] = dict.fromkeys((".txt", ".text", ".md", ".markdown"), read_plain)


def read_articles(
    paths: Sequence[str],
    *,
    defaults: ArticleDefaults | None = None,
    on_problem: Callable[[InputError], None] = raise_problem,
    on_note: Callable[[str], None] = ignore_note,
) -> Iterator[Article]:
    """Read articles.

    Args:
        paths: Files, folders (searched through, in order of names), patterns, ``-`` for standard input.
        defaults: Outlet, date, title and address for articles that do not say themselves.
        on_problem: Told of every file or record that cannot be read; without it the first one is raised.
        on_note: Told, one line at a time, what was assumed or left out.

    Yields:
        Articles, in the order of the paths; one that was seen before is left out with a note.

    Raises:
        InputError: Something cannot be read and there is no `on_problem`.
    """
    job = Job(defaults or ArticleDefaults(), on_problem, on_note)
    seen = _Seen()
    for article in _read(list(paths), job):
        if seen.before(article):
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
    """Texts read so far, by checksum.

    The same text from two outlets is two articles: who printed it is what the program is asked for.
    """

    def __init__(self) -> None:
        self._outlets: dict[bytes, set[str | None]] = {}

    def before(self, article: Article) -> bool:
        """Whether the outlet's text was seen before; remembers it."""
        outlets = self._outlets.setdefault(bytes.fromhex(article.sha256), set())
        known = article.outlet in outlets
        outlets.add(article.outlet)
        return known


def _read(paths: list[str], job: Job) -> Iterator[Article]:
    for path in paths:
        found = False
        for source in find([path]):
            if isinstance(source, InputError):
                job.on_problem(source)
            elif source.named or _suffix(source.name) in READERS:
                yield from _read_source(source, job)
            else:
                continue
            found = True
        if not found:
            job.on_problem(InputError(path, f"holds no articles; looked for {', '.join(READERS)}"))


def _suffix(name: str) -> str:
    return PurePath(name).suffix.lower()


def _read_source(source: Source, job: Job) -> Iterator[Article]:
    try:
        yield from READERS.get(_suffix(source.name), read_plain)(source, job)
    except InputError as problem:
        job.on_problem(problem)
    except OSError as error:
        job.on_problem(InputError(source.name, f"cannot be read: {error.strerror or error}"))
