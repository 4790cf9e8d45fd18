"""A Dask cluster: in order, a lost worker is made good, a poisonous article is named."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quotecheck.engines.batch import Work, limited
from quotecheck.engines.cluster import run
from quotecheck.engines.failure import Failure
from quotecheck.models import Article, Extraction
from quotecheck.reading import ArticleDefaults
from quotecheck.reading.article import make_article

dask = pytest.importorskip("dask")
distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("ignore")  # a killed worker leaves sockets and futures behind


def article(text: str) -> Article:
    return make_article(f"{text[:12]}.txt", text, ArticleDefaults(outlet="Herald"))


def task(batch: list[Article], work: Work) -> list[bytes]:
    """Stands in for the pipeline; the work's model names a file that says whether to die once."""
    for one in batch:
        if "poison" in one.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "raise" in one.text:
            raise ZeroDivisionError("by zero")
        if "hang" in one.text:
            with limited(work.time_limit):
                time.sleep(60)
        if "stumble" in one.text and not Path(work.model or "").exists():
            Path(work.model or "").touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return [Extraction(article=one, speakers=(), quotations=()).model_dump_json().encode() for one in batch]


@pytest.fixture
def scheduler() -> Iterator[str]:
    options: dict[str, Any] = {"n_workers": 2, "threads_per_worker": 1, "dashboard_address": None}
    with (
        dask.config.set({"distributed.scheduler.allowed-failures": 1}),
        distributed.LocalCluster(processes=True, silence_logs=50, **options) as cluster,
    ):
        yield cluster.scheduler_address


def test_a_cluster(scheduler: str, tmp_path: Path) -> None:
    texts = [f"text {number}" for number in range(12)]
    texts[2], texts[5], texts[7], texts[9] = "raise it", "stumble once", "hang on", "poison"
    articles = [article(text) for text in texts]
    batches = (articles[k : k + 2] for k in range(0, 12, 2))
    work = Work(model=str(tmp_path / "stumbled"), time_limit=1)
    found = [one for outcomes in run(batches, work, scheduler=scheduler, task=task) for one in outcomes]
    failures = {one.path: one.reason for one in found if isinstance(one, Failure)}
    assert failures == {
        "raise it.txt": "ZeroDivisionError: by zero",
        "hang on.txt": "ended the workers that it was given to, or took longer than 1 s",
        "poison.txt": "ended the workers that it was given to, or took longer than 1 s",
    }
    paths = [
        one.path if isinstance(one, Failure) else Extraction.model_validate_json(one).article.path
        for one in found
    ]
    assert paths == [f"{text}.txt" for text in texts]
