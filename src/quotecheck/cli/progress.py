"""Progress on stderr: a bar on a terminal, nothing where stderr is a file or pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from quotecheck.models import Article


def tracked(articles: Iterable[Article], total: int | None, what: str) -> Iterator[Article]:
    """Pass articles on and show how far they have come.

    Args:
        articles: What is worked on.
        total: How many there are, if known.
        what: One word for the work, such as "Reading".
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(articles, total=total, description=what)
