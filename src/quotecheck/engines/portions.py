"""What a process does with a portion of an archive's index: pure functions, safe to call in any process."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotecheck.consolidate import unnamed, utterances
from quotecheck.consolidate.candidates import keys
from quotecheck.consolidate.collector import without_collector
from quotecheck.consolidate.decision import Settings, log_odds
from quotecheck.consolidate.profile import Profile, profiles
from quotecheck.engines.failure import Failure
from quotecheck.engines.shards import read_shard
from quotecheck.models import Article, Extraction, Quotation, Speaker

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Stored(NamedTuple):
    """Some quotations as the index keeps them.

    Attributes:
        quotations: Number, JSON, and the ids of speaker and intermediary over all articles.
        articles: JSON and text of the articles that hold them, by id; the text is None where nobody reads it.
        speakers: JSON of the speakers that they refer to.
    """

    quotations: list[tuple[int, str, str | None, str | None]]
    articles: list[tuple[str, str | None]]
    speakers: list[str]

    def profiled(self) -> tuple[dict[int, Profile], list[Article], list[Speaker]]:
        """The profiles by number, with articles and speakers."""
        numbers, found = {}, []
        for number, body, speaker, relay in self.quotations:
            quotation = with_speakers(body, speaker, relay)
            numbers[quotation.id] = number
            found.append(quotation)
        articles = [_with_text(body, text) for body, text in self.articles]
        made = {numbers[one.quotation.id]: one for one in profiles(found, articles)}
        return made, articles, [Speaker.model_validate_json(body) for body in self.speakers]


class Judging(NamedTuple):
    """Pairs to judge, as numbers of quotations, and what that takes."""

    first: Ints
    second: Ints
    stored: Stored


class Grouping(NamedTuple):
    """Quotations of whole components of the graph of pairs, and the pairs judged among them.

    Attributes:
        first: Number of one quotation of each pair.
        second: Number of the other.
        odds: Their log-odds.
        parts: For each quotation a number of its component.
        stored: The quotations.
    """

    first: Ints
    second: Ints
    odds: Floats
    parts: NDArray[np.uint64]
    stored: Stored


class Arrival(NamedTuple):
    """What a shard brings into the index: one entry per article, quotation or key of a quotation."""

    articles: dict[str, list[str | None]]
    quotations: dict[str, list[str | None] | Ints | Floats]
    keys_of: Ints
    keys: NDArray[np.uint64]
    worth: Ints


def with_speakers(body: str, speaker: str | None, relayed_by: str | None) -> Quotation:
    """A stored quotation with the speakers' ids over all articles."""
    quotation = Quotation.model_validate_json(body)
    if (speaker, relayed_by) == (quotation.speaker, quotation.relayed_by):
        return quotation
    return quotation.model_copy(update={"speaker": speaker, "relayed_by": relayed_by})


def _with_text(body: str, text: str | None) -> Article:
    article = Article.model_validate_json(body)
    return article.model_copy(update={"text": text}) if text else article


def taken_in(path: Path) -> Arrival:
    """Read and profile a shard.

    Raises:
        InputError: The shard is broken.
    """
    with without_collector():
        found = [entry for entry in read_shard(path) if not isinstance(entry, Failure)]
        quotations = [quotation for one in found for quotation in one.quotations]
        made = profiles(quotations, [one.article for one in found])
        worths = [keys(profile) for profile in made]
        return Arrival(
            _article_columns(found),
            _quotation_columns(made) | {"total": np.array([sum(worth.values()) for worth in worths])},
            np.repeat(np.arange(len(made)), [len(worth) for worth in worths]),
            np.array([_hash(key) for worth in worths for key in worth], dtype=np.uint64),
            np.array([value for worth in worths for value in worth.values()]),
        )


def _article_columns(found: list[Extraction]) -> dict[str, list[str | None]]:
    bare = [one.article.model_copy(update={"text": ""}) for one in found]
    people = [
        one.model_copy(update={"quotations": (), "article": article})
        for one, article in zip(found, bare, strict=True)
    ]
    return {
        "id": [one.id for one in bare],
        "article": [one.model_dump_json() for one in bare],
        "text": [one.article.text for one in found],
        "speakers": [one.model_dump_json(by_alias=True) for one in people],
    }


def _quotation_columns(made: list[Profile]) -> dict[str, list[str | None] | Ints | Floats]:
    quotations = [profile.quotation for profile in made]
    return {
        "id": [one.id for one in quotations],
        "article": [one.article for one in quotations],
        "speaker": [one.speaker for one in quotations],
        "relay": [one.relayed_by for one in quotations],
        "day": np.ma.masked_equal([profile.day or -1 for profile in made], -1),
        "wording": [" ".join(profile.content)[:200] for profile in made],
        "body": [one.model_dump_json(by_alias=True) for one in quotations],
    }


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest())


def judged(portion: Judging) -> Floats:
    """The log-odds of each pair; pairs that look the same, as verbatim copies do, are judged once."""
    with without_collector():
        found, articles, speakers = portion.stored.profiled()
        settings, looks = Settings(articles, speakers), _looks(found, articles)
        verdicts: dict[tuple[int, int, bool], float] = {}
        odds = []
        for a, b in zip(portion.first.tolist(), portion.second.tolist(), strict=True):
            one, other = found[a], found[b]
            pair = (*_ordered(looks[a], looks[b]), one.article == other.article)
            if pair not in verdicts:
                verdicts[pair] = log_odds(one, other, settings)
            odds.append(verdicts[pair])
        return np.array(odds)


def _looks(found: dict[int, Profile], articles: Sequence[Article]) -> dict[int, int]:
    """For each quotation a number; those that have all in common that the decision looks at share it."""
    numbers: dict[tuple[object, ...], int] = {}
    looks = {}
    for n, profile in found.items():
        one = profile.quotation
        home = articles[profile.article].text if profile.article >= 0 else ""
        place = (home, one.content[0].start, one.content[-1].end, profile.day)
        said = (one.kind, profile.wording, profile.verbatim, one.cue and (one.cue.text, one.cue.lemma))
        look = (*place, *said, one.source and one.source.text, one.speaker, one.relayed_by)
        looks[n] = numbers.setdefault(look, len(numbers))
    return looks


def grouped(portion: Grouping) -> list[tuple[int, str, int, str]]:
    """The utterances of the quotations: component, id, number of outlets and JSON of each."""
    with without_collector():
        found, articles, speakers = portion.stored.profiled()
        order = {number: profile.order for number, profile in found.items()}
        pairs = zip(portion.first.tolist(), portion.second.tolist(), portion.odds.tolist(), strict=True)
        odds = {_ordered(order[a], order[b]): value for a, b, value in pairs}
        made = utterances(list(found.values()), odds, articles, unnamed(speakers))
        numbers = (number for number, *_ in portion.stored.quotations)
        parts = {
            found[number].quotation.id: part
            for number, part in zip(numbers, portion.parts.tolist(), strict=True)
        }
        return [
            (parts[one.variants[0].quotation], one.id, len(one.outlets), one.model_dump_json(by_alias=True))
            for one in made
        ]


def _ordered(one: int, other: int) -> tuple[int, int]:
    """Two positions, the smaller first."""
    return (one, other) if one < other else (other, one)
