"""A whole archive into a folder of shards: flat memory, and it goes on after any interruption."""

from __future__ import annotations

import hashlib
import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

from quotecheck import __version__
from quotecheck.engines import cluster
from quotecheck.engines.batch import Work, batches
from quotecheck.engines.checksum import checksum
from quotecheck.engines.desk import Outcome
from quotecheck.engines.failure import Failure
from quotecheck.engines.pool import run
from quotecheck.engines.shards import (
    Item,
    ShardHead,
    fingerprint,
    read_head,
    read_shard,
    shard_files,
    shard_path,
    write_shard,
)
from quotecheck.errors import ConfigError, InputError
from quotecheck.models import Article
from quotecheck.output.atomic import replacing
from quotecheck.reading import read_articles

SHARD_ITEMS = 100
FORMAT = "quotecheck-archive/1"


@dataclass(frozen=True)
class Plan:
    """How an archive is worked through.

    Attributes:
        work: What is done with each article.
        jobs: Number of worker processes.
        resume: Go on with what the folder holds already.
        scheduler: Address of a Dask scheduler, whose workers then do the work instead.
    """

    work: Work = field(default_factory=Work)
    jobs: int = 1
    resume: bool = False
    scheduler: str | None = None


def read_items(paths: list[str], **options: Any) -> Iterator[Item]:
    """Articles, and between them, where they occurred, the problems of reading."""
    problems: deque[InputError] = deque()
    for article in read_articles(paths, on_problem=problems.append, **options):
        while problems:
            yield problems.popleft()
        yield article
    yield from problems


def extract_archive(
    items: Iterable[Item], folder: Path, plan: Plan, on_done: Callable[[Item], None] = lambda item: None
) -> dict[str, Any]:
    """Find the quotations of an archive and write them as shards.

    Args:
        items: Articles and problems of reading; the same order every time, read as they are needed.
        folder: Where the shards, ``manifest.json`` and ``errors.jsonl`` go.
        plan: How.
        on_done: Told of each item that is done.

    Returns:
        The manifest.

    Raises:
        ConfigError: The folder holds another run, or holds one already and `resume` is not set.
        OutputError: Something cannot be written.
    """
    manifest = _begin(folder, plan)
    heads = list(_shards(items, folder, plan, on_done))
    for stale in shard_files(folder)[len(heads) :]:
        stale.unlink()
    _write_errors(folder, heads)
    manifest |= _sums(heads)
    _write_json(folder / "manifest.json", manifest)
    return manifest


def _begin(folder: Path, plan: Plan) -> dict[str, Any]:
    """Check what the folder holds, or start it."""
    path = folder / "manifest.json"
    wanted = {
        "format": FORMAT,
        "version": __version__,
        "model": describe_model(plan.work.model),
        "options": {"include_attitudes": plan.work.include_attitudes, "shard_items": SHARD_ITEMS},
    }
    if path.exists():
        _check_same(path, wanted, plan)
    else:
        (folder / "shards").mkdir(parents=True, exist_ok=True)
        _write_json(path, wanted | {"complete": False})
    return wanted


def _check_same(path: Path, wanted: dict[str, Any], plan: Plan) -> None:
    if not plan.resume:
        raise ConfigError(f"{path.parent}: holds a run already: --resume goes on, or name another folder")
    try:
        present = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise ConfigError(f"{path}: is broken: name another folder") from None
    for key, value in wanted.items():
        if present.get(key) != value:
            raise ConfigError(
                f"{path.parent}: was made with {key} {present.get(key)}, this run has {value}: "
                "name another folder"
            )


