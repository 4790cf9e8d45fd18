"""Worker processes: in order, and a bad document costs itself alone."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from quotecheck.engines.batch import BATCH_ARTICLES, BATCH_CHARACTERS, Work, batches, limited
from quotecheck.engines.failure import Failure
from quotecheck.engines.pool import run
from quotecheck.errors import ModelError, WorkerError
from quotecheck.models import Article, Extraction
from quotecheck.reading import ArticleDefaults
from quotecheck.reading.article import make_article


def article(text: str) -> Article:
    return make_article(f"{text[:12]}.txt", text, ArticleDefaults(outlet="Herald"))


def task(batch: list[Article], work: Work) -> list[bytes]:
    """Stands in for the pipeline; some words do what hostile documents do."""
    for one in batch:
        if "kill" in one.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "leave" in one.text:
            os._exit(7)
        if "hang" in one.text:
            with limited(work.time_limit):
                time.sleep(60)
        if "match" in one.text:
            with limited(work.time_limit):  # holds on to the interpreter
                re.match(r"(a|aa)+$", "a" * 60 + "b")
        if "raise" in one.text:
            raise ZeroDivisionError("by zero\nand more")
        if "model" in one.text:
            raise ModelError("no such pipeline")
    return [
        Extraction(article=one, speakers=(), quotations=()).model_dump_json(by_alias=True).encode()
        for one in batch
    ]


def _end() -> None:
    os._exit(9)


class Unpicklable:
    """Ends the process that is about to take it on."""

    def __reduce__(self) -> tuple[object, tuple[()]]:
        return _end, ()

    def __call__(self, *_: object, **__: object) -> list[bytes]:
        raise AssertionError


def outcomes(texts: list[str], size: int = 4) -> list[str]:
    """The text's reason for failing, or its path."""
    articles = [article(text) for text in texts]
    parts = (articles[k : k + size] for k in range(0, len(articles), size))
    found = [one for batch in run(parts, Work(time_limit=1), jobs=2, task=task) for one in batch]
    assert len(found) == len(texts)
    return [
        one.reason if isinstance(one, Failure) else Extraction.model_validate_json(one).article.path
        for one in found
    ]


def test_in_order_and_only_the_bad_one_fails() -> None:
    texts = [f"text {number}" for number in range(16)]
    bad = {1: "kill it", 4: "match it", 6: "hang on", 9: "raise it", 12: "leave now"}
    texts = [bad.get(number, text) for number, text in enumerate(texts)]
    expected = [f"{text}.txt" for text in texts]
    expected[1] = "ended its worker process (exit code -9)"
    expected[4] = expected[6] = "took longer than 1 s"
    expected[9] = "ZeroDivisionError: by zero"
    expected[12] = "ended its worker process (exit code 7)"
    assert outcomes(texts) == expected


def test_a_pipeline_that_cannot_be_loaded_ends_the_run() -> None:
    with pytest.raises(ModelError, match="no such pipeline"):
        outcomes(["a", "model", "b"])


def test_workers_that_cannot_begin_end_the_run() -> None:
    batch = [article("text")]
    with pytest.raises(WorkerError, match="ended before they had an article: is there memory for them"):
        list(run(iter([batch, batch]), Work(), jobs=1, task=Unpicklable()))


ORPHAN = """
import os, sys, time
from quotecheck.engines.batch import Work
from quotecheck.engines.pool import run
from tests.engines.test_pool import article, linger
if __name__ == "__main__":
    list(run(iter([[article(sys.argv[1])]]), Work(), jobs=1, task=linger))
"""


def linger(batch: list[Article], work: Work) -> list[bytes]:
    """Leaves its process number in a file, and stays."""
    Path(batch[0].text).write_text(str(os.getpid()))
    time.sleep(60)
    return []


def test_no_worker_outlives_its_parent(tmp_path: Path) -> None:
    script, file = tmp_path / "orphan.py", tmp_path / "pid"
    script.write_text(ORPHAN)
    root = str(Path(__file__).parents[2])
    path = os.pathsep.join([root, *filter(None, [os.environ.get("PYTHONPATH")])])
    parent = subprocess.Popen([sys.executable, script, file], env=os.environ | {"PYTHONPATH": path})
    while parent.poll() is None and not (file.exists() and file.read_text()):
        time.sleep(0.05)
    worker = psutil.Process(int(file.read_text()))
    parent.kill()
    parent.wait()
    assert psutil.wait_procs([worker], timeout=30)[1] == []


def test_no_more_is_read_than_is_needed() -> None:
    taken = 0

    def endless() -> Iterator[list[Article]]:
        nonlocal taken
        while True:
            taken += 1
            yield [article(f"text {taken}")]

    stream = run(endless(), Work(), jobs=2, task=task)
    next(stream)
    assert taken <= 3 * 2 + 2
    stream.close()  # type: ignore[attr-defined]


def test_batches_are_bounded() -> None:
    small = list(batches(article(f"text {number}") for number in range(BATCH_ARTICLES + 1)))
    assert [len(batch) for batch in small] == [BATCH_ARTICLES, 1]
    large = list(batches(article(f"{number} " * (BATCH_CHARACTERS // 4)) for number in range(3)))
    assert [len(batch) for batch in large] == [2, 1]
    assert list(batches([])) == []
