"""Pair the quotation marks of a text, at the least cost in doubtful readings.

Every mark of a paragraph is read as opening, closing or stray. A reading costs more the less the
glyph and its neighbours speak for it, and the cheapest sequence of readings wins (dynamic programming
over the marks still open, Viterbi 1967). So one bad mark costs its own quotation and nothing more.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal, NamedTuple

from quotecheck.pipeline.paragraphs import paragraphs

Closing = Literal["closed", "unclosed", "continued"]


class Quoted(NamedTuple):
    """A stretch between marks, without them and without the white space inside them.

    Attributes:
        start: First code point after the opening mark.
        end: One past the last code point before the closing mark.
        closing: `closed`; `unclosed` where the closing mark is missing; `continued` where the next
            paragraph opens with a mark and the quotation goes on there.
        level: 0 for an outermost stretch, 1 for one inside another …
    """

    start: int
    end: int
    closing: Closing
    level: int


class Pairing(NamedTuple):
    """All stretches in order of their start, and the places of marks that belong to none."""

    quoted: list[Quoted]
    stray: list[int]


class _Mark(NamedTuple):
    start: int
    end: int
    family: str  # a mark is closed by one of its own family
    opens: float  # cost of reading it as an opening mark
    closes: float
    stray: float


class _Pair(NamedTuple):
    opening: _Mark
    end: int
    closing: Closing


# glyph: (family, cost as opening, cost as closing) before its neighbours are looked at
_GLYPHS: dict[str, tuple[str, float, float]] = {
    "“": ("double", 0.0, 3.0),
    "‟": ("double", 0.0, 3.0),
    "„": ("double", 0.0, 5.0),
    "”": ("double", 3.0, 0.0),
    '"': ("double", 0.2, 0.2),
    "＂": ("double", 0.2, 0.2),
    "''": ("double", 0.2, 0.2),
    "``": ("double", 0.0, 4.0),
    "‘‘": ("double", 0.0, 3.0),
    "’’": ("double", 3.0, 0.0),
    "«": ("guillemet", 0.0, 1.5),
    "»": ("guillemet", 1.5, 0.0),
    "‹": ("guillemet", 0.0, 1.5),
    "›": ("guillemet", 1.5, 0.0),
    "‘": ("single", 0.0, 4.0),
    "‚": ("single", 0.0, 5.0),
    "‛": ("single", 0.0, 4.0),
    "’": ("single", 2.5, 0.0),
    "'": ("single", 0.2, 0.2),
    "`": ("single", 0.5, 3.0),
}
_MARK = re.compile(r"(?<=\S)'(?=''(?!'))|''|``|‘‘|’’|[“‟„”\"＂«»‹›‘‚‛’'`]")
_OPENERS = tuple(glyph for glyph, (_, opens, _) in _GLYPHS.items() if opens < 1)
_CLIPPED = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|round|n|bout|cuz)\b", re.IGNORECASE)
_SINGLE_QUOTES = re.compile(r"(?:(?<!.)|(?<=[,:]\s))['‘][A-Z][\w’']*\s")
_BEFORE_OPENING = frozenset("([{—–-/…")
_AFTER_CLOSING = frozenset(".,;:!?)]}—–-/…")
_STOP = re.compile(r"[.!?,;:…][)\]]?\s*$")

# A lost closing mark is more common in news than an opening mark that means nothing.
_UNCLOSED, _CONTINUED, _STRAY, _STRAY_OPENING, _STRAY_POSSESSIVE = 3.0, 0.4, 2.6, 3.4, 1.2
_NESTED, _NESTED_AFTER_STOP = 1.2, 3.6
_IMPLIED, _IMPLIED_AFTER_STOP = 4.2, 2.6
_WRONG_FAMILY = 4.0
_DEEPEST = 2


def _context_costs(left: str, right: str) -> tuple[float, float]:
    """What the neighbours add to the cost of an opening and of a closing mark."""
    before = left.isspace() or left in _BEFORE_OPENING or left in _GLYPHS
    after = right.isspace() or right in _AFTER_CLOSING or right in _GLYPHS
    opens = (
        (0.0 if before else 1.5) + (1.0 if right.isspace() else 0.0) + (2.0 if after and not before else 0.0)
    )
    closes = (
        (0.0 if after else 1.5) + (1.0 if left.isspace() else 0.0) + (2.0 if before and not after else 0.0)
    )
    return opens, closes


def _neighbours(text: str, start: int, end: int) -> tuple[str, str]:
    return text[start - 1] if start else " ", text[end] if end < len(text) else " "


def _double_mark(text: str, start: int, glyph: str) -> _Mark:
    family, opens, closes = _GLYPHS[glyph]
    end = start + len(glyph)
    left, right = _neighbours(text, start, end)
    more_open, more_close = _context_costs(left, right)
    opens, closes = opens + more_open, closes + more_close
    inches = glyph in {'"', "''"} and left.isdigit() and not right.isalpha()
    stray = 0.8 if inches else _STRAY_OPENING if opens < closes else _STRAY
    return _Mark(start, end, family, opens, closes, stray)


def _single_mark(text: str, start: int, glyph: str, quoting: bool) -> _Mark | None:
    """A single mark, or None for an apostrophe inside or at the start of a word.

    Where single marks enclose quotations one that opens is seldom stray.
    """
    left, right = _neighbours(text, start, start + 1)
    if left.isalnum() and right.isalnum():
        return None
    if glyph in "'’" and not left.isalnum() and _CLIPPED.match(text, start + 1):
        return None
    _, opens, closes = _GLYPHS[glyph]
    more_open, more_close = _context_costs(left, right)
    stray = 2.0 if glyph in "‘‚" else 1.5
    if quoting and more_open == 0 and right.isalnum():
        stray = _STRAY_OPENING
    if left.isalnum():  # may be a plural possessive, a clipped word (goin') or feet
        stray = _STRAY_POSSESSIVE if quoting else 0.3
        if text[start + 1 : start + 3].lstrip(" ")[:1].islower():
            closes += 0.9
    return _Mark(start, start + 1, "single", opens + more_open, closes + more_close, stray)


def _marks(text: str, start: int, end: int, quoting: bool) -> tuple[list[_Mark], list[_Mark]]:
    """The double (and guillemet) marks and the single marks of a paragraph."""
    doubles, singles = [], []
    for match in _MARK.finditer(text, start, end):
        glyph = match.group()
        if _GLYPHS[glyph][0] != "single":
            doubles.append(_double_mark(text, match.start(), glyph))
        elif mark := _single_mark(text, match.start(), glyph, quoting):
            singles.append(mark)
    return doubles, singles


class _Path(NamedTuple):
    """A reading of the marks so far: its cost, the marks still open, and how it came about."""

    cost: float
    open: tuple[_Mark, ...]
    pair: _Pair | None
    stray: int | None
    before: _Path | None


def _readings(path: _Path, mark: _Mark, left: str) -> Iterable[_Path]:
    """All ways to read the next mark after one reading of those before it; `left` is the text before it."""
    yield _Path(path.cost + mark.stray, path.open, None, mark.start, path)
    if not path.open:
        yield _Path(path.cost + mark.opens, (mark,), None, None, path)
        return
    inner, after_stop = path.open[-1], bool(_STOP.search(left))
    closing = mark.closes + (_WRONG_FAMILY if inner.family != mark.family else 0.0)
    yield _Path(path.cost + closing, path.open[:-1], _Pair(inner, mark.start, "closed"), None, path)
    if len(path.open) < _DEEPEST:
        nested = mark.opens + (_NESTED_AFTER_STOP if after_stop else _NESTED)
        yield _Path(path.cost + nested, (*path.open, mark), None, None, path)
    implied = mark.opens + (_IMPLIED_AFTER_STOP if after_stop else _IMPLIED)
    yield _Path(
        path.cost + implied, (*path.open[:-1], mark), _Pair(inner, mark.start, "unclosed"), None, path
    )


def _cheapest(text: str, marks: list[_Mark], end: int, goes_on: bool) -> tuple[list[_Pair], list[int]]:
    """Read all marks of one stretch of text; what is open at its end is unclosed or goes on."""
    paths = [_Path(0.0, (), None, None, None)]
    for mark in marks:
        left = text[max(0, mark.start - 4) : mark.start]
        best: dict[tuple[str, ...], _Path] = {}
        for path in paths:
            for reading in _readings(path, mark, left):
                key = tuple(m.family for m in reading.open)
                if key not in best or reading.cost < best[key].cost:
                    best[key] = reading
        paths = list(best.values())
    last = _CONTINUED if goes_on else _UNCLOSED
    path = min(paths, key=lambda p: p.cost + last * len(p.open))
    closing: Closing = "continued" if goes_on else "unclosed"
    return _walk_back(path, [_Pair(mark, end, closing) for mark in path.open])


def _walk_back(path: _Path | None, pairs: list[_Pair]) -> tuple[list[_Pair], list[int]]:
    stray = []
    while path:
        if path.pair:
            pairs.append(path.pair)
        if path.stray is not None:
            stray.append(path.stray)
        path = path.before
    return pairs, stray


def _containers(marks: list[_Mark], pairs: list[_Pair]) -> dict[_Pair | None, list[_Mark]]:
    """Group marks by the innermost pair around them; both are walked once, in order."""
    groups: dict[_Pair | None, list[_Mark]] = defaultdict(list)
    coming = sorted(pairs, key=lambda pair: -pair.opening.end)
    around: list[_Pair] = []
    for mark in marks:
        while coming and coming[-1].opening.end <= mark.start:
            around.append(coming.pop())
        while around and around[-1].end <= mark.start:
            around.pop()
        groups[around[-1] if around else None].append(mark)
    return groups


def _pair_singles(
    text: str, singles: list[_Mark], doubles: list[_Pair], end: int, goes_on: bool | None
) -> list[_Pair]:
    """Pair single marks among those that lie in the same stretch; strays are mostly apostrophes.

    One is left open only where single marks quote: `goes_on` then says whether the next paragraph goes on.
    """
    found = []
    for around, marks in _containers(singles, doubles).items():
        pairs, _ = _cheapest(text, marks, around.end if around else end, bool(goes_on))
        found += [pair for pair in pairs if pair.closing == "closed" or goes_on is not None]
    return found


def _trimmed(text: str, pair: _Pair) -> tuple[int, int]:
    inner = text[pair.opening.end : pair.end]
    start = pair.opening.end + len(inner) - len(inner.lstrip())
    return start, start + len(inner.strip())


def _pair_paragraph(text: str, start: int, end: int, goes_on: bool) -> tuple[list[Quoted], list[int]]:
    quoting = _SINGLE_QUOTES.search(text, start, end) is not None
    doubles, singles = _marks(text, start, end, quoting)
    pairs, stray = _cheapest(text, doubles, end, goes_on)
    pairs += _pair_singles(text, singles, pairs, end, goes_on if quoting and not doubles else None)
    spans = sorted({(*_trimmed(text, pair), pair.closing) for pair in pairs}, key=lambda s: (s[0], -s[1]))
    quoted: list[Quoted] = []
    ends: list[int] = []
    for first, last, closing in spans:
        if first < last:
            while ends and ends[-1] <= first:
                ends.pop()
            quoted.append(Quoted(first, last, closing, len(ends)))
            ends.append(last)
    return quoted, stray


def pair_marks(text: str) -> Pairing:
    """Pair the quotation marks of a text, paragraph by paragraph.

    Args:
        text: An article's text.

    Returns:
        The stretches between marks and the stray marks, as code points of the text.
    """
    quoted: list[Quoted] = []
    stray: list[int] = []
    spans = [*paragraphs(text), (len(text), len(text))]
    for (start, end), (following, _) in pairwise(spans):
        found, alone = _pair_paragraph(text, start, end, text.startswith(_OPENERS, following))
        quoted += found
        stray += alone
    return Pairing(quoted, sorted(stray))
