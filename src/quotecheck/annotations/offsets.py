"""Offset units of other tools -> code points and back."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from typing import Literal

Unit = Literal["code points", "UTF-16 units", "bytes", "line ends as one"]


def _utf16(text: str) -> list[int]:
    return [2 if char > "\uffff" else 1 for char in text]


def _bytes(text: str) -> list[int]:
    return [len(char.encode("utf-8", "surrogatepass")) for char in text]


def _one_line_end(text: str) -> list[int]:
    after = [*text[1:], ""]
    return [0 if pair == ("\r", "\n") else 1 for pair in zip(text, after, strict=True)]


_WIDTHS: dict[Unit, Callable[[str], list[int]]] = {
    "code points": lambda text: [1] * len(text),
    "UTF-16 units": _utf16,
    "bytes": _bytes,
    "line ends as one": _one_line_end,
}


def in_unit(text: str, unit: Unit) -> list[int]:
    """Each code point's offset in a unit.

    Args:
        text: The article's text.
        unit: How the other tool counts; `line ends as one` counts CRLF as one code point.

    Returns:
        ``len(text) + 1`` offsets: that of each code point, and that of the end.
    """
    return list(accumulate(_WIDTHS[unit](text), initial=0))


def from_unit(text: str, unit: Unit) -> dict[int, int]:
    """Code point of each offset in a unit; offsets that fall inside a character are missing."""
    # Reversed, so that a carriage return and its line feed, which share an offset, give the first.
    offsets = in_unit(text, unit)
    return {offset: index for index, offset in reversed(list(enumerate(offsets)))}
