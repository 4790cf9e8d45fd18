"""Which item of one annotator is which of the other.

Pairs are taken greedily by intersection over union of their contents' characters (Jaccard 1901), equal
kinds first among equals; each item has one partner at most. Levels of agreement are thresholds on it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from quotecheck.annotations.scoring.items import Edges, Item

Level = Literal["exact", "iou", "overlap"]
IOU = 0.8
"""Two contents that share 80 % of their characters are taken for the same."""


class Pair(NamedTuple):
    """Two items that are one.

    Attributes:
        gold: The item of the reference.
        found: The item that is compared with it.
        iou: Shared characters of the contents over all their characters, in (0, 1].
        exact: Whether the contents are the same, marks and punctuation at their edges aside.
    """

    gold: Item
    found: Item
    iou: float
    exact: bool

    def reaches(self, level: Level) -> bool:
        """Whether the pair agrees as much as a level asks for."""
        return self.exact if level == "exact" else level == "overlap" or self.iou >= IOU


class Matching(NamedTuple):
    """All items of one article: pairs, and what has no partner."""

    pairs: list[Pair]
    missed: list[Item]
    spurious: list[Item]


def match(gold: Sequence[Item], found: Sequence[Item], text: str | None = None) -> Matching:
    """Pair the items of two annotations of one article.

    Args:
        gold: The reference.
        found: What is compared with it.
        text: The article's text; without it `exact` means the same offsets.

    Returns:
        Pairs, missed items of the reference, items that the reference does not have.
    """
    scored = sorted(
        (
            (-value, g.kind != f.kind, i, j)
            for i, g in enumerate(gold)
            for j, f in enumerate(found)
            if (value := iou(g.content, f.content)) > 0
        ),
    )
    pairs: dict[int, Pair] = {}
    taken: set[int] = set()
    for value, _, i, j in scored:
        if i not in pairs and j not in taken:
            taken.add(j)
            exact = same_edges(gold[i].content, found[j].content, text)
            pairs[i] = Pair(gold[i], found[j], -value, exact)
    return Matching(
        [pairs[i] for i in sorted(pairs)],
        [item for i, item in enumerate(gold) if i not in pairs],
        [item for j, item in enumerate(found) if j not in taken],
    )


def iou(a: Sequence[Edges], b: Sequence[Edges]) -> float:
    """Characters in both over characters in either, for stretches that do not overlap themselves."""
    shared = sum(max(0, min(s[1], t[1]) - max(s[0], t[0])) for s in a for t in b)
    total = sum(end - start for start, end in (*a, *b)) - shared
    return shared / total if total > 0 else 0.0


def same_edges(a: Sequence[Edges], b: Sequence[Edges], text: str | None) -> bool:
    """Whether stretches are the same, but for marks, punctuation and space at their edges."""
    if text is None:
        return list(a) == list(b)
    return [core(span, text) for span in a] == [core(span, text) for span in b]


def core(span: Edges, text: str) -> Edges:
    """A stretch from its first letter, digit or sign to its last."""
    start, end = span[0], min(span[1], len(text))
    while start < end and _is_edge(text[start]):
        start += 1
    while end > start and _is_edge(text[end - 1]):
        end -= 1
    return start, end


def _is_edge(char: str) -> bool:
    return not char.isalnum() and char not in "$€£%#@&"
