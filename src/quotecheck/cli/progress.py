"""Progress on stderr: a bar on a terminal, nothing where stderr is a file or pipe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

Item = TypeVar("Item")


def tracked(items: Iterable[Item], total: int | None, what: str) -> Iterator[Item]:
    """Pass items on and show how far they have come.

    Args:
        items: What comes of the work.
        total: How many there are, if known.
        what: One word for the work, such as "Reading".
    """
    console = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as progress:
        yield from progress.track(items, total=total, description=what)
