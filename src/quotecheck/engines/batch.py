"""The unit of work that every engine hands out: some articles in, their quotations out."""

from __future__ import annotations

import faulthandler
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Any

from quotecheck.models import Article, Extraction

# A batch is done in about a second: short enough for progress and retries, long enough for its overhead.
BATCH_ARTICLES = 32
BATCH_CHARACTERS = 60_000

TIME_LIMIT = 60.0
"""Seconds that one article may take; the slowest of 4,187 took under 3 s."""
OVER_TIME = 1
"""Exit code of a process that took longer."""


# A pipeline is not made for several threads, and a cluster's worker may have some.
_LOCK = Lock()


@dataclass(frozen=True)
class Work:
    """What is to be done with each article, the same on every machine.

    Attributes:
        model: Name or folder of a pipeline; None is the embedded one.
        include_attitudes: Keep beliefs, wishes and plans too.
        time_limit: Seconds after which the process that reads a batch ends, wherever it hangs; for processes
            that somebody watches over. None is no limit.
    """

    model: str | None = None
    include_attitudes: bool = False
    time_limit: float | None = None


def extract_batch(articles: Sequence[Article], work: Work | None = None) -> list[Extraction]:
    """Find the quotations of some articles; pure, and safe to call in any process.

    The pipeline is loaded once per process. What it learns of words is forgotten after each batch, so
    memory stays flat however many batches follow.

    Args:
        articles: What to read.
        work: What to do with it.

    Returns:
        One extraction for each article, in order.

    Raises:
        ModelError: The pipeline cannot be loaded.
    """
    from quotecheck.extract import extract

    work = work or Work()
    nlp = _pipeline(work.model)
    with _LOCK, limited(work.time_limit), nlp.memory_zone():
        return list(extract(articles, nlp, include_attitudes=work.include_attitudes))


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """End this process if the block takes longer, be it within a library that never gives up the interpreter.

    Args:
        seconds: The limit; None is no limit.
    """
    if seconds is None:
        yield
        return
    with Path(os.devnull).open("w") as nowhere:
        faulthandler.dump_traceback_later(seconds, exit=True, file=nowhere)
        try:
            yield
        finally:
            faulthandler.cancel_dump_traceback_later()


@lru_cache(maxsize=1)
def _pipeline(model: str | None) -> Any:
    from quotecheck.extract import load

    return load(model)


def batches(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """Cut a stream of articles into batches of some seconds of work, in order."""
    batch: list[Article] = []
    size = 0
    for article in articles:
        if batch and (len(batch) == BATCH_ARTICLES or size + len(article.text) > BATCH_CHARACTERS):
            yield batch
            batch, size = [], 0
        batch.append(article)
        size += len(article.text)
    if batch:
        yield batch
