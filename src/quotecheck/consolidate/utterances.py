"""From a group of quotations to an utterance: reference wording, variants, flags."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from quotecheck.consolidate.changes import changes
from quotecheck.consolidate.profile import Profile, Wording
from quotecheck.lexicon.rarity import information
from quotecheck.models import Article, Change, Quotation, ReferenceReason, Utterance, Variant

_WHO = frozenset({"speaker", "source"})
MEANING = ("polarity", "number", "name", "speaker", "modality", "source")  # kinds that become flags
_PREFERENCE = {"direct": 2, "mixed": 1, "indirect": 0}


def _similarity(first: Wording, second: Wording) -> float:
    """Share of the information of two wordings' words (as multisets) that they have in common."""
    if first is second:
        return 1.0
    theirs = set(second.occurrences)
    shared = _information([one for one in first.occurrences if one in theirs])
    every = _information(first.occurrences) + _information(second.occurrences) - shared
    return round(min(1.0, shared / every), 4) if every else 1.0


def _information(occurrences: Iterable[tuple[str, int]]) -> float:
    return sum([information(stem) for stem, _ in occurrences])


def _supports(group: Sequence[Profile]) -> list[float]:
    """How much of what the others printed each wording has: longest common evidence."""
    having = Counter(chain.from_iterable(profile.wording.occurrences for profile in group))
    return [
        sum([information(one[0]) * (having[one] - 1) for one in profile.wording.occurrences])
        for profile in group
    ]


def _reference(group: Sequence[Profile]) -> tuple[Profile, ReferenceReason]:
    """The wording to compare with: what most of the others bear out, longer and earlier where equal."""
    if len(group) == 1:
        return group[0], "only"
    ranks = {
        profile.order: (
            _PREFERENCE[profile.quotation.kind],
            round(support, 6),
            len(profile.stems),
            -(profile.day or 0),
            -profile.order,
        )
        for profile, support in zip(group, _supports(group), strict=True)
    }
    ordered = sorted(group, key=lambda profile: ranks[profile.order], reverse=True)
    best = ordered[0]
    rival = next((profile for profile in ordered if profile.stems != best.stems), None)
    if rival is None:
        return best, "earliest"
    reasons: tuple[ReferenceReason, ...] = (
        "most-evidence",
        "most-evidence",
        "longest",
        "earliest",
        "earliest",
    )
    pairs = zip(reasons, ranks[best.order], ranks[rival.order], strict=True)
    return best, next(reason for reason, one, other in pairs if one != other)


def _majority(group: Sequence[Profile]) -> str:
    """The wording that most outlets printed, form aside; "" where no two agree."""
    if len(group) == 1:
        return ""
    counts = Counter(profile.stems for profile in group)
    wording, n = max(counts.items(), key=lambda item: (item[1], len(item[0]), item[0]))
    return next(p.quotation.text for p in group if p.stems == wording) if n > 1 else ""


def _speaker(group: Sequence[Profile]) -> str | None:
    counts = Counter(profile.quotation.speaker for profile in group if profile.quotation.speaker)
    return min(counts, key=lambda speaker: (-counts[speaker], speaker)) if counts else None


def _flags(group: Sequence[Profile], found: Sequence[Change], nameless: frozenset[str]) -> tuple[str, ...]:
    kinds = {change.kind for change in found}
    speakers = {profile.quotation.speaker for profile in group} - {None} - nameless
    disputed = ("disputed-speaker",) if len(speakers) > 1 else ()
    return (*(kind for kind in MEANING if kind in kinds), *disputed)


def _first(group: Sequence[Profile], articles: Sequence[Article]) -> tuple[str | None, dt.date | None]:
    dated = [profile for profile in group if profile.day is not None]
    if not dated:
        return None, None
    earliest = min(dated, key=lambda profile: (profile.day or 0, profile.order))
    return articles[earliest.article].outlet, dt.date.fromordinal(earliest.day or 1)


def identifier(quotations: Sequence[Quotation]) -> str:
    """Id of the utterance that these quotations render."""
    names = "\n".join(sorted(quotation.id for quotation in quotations))
    return "u" + hashlib.sha256(names.encode()).hexdigest()[:12]


def build(
    group: Sequence[Profile],
    articles: Sequence[Article],
    overlaps: tuple[str, ...] = (),
    nameless: frozenset[str] = frozenset(),
) -> Utterance:
    """Make the utterance of a group of quotations.

    Args:
        group: Profiles of the quotations that render it.
        articles: The articles, in the order that the profiles refer to.
        overlaps: Ids of utterances of which a variant renders a part as well.
        nameless: Ids of speakers known by a description only, which two outlets may word differently.
    """
    reference, reason = _reference(group)
    variants = tuple(_variant(profile, reference, articles, nameless) for profile in group)
    found = [change for variant in variants for change in variant.changes]
    outlet, date = _first(group, articles)
    return Utterance(
        id=identifier([profile.quotation for profile in group]),
        speaker=_speaker(group),
        text=reference.quotation.text,
        outlets=tuple(sorted({variant.outlet for variant in variants if variant.outlet})),
        flags=_flags(group, found, nameless),
        first_outlet=outlet,
        first_date=date,
        majority=_majority(group),
        reference_reason=reason,
        overlaps=overlaps,
        variants=variants,
    )


def _variant(
    profile: Profile,
    reference: Profile,
    articles: Sequence[Article],
    nameless: frozenset[str],
) -> Variant:
    is_reference = profile is reference
    quotation = profile.quotation
    found = () if is_reference else changes(reference.quotation, quotation)
    return Variant(
        quotation=quotation.id,
        article=quotation.article,
        outlet=articles[profile.article].outlet if profile.article >= 0 else None,
        text=quotation.text,
        reference=is_reference,
        similarity=1.0 if is_reference else _similarity(profile.wording, reference.wording),
        changes=tuple(c for c in found if c.kind not in _WHO or not nameless & {c.before, c.after}),
    )


def overlaps(
    groups: Sequence[Sequence[int]], odds: Mapping[tuple[int, int], float], ids: Sequence[str]
) -> dict[int, tuple[str, ...]]:
    """Which utterances share a part, although they are not one.

    Args:
        groups: Positions of the quotations of each utterance.
        odds: Log-odds of the pairs that were compared.
        ids: Id of each utterance.

    Returns:
        For the number of an utterance, the ids of those that it overlaps, sorted.
    """
    home = {k: number for number, group in enumerate(groups) for k in group}
    found: dict[int, set[str]] = {}
    for (a, b), value in odds.items():
        if value > 0 and home[a] != home[b]:
            found.setdefault(home[a], set()).add(ids[home[b]])
            found.setdefault(home[b], set()).add(ids[home[a]])
    return {number: tuple(sorted(names)) for number, names in found.items()}
