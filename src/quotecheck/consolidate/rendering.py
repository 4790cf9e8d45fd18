"""One quotation made ready for comparison."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from quotecheck.consolidate.words import Word, words
from quotecheck.models import Quotation, Span


@dataclass(frozen=True, slots=True)
class Rendering:
    """A quotation's words, and where its marks and pieces stand among them.

    Attributes:
        quotation: The quotation.
        text: Its text; the words' offsets point into it.
        words: The words of the text.
        inside: For each word, whether it stands between quotation marks.
        piece: For each word, the number of the piece it stands in: a new content span or a new stretch
            between marks begins a new piece.
    """

    quotation: Quotation
    text: str
    words: tuple[Word, ...]
    inside: tuple[bool, ...]
    piece: tuple[int, ...]

    @property
    def forms(self) -> list[str]:
        """The words as they are compared."""
        return [word.form for word in self.words]

    @property
    def negates(self) -> bool:
        """Whether the reporter's cue denies the content."""
        return self.quotation.cue is not None and self.quotation.cue.cls == "deny"


def _offsets(content: Sequence[Span], quoted: Sequence[Span]) -> tuple[list[int], list[tuple[int, int]]]:
    """Where content spans begin in the joined text, and the stretches between marks in its offsets."""
    starts, stretches, at = [], [], 0
    for span in content:
        starts.append(at)
        for mark in quoted:
            begin, end = max(mark.start, span.start), min(mark.end, span.end)
            if begin < end:
                stretches.append((at + begin - span.start, at + end - span.start))
        at += len(span.text) + 1
    return starts, sorted(stretches)


def render(quotation: Quotation) -> Rendering:
    """Prepare a quotation.

    Args:
        quotation: Any quotation; for `direct` everything counts as standing between marks.
    """
    text = quotation.text
    found = tuple(words(text))
    starts, stretches = _offsets(quotation.content, quotation.quoted)
    if quotation.kind == "direct" or (quotation.kind == "mixed" and not stretches):
        inside = (True,) * len(found)
    else:
        inside = tuple(any(a <= word.start < b for a, b in stretches) for word in found)
    edges = sorted({*starts, *(edge for stretch in stretches for edge in stretch)})
    return Rendering(quotation, text, found, inside, tuple(bisect_right(edges, word.start) for word in found))
