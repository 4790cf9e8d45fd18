"""Precision, recall and F per kind and level; speakers, sources, cues, intermediaries, utterances."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

from quotecheck.annotations.scoring.items import Edges, Item
from quotecheck.annotations.scoring.match import Level, Matching, Pair, core
from quotecheck.annotations.scoring.speakers import Verdict, compare_speakers
from quotecheck.models import Kind, Model

LEVELS: tuple[Level, ...] = ("exact", "iou", "overlap")
GROUPS: dict[str, frozenset[Kind]] = {
    "direct": frozenset({"direct"}),
    "mixed": frozenset({"mixed"}),
    "indirect": frozenset({"indirect"}),
    "direct+mixed": frozenset({"direct", "mixed"}),
    "all": frozenset({"direct", "mixed", "indirect"}),
}


class Rate(Model):
    """How much of what was found is right, and how much of what there is was found.

    Attributes:
        right: Found and in the reference.
        gold: In the reference.
        found: Found.
    """

    right: int = 0
    gold: int = 0
    found: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """Share of the reference that was found; 1 where there is nothing to find."""
        return self.right / self.gold if self.gold else 1.0

    @property
    def f(self) -> float:
        """Harmonic mean of precision and recall (F1)."""
        return 2 * self.right / (self.gold + self.found) if self.gold + self.found else 1.0


class SpeakerFigures(Model):
    """Verdicts on the speakers of items that both sides have (IoU ≥ 0.8)."""

    right: int = 0
    partial: int = 0
    wrong: int = 0
    unresolved: int = 0
    invented: int = 0
    null: int = 0

    @property
    def total(self) -> int:
        """All verdicts."""
        return self.right + self.partial + self.wrong + self.unresolved + self.invented + self.null

    @property
    def accuracy(self) -> float:
        """Share that is right, an open speaker left open included; 1 where there is none."""
        return (self.right + self.null) / self.total if self.total else 1.0


class Figures(Model):
    """All figures of one comparison.

    Attributes:
        articles: Number of articles compared.
        content: Rate per group of kinds and level.
        attributed: Rate per group of kinds of items at IoU ≥ 0.8 whose speaker is right too.
        characters: Rate of characters of content, all kinds.
        triples: Rate of items at IoU ≥ 0.8 whose source overlaps, among items with a source.
        kind: Items of the same kind among those that both sides have.
        speaker: Verdicts per group of kinds.
        source: Source per strictness (`exact`, `overlap`) among items that both sides have.
        cue: Cue per strictness.
        relayed_by: Intermediaries among items that both sides have.
        utterances: Links between items that both sides have.
    """

    articles: int
    content: dict[str, dict[Level, Rate]]
    attributed: dict[str, Rate]
    characters: Rate
    triples: Rate
    kind: Rate
    speaker: dict[str, SpeakerFigures]
    source: dict[str, Rate]
    cue: dict[str, Rate]
    relayed_by: Rate
    utterances: Rate


class Compared(NamedTuple):
    """One article's matching, with its text where it is at hand."""

    path: str
    text: str | None
    matching: Matching


def figures(compared: Sequence[Compared]) -> Figures:
    """Sum up matchings over articles."""
    matchings = [article.matching for article in compared]
    return Figures(
        articles=len(compared),
        content={name: {level: _content(matchings, name, level) for level in LEVELS} for name in GROUPS},
        attributed={name: _attributed(matchings, name) for name in GROUPS},
        characters=_total(map(_characters, matchings)),
        triples=_triples(matchings),
        kind=_kinds(matchings),
        speaker={name: _speakers(matchings, kinds) for name, kinds in GROUPS.items()},
        source={name: _part(compared, "source", check) for name, check in _STRICTNESS.items()},
        cue={name: _part(compared, "cue", check) for name, check in _STRICTNESS.items()},
        relayed_by=_relayed(matchings),
        utterances=_utterances(matchings),
    )


def _counted(matchings: Sequence[Matching]) -> list[Pair]:
    """Pairs whose reference is not optional."""
    return [pair for matching in matchings for pair in matching.pairs if not pair.gold.optional]


def _same(matchings: Sequence[Matching]) -> list[Pair]:
    return [pair for pair in _counted(matchings) if pair.reaches("iou")]


def _count(matchings: Sequence[Matching], name: str, agrees: Callable[[Pair], bool]) -> Rate:
    """Rate of a group: a single kind must be the same on both sides, of several any will do."""
    kinds = GROUPS[name]
    pairs = _counted(matchings)
    missed = [item for matching in matchings for item in matching.missed if not item.optional]
    spurious = [item for matching in matchings for item in matching.spurious]
    golds, founds = [pair.gold for pair in pairs] + missed, [pair.found for pair in pairs] + spurious
    right = sum(agrees(p) and p.gold.kind in kinds and p.found.kind in kinds for p in pairs)
    return Rate(
        right=right,
        gold=sum(item.kind in kinds for item in golds),
        found=sum(item.kind in kinds for item in founds),
    )


