"""Paragraphs of a text: line breaks as news sites, wire copy and hard-wrapped mail use them."""

from __future__ import annotations

import re
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\v\f\x85\u2028\u2029]+")
_BLANK_BETWEEN = re.compile(r"(?:\r\n|\n|\r)[^\S\n\r]*(?:\r\n|\n|\r)")
# Columns of hard-wrapped text: mail and wire copy wrap at 65 to 80; web lines run to hundreds.
_WRAPPED = range(50, 101)


def _lines(text: str) -> list[tuple[int, int]]:
    """Lines that hold more than white space, trimmed, as ``(start, end)``."""
    found = []
    for match in _LINE.finditer(text):
        line = match.group()
        start = match.start() + len(line) - len(line.lstrip())
        end = match.start() + len(line.rstrip())
        if start < end:
            found.append((start, end))
    return found


def _is_wrapped(text: str, lines: list[tuple[int, int]]) -> bool:
    """Whether most lines that another line follows directly stop at a column, not at a sentence's end."""
    inner = [a for a, b in pairwise(lines) if not _BLANK_BETWEEN.search(text, a[1], b[0])]
    cut = [line for line in inner if line[1] - line[0] in _WRAPPED and text[line[1] - 1] not in ".!?:”\"'’"]
    return len(inner) >= 4 and len(cut) > 0.6 * len(inner)


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Find the paragraphs of a text.

    A line is a paragraph, unless the text is hard-wrapped: then blank lines part paragraphs.

    Args:
        text: An article's text.

    Returns:
        Half-open ``(start, end)`` in code points, in order, without surrounding white space.
    """
    lines = _lines(text)
    if not _is_wrapped(text, lines):
        return lines
    joined = lines[:1]
    for line in lines[1:]:
        if _BLANK_BETWEEN.search(text, joined[-1][1], line[0]):
            joined.append(line)
        else:
            joined[-1] = (joined[-1][0], line[1])
    return joined
