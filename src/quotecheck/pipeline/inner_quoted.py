"""Whom somebody quotes: "(the Courier quoted) Lee as saying it froze", "(he cited) a study that found …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotecheck.lexicon.cues import CueEntry

Place = tuple[int, int]

QUOTES = re.compile(r"\b(?:quot|cit)(?:es?|ed|ing)\b", re.I)
"""Cues whose object is who speaks."""
_AS_SAYING = re.compile(r"(?:\s+(?:on|late|last|this)\s+\w*day)?\s+as\s+(?:having\s+)?$")
_WHO = re.compile(r"\s+(?:who|which|that)\s+(?:(?:has|had|have|also|then|earlier|later)\s+)*$")
_SAYING = re.compile(r"\s+$")
_NAME = re.compile(r"[^“”\"«»;:]{2,90}?[^\s“”\"«»;:,]")
_BEHIND = re.compile(
    r"(?:\w+\s)?quot(?:es?|ed|ing)\s+(?!(?:as|by|in|on)\b)(?P<name>[^“”\"«»;:,.]{2,90}?)\s+as\s+(?P<cue>\w+ing)\b",
    re.I,
)
_PASSED_ON = re.compile(
    r"\bquoted\s(?:\w+\s)?(?:in|by)\s(?P<name>[^,.;:“”\"()]{2,60}?)\sas\s(?P<cue>\w+ing)\b(?:\sthat)?\W*$"
)
_THAT = re.compile(r"(?:\s+(?:[A-Z]\w+|reporters|him|her|them))?(?:\s+that)?\s*[,:]?\s+(?=\S)")


def find_quoted(text: str, cues: Sequence[CueEntry]) -> tuple[Place, CueEntry, Place] | None:
    """Find who is quoted, by what cue and with what, where a content opens with it.

    Args:
        text: The content.
        cues: The cues in it, in order.
    """
    for cue in cues:
        joint = _joint(text, cue)
        if joint is None:
            continue
        if _NAME.fullmatch(text, 0, joint.start()) is None:
            return None
        words = _THAT.match(text, cue.end)
        return ((0, joint.start()), cue, (words.end(), len(text))) if words else None
    return None


def _joint(text: str, cue: CueEntry) -> re.Match[str] | None:
    """What joins a cue to the name before it."""
    if not text[cue.start : cue.end].split()[0].casefold().endswith("ing"):
        return _WHO.search(text, 0, cue.start)
    return _AS_SAYING.search(text, 0, cue.start) or _SAYING.search(text, 0, cue.start)


def find_saying(text: str, cues: Sequence[CueEntry]) -> tuple[Place, Place] | None:
    """Find the cue and the words of "(Lee was quoted) as saying it froze" where a content opens with them."""
    cue = next(iter(cues), None)
    opens = cue and _AS_SAYING.fullmatch(" " + text[: cue.start])
    words = _THAT.match(text, cue.end) if cue and opens else None
    return ((cue.start, cue.end), (words.end(), len(text))) if cue and words else None


def find_quoted_behind(text: str) -> tuple[Place, Place] | None:
    """Find the name and the cue in what follows "“…,” the Courier": "quoted Lee as saying"."""
    found = _BEHIND.match(text)
    return (found.span("name"), found.span("cue")) if found else None


def find_passed_on(text: str) -> tuple[Place, Place] | None:
    """Find who quotes, and the cue, in what leads up to words: "(was quoted) by the Courier as saying"."""
    found = _PASSED_ON.search(text)
    return (found.span("name"), found.span("cue")) if found else None
