"""What a user named, made into what commands work with; loads what `--help` does not need."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import get_args

from quotecheck.cli.progress import tracked
from quotecheck.cli.streams import fail, say
from quotecheck.engines.batch import Work
from quotecheck.engines.failure import Failure
from quotecheck.engines.local import find_quotations
from quotecheck.errors import InputError
from quotecheck.models import Article, ChangeKind, Extraction, Kind
from quotecheck.reading import ArticleDefaults, read_articles
from quotecheck.reading.fields import as_date


class Inputs:
    """The articles that a user named.

    Attributes:
        articles: Those that could be read.
        incomplete: Whether some input could not be read.
    """

    def __init__(
        self, paths: Sequence[str], defaults: ArticleDefaults, fields: dict[str, str] | None = None
    ) -> None:
        self.incomplete = False
        self.articles: list[Article] = list(
            read_articles(paths, defaults=defaults, fields=fields, on_problem=self._report, on_note=say)
        )
        if not self.articles:
            fail("no article could be read" if self.incomplete else "there is no article in what was named")

    def extracted(self, work: Work, jobs: int) -> Iterator[Extraction]:
        """What is found in the articles; one that gives nothing is reported."""
        return extracted(self.articles, work, jobs, self._report)

    def _report(self, problem: InputError) -> None:
        self.incomplete = True
        say(f"error: {problem}")


def extracted(
    articles: Sequence[Article], work: Work, jobs: int, on_problem: Callable[[InputError], None]
) -> Iterator[Extraction]:
    """What is found in articles; shows how far it has come, and tells of those that give nothing."""
    outcomes = find_quotations(articles, work, jobs=jobs)
    for outcome in tracked(outcomes, len(articles), "Extracting"):
        if isinstance(outcome, Failure):
            on_problem(InputError(outcome.path, outcome.reason))
        else:
            yield outcome


def defaults(
    outlet: str | None, published: str | None, title: str | None, url: str | None
) -> ArticleDefaults:
    """What to take where an article's own data do not say; a date that is none ends the program."""
    date = as_date(published) if published else None
    if published and date is None:
        fail(f"--default-published: {published!r} is no date: write it as 2023-02-18")
    return ArticleDefaults(outlet, date, title, url)


def fields(
    text: str | None, outlet: str | None, published: str | None, title: str | None, url: str | None
) -> dict[str, str]:
    """The names of fields that a user laid down."""
    given = {"text": text, "outlet": outlet, "published": published, "title": title, "url": url}
    return {what: name for what, name in given.items() if name}


def checked_kinds(names: list[str] | None) -> tuple[Kind, ...]:
    """The kinds of quotation that a user named; any other name ends the program."""
    for name in names or ():
        if name not in get_args(Kind):
            fail(f"--kind: no kind {name!r}: choose among {', '.join(get_args(Kind))}")
    return tuple(kind for kind in get_args(Kind) if kind in (names or ()))


def checked_changes(option: str, names: str | None) -> tuple[ChangeKind, ...]:
    """The kinds of change in a comma-separated list; any other name ends the program."""
    given = {name.strip() for name in (names or "").split(",")} - {""}
    known: tuple[ChangeKind, ...] = get_args(ChangeKind)
    if unknown := given - set(known):
        fail(f"{option}: no change {', '.join(sorted(unknown))}: choose among {', '.join(known)}")
    return tuple(kind for kind in known if kind in given)
