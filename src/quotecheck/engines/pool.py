"""Worker processes on this machine that outlive a bad document."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as TooLate
from contextlib import contextmanager
from functools import partial

from pebble import ProcessExpired, ProcessPool

from quotecheck.engines.batch import Work
from quotecheck.engines.desk import TIME_LIMIT, Desk, Outcome, extract_lines, first_line
from quotecheck.models import Article

LOADING = 60.0
"""Seconds that the first batch of a worker is allowed beside, for loading the pipeline."""
_AHEAD = 3  # batches per worker


def run(
    work_batches: Iterable[list[Article]],
    work: Work,
    *,
    jobs: int,
    time_limit: float = TIME_LIMIT,
    task: Callable[..., list[bytes]] = extract_lines,
) -> Iterator[list[Outcome]]:
    """Do batches on worker processes.

    Args:
        work_batches: Articles, taken as they are needed.
        work: What to do with them.
        jobs: Number of processes.
        time_limit: Seconds that one article may take.
        task: What a worker calls with a batch and the work.

    Yields:
        The outcomes of each batch, in order.

    Raises:
        ModelError: The pipeline cannot be loaded.
    """
    job = partial(task, work=work)
    with _pool(jobs) as pool:
        # A batch is allowed what its worst article is; each is tried again with a limit of its own.
        desk = Desk(
            submit=lambda batch: pool.schedule(job, args=(batch,), timeout=LOADING + time_limit),
            reason=partial(_reason, time_limit=time_limit),
            ahead=_AHEAD * jobs,
        )
        yield from desk.in_order(work_batches)


def _reason(error: Exception, time_limit: float) -> str:
    if isinstance(error, TooLate):
        return f"took longer than {time_limit:g} s"
    if isinstance(error, ProcessExpired):
        return f"ended its worker process (exit code {error.exitcode})"
    return first_line(error)


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
