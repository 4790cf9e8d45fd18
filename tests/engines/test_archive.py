"""Archives: shards, failures beside them, and the same result after any interruption."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from quotecheck.engines import archive
from quotecheck.engines.archive import Plan, extract_archive, read_items
from quotecheck.engines.batch import Work
from quotecheck.engines.desk import Outcome
from quotecheck.engines.failure import Failure
from quotecheck.engines.shards import Item, read_head, read_shard, shard_files
from quotecheck.errors import ConfigError, InputError
from quotecheck.models import Article, Extraction, Quotation, Span
from quotecheck.reading import ArticleDefaults
from quotecheck.reading.article import make_article


class PowerCutError(Exception):
    """Ends a run in the middle."""


def items(count: int) -> Iterator[Item]:
    for number in range(count):
        if number % 7 == 3:
            yield InputError(f"news/{number}.txt", "is empty", None)
        else:
            yield make_article(f"news/{number}.txt", f"“Text {number}.”", ArticleDefaults(outlet="Herald"))


def found(article: Article) -> bytes:
    text = article.text.strip("“”")
    quotation = Quotation(
        id=f"{article.id}-q1",
        article=article.id,
        kind="direct",
        content=(Span(start=1, end=1 + len(text), text=text),),
        confidence=1.0,
    )
    result = Extraction(article=article, speakers=(), quotations=(quotation,))
    return result.model_dump_json(by_alias=True).encode()


class FakeRun:
    """Stands in for the worker processes; breaks off after so many batches."""

    def __init__(self, breaks_after: int = 1_000_000) -> None:
        self.left, self.done = breaks_after, 0

    def __call__(self, work_batches: Iterable[list[Article]], *_: Any, **__: Any) -> Iterator[list[Outcome]]:
        for batch in work_batches:
            if self.left == 0:
                raise PowerCutError
            self.left -= 1
            self.done += len(batch)
            yield [
                Failure(path=one.path, article=one.id, reason="took too long")
                if "11" in one.text
                else found(one)
                for one in batch
            ]


@pytest.fixture(autouse=True)
def small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "SHARD_ITEMS", 10)
    monkeypatch.setattr("quotecheck.engines.batch.BATCH_ARTICLES", 4)
    monkeypatch.setattr(archive, "describe_model", lambda model: {"name": str(model)})


def work_through(monkeypatch: pytest.MonkeyPatch, folder: Path, fake: FakeRun, count: int, plan: Plan) -> Any:
    monkeypatch.setattr(archive, "run", fake)
    return extract_archive(items(count), folder, plan)


def contents(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_an_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Item] = []
    monkeypatch.setattr(archive, "run", FakeRun())
    manifest = extract_archive(items(34), tmp_path / "out", Plan(), done.append)
    assert [path.name for path in shard_files(tmp_path / "out")] == [f"{n:06}.jsonl.gz" for n in range(4)]
    assert (manifest["articles"], manifest["quotations"], manifest["failures"]) == (28, 28, 6)
    assert len(done) == 34
    assert json.loads((tmp_path / "out/manifest.json").read_text()) == manifest
    errors = [json.loads(line) for line in (tmp_path / "out/errors.jsonl").read_text().splitlines()]
    assert [error["path"] for error in errors] == [f"news/{n}.txt" for n in (3, 10, 11, 17, 24, 31)]
    assert errors[2]["reason"] == "took too long"
    assert errors[0] == {"path": "news/3.txt", "line": None, "article": None, "reason": "is empty"}


def test_every_article_is_in_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work_through(monkeypatch, tmp_path, FakeRun(), 34, Plan())
    entries = [entry for path in shard_files(tmp_path) for entry in read_shard(path)]
    paths = [entry.path if isinstance(entry, Failure) else entry.article.path for entry in entries]
    assert paths == [f"news/{number}.txt" for number in range(34)]


# Batches done -> articles in shards that are written by then; the shards take 3, 2, 3 and 1 batches.
@pytest.mark.parametrize(("breaks_after", "kept"), list(enumerate([0, 0, 0, 9, 9, 17, 17, 17, 26])))
def test_the_same_result_after_an_interruption(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks_after: int, kept: int
) -> None:
    work_through(monkeypatch, tmp_path / "whole", FakeRun(), 34, Plan())
    with pytest.raises(PowerCutError):
        work_through(monkeypatch, tmp_path / "cut", FakeRun(breaks_after), 34, Plan())
    assert not json.loads((tmp_path / "cut/manifest.json").read_text())["complete"]
    rest = FakeRun()
    work_through(monkeypatch, tmp_path / "cut", rest, 34, Plan(resume=True))
    assert contents(tmp_path / "cut") == contents(tmp_path / "whole")
    assert rest.done == 29 - kept


def test_a_torn_shard_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work_through(monkeypatch, tmp_path, FakeRun(), 34, Plan())
    before = contents(tmp_path)
    (shard_files(tmp_path)[1]).write_bytes(b"\x1f\x8b torn")
    shard_files(tmp_path)[2].unlink()
    with pytest.raises(InputError, match=r"is broken .*: delete it and run extract again with --resume"):
        list(read_shard(shard_files(tmp_path)[1]))
    work_through(monkeypatch, tmp_path, FakeRun(), 34, Plan(resume=True))
    assert contents(tmp_path) == before


def test_what_was_added_or_changed_is_done_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work_through(monkeypatch, tmp_path, FakeRun(), 30, Plan())
    more = FakeRun()
    work_through(monkeypatch, tmp_path, more, 38, Plan(resume=True))
    assert more.done == 7
    manifest = work_through(monkeypatch, tmp_path, FakeRun(), 12, Plan(resume=True))
    assert (manifest["shards"], len(shard_files(tmp_path))) == (2, 2)


def test_a_run_is_not_mixed_with_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work_through(monkeypatch, tmp_path, FakeRun(), 10, Plan())
    with pytest.raises(ConfigError, match="holds a run already: --resume goes on"):
        work_through(monkeypatch, tmp_path, FakeRun(), 10, Plan())
    other = Plan(work=Work(model="other"), resume=True)
    with pytest.raises(ConfigError, match=r"was made with model .*: name another folder"):
        work_through(monkeypatch, tmp_path, FakeRun(), 10, other)
    (tmp_path / "manifest.json").write_text("{")
    with pytest.raises(ConfigError, match="is broken"):
        work_through(monkeypatch, tmp_path, FakeRun(), 10, Plan(resume=True))


def test_a_shard_says_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work_through(monkeypatch, tmp_path, FakeRun(), 10, Plan())
    path = shard_files(tmp_path)[0]
    head = read_head(path)
    assert head is not None
    assert (head.articles, head.failures, head.quotations) == (9, 1, 9)
    with gzip.open(path) as stream:
        assert len(stream.readlines()) == 1 + 10
    assert read_head(tmp_path / "missing") is None


def test_problems_stand_where_they_occurred(tmp_path: Path) -> None:
    for number, text in enumerate(["One.", "", "Two.", ""]):
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    kinds = [type(item).__name__ for item in read_items([str(tmp_path)])]
    assert kinds == ["Article", "InputError", "Article", "InputError"]
