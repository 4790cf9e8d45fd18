"""The unit of work that every engine hands out: some articles in, their quotations out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock
from typing import Any

from quotecheck.models import Article, Extraction

# A batch is done in about a second: short enough for progress and retries, long enough for its overhead.
BATCH_ARTICLES = 32
BATCH_CHARACTERS = 60_000


# A pipeline is not made for several threads, and a cluster's worker may have some.
_LOCK = Lock()


@dataclass(frozen=True)
class Work:
    """What is to be done with each article, the same on every machine.

    Attributes:
        model: Name or folder of a pipeline; None is the embedded one.
        include_attitudes: Keep beliefs, wishes and plans too.
    """

    model: str | None = None
    include_attitudes: bool = False


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
    with _LOCK, nlp.memory_zone():
        return list(extract(articles, nlp, include_attitudes=work.include_attitudes))


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
