"""Consolidate an archive out of core: the stages of `consolidate`, each over a part of it at a time.

Pairs are judged in order of their days, so that the articles needed are few at any time; groups are made
within the connected components of pairs that speak for each other, which are small.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from quotecheck.consolidate.clusters import Ints, labels
from quotecheck.engines.index import ALL_QUOTATIONS, Index
from quotecheck.engines.pool import Workers
from quotecheck.engines.portions import Grouping, Judging, grouped, judged
from quotecheck.errors import ConfigError
from quotecheck.identity import KnownSpeakers
from quotecheck.identity.identify import merge_speakers
from quotecheck.models import ArticleInfo, Noun, Quotation, Report, Speaker, Utterance

_LINES: dict[Noun, str] = {
    "articles": "SELECT json_merge_patch(article, '{\"text\": null}') FROM articles ORDER BY id",
    "speakers": "SELECT body FROM speakers ORDER BY id",
    "quotations": ALL_QUOTATIONS,
    "utterances": "SELECT body FROM utterances ORDER BY outlets DESC, id",
}
# A few seconds of work each, and some 100 MB.
PAIRS_AT_ONCE = 50_000
QUOTATIONS_AT_ONCE = 5_000

Columns = dict[str, NDArray[Any]]


class Archive:
    """The consolidated archive: goes through its articles, speakers, quotations and utterances from disk."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def lines(self, noun: Noun) -> Iterator[str]:
        """Articles, speakers and quotations by id, utterances that most outlets printed first, as JSON."""
        return (line for (line,) in self._index.stream(_LINES[noun]))

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
    handed_out: deque[Judging] = deque()

    def portions() -> Iterator[Judging]:
        for first, second, stored in index.unjudged(PAIRS_AT_ONCE):
            handed_out.append(Judging(first, second, stored))
            yield handed_out[-1]

    for odds in workers.map(judged, portions()):
        portion = handed_out.popleft()
        index.insert("odds", a=portion.first, b=portion.second, value=odds)
    index.remember_speakers()


def _group(index: Index, workers: Workers) -> None:
    """Make the utterances of the components that are new or have changed, and forget the others'."""
    found, met = index.states(), index.met()
    first, second = (np.searchsorted(found["n"], met[name]) for name in ("a", "b"))
    links = met["odds"] > 0
    label = labels(first[links], second[links], len(found["n"]))
    inner = label[first] == label[second]
    first, met = first[inner], {name: column[inner] for name, column in met.items()}
    parts = _checksums(label, found["state"], label[first], met["state"])
    new = ~np.isin(parts, index.keep_utterances(np.unique(parts)))
    bins = np.full(len(label), -1)
    bins[new] = _bins(label[new])
    for made in workers.map(
        grouped, _groupings(index, found | {"part": parts, "bin": bins}, met | {"bin": bins[first]})
    ):
        of, ids, outlets, bodies = zip(*made, strict=True)
        columns = {"part": np.array(of, dtype=np.uint64), "outlets": np.array(outlets)}
        index.insert("utterances", id=list(ids), body=list(bodies), **columns)


def _groupings(index: Index, found: Columns, met: Columns) -> Iterator[Grouping]:
    """The quotations of each bin, with the pairs judged among them."""
    numbers, parts, bins = (found[name][found["bin"] >= 0] for name in ("n", "part", "bin"))
    order = np.argsort(met["bin"], kind="stable")
    edges = np.searchsorted(met["bin"][order], np.arange(bins.max(initial=-1) + 2))
    for number, stored in enumerate(index.load(numbers, bins)):
        own = order[edges[number] : edges[number + 1]]
        yield Grouping(met["a"][own], met["b"][own], met["odds"][own], parts[bins == number], stored)


def _checksums(
    label: Ints, states: NDArray[np.uint64], label_of_pairs: Ints, states_of_pairs: NDArray[np.uint64]
) -> NDArray[np.uint64]:
    """For each quotation a checksum over its component: the sum, modulo 2**64, of those of its members."""
    sums = np.zeros(len(label), dtype=np.uint64)
    np.add.at(sums, label, states)
    np.add.at(sums, label_of_pairs, states_of_pairs)
    return sums[label]


def _bins(label: Ints) -> Ints:
    """For each quotation its bin, numbered from 0: whole components, some `QUOTATIONS_AT_ONCE` quotations."""
    _, component, size = np.unique(label, return_inverse=True, return_counts=True)
    before = np.cumsum(size) - size
    bins: Ints = np.unique(before // QUOTATIONS_AT_ONCE, return_inverse=True)[1][component]
    return bins
