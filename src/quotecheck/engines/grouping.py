"""Consolidate an archive out of core: the stages of `consolidate`, each over a part of it at a time.

Pairs are judged in order of their days, so that the articles needed are few at any time; groups are made
within the connected components of pairs that speak for each other, which are small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from quotecheck.consolidate import unnamed, utterances
from quotecheck.consolidate.clusters import components
from quotecheck.consolidate.decision import Settings, log_odds
from quotecheck.consolidate.profile import Profile, profiles
from quotecheck.engines.index import ALL_QUOTATIONS, Index, with_speakers
from quotecheck.errors import ConfigError
from quotecheck.identity import KnownSpeakers
from quotecheck.identity.identify import merge_speakers
from quotecheck.models import Article, ArticleInfo, Quotation, Report, Speaker, Utterance

# 50,000 pairs and 5,000 quotations with their articles take some 200 MB.
PAIRS_AT_ONCE = 50_000
QUOTATIONS_AT_ONCE = 5_000


class Archive:
    """The consolidated archive: goes through its articles, speakers, quotations and utterances from disk."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @property
    def articles(self) -> Iterator[ArticleInfo]:
        """The articles, by id."""
        for (body,) in self._index.stream("SELECT article FROM articles ORDER BY id"):
            yield Article.model_validate_json(body).info()

    @property
    def speakers(self) -> Iterator[Speaker]:
        """The speakers over all articles, by id."""
        for (body,) in self._index.stream("SELECT body FROM speakers ORDER BY id"):
            yield Speaker.model_validate_json(body)

    @property
    def quotations(self) -> Iterator[Quotation]:
        """The quotations, by id."""
        for _, body, speaker, relay in self._index.stream(ALL_QUOTATIONS):
            yield with_speakers(body, speaker, relay)

    @property
    def utterances(self) -> Iterator[Utterance]:
        """The utterances, those that most outlets printed first."""
        for (body,) in self._index.stream("SELECT body FROM utterances ORDER BY outlets DESC, id"):
            yield Utterance.model_validate_json(body)

    def report(self) -> Report:
        """All of it in memory."""
        return Report(
            articles=tuple(self.articles),
            speakers=tuple(self.speakers),
            quotations=tuple(self.quotations),
            utterances=tuple(self.utterances),
        )


def consolidate_archive(
    folder: Path,
    *,
    window_days: int,
    known: KnownSpeakers | None = None,
    on_stage: Callable[[str], None] = lambda stage: None,
) -> Archive:
    """Group the quotations of an archive into utterances; what was judged before is not judged again.

    Args:
        folder: What `extract_archive` wrote.
        window_days: Articles further apart in days are taken for different occasions.
        known: The user's list of speakers, which decides where it speaks.
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
    on_stage("taking in the shards")
    index.update(folder)
    on_stage("putting speakers together")
    _identify(index, known)
    on_stage("looking for candidates")
    index.find_candidates(window_days)
    on_stage("judging candidates")
    speakers = list(Archive(index).speakers)
    _judge(index, speakers)
    on_stage("grouping")
    _group(index, unnamed(speakers))
    return Archive(index)


def _identify(index: Index, known: KnownSpeakers | None) -> None:
    speakers, to_global = merge_speakers(index.people(), known)
    index.connection.execute("DELETE FROM speakers; DELETE FROM who")
    index.insert(
        "speakers", id=[one.id for one in speakers], body=[one.model_dump_json() for one in speakers]
    )
    index.insert(
        "who",
        article=[article for article, _ in to_global],
        local=[local for _, local in to_global],
        key=list(to_global.values()),
    )


def _judge(index: Index, speakers: list[Speaker]) -> None:
    stream = index.unjudged()
    while pairs := list(islice(stream, PAIRS_AT_ONCE)):
        found, settings = _profiled(index, np.unique(np.array(pairs)), speakers)
        index.insert(
            "odds",
            a=np.array([a for a, _ in pairs]),
            b=np.array([b for _, b in pairs]),
            value=np.array([log_odds(found[a], found[b], settings) for a, b in pairs]),
        )
    index.remember_speakers()


def _profiled(
    index: Index, numbers: NDArray[np.int64], speakers: list[Speaker]
) -> tuple[dict[int, Profile], Settings]:
    quotations, articles = index.load(numbers)
    number_of = {quotation.id: number for number, quotation in quotations.items()}
    made = profiles(list(quotations.values()), articles)
    return {number_of[one.quotation.id]: one for one in made}, Settings(articles, speakers)


def _group(index: Index, nameless: frozenset[str]) -> None:
    index.connection.execute("CREATE OR REPLACE TABLE utterances (id VARCHAR, outlets BIGINT, body VARCHAR)")
    numbers = index.connection.execute("SELECT n FROM quotations ORDER BY id").fetchnumpy()["n"]
    place = {int(n): k for k, n in enumerate(numbers)}
    positive = index.stream("SELECT a, b FROM odds WHERE value > 0")
    parts = components(((place[a], place[b]) for a, b in positive), len(numbers))
    for some in _bins(parts):
        made = list(_utterances(index, numbers[np.concatenate(some)], nameless))
        index.insert(
            "utterances",
            id=[one.id for one in made],
            outlets=np.array([len(one.outlets) for one in made]),
            body=[one.model_dump_json(by_alias=True) for one in made],
        )


def _bins(parts: Iterable[list[int]]) -> Iterator[list[list[int]]]:
    some: list[list[int]] = []
    size = 0
    for part in parts:
        some.append(part)
        size += len(part)
        if size >= QUOTATIONS_AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _utterances(index: Index, numbers: NDArray[np.int64], nameless: frozenset[str]) -> Iterator[Utterance]:
    quotations, articles = index.load(numbers)
    found = profiles(list(quotations.values()), articles)
    order = {one.quotation.id: one.order for one in found}
    position = {number: order[quotation.id] for number, quotation in quotations.items()}
    index.connection.register("wanted", {"n": numbers})
    inner = "FROM odds WHERE a IN (SELECT n FROM wanted) AND b IN (SELECT n FROM wanted)"
    judged = index.connection.execute(f"SELECT a, b, value {inner}").fetchall()
    index.connection.unregister("wanted")
    odds = {(min(p), max(p)): value for a, b, value in judged for p in [(position[a], position[b])]}
    yield from utterances(found, odds, articles, nameless)
