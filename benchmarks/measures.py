"""Counting: precision, recall, overlap and calibration over many articles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Words = frozenset[int]


@dataclass
class Score:
    """Counts from which precision, recall and F come.

    Attributes:
        gold: Items that should be found.
        found: Items that were found.
        right_gold: Of the first, those that a found one matches.
        right_found: Of the second, those that a gold one matches.
    """

    gold: int = 0
    found: int = 0
    right_gold: int = 0
    right_found: int = 0

    @property
    def precision(self) -> float:
        return self.right_found / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, gold: Sequence[bool], found: Sequence[bool]) -> None:
        """Counts one article: for each item, whether it has a match on the other side."""
        self.gold += len(gold)
        self.found += len(found)
        self.right_gold += sum(gold)
        self.right_found += sum(found)

    def as_dict(self) -> dict[str, float]:
        return {
            "precision": round(self.precision, 4),
            "recall": round(self.recall, 4),
            "f": round(self.f, 4),
            "gold": self.gold,
        }


def iou(one: Words, other: Words) -> float:
    """Intersection over union of two sets of words."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0


def matched(items: Iterable[Words], others: Sequence[Words], least: float) -> list[bool]:
    """For each item, whether one of the others overlaps it at least so much."""
    return [any(iou(item, other) >= least for other in others) for item in items]


@dataclass
class Calibration:
    """Expected calibration error (Naeini et al. 2015) over equal bins."""

    bins: int = 10
    pairs: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, confidence: float, right: bool) -> None:
        self.pairs.append((confidence, right))

    @property
    def error(self) -> float:
        groups: dict[int, list[tuple[float, bool]]] = {}
        for pair in self.pairs:
            groups.setdefault(min(int(pair[0] * self.bins), self.bins - 1), []).append(pair)
        return sum(
            abs(sum(p for p, _ in group) - sum(right for _, right in group)) for group in groups.values()
        ) / max(1, len(self.pairs))
