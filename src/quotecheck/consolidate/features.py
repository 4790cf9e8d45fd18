"""What tells whether two quotations render one utterance: their words, speakers and settings, as numbers."""

from __future__ import annotations

import math

from rapidfuzz.distance import LCSseq

from quotecheck.consolidate.profile import Profile, Wording
from quotecheck.consolidate.settings import Settings
from quotecheck.lexicon.rarity import information

GAP = 0.25  # what a word in a gap counts against one that is shared
UNIT = 8.0  # bits: amounts of information are counted as log2(1 + bits / UNIT)
OFTEN = 4  # an article dwells on a word that it has once in the quotation and so many times elsewhere
BORNE_OUT = 0.5  # share of the words between marks that the other quotation has, if it renders them

ALIGNED = ("local", "reported", "left_over")
PAIR = (
    "bias", "shared", "longer", "verbatim", "same_speaker", "other_speaker", "same_cue", "same_article",
    "same_day", "apart",
)  # fmt: skip
MOST = {"near": 3.0, "dwelt_on": 2.5}
"""The features of the setting, and the most that each can be: 56 and 37 bits."""
SETTING = tuple(MOST)


def _amount(bits: float) -> float:
    return math.log2(1 + bits / UNIT)


def _aligned(lighter: Wording, heavier: Wording) -> tuple[float, float]:
    """What two wordings have in common in the same order.

    Returns:
        Information of all words that stand in both, and of the best stretch of the alignment, gaps counted
        against it by `GAP` (local alignment, Smith and Waterman 1981).
    """
    ours, theirs = lighter.bits, heavier.bits
    total = local = best = 0.0
    for code in LCSseq.opcodes(lighter.stems, heavier.stems):
        bits = sum(ours[code.src_start : code.src_end])
        if code.tag == "equal":
            total, local = total + bits, local + bits
            best = max(best, local)
        else:
            local = max(0.0, local - GAP * max(bits, sum(theirs[code.dest_start : code.dest_end])))
    return total, best


def _contained(part: Wording, whole: Wording) -> float:
    """Share of the content words of one wording whose family is in another, by information."""
    alone = part.families
    every = sum(alone.values())
    return sum([alone[one] for one in alone.keys() & whole.families.keys()]) / every if every else 0.0


def _by_weight(first: Wording, second: Wording) -> tuple[Wording, Wording]:
    return (first, second) if first.weight <= second.weight else (second, first)


def _verbatim(first: Profile, second: Profile) -> float:
    """Share of the marked words of a mixed quotation that are in the other; of two shares the larger."""
    if first.verbatim is None and second.verbatim is None:
        return 0.0
    pairs = ((first, second), (second, first))
    return max(_contained(one.verbatim, other.wording) for one, other in pairs if one.verbatim)


def _days(first: Profile, second: Profile, settings: Settings) -> tuple[bool, float]:
    """Whether one day is named beside both, and log2 of 1 and the days between them.

    Counted from the days of the articles, or from those named beside the quotations if that is less.
    """
    if first.day is None or second.day is None or first.article == second.article:
        return False, 0.0
    one, other = settings.day(first), settings.day(second)
    told = abs((one or first.day) - (other or second.day))
    return one is not None and told == 0 and other is not None, math.log2(
        1 + min(told, abs(first.day - second.day))
    )


def _same_cue(first: Profile, second: Profile) -> bool:
    one, other = first.quotation, second.quotation
    cued = one.cue is not None and other.cue is not None and one.cue.lemma == other.cue.lemma
    return cued and "indirect" in (one.kind, other.kind)


def pair_features(first: Profile, second: Profile, settings: Settings) -> tuple[float, ...]:
    """What the quotations say before they are aligned, their speakers and dates: the features `PAIR`.

    Returns:
        1 (`bias`); `shared`: log2 of 1 and the number of families of words in both, in any order; `longer`:
        how much larger an amount the heavier one is; `verbatim`: share of the words between marks of a mixed
        quotation that are in the other one; speakers known to be the same or others; `same_cue`: the
        reporters' verbs are the same, where one is indirect; both in one article; `same_day` and `apart`:
        one day is named beside both, and log2 of 1 and the days between them.
    """
    one, other = first.quotation, second.quotation
    relation = settings.relation(one.speaker, other.speaker)
    return (
        1.0,
        math.log2(1 + len(first.wording.families.keys() & second.wording.families.keys())),
        abs(_amount(first.wording.weight) - _amount(second.wording.weight)),
        _verbatim(first, second),
        relation == "same",
        relation == "other",
        _same_cue(first, second),
        one.article == other.article,
        *_days(first, second, settings),
    )


def _are_reported(first: Profile, second: Profile) -> bool:
    kinds = (first.quotation.kind, second.quotation.kind)
    return "direct" not in kinds and _verbatim(first, second) < BORNE_OUT


def aligned_features(first: Profile, second: Profile) -> tuple[float, float, float]:
    """What the alignment of the two wordings says: the features `ALIGNED`.

    Returns:
        `local`: amount of information that the best stretch of the alignment shares; `reported`: the same
        again where both are the reporter's words, as positions are reported again and again; `left_over`:
        amount of what the lighter one has alone.
    """
    lighter, heavier = _by_weight(first.wording, second.wording)
    total, local = _aligned(lighter, heavier)
    amount = _amount(local)
    return amount, amount if _are_reported(first, second) else 0.0, _amount(lighter.weight - total)


def aligned_bound(first: Profile, second: Profile) -> tuple[float, float, float]:
    """The features `ALIGNED` if the words of both stood in the same order, without a gap.

    `local` and `reported` are not less than those of the alignment, `left_over` is not more.
    """
    lighter, heavier = _by_weight(first.wording, second.wording)
    ours = lighter.stem_bits
    total = sum([ours[stem] for stem in ours.keys() & heavier.stem_bits.keys()])
    amount = _amount(total)
    reported = amount if _are_reported(first, second) else 0.0
    return amount, reported, _amount(max(0.0, lighter.weight - total))


def _dwelt_on(first: Profile, second: Profile, settings: Settings) -> float:
    ours, theirs = settings.recurring(first), settings.recurring(second)
    shared = first.wording.families.keys() & second.wording.families.keys() & ours.keys() & theirs.keys()
    bits = _by_weight(first.wording, second.wording)[0].families
    return sum([bits[one] * min(1.0, (min(ours[one], theirs[one]) - 1) / OFTEN) for one in shared])


def setting_features(first: Profile, second: Profile, settings: Settings) -> tuple[float, float]:
    """What the articles say: the features `SETTING`, none of them above `MOST`.

    Returns:
        `near`: amount of information in the words that are around both quotations; `dwelt_on`: amount in
        the words of both quotations that both articles use often. Within one article they tell nothing.
    """
    if first.article == second.article:
        return (0.0, 0.0)
    near = sum(map(information, settings.near(first) & settings.near(second)))
    return (
        min(MOST["near"], _amount(near)),
        min(MOST["dwelt_on"], _amount(_dwelt_on(first, second, settings))),
    )
