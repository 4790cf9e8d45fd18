"""Worker processes on this machine that outlive a bad document."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from threading import Thread

from pebble import ProcessExpired, ProcessPool

from quotecheck.engines.batch import OVER_TIME, Work
from quotecheck.engines.desk import Desk, Outcome, extract_lines, first_line
from quotecheck.errors import WorkerError
from quotecheck.models import Article

_AHEAD = 3  # batches per worker


def run(
    work_batches: Iterable[list[Article]],
    work: Work,
    *,
    jobs: int,
    task: Callable[..., list[bytes]] = extract_lines,
) -> Iterator[list[Outcome]]:
    """Do batches on worker processes.

    Args:
        work_batches: Articles, taken as they are needed.
        work: What to do with them.
        jobs: Number of processes.
        task: What a worker calls with a batch and the work.

    Yields:
        The outcomes of each batch, in order.

    Raises:
        ModelError: The pipeline cannot be loaded.
        WorkerError: The processes end before they have an article.
    """
    job = partial(task, work=work)
    with _pool(jobs) as pool:
        desk = Desk(
            submit=lambda batch: pool.schedule(job, args=(batch,)),
            reason=partial(_reason, time_limit=work.time_limit),
            ahead=_AHEAD * jobs,
        )
        yield from desk.in_order(work_batches)


def _reason(error: Exception, time_limit: float | None) -> str:
    if isinstance(error, BrokenProcessPool):
        raise WorkerError("the worker processes ended before they had an article: is there memory for them?")
    if isinstance(error, ProcessExpired):
        if time_limit is not None and error.exitcode == OVER_TIME:
            return f"took longer than {time_limit:g} s"
        return f"ended its worker process (exit code {error.exitcode})"
    return first_line(error)


def _end_with_parent() -> None:
    """See to it that a worker does not outlive a parent that was killed, whatever it waits for."""
    parent = multiprocessing.parent_process()

    def wait() -> None:
        if parent is not None:
            parent.join()
            os._exit(0)

    Thread(target=wait, daemon=True).start()


@contextmanager
def _pool(jobs: int) -> Iterator[ProcessPool]:
    # One thread per worker: two matrix libraries on the same core only wait for each other.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    context = multiprocessing.get_context("spawn")
    pool = ProcessPool(max_workers=jobs, context=context, initializer=_end_with_parent)
    try:
        yield pool
    finally:
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()
