"""Hand out batches, whatever carries them out, and find the one article that a batch failed for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from quotecheck.engines.batch import Work, extract_batch
from quotecheck.engines.failure import Failure
from quotecheck.errors import QuotecheckError
from quotecheck.models import Article

Outcome = bytes | Failure
"""An `Extraction` as JSON, which only its reader need parse; or a failure."""


class Future(Protocol):
    """What futures of pools and clusters have in common."""

    def result(self) -> Any:
        """The result, or the exception of the task."""


@dataclass(frozen=True)
class Desk:
    """Somebody who carries out batches.

    Attributes:
        submit: Hands out a batch; the future's result is one line of JSON per article.
        reason: What to say of the exception of an article that failed alone; raises a `QuotecheckError` where
            no article is to blame.
        ahead: Batches that are handed out or done beside the one waited for.
    """

    submit: Callable[[list[Article]], Future]
    reason: Callable[[Exception], str]
    ahead: int

    def in_order(self, work_batches: Iterable[list[Article]]) -> Iterator[list[Outcome]]:
        """Do batches; a bounded number of them is under way.

        A batch whose worker dies, raises or takes too long is done again article by article; an article
        that fails alone is a failure. They follow one another, so that none fails for its neighbour.

        Args:
            work_batches: Articles, taken as they are needed.

        Yields:
            The outcomes of each batch, in order.

        Raises:
            QuotecheckError: What no article is to blame for, such as a pipeline that cannot be loaded.
        """
        waiting: deque[tuple[list[Article], Future]] = deque()
        for batch in work_batches:
            waiting.append((batch, self.submit(batch)))
            if len(waiting) > self.ahead:
                yield self._collect(*waiting.popleft())
        while waiting:
            yield self._collect(*waiting.popleft())

    def _collect(self, batch: list[Article], future: Future) -> list[Outcome]:
        try:
            outcomes: list[Outcome] = list(future.result())
        except QuotecheckError:
            raise
        except Exception as error:  # whatever a hostile document provokes, also the end of its process
            reason = self.reason(error)
            if len(batch) > 1:
                return [outcome for one in batch for outcome in self._collect([one], self.submit([one]))]
            return [Failure(path=batch[0].path, article=batch[0].id, reason=reason)]
        return outcomes


def extract_lines(batch: list[Article], work: Work) -> list[bytes]:
    """What a worker does: the quotations of a batch, each article as one line of JSON."""
    return [extraction.model_dump_json(by_alias=True).encode() for extraction in extract_batch(batch, work)]


def first_line(error: Exception) -> str:
    """An exception in one line."""
    return f"{type(error).__name__}: {error}".splitlines()[0][:300]
