"""Batches on many machines, with Dask (extra `dask`)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from quotecheck.engines.batch import Work
from quotecheck.engines.desk import Desk, Outcome, extract_lines, first_line
from quotecheck.extras import require
from quotecheck.models import Article

_AHEAD = 3  # batches per thread of the cluster


def run(
    work_batches: Iterable[list[Article]],
    work: Work,
    *,
    scheduler: str,
    task: Callable[..., list[bytes]] = extract_lines,
) -> Iterator[list[Outcome]]:
    """Do batches on a cluster; a worker that is lost is made good by the others.

    Dask gives up a task that ended several workers (`distributed.scheduler.allowed-failures`, 3); its article
    is then found and named as a failure.

    Args:
        work_batches: Articles, taken as they are needed.
        work: What to do with them.
        scheduler: Address of the scheduler, such as ``tcp://10.0.0.1:8786``.
        task: What a worker calls with a batch and the work.

    Yields:
        The outcomes of each batch, in order.

    Raises:
        ConfigError: distributed is not installed.
        ModelError: The pipeline cannot be loaded on a worker.
    """
    distributed = require("distributed", "dask", "a cluster")
    job = partial(task, work=work)
    with distributed.Client(scheduler, set_as_default=False) as client:
        desk = Desk(
            submit=lambda batch: client.submit(job, batch, pure=False),
            reason=partial(_reason, time_limit=work.time_limit),
            ahead=_AHEAD * max(1, sum(client.nthreads().values())),
        )
        yield from desk.in_order(work_batches)


def _reason(error: Exception, time_limit: float | None) -> str:
    if type(error).__name__ == "KilledWorker":
        slow = "" if time_limit is None else f", or took longer than {time_limit:g} s"
        return f"ended the workers that it was given to{slow}"
    return first_line(error)
