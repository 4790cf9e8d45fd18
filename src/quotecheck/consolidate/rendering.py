"""One quotation made ready for comparison."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from quotecheck.consolidate.words import Word, words
from quotecheck.models import Quotation, Span

TEXTS_CACHED = 1 << 12
"""Texts kept with their words, some 5 kB each: verbatim copies stand near each other."""
Edges = tuple[int, ...]
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Rendering:
    """The words of a quotation, and where its marks and pieces stand among them.

    Attributes:
        text: The quotation's text; the words' offsets point into it.
        words: The words of the text.
        inside: For each word, whether it stands between quotation marks.
        piece: For each word, the number of the piece it stands in: a new content span or a new stretch
            between marks begins a new piece.
    """

    text: str
    words: tuple[Word, ...]
    inside: tuple[bool, ...]
    piece: tuple[int, ...]

    @property
    def forms(self) -> list[str]:
        """The words as they are compared."""
        return [word.form for word in self.words]


def _offsets(content: Sequence[Span], quoted: Sequence[Span]) -> tuple[Edges, tuple[Stretch, ...]]:
    """Where content spans begin in the joined text, and the stretches between marks in its offsets."""
    starts, stretches, at = [], [], 0
    for span in content:
        starts.append(at)
        for mark in quoted:
            begin, end = max(mark.start, span.start), min(mark.end, span.end)
            if begin < end:
                stretches.append((at + begin - span.start, at + end - span.start))
        at += len(span.text) + 1
    return tuple(starts), tuple(sorted(stretches))


def render(quotation: Quotation) -> Rendering:
    """Prepare a quotation; those of one text, with the same marks and pieces, share what is made.

    Args:
        quotation: Any quotation; for `direct` everything counts as standing between marks.
    """
    starts, stretches = _offsets(quotation.content, quotation.quoted)
    everywhere = quotation.kind == "direct" or (quotation.kind == "mixed" and not stretches)
    return _rendering(quotation.text, everywhere, starts, stretches)


@lru_cache(TEXTS_CACHED)
def _rendering(text: str, everywhere: bool, starts: Edges, stretches: tuple[Stretch, ...]) -> Rendering:
    found = tuple(words(text))
    inside = tuple(everywhere or any(a <= word.start < b for a, b in stretches) for word in found)
    edges = sorted({*starts, *(edge for stretch in stretches for edge in stretch)})
    return Rendering(text, found, inside, tuple(bisect_right(edges, word.start) for word in found))
