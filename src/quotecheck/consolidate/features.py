"""What tells whether two quotations render one utterance: their words, speakers and settings, as numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from rapidfuzz.distance import LCSseq

from quotecheck.consolidate.profile import Profile, Wording, surroundings
from quotecheck.lexicon.bodies import is_description
from quotecheck.lexicon.rarity import information
from quotecheck.models import Article, Speaker

FEW = 2
GAP = 0.25  # what a word in a gap counts against one that is shared
UNIT = 8.0  # bits: amounts of information are counted as log2(1 + bits / UNIT)
MOST_NEAR = 3.0  # 56 bits, some nine words: what is shared beyond tells no more

PAIR = (
    "bias", "local", "contained", "run", "left_over", "fragment", "verbatim", "missing",
    "same_speaker", "other_speaker", "same_article", "indirect", "unattributed", "position",
)  # fmt: skip
SETTING = ("near",)
Relation = Literal["same", "other", "unknown"]


class Settings:
    """What surrounds the quotations: who speaks, and the words nearby.

    Args:
        articles: The articles, in the order that the profiles refer to.
        speakers: The speakers that quotations refer to.
    """

    def __init__(self, articles: Sequence[Article], speakers: Sequence[Speaker]) -> None:
        self._articles = articles
        self._kinds = {one.id: one.kind for one in speakers if not is_description(one.kind, one.name)}
        self._near: dict[int, frozenset[str]] = {}

    def near(self, profile: Profile) -> frozenset[str]:
        """The content words around a quotation that are not its own."""
        if profile.order not in self._near:
            here = profile.article
            found = surroundings(self._articles[here], profile.quotation) if here >= 0 else frozenset()
            self._near[profile.order] = found.difference(profile.content)
        return self._near[profile.order]

    def is_person(self, speaker: str | None) -> bool:
        """Whether a speaker is known as a person."""
        return self._kinds.get(speaker or "") == "person"

    def relation(self, first: str | None, second: str | None) -> Relation:
        """Whether two speakers are the same; only two named ones of one kind can be told apart."""
        if first is None or second is None:
            return "unknown"
        if first == second:
            return "same"
        kinds = {self._kinds.get(first), self._kinds.get(second)}
        return "other" if kinds in ({"person"}, {"organization"}) else "unknown"


def _amount(bits: float) -> float:
    return math.log2(1 + bits / UNIT)


def _aligned(lighter: Wording, heavier: Wording) -> tuple[float, float, float]:
    """What two wordings have in common in the same order.

    Returns:
        Information of all words that stand in both; of the longest run of them; and of the best stretch of
        the alignment, gaps counted against it by `GAP` (local alignment, Smith and Waterman 1981).
    """
    ours, theirs = lighter.bits, heavier.bits
    total = longest = local = best = 0.0
    for code in LCSseq.opcodes(lighter.stems, heavier.stems):
        bits = sum(ours[code.src_start : code.src_end])
        if code.tag == "equal":
            total, local, longest = total + bits, local + bits, max(longest, bits)
            best = max(best, local)
        else:
            local = max(0.0, local - GAP * max(bits, sum(theirs[code.dest_start : code.dest_end])))
    return total, longest, best


def _contained(part: Wording, whole: Wording) -> float:
    """Share of the content words of one wording whose family is in another, by information."""
    alone = part.families
    every = sum(alone.values())
    return sum([alone[one] for one in alone.keys() & whole.families.keys()]) / every if every else 0.0


def wording_features(first: Wording, second: Wording) -> tuple[float, ...]:
    """What the two wordings say.

    Returns:
        `local`: amount of information that the best stretch of their alignment shares; `contained`: share
        of the content words of the lighter one whose family is in the other, in any order, by
        information; `run`: amount of the longest stretch that is the same without a gap; `left_over`: of
        what the lighter one has alone; `fragment`: whether that one has `FEW` content words at most.
    """
    lighter, heavier = (first, second) if first.weight <= second.weight else (second, first)
    total, run, local = _aligned(lighter, heavier)
    return (
        _amount(local),
        _contained(lighter, heavier),
        _amount(run),
        _amount(lighter.weight - total),
        len(lighter.content) <= FEW,
    )


def marked_features(first: Profile, second: Profile) -> tuple[float, float]:
    """What the words between marks say where the rest of a quotation is the reporter's.

    Returns:
        `verbatim`: share of them that is in the other quotation, of the two the larger; `missing`: share
        that is not, of the two the larger. Both 0 where neither quotation is mixed.
    """
    shares = [
        _contained(one.verbatim, other.wording)
        for one, other in ((first, second), (second, first))
        if one.verbatim
    ]
    return (max(shares), 1 - min(shares)) if shares else (0.0, 0.0)


def pair_features(first: Profile, second: Profile, settings: Settings) -> tuple[float, ...]:
    """What the quotations themselves say, their marks and speakers: the features `PAIR`.

    Returns:
        1 (`bias`), `wording_features`, `marked_features`, and: speakers known to be the same or others;
        both in one article; how many of the two are indirect, and the same where they are not known to
        have one speaker, or where that speaker is no person: positions that are reported again and again.
    """
    one, other = first.quotation, second.quotation
    relation = settings.relation(one.speaker, other.speaker)
    indirect = (one.kind == "indirect") + (other.kind == "indirect")
    return (
        1.0,
        *wording_features(first.wording, second.wording),
        *marked_features(first, second),
        relation == "same",
        relation == "other",
        one.article == other.article,
        indirect,
        0 if relation == "same" else indirect,
        indirect if relation == "same" and not settings.is_person(one.speaker) else 0,
    )


def setting_features(first: Profile, second: Profile, settings: Settings) -> tuple[float]:
    """What the articles say: the features `SETTING`.

    Returns:
        `near`: amount of information in the words that are around both quotations, up to `MOST_NEAR`.
        Within one article they tell nothing.
    """
    if first.article == second.article:
        return (0.0,)
    return (min(MOST_NEAR, _amount(sum(map(information, settings.near(first) & settings.near(second))))),)
