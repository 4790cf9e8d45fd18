"""How fast a long run goes and how long it will take: a bar on a terminal, else a line now and then."""

from __future__ import annotations

import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

from quotecheck.cli.streams import say
from quotecheck.errors import InputError
from quotecheck.models import Article

SECONDS_BETWEEN_LINES = 30.0


class Meter:
    """Counts what is done.

    Args:
        total: How many articles there are, if known.
    """

    def __init__(self, total: int | None) -> None:
        self.total, self.articles, self.words = total, 0, 0
        self.started = self.said = time.monotonic()
        console = Console(stderr=True)
        self.quiet = not console.is_terminal
        columns = (BarColumn(), TextColumn("{task.description}"), TimeRemainingColumn())
        self.bar = Progress(*columns, console=console, transient=True, disable=self.quiet)
        self.task = self.bar.add_task("", total=total)

    def __enter__(self) -> Self:
        """Show the bar."""
        self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self.bar.stop()

    def done(self, item: Article | InputError) -> None:
        """Count an article, or an input that could not be read."""
        self.articles += 1
        if isinstance(item, Article):
            self.words += item.text.count(" ") + 1
        self.bar.update(self.task, completed=self.articles, description=self.line())
        if self.quiet and time.monotonic() - self.said >= SECONDS_BETWEEN_LINES:
            self.said = time.monotonic()
            say(f"{self.line()}{self._left()}")

    def line(self) -> str:
        """What is done, and how fast it goes."""
        seconds = max(time.monotonic() - self.started, 1e-9)
        of = f"/{self.total:,}" if self.total else ""
        speed = f"{self.articles / seconds:,.1f} articles/s, {self.words / seconds:,.0f} words/s"
        return f"{self.articles:,}{of} articles, {speed}"

    def _left(self) -> str:
        if not self.total:
            return ""
        seconds = (time.monotonic() - self.started) * (self.total / self.articles - 1)
        return f", about {max(0, seconds) / 60:.0f} min left"
