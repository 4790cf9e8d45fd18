"""Words of a text as the grammar of names and descriptions needs them: with their possessive cut off."""

from __future__ import annotations

import re
from typing import NamedTuple

from quotecheck.lexicon.people import abbreviations

_WORD = re.compile(
    r"[A-Z][^\W\d_]*(?:[’'‑-][^\W_]+)*s[’'](?=\s[a-z])|(?:[A-Z]\.){2,}(?=\W|$)|[A-Z]\.(?=[\s-])|[^\W\d_]+(?:[’'‑-][^\W_]+|&[A-Z][^\W_]*)*\.?|\d[\d,.]*[\w-]*|[^\w\s]+?|_"
)
_OPENED = re.compile(r"‘[^’]*$|(?:^|[\s(])'[^']*$")
_ARTICLE = re.compile(r"(?:al|el|an|ar|as|at)[-‑][A-Z]")
_LONGEST_TITLE = 60
_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$", re.IGNORECASE)


class Word(NamedTuple):
    """A word or punctuation mark.

    Attributes:
        text: Without possessive ending and sentence's full stop.
        start: Offset of its first code point.
        end: One past the last code point of `text`.
        possessive: Whether a possessive ending follows.
        joined: Whether only blanks part it from the word before (no break of line or sentence).
    """

    text: str
    start: int
    end: int
    possessive: bool
    joined: bool

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital, behind the Arabic article too: "al-Halvi"."""
        return self.text[0].isupper() or _ARTICLE.match(self.text) is not None


def _cut(raw: str) -> str:
    """A raw match without sentence's full stop and possessive ending."""
    if raw[-1] == "." and len(raw) > 2 and raw.count(".") == 1 and raw.casefold() not in abbreviations():
        raw = raw[:-1]
    return _POSSESSIVE.sub("", raw)


def _closes(text: str, match: re.Match[str]) -> bool:
    """Whether an apostrophe behind an "s" is the closing mark of a title: "‘Norvik Times’ said"."""
    bare = match.group()[-1] in "’'"
    return bare and _OPENED.search(text, max(0, match.start() - _LONGEST_TITLE), match.start()) is not None


def split_words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Split a stretch of a text into words and punctuation marks.

    Args:
        text: An article's text.
        start: First code point to look at.
        end: One past the last; the text's end by default.
    """
    words: list[Word] = []
    before = start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        bare = _cut(raw) if raw[0].isalpha() else raw
        gap = text[before : match.start()]
        joined = bool(words) and gap.isspace() and "\n" not in gap and len(gap) == 1
        if words and not gap and words[-1].text == "-":
            joined = False
        possessive = len(bare) < len(raw) and raw[len(bare)] in "’'" and not _closes(text, match)
        words.append(Word(bare, match.start(), match.start() + len(bare), possessive, joined))
        before = match.start() + len(bare) if not possessive else match.end()
    return words
