"""Worker processes on this machine that outlive a bad document."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import chain, islice
from threading import Thread
from types import TracebackType
from typing import Any, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from quotecheck.engines.batch import OVER_TIME, Work
from quotecheck.engines.desk import Desk, Outcome, extract_lines, first_line
from quotecheck.errors import WorkerError
from quotecheck.models import Article

_AHEAD = 3  # batches per worker
_NO_MEMORY = "is there memory for it? Use fewer processes with -j"
Portion = TypeVar("Portion")
Result = TypeVar("Result")


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


class Workers:
    """Processes that do portions of a job that nobody else sent: started when there is a second portion.

    Args:
        jobs: Number of processes; with 1 everything is done in this one.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._stack = ExitStack()
        self._pool: ProcessPool | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    def map(self, task: Callable[[Portion], Result], portions: Iterable[Portion]) -> Iterator[Result]:
        """Apply a function to portions; few are held at a time.

        Args:
            task: A function that can be pickled.
            portions: Its arguments, taken as they are needed.

        Yields:
            The results, in order.

        Raises:
            WorkerError: A process ended.
        """
        stream = iter(portions)
        first = list(islice(stream, 2))
        if self._jobs == 1 or len(first) == 1:
            yield from map(task, chain(first, stream))
            return
        self._pool = self._pool or self._stack.enter_context(_pool(self._jobs))
        under_way: deque[ProcessFuture[Any]] = deque()
        for portion in chain(first, stream):
            under_way.append(self._pool.schedule(task, args=(portion,)))
            if len(under_way) > self._jobs:
                yield _result(under_way.popleft())
        yield from map(_result, under_way)


def _result(future: ProcessFuture[Any]) -> Any:
    try:
        return future.result()
    except ProcessExpired as error:
        raise WorkerError(f"a worker process ended (exit code {error.exitcode}): {_NO_MEMORY}") from None


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