def _content(matchings: Sequence[Matching], name: str, level: Level) -> Rate:
    return _count(matchings, name, lambda pair: pair.reaches(level))


def _attributed(matchings: Sequence[Matching], name: str) -> Rate:
    return _count(matchings, name, lambda pair: pair.reaches("iou") and verdict(pair) in ("right", "null"))


def verdict(pair: Pair) -> Verdict:
    """Whether a pair's speakers are the same."""
    return compare_speakers(pair.gold.speaker, pair.found.speaker)


def _speakers(matchings: Sequence[Matching], kinds: frozenset[Kind]) -> SpeakerFigures:
    counts = Counter[str](verdict(pair) for pair in _same(matchings) if pair.gold.kind in kinds)
    return SpeakerFigures(**counts)


def _kinds(matchings: Sequence[Matching]) -> Rate:
    pairs = _same(matchings)
    right = sum(pair.gold.kind == pair.found.kind for pair in pairs)
    return Rate(right=right, gold=len(pairs), found=len(pairs))


def _triples(matchings: Sequence[Matching]) -> Rate:
    golds = [pair.gold for pair in _counted(matchings)]
    golds += [item for matching in matchings for item in matching.missed if not item.optional]
    founds = [pair.found for pair in _counted(matchings)]
    founds += [item for matching in matchings for item in matching.spurious]
    right = [pair for pair in _same(matchings) if _overlap(pair.gold.source, pair.found.source, None)]
    return Rate(
        right=len(right),
        gold=sum(item.source is not None for item in golds),
        found=sum(item.source is not None for item in founds),
    )


def _exact(a: Edges | None, b: Edges | None, text: str | None) -> bool:
    if a is None or b is None:
        return False
    return a == b if text is None else core(a, text) == core(b, text)


def _overlap(a: Edges | None, b: Edges | None, text: str | None) -> bool:
    return a is not None and b is not None and a[0] < b[1] and b[0] < a[1]


_STRICTNESS: dict[str, Callable[[Edges | None, Edges | None, str | None], bool]] = {
    "exact": _exact,
    "overlap": _overlap,
}


def _part(
    compared: Sequence[Compared], field: str, check: Callable[[Edges | None, Edges | None, str | None], bool]
) -> Rate:
    right = gold = found = 0
    for article in compared:
        for pair in _same([article.matching]):
            a, b = getattr(pair.gold, field), getattr(pair.found, field)
            right += check(a, b, article.text)
            gold, found = gold + (a is not None), found + (b is not None)
    return Rate(right=right, gold=gold, found=found)


def _relayed(matchings: Sequence[Matching]) -> Rate:
    pairs = [(pair.gold.relayed_by, pair.found.relayed_by) for pair in _same(matchings)]
    right = sum(a is not None and compare_speakers(a, b) == "right" for a, b in pairs)
    return Rate(
        right=right, gold=sum(a is not None for a, _ in pairs), found=sum(b is not None for _, b in pairs)
    )


def _utterances(matchings: Sequence[Matching]) -> Rate:
    """Links between items: found ones count where both ends are in the reference."""
    pairs = [pair for matching in matchings for pair in matching.pairs]
    items = [pair.gold for pair in pairs] + [item for m in matchings for item in m.missed]
    gold = _links((item.utterance, id(item)) for item in items)
    found = _links((pair.found.utterance, id(pair.gold)) for pair in pairs)
    return Rate(right=len(gold & found), gold=len(gold), found=len(found))


def _links(members: Iterable[tuple[str | None, int]]) -> set[tuple[int, int]]:
    """All pairs of items that share an utterance."""
    groups: dict[str, list[int]] = defaultdict(list)
    for utterance, item in members:
        if utterance is not None:
            groups[utterance].append(item)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def _characters(matching: Matching) -> Rate:
    pairs = [pair for pair in matching.pairs if not pair.gold.optional]
    gold = _covered([pair.gold for pair in pairs] + [item for item in matching.missed if not item.optional])
    found = _covered([pair.found for pair in pairs] + matching.spurious)
    return Rate(right=len(gold & found), gold=len(gold), found=len(found))


def _covered(items: Sequence[Item]) -> set[int]:
    return {offset for item in items for start, end in item.content for offset in range(start, end)}


def _total(rates: Iterable[Rate]) -> Rate:
    found = list(rates)
    return Rate(
        right=sum(rate.right for rate in found),
        gold=sum(rate.gold for rate in found),
        found=sum(rate.found for rate in found),
    )