def describe_model(model: str | None) -> dict[str, str]:
    """Name, version and checksum of a pipeline, without loading it.

    Raises:
        ConfigError: There is no such pipeline.
    """
    folder = _model_folder(model)
    files = sorted(path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    if not files:
        raise ConfigError(f"no pipeline {str(folder)!r}: name an installed package or a folder")
    meta = next((path for path in files if path.name == "meta.json"), None)
    about = json.loads(meta.read_text(encoding="utf-8")) if meta else {}
    return {
        "name": str(about.get("name", model)),
        "version": str(about.get("version", "")),
        "sha256": checksum(files, folder),
    }


def _model_folder(model: str | None) -> Path:
    if model is None:
        return Path(str(resources.files("quotecheck") / "embedded"))
    from spacy.util import get_package_path, is_package  # a worker needs spaCy, this process does not

    return Path(get_package_path(model)) if is_package(model) else Path(model)


@dataclass
class _Open:
    """A shard under way."""

    number: int
    items: list[Item]
    outcomes: deque[Outcome] = field(default_factory=deque)

    def articles(self) -> list[Article]:
        return [item for item in self.items if isinstance(item, Article)]

    def is_done(self) -> bool:
        return len(self.outcomes) == len(self.articles())

    def write(self, folder: Path) -> ShardHead:
        lines = [
            self.outcomes.popleft() if isinstance(item, Article) else _unread(item) for item in self.items
        ]
        return write_shard(folder, self.number, self.items, lines)


def _unread(problem: InputError) -> Failure:
    return Failure(path=problem.path, line=problem.line, reason=problem.problem)


def _shards(
    items: Iterable[Item], folder: Path, plan: Plan, on_done: Callable[[Item], None]
) -> Iterator[ShardHead]:
    """Make the shards that are not there yet, in order; the workers go on across their borders."""
    under_way: deque[_Open | ShardHead] = deque()

    def hand_out() -> Iterator[list[Article]]:
        for number, chunk in enumerate(_chunks(items)):
            head = read_head(shard_path(folder, number))
            if head is not None and head.inputs == fingerprint(chunk):
                under_way.append(head)
                for item in chunk:
                    on_done(item)
                continue
            shard = _Open(number, chunk)
            under_way.append(shard)
            yield from batches(shard.articles())

    for outcomes in _carried_out(hand_out(), plan):
        yield from _finished(under_way, folder, on_done)
        shard = under_way[0]
        assert isinstance(shard, _Open)  # noqa: S101 - batches come in order, and no finished shard is left
        shard.outcomes.extend(outcomes)
        yield from _finished(under_way, folder, on_done)
    yield from _finished(under_way, folder, on_done)


def _carried_out(work_batches: Iterable[list[Article]], plan: Plan) -> Iterator[list[Outcome]]:
    if plan.scheduler:
        return cluster.run(work_batches, plan.work, scheduler=plan.scheduler)
    return run(work_batches, plan.work, jobs=plan.jobs)


def _finished(
    under_way: deque[_Open | ShardHead], folder: Path, on_done: Callable[[Item], None]
) -> Iterator[ShardHead]:
    while under_way:
        shard = under_way[0]
        if isinstance(shard, _Open):
            if not shard.is_done():
                return
            head = shard.write(folder)
            for item in shard.items:
                on_done(item)
        else:
            head = shard
        under_way.popleft()
        yield head


def _chunks(items: Iterable[Item]) -> Iterator[list[Item]]:
    stream = iter(items)
    while chunk := list(islice(stream, SHARD_ITEMS)):
        yield chunk


def _sums(heads: list[ShardHead]) -> dict[str, Any]:
    return {
        "complete": True,
        "shards": len(heads),
        "articles": sum(head.articles for head in heads),
        "quotations": sum(head.quotations for head in heads),
        "failures": sum(head.failures for head in heads),
        "inputs": hashlib.sha256("".join(head.inputs for head in heads).encode()).hexdigest(),
    }


def _write_errors(folder: Path, heads: list[ShardHead]) -> None:
    with replacing(folder / "errors.jsonl") as part, part.open("w", encoding="utf-8") as stream:
        for head in heads:
            if head.failures:
                for entry in read_shard(shard_path(folder, head.number)):
                    if isinstance(entry, Failure):
                        stream.write(entry.model_dump_json() + "\n")


def _write_json(path: Path, document: dict[str, Any]) -> None:
    with replacing(path) as part:
        part.write_text(json.dumps(document, indent=2) + "\n", encoding="utf-8")
