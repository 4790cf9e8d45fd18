"""What tells whether two quotations render one utterance: their words, speakers and settings, as numbers."""

from __future__ import annotations

import math
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from quotecheck.consolidate.profile import Profile, Wording
from quotecheck.consolidate.settings import Settings
from quotecheck.lexicon.rarity import information
from quotecheck.lexicon.wording import contrasts

GAP = 0.25  # what a word in a gap counts against one that is shared
UNIT = 8.0  # bits: amounts of information are counted as log2(1 + bits / UNIT)
OFTEN = 4  # an article dwells on a word that it has once in the quotation and so many times elsewhere
NEXT = 150  # code points: a reporter's words this near lead up to the quotation that follows them

ALIGNED = ("local", "left_over", "replaced", "whole", "dropped", "stretch")
PAIR = (
    "bias", "shared", "longer", "verbatim", "told", "acts", "same_speaker", "other_speaker", "alike_speaker",
    "same_cue", "same_article", "leads_up", "same_day", "apart",
)  # fmt: skip
MOST = {"near": 3.0, "dwelt_on": 1.0, "named_near": 2.0}
"""The features of the setting, and the most that each can be: 56 bits, all words, and both speakers."""
SETTING = tuple(MOST)


def _amount(bits: float) -> float:
    return math.log2(1 + bits / UNIT)


class _Alignment(NamedTuple):
    """What two wordings have in common in the same order.

    Attributes:
        total: Information of all words that stand in both.
        local: Information of the best stretch, gaps counted against it by `GAP` (local alignment, Smith and
            Waterman 1981).
        replaced: Information of the words that have others in their place, of either side the less.
        dropped: Information that one has more of between words in common.
        longest: Number of words of the longest stretch without a gap.
    """

    total: float
    local: float
    replaced: float
    dropped: float
    longest: int


def _align(lighter: Wording, heavier: Wording) -> _Alignment:
    ours, theirs = lighter.bits, heavier.bits
    total = local = best = replaced = dropped = gone = come = 0.0
    longest = 0
    for code in LCSseq.opcodes(lighter.stems, heavier.stems):
        cut = sum(ours[code.src_start : code.src_end])
        if code.tag == "equal":
            dropped += abs(gone - come) if longest else 0.0
            replaced += min(gone, come)
            gone = come = 0.0
            total, local = total + cut, local + cut
            best, longest = max(best, local), max(longest, code.src_end - code.src_start)
        else:
            added = sum(theirs[code.dest_start : code.dest_end])
            gone, come = gone + cut, come + added
            local = max(0.0, local - GAP * max(cut, added))
    return _Alignment(total, best, replaced + min(gone, come), dropped, longest)


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


def _are_told(first: Profile, second: Profile) -> bool:
    """Whether one is the reporter's words alone and the other such words too, marks in them or not."""
    kinds = (first.quotation.kind, second.quotation.kind)
    return "indirect" in kinds and "direct" not in kinds


def _are_acts(first: Profile, second: Profile) -> bool:
    cues = (first.quotation.cue, second.quotation.cue)
    return all(cue is not None and cue.lemma in contrasts().acts for cue in cues)


def _leads_up(first: Profile, second: Profile) -> int:
    """1 where an article's own words, in whole or in part, come before direct ones, 2 where right before."""
    if first.quotation.article != second.quotation.article:
        return 0
    before, after = sorted((first.quotation, second.quotation), key=lambda one: one.content[0].start)
    if before.kind == "direct" or after.kind != "direct":
        return 0
    return 2 if after.content[0].start - before.content[-1].end < NEXT else 1


def pair_features(first: Profile, second: Profile, settings: Settings) -> tuple[float, ...]:
    """What the quotations say before they are aligned, their speakers and dates: the features `PAIR`.

    Returns:
        1 (`bias`); `shared`: log2 of 1 and the number of families of words in both, in any order; `longer`:
        how much larger an amount the heavier one is; `verbatim`: share of the words between marks of a mixed
        quotation that are in the other one; `told`: one is indirect and the other indirect or mixed;
        `acts`: then also both tell of an act, which is done once; speakers known to be the same or others;
        `alike_speaker`: amount of information in what one is called if it is in what the other is called;
        `same_cue`: the reporters' verbs are the same, where one is indirect; both in one article, and then
        `leads_up`: 1 where the reporter's words lead up to a direct quotation, 2 where right before it;
        `same_day` and `apart`: one day is named beside both, and log2 of 1 and the days between them.
    """
    one, other = first.quotation, second.quotation
    relation = settings.relation(one.speaker, other.speaker)
    told = _are_told(first, second)
    return (
        1.0,
        math.log2(1 + len(first.wording.families.keys() & second.wording.families.keys())),
        abs(_amount(first.wording.weight) - _amount(second.wording.weight)),
        _verbatim(first, second),
        told,
        told and _are_acts(first, second),
        relation == "same",
        relation == "other",
        _amount(settings.alike(one.speaker, other.speaker)),
        _same_cue(first, second),
        one.article == other.article,
        _leads_up(first, second),
        *_days(first, second, settings),
    )


