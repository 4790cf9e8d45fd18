"""Same utterance or not: a logistic regression over an alignment of two quotations and their settings."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from rapidfuzz.distance import LCSseq

from quotecheck.consolidate.profile import Profile, likeness, surroundings, topic
from quotecheck.lexicon.rarity import information
from quotecheck.models import Article, Speaker

# Log-odds per unit of each feature.
WEIGHTS: Mapping[str, float] = {
    "bias": -9.0,
    "contained": 4.0,
    "ordered": 4.0,
    "alike": 1.0,
    "evidence": 1.0,
    "same_speaker": 1.5,
    "other_speaker": -2.5,
    "same_article": -2.5,
    "days": -0.15,
    "topic": 1.5,
    "near": 1.0,
    "indirect": -0.5,
}


class Settings:
    """What surrounds the quotations: who speaks, the topics of the articles, the words nearby.

    Args:
        articles: The articles, in the order that the profiles refer to.
        speakers: The speakers that quotations refer to.
    """

    def __init__(self, articles: Sequence[Article], speakers: Sequence[Speaker]) -> None:
        self._articles = articles
        self._kinds = {speaker.id: speaker.kind for speaker in speakers}
        self._topics: dict[int, dict[str, float]] = {}
        self._near: dict[int, frozenset[str]] = {}

    def topic(self, article: int) -> dict[str, float]:
        """The topic of an article; empty where the article is not at hand."""
        if article not in self._topics:
            self._topics[article] = topic(self._articles[article]) if article >= 0 else {}
        return self._topics[article]

    def near(self, profile: Profile) -> frozenset[str]:
        """The content words around a quotation."""
        if profile.order not in self._near:
            here = profile.article
            found = surroundings(self._articles[here], profile.quotation) if here >= 0 else frozenset()
            self._near[profile.order] = found - set(profile.content)
        return self._near[profile.order]

    def relation(self, first: str | None, second: str | None) -> Literal["same", "other", "unknown"]:
        """Whether two speakers are the same; only two named ones of one kind can be told apart."""
        if first is None or second is None:
            return "unknown"
        if first == second:
            return "same"
        kinds = {self._kinds.get(first), self._kinds.get(second)}
        return "other" if kinds in ({"person"}, {"organization"}) else "unknown"


def _shared(first: Profile, second: Profile) -> float:
    return sum(information(one) for one in set(first.content) & set(second.content))


def _overlap(first: frozenset[str], second: frozenset[str]) -> float:
    """Share of the information of the smaller of two sets of words that stands in both."""
    weights = [sum(information(one) for one in some) for some in (first & second, first, second)]
    return weights[0] / min(weights[1:]) if min(weights[1:]) else 0.0


def features(first: Profile, second: Profile, settings: Settings) -> dict[str, float]:
    """What speaks for and against two quotations rendering one utterance.

    Args:
        first: One quotation.
        second: The other.
        settings: What surrounds them.

    Returns:
        The features that `WEIGHTS` names.
    """
    shared = _shared(first, second)
    lighter, heavier = sorted((first.weight, second.weight))
    common = LCSseq.similarity(first.content, second.content)
    shorter = min(len(first.content), len(second.content))
    one, other = first.quotation, second.quotation
    relation = settings.relation(one.speaker, other.speaker)
    dated = first.day is not None and second.day is not None
    return {
        "bias": 1.0,
        "contained": shared / lighter if lighter else 0.0,
        "ordered": common / shorter if shorter else 0.0,
        "alike": shared / heavier if heavier else 0.0,
        "evidence": math.log2(1 + shared / 8),
        "same_speaker": float(relation == "same"),
        "other_speaker": float(relation == "other"),
        "same_article": float(one.article == other.article),
        "days": float(abs((first.day or 0) - (second.day or 0))) if dated else 0.0,
        "topic": likeness(settings.topic(first.article), settings.topic(second.article)),
        "near": _overlap(settings.near(first), settings.near(second)),
        "indirect": float((one.kind == "indirect") != (other.kind == "indirect")),
    }


def log_odds(first: Profile, second: Profile, settings: Settings) -> float:
    """Log-odds that two quotations render one utterance."""
    return sum(WEIGHTS[name] * value for name, value in features(first, second, settings).items())
