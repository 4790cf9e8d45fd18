"""The edges of a span: what may stand there without belonging to it."""

from __future__ import annotations

OUTER = frozenset(" \t\r\n.,;:!?…-–—()[]\"'“”‘’„‟«»‹›`")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without punctuation, marks and blanks at its edges; unchanged if it holds nothing else."""
    first, last = start, end
    while first < last and text[first] in OUTER:
        first += 1
    while first < last and text[last - 1] in OUTER:
        last -= 1
    return (first, last) if first < last else (start, end)
