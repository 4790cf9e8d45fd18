"""Consolidate an archive out of core: the stages of `consolidate`, each over a part of it at a time.

Pairs are judged in order of their days, so that the articles needed are few at any time; groups are made
within the connected components of pairs that speak for each other, which are small.
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotecheck.consolidate.clusters import Ints, labels
from quotecheck.engines.checksum import checksum
from quotecheck.engines.index import ALL_QUOTATIONS, Index
from quotecheck.engines.pool import Workers
from quotecheck.engines.portions import Grouping, Judging, grouped, judged
from quotecheck.errors import ConfigError
from quotecheck.identity import KnownSpeakers
from quotecheck.identity.identify import merge_speakers
from quotecheck.models import ArticleInfo, Noun, Quotation, Report, Speaker, Utterance
from quotecheck.output.write import write_database

_LINES: dict[Noun, str] = {
    "articles": "SELECT json_merge_patch(article, '{\"text\": null}') FROM articles ORDER BY id",
    "speakers": "SELECT body FROM speakers ORDER BY id",
    "quotations": ALL_QUOTATIONS,
}
# A few seconds of work each, and some 100 MB.
PAIRS_AT_ONCE = 50_000
QUOTATIONS_AT_ONCE = 5_000
BINS_AT_ONCE = 20  # of such quotations, with the pairs among them: some 100 MB

Columns = dict[str, NDArray[Any]]


class Archive:
    """The consolidated archive: goes through its articles, speakers, quotations and utterances from disk."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def lines(self, noun: Noun) -> Iterator[str]:
        """Articles, speakers and quotations by id, utterances that most outlets printed first, as JSON."""
        if noun == "utterances":
            return self._index.ordered("utterances", "body", "outlets DESC, id")
        return (line for (line,) in self._index.stream(_LINES[noun]))

    def write(self, format: str, target: Path) -> bool:
        """Write a database, unless the file is what was written of the same archive the last time.

        Args:
            format: One of `quotecheck.output.write.DATABASES`.
            target: The file.

        Returns:
            Whether it was written.

        Raises:
            OutputError: The file cannot be written.
        """
        if target.is_file() and self._index.written(target) == self._state(format, target):
            return False
        write_database(self, format, target)
        self._index.note_written(target, self._state(format, target))
        return True

    def _state(self, format: str, target: Path) -> str:
        """A checksum of what a file was made of, what wrote it, and its size and time."""
        home, found = Path(str(resources.files("quotecheck"))), target.stat()
        writer = checksum([home / "models.py", *sorted((home / "output").glob("*.py"))], home)
        made = (self._index.made_of(), format, writer, found.st_size, found.st_mtime_ns)
        return hashlib.sha256(repr(made).encode()).hexdigest()

    def report(self) -> Report:
        """All of it in memory."""
        return Report(
            articles=tuple(map(ArticleInfo.model_validate_json, self.lines("articles"))),
            speakers=tuple(map(Speaker.model_validate_json, self.lines("speakers"))),
            quotations=tuple(map(Quotation.model_validate_json, self.lines("quotations"))),
            utterances=tuple(map(Utterance.model_validate_json, self.lines("utterances"))),
        )


def consolidate_archive(
    folder: Path,
    *,
    window_days: int,
    known: KnownSpeakers | None = None,
    jobs: int = 1,
    on_stage: Callable[[str], None] = lambda stage: None,
) -> Archive:
    """Group the quotations of an archive into utterances; what was judged before is not judged again.

    Args:
        folder: What `extract_archive` wrote.
        window_days: Articles further apart in days are taken for different occasions.
        known: The user's list of speakers, which decides where it speaks.
        jobs: Number of processes.
        on_stage: Told what is being done.

    Returns:
        The result, on disk.

    Raises:
        ConfigError: The folder holds no archive, or DuckDB is not installed.
        InputError: A shard is broken.
    """
    if not (folder / "manifest.json").exists():
        raise ConfigError(f"{folder}: holds no archive: make one with quotecheck extract … -o {folder}/")
    index = Index(folder / f"index-{window_days}.duckdb")
    with Workers(jobs) as workers:
        on_stage("taking in the shards")
        index.update(folder, workers)
        on_stage("putting speakers together")
        index.identify(partial(merge_speakers, known=known), repr(known))
        on_stage("looking for candidates")
        index.find_candidates(window_days)
        on_stage("judging candidates")
        _judge(index, workers)
        on_stage("grouping")
        _group(index, workers)
    return Archive(index)


