"""Same utterance or not: a logistic regression over an alignment of two quotations and their settings."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Literal

from rapidfuzz.distance import LCSseq

from quotecheck.consolidate.profile import ROOT, Profile, likeness, surroundings, topic
from quotecheck.lexicon.bodies import is_description
from quotecheck.lexicon.rarity import information
from quotecheck.models import Article, Speaker

SURE = 4.0  # no single pair speaks louder than this
FEW_BITS = 40.0

# Log-odds per unit of each feature.
WEIGHTS: Mapping[str, float] = {
    "bias": -10.89,
    "ordered": 2.03,
    "contained": 2.42,
    "alike": -0.01,
    "evidence": 1.30,
    "run": 3.17,
    "left_over": -0.45,
    "same_speaker": 2.08,
    "other_speaker": -1.85,
    "same_article": -1.00,
    "days": 0.00,
    "topic": 2.04,
    "near": 2.87,
    "indirect": -0.42,
    "unattributed": -1.83,
}


class Settings:
    """What surrounds the quotations: who speaks, the topics of the articles, the words nearby.

    Args:
        articles: The articles, in the order that the profiles refer to.
        speakers: The speakers that quotations refer to.
    """

    def __init__(self, articles: Sequence[Article], speakers: Sequence[Speaker]) -> None:
        self._articles = articles
        self._kinds = {one.id: one.kind for one in speakers if not is_description(one.kind, one.name)}
        self._topics: dict[int, dict[str, float]] = {}
        self._near: dict[int, tuple[frozenset[str], float]] = {}

    def topic(self, article: int) -> dict[str, float]:
        """The topic of an article; empty where the article is not at hand."""
        if article not in self._topics:
            self._topics[article] = topic(self._articles[article]) if article >= 0 else {}
        return self._topics[article]

    def near(self, profile: Profile) -> tuple[frozenset[str], float]:
        """The content words around a quotation and their information."""
        if profile.order not in self._near:
            here = profile.article
            found = surroundings(self._articles[here], profile.quotation) if here >= 0 else frozenset()
            own = found - set(profile.content)
            self._near[profile.order] = own, sum(map(information, own))
        return self._near[profile.order]

    def relation(self, first: str | None, second: str | None) -> Literal["same", "other", "unknown"]:
        """Whether two speakers are the same; only two named ones of one kind can be told apart."""
        if first is None or second is None:
            return "unknown"
        if first == second:
            return "same"
        kinds = {self._kinds.get(first), self._kinds.get(second)}
        return "other" if kinds in ({"person"}, {"organization"}) else "unknown"


def _overlap(first: tuple[frozenset[str], float], second: tuple[frozenset[str], float]) -> float:
    """Share of the information of the smaller of two sets of words that stands in both.

    Small sets tell little: `FEW_BITS` are added to their information.
    """
    shared = sum(map(information, first[0] & second[0]))
    return shared / (min(first[1], second[1]) + FEW_BITS)


def _aligned(lighter: Profile, heavier: Profile) -> tuple[float, float]:
    """Information of the words that stand in both in the same order, and of the longest run of them."""
    bits, total, longest = lighter.bits, 0.0, 0.0
    for code in LCSseq.opcodes(lighter.stems, heavier.stems):
        if code.tag == "equal":
            run = sum(bits[code.src_start : code.src_end])
            total += run
            longest = max(longest, run)
    return total, longest


def wording_features(first: Profile, second: Profile) -> dict[str, float]:
    """What the two wordings themselves say.

    Returns:
        contained: share of the lighter one's content words whose family is in the other, in any order,
        by information; ordered: share of all its words that are in the other in one order; alike: share
        of the heavier one's; evidence: log2 of the shared bits; run: log2 of those of the longest stretch
        without a gap; left_over: log2 of what the lighter one has alone.
    """
    lighter, heavier = (first, second) if first.weight <= second.weight else (second, first)
    there = {one[:ROOT] for one in heavier.content}
    alone = [(one[:ROOT], information(one)) for one in set(lighter.content)]
    every = sum(bits for _, bits in alone)
    shared = sum(bits for root, bits in alone if root in there)
    ordered, run = _aligned(lighter, heavier)
    return {
        "contained": shared / every if every else 0.0,
        "ordered": ordered / lighter.weight if lighter.weight else 0.0,
        "alike": ordered / heavier.weight if heavier.weight else 0.0,
        "evidence": math.log2(1 + ordered / 8),
        "run": math.log2(1 + run / 8),
        "left_over": math.log2(1 + (lighter.weight - ordered) / 8),
    }


def pair_features(first: Profile, second: Profile, settings: Settings) -> dict[str, float]:
    """What the quotations themselves say, their speakers and dates.

    Returns:
        The features of `wording_features`, and: speakers known to be the same or others, both in one
        article, days between, how many of the two are indirect, and the same where they are not known to
        have one speaker.
    """
    one, other = first.quotation, second.quotation
    relation = settings.relation(one.speaker, other.speaker)
    indirect = [one.kind, other.kind].count("indirect")
    dated = first.day is not None and second.day is not None
    return {
        "bias": 1.0,
        **wording_features(first, second),
        "same_speaker": float(relation == "same"),
        "other_speaker": float(relation == "other"),
        "same_article": float(one.article == other.article),
        "days": float(abs((first.day or 0) - (second.day or 0))) if dated else 0.0,
        "indirect": float(indirect),
        "unattributed": float(indirect * (relation != "same")),
    }


def setting_features(first: Profile, second: Profile, settings: Settings) -> dict[str, float]:
    """What the articles say: likeness of their topics and of the words nearby, each 0 to 1.

    Within one article the setting tells nothing.
    """
    if first.article == second.article:
        return {"topic": 0.0, "near": 0.0}
    return {
        "topic": likeness(settings.topic(first.article), settings.topic(second.article)),
        "near": _overlap(settings.near(first), settings.near(second)),
    }


def _weighted(features: Mapping[str, float]) -> float:
    return sum(WEIGHTS[name] * value for name, value in features.items())


def log_odds(first: Profile, second: Profile, settings: Settings) -> float:
    """Log-odds that two quotations render one utterance, exact between -`SURE` and `SURE`.

    Args:
        first: One quotation.
        second: The other.
        settings: What surrounds them; looked at only where it can matter.
    """
    odds = _weighted(pair_features(first, second, settings))
    if odds >= SURE or odds + WEIGHTS["topic"] + WEIGHTS["near"] <= -SURE:
        return max(-SURE, min(SURE, odds))
    return max(-SURE, min(SURE, odds + _weighted(setting_features(first, second, settings))))