def _are_direct(first: Profile, second: Profile) -> bool:
    return first.quotation.kind == second.quotation.kind == "direct"


def _marked(profile: Profile) -> Wording | None:
    """The words between marks."""
    return None if profile.quotation.kind == "indirect" else profile.verbatim or profile.wording


def _marked_by_weight(first: Profile, second: Profile) -> tuple[Wording, Wording] | None:
    """The words between marks of two quotations that both have some, the lighter ones first."""
    one, other = _marked(first), _marked(second)
    return _by_weight(one, other) if one and other else None


def _whole(part: Wording, whole: Wording) -> bool:
    """Whether a wording stands in another without a gap."""
    return f" {' '.join(part.stems)} " in f" {' '.join(whole.stems)} "


def _same_speaker(first: Profile, second: Profile) -> bool:
    return first.quotation.speaker is not None and first.quotation.speaker == second.quotation.speaker


def aligned_features(first: Profile, second: Profile) -> tuple[float, ...]:
    """What the alignment of the two wordings says: the features `ALIGNED`.

    Returns:
        `local`: amount of information that the best stretch of the alignment shares; `left_over`: amount of
        what the lighter one has alone; `replaced`: amount of the words between marks that have others in
        their place; `whole`, of one speaker: amount of the words between the marks of one if the other has
        all of them between marks without a gap; `dropped` and `stretch`, of two direct quotations: amount
        that one has more of between words in common, and log2 of 1 and the words of the longest stretch in
        common.
    """
    lighter, heavier = _by_weight(first.wording, second.wording)
    found = _align(lighter, heavier)
    direct, marked = _are_direct(first, second), _marked_by_weight(first, second)
    between = found if direct else _align(*marked) if marked else None
    whole = marked and _same_speaker(first, second) and _whole(*marked)
    return (
        _amount(found.local),
        _amount(lighter.weight - found.total),
        _amount(between.replaced) if between else 0.0,
        _amount(marked[0].weight) if marked and whole else 0.0,
        _amount(found.dropped) if direct else 0.0,
        math.log2(1 + found.longest) if direct else 0.0,
    )


def aligned_bound(first: Profile, second: Profile) -> tuple[float, ...]:
    """The features `ALIGNED` if the words of both stood in the same order, without a gap.

    `local`, `whole` and `stretch` are not less than those of the alignment, the others not more.
    """
    lighter, heavier = _by_weight(first.wording, second.wording)
    ours, theirs = lighter.stem_bits, heavier.stem_bits
    total = sum([ours[stem] for stem in ours.keys() & theirs.keys()])
    stretch = 0.0
    if _are_direct(first, second):
        stretch = math.log2(1 + sum(map(theirs.__contains__, lighter.stems)))
    marked = _marked_by_weight(first, second) if _same_speaker(first, second) else None
    whole = marked and marked[0].stem_bits.keys() <= marked[1].stem_bits.keys()
    return (
        _amount(total),
        _amount(max(0.0, lighter.weight - total)),
        0.0,
        _amount(marked[0].weight) if marked and whole else 0.0,
        0.0,
        stretch,
    )


def _dwelt_on(first: Profile, second: Profile, settings: Settings) -> float:
    ours, theirs = settings.recurring(first), settings.recurring(second)
    bits = _by_weight(first.wording, second.wording)[0].families
    shared = first.wording.families.keys() & second.wording.families.keys()
    every = sum([bits[one] for one in shared])
    often = shared & ours.keys() & theirs.keys()
    dwelt = sum([bits[one] * min(1.0, (min(ours[one], theirs[one]) - 1) / OFTEN) for one in often])
    return dwelt / every if every else 0.0


def setting_features(first: Profile, second: Profile, settings: Settings) -> tuple[float, float, float]:
    """What the articles say: the features `SETTING`, none of them above `MOST`.

    Returns:
        `near`: amount of information in the words that are around both quotations; `dwelt_on`: share of
        what both quotations say, by information, in words that both articles use often; `named_near`: of
        how many of the two the speaker is named around the other, where they are not known to be the same.
        Within one article they tell nothing.
    """
    if first.article == second.article:
        return (0.0, 0.0, 0.0)
    near = sum(map(information, settings.near(first) & settings.near(second)))
    return (
        min(MOST["near"], _amount(near)),
        _dwelt_on(first, second, settings),
        settings.names_near(first, second) + settings.names_near(second, first),
    )
