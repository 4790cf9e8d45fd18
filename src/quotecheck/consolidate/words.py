"""A wording as comparable words: one form per word, whatever its case, spelling or contraction."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from quotecheck.lexicon.wording import contrasts, spelling

_PRINTED = r"(?:[^\W\d_]\.){2,}|per\scent\b|\d+(?:[.,:]\d+)*|[%&]|[^\W_]+(?:['’´`][^\W\d_]+)*"
_WORD = re.compile(_PRINTED, re.IGNORECASE)
_TOKEN = re.compile(
    rf"""(?P<ellipsis>…|\.\s?\.\s?\.(?:\s?\.)?)
      | (?P<word>{_PRINTED})
      | (?P<stop>[.!?]+)
      | (?P<open>\[) | (?P<close>\])""",
    re.VERBOSE | re.IGNORECASE,
)
_APOSTROPHES = str.maketrans("’´`", "'''")
_IS_AFTER = frozenset(("it", "he", "she", "that", "there", "what", "who", "here", "where", "how", "let"))
_VOWEL = re.compile(r"[aeiouy]")


class Word(NamedTuple):
    """One word of a wording.

    Attributes:
        form: What it is compared by.
        start: First code point in the wording.
        end: One past the last.
        bracketed: Whether an editor put it there, in square brackets.
        gap: What stands between it and the word before: "" or "…" (ellipsis) or "." (sentence end).
    """

    form: str
    start: int
    end: int
    bracketed: bool = False
    gap: str = ""


def _spell(word: str) -> str:
    table = spelling()
    if word in table.numbers:
        return table.numbers[word]
    word = table.words.get(word, word)
    if table.any_ending.search(word):
        for pattern, replacement in table.endings:
            word = pattern.sub(replacement, word)
    return word


def _contraction(word: str) -> tuple[str, ...] | None:
    table = spelling()
    if word in table.irregular:
        return table.irregular[word]
    for ending, full in table.contractions.items():
        if word.endswith(ending) and len(word) > len(ending):
            return (_spell(word.removesuffix(ending)), full)
    if word.endswith("'s"):
        owner = word.removesuffix("'s")
        return (owner, "is") if owner in _IS_AFTER else (word,)
    return None


@cache
def forms(printed: str) -> tuple[str, ...]:
    """The comparable forms of one printed word; several where it is a contraction.

    Args:
        printed: A word as it stands, such as "Don’t", "U.S.", "colour", "ten", "1,000".
    """
    if printed in {"US", "U.S.", "USA", "U.S.A."}:
        return ("usa",)
    word = printed.translate(_APOSTROPHES).casefold()
    if contraction := _contraction(word):
        return contraction
    if word in {"%", "per cent"}:
        return ("percent",)
    if word[0].isdigit():
        return (word.replace(",", ""),)
    return tuple(_spell(word.replace(".", "")).split())


@cache
def stem(form: str) -> str:
    """A form without its inflection (plural, possessive, -ed, -ing, final e)."""
    word = form.removesuffix("'s")
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        word = word[:-1]
    for ending in ("ing", "ed"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) > 2 and _VOWEL.search(bare):
            word = bare[:-1] if bare[-1] == bare[-2] and bare[-1] not in "ls" else bare
            break
    return word[:-1] if len(word) > 3 and word.endswith("e") else word


def words(text: str) -> list[Word]:
    """Cut a wording into words.

    Args:
        text: Any wording, with or without quotation marks.

    Returns:
        The words in order; a contraction gives two words that share its offsets.
    """
    found: list[Word] = []
    abbreviations = spelling().abbreviations
    depth, gap, last = 0, "", ""
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "word":
            for form in forms(match[0]):
                found.append(Word(form, match.start(), match.end(), depth > 0, gap))
                gap = ""
            last = match[0].casefold()
        elif kind == "open":
            depth += 1
        elif kind == "close":
            depth = max(0, depth - 1)
        elif kind == "ellipsis":
            gap = "…"
        elif last not in abbreviations:
            gap = gap or "."
    return found


def plain_forms(text: str) -> list[str]:
    """The forms of the words of a wording, without where they stand."""
    return [form for printed in _WORD.findall(text) for form in forms(printed)]


@cache
def is_content(form: str) -> bool:
    """Whether a word carries content: no function word and no lone letter."""
    return form not in contrasts().function_words and (len(form) > 1 or form.isdigit())


class Reading(NamedTuple):
    """A printed word as the search and the decision read it: a stem, and whether it carries content."""

    stem: str
    is_content: bool


PRINTED_CACHED = 1 << 17
"""Printed words kept with their readings: those of some 20,000 articles, in 50 MB."""
_PER_CENT = re.compile(r"\bper\scent\b", re.IGNORECASE)


@lru_cache(PRINTED_CACHED)
def readings(printed: str) -> tuple[Reading, ...]:
    """The readings of what stands between two blanks."""
    return tuple(
        Reading(stem(form), is_content(form)) for word in _WORD.findall(printed) for form in forms(word)
    )


@lru_cache(PRINTED_CACHED)
def content_of(printed: str) -> tuple[str, ...]:
    """Stems of the content words between two blanks."""
    return tuple(one for one, tells in readings(printed) if tells)


def read(text: str) -> list[Reading]:
    """The words of a wording, without where they stand: much quicker than `words`."""
    return list(chain.from_iterable(map(readings, _PER_CENT.sub("percent", text).split())))