def _judge(index: Index, workers: Workers) -> None:
    handed_out: deque[tuple[Ints, Ints]] = deque()

    def portions() -> Iterator[Judging]:
        for first, second, stored in index.unjudged(PAIRS_AT_ONCE):
            handed_out.append((first, second))
            yield Judging(first, second, stored)

    for odds in workers.map(judged, portions()):
        first, second = handed_out.popleft()
        index.insert("odds", a=first, b=second, value=odds)
    index.remember_speakers()


def _group(index: Index, workers: Workers) -> None:
    """Make the utterances of the components that are new or have changed, and forget the others'."""
    found = index.states()
    label = _components(index, found["n"])
    parts = _checksums(index, found, label)
    new = ~np.isin(parts, index.keep_utterances(np.unique(parts)))
    bins = np.full(len(label), -1)
    bins[new] = _bins(label[new])
    for made in workers.map(grouped, _groupings(index, {"n": found["n"], "part": parts, "bin": bins}, label)):
        of, ids, outlets, bodies = zip(*made, strict=True)
        columns = {"part": np.array(of, dtype=np.uint64), "outlets": np.array(outlets)}
        index.insert("utterances", id=list(ids), body=list(bodies), **columns)


def _met(index: Index, numbers: Ints) -> Iterator[Columns]:
    """The pairs that say more than pairs never judged, with the positions of their quotations."""
    place = np.zeros(numbers.max(initial=-1) + 1, dtype=np.int64)
    place[numbers] = np.arange(len(numbers))
    for met in index.met():
        yield met | {"first": place[met["a"]], "second": place[met["b"]]}


def _components(index: Index, numbers: Ints) -> Ints:
    """For each quotation the first one of its component in the graph of pairs that are likely one."""
    label = np.arange(len(numbers))
    for met in _met(index, numbers):
        links = met["odds"] > 0
        label = labels(label[met["first"][links]], label[met["second"][links]], len(label))[label]
    return label


def _checksums(index: Index, found: Columns, label: Ints) -> NDArray[np.uint64]:
    """For each quotation a checksum over its component: the sum, modulo 2**64, of those of its members."""
    sums = np.zeros(len(label), dtype=np.uint64)
    np.add.at(sums, label, found["state"])
    for met in _met(index, found["n"]):
        home = label[met["first"]]
        inner = home == label[met["second"]]
        np.add.at(sums, home[inner], met["state"][inner])
    return sums[label]


def _bins(label: Ints) -> Ints:
    """For each quotation its bin, numbered from 0: whole components, some `QUOTATIONS_AT_ONCE` quotations."""
    _, component, size = np.unique(label, return_inverse=True, return_counts=True)
    before = np.cumsum(size) - size
    bins: Ints = np.unique(before // QUOTATIONS_AT_ONCE, return_inverse=True)[1][component]
    return bins


def _groupings(index: Index, found: Columns, label: Ints) -> Iterator[Grouping]:
    """The quotations of each bin, with the pairs judged among them; few bins are held at a time."""
    for start in range(0, found["bin"].max(initial=-1) + 1, BINS_AT_ONCE):
        here = np.isin(found["bin"], np.arange(start, start + BINS_AT_ONCE))
        pairs = _among(index, found, np.where(here, label, -1))
        numbers, parts, bins = (found[name][here] for name in ("n", "part", "bin"))
        for number, stored in enumerate(index.load(numbers, bins), start):
            own = slice(*np.searchsorted(pairs["bin"], (number, number + 1)))
            yield Grouping(
                pairs["a"][own], pairs["b"][own], pairs["odds"][own], parts[bins == number], stored
            )


def _among(index: Index, found: Columns, label: Ints) -> Columns:
    """The pairs within components, sorted by bin; a quotation with a negative label is in none."""
    kept: dict[str, list[NDArray[Any]]] = {name: [] for name in ("a", "b", "odds", "bin")}
    for met in _met(index, found["n"]):
        home = label[met["first"]]
        inner = (home >= 0) & (home == label[met["second"]])
        for name, column in (met | {"bin": found["bin"][met["first"]]}).items():
            if name in kept:
                kept[name].append(column[inner])
    pairs = {name: np.concatenate(columns) for name, columns in kept.items()}
    order = np.argsort(pairs["bin"], kind="stable")
    return {name: column[order] for name, column in pairs.items()}
