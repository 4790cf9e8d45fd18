"""Worker processes that outlive a bad document: it costs itself and nothing else."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TooLate
from contextlib import contextmanager
from functools import partial
from typing import Any

from pebble import ProcessExpired, ProcessPool

from quotecheck.engines.batch import Work, batches, extract_batch
from quotecheck.engines.failure import Failure
from quotecheck.errors import QuotecheckError
from quotecheck.models import Article, Extraction

TIME_LIMIT = 60.0
"""Seconds that one article may take; the slowest of 4,187 took under 3 s."""
LOADING = 60.0
_IN_FLIGHT = 3  # batches per worker that are handed out or done ahead of the one waited for


Outcome = bytes | Failure
"""An `Extraction` as JSON, which only its reader need parse; or a failure."""


def extract_parallel(
    articles: Iterable[Article], work: Work, *, jobs: int, time_limit: float = TIME_LIMIT
) -> Iterator[Extraction | Failure]:
    """Find the quotations of articles on several processes, in order.

    Args:
        articles: What to read; read as it is needed.
        work: What to do with it.
        jobs: Number of processes.
        time_limit: Seconds that one article may take.

    Yields:
        One extraction or failure for each article.

    Raises:
        ModelError: The pipeline cannot be loaded.
    """
    for outcomes in run(batches(articles), work, jobs=jobs, time_limit=time_limit):
        for outcome in outcomes:
            if isinstance(outcome, Failure):
                yield outcome
            else:
                yield Extraction.model_validate_json(outcome)


def extract_lines(batch: list[Article], work: Work) -> list[bytes]:
    """What a worker does: the quotations of a batch, each article as one line of JSON."""
    return [extraction.model_dump_json(by_alias=True).encode() for extraction in extract_batch(batch, work)]


def run(
    work_batches: Iterable[list[Article]],
    work: Work,
    *,
    jobs: int,
    time_limit: float = TIME_LIMIT,
    task: Callable[..., list[bytes]] = extract_lines,
) -> Iterator[list[Outcome]]:
    """Do batches on worker processes; a bounded number of them is under way.

    A batch whose worker dies, raises or takes too long is done again article by article; an article that
    fails alone is a failure.

    Args:
        work_batches: Articles, taken as they are needed.
        work: What to do with them.
        jobs: Number of processes.
        time_limit: Seconds that one article may take.
        task: What a worker calls with a batch and the work.

    Yields:
        The outcomes of each batch, in order.
    """
    waiting: deque[tuple[list[Article], Any]] = deque()
    with _pool(jobs) as pool:
        desk = _Desk(pool, partial(task, work=work), time_limit)
        for batch in work_batches:
            waiting.append((batch, desk.submit(batch)))
            if len(waiting) > _IN_FLIGHT * jobs:
                yield desk.collect(*waiting.popleft())
        while waiting:
            yield desk.collect(*waiting.popleft())


class _Desk:
    def __init__(self, pool: ProcessPool, task: Callable[..., list[bytes]], time_limit: float) -> None:
        self.pool, self.task, self.time_limit = pool, task, time_limit

    def submit(self, batch: list[Article]) -> Any:
        # The first task of a worker loads the pipeline; a batch is allowed what its worst article is,
        # and is tried again article by article, each with a limit of its own.
        return self.pool.schedule(self.task, args=(batch,), timeout=LOADING + self.time_limit)

    def collect(self, batch: list[Article], future: Any) -> list[Outcome]:
        try:
            outcomes: list[Outcome] = list(future.result())
        except QuotecheckError:
            raise
        except Exception as error:  # whatever a hostile document provokes, also the end of its process
            if len(batch) == 1:
                return [_failure(batch[0], error, self.time_limit)]
            alone = [(article, self.submit([article])) for article in batch]
            return [self.collect([article], task)[0] for article, task in alone]
        return outcomes


def _failure(article: Article, error: Exception, time_limit: float) -> Failure:
    if isinstance(error, TooLate):
        reason = f"took longer than {time_limit:g} s"
    elif isinstance(error, ProcessExpired):
        reason = f"ended its worker process (exit code {error.exitcode})"
    else:
        reason = f"{type(error).__name__}: {error}".splitlines()[0][:300]
    return Failure(path=article.path, article=article.id, reason=reason)


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPool]:
    # One thread per worker: two matrix libraries on the same core only wait for each other.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    pool = ProcessPool(max_workers=jobs, context=multiprocessing.get_context("spawn"))
    try:
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
