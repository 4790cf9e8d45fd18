"""The grammar of people's names: title, words, suffix; and when two names may be one person's."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, NamedTuple

from quotecheck.lexicon.people import modifiers, particles, short_forms, suffixes, titles, words_key

Relation = Literal["same", "family", "first"]
_SPLIT = re.compile(r"[\s,]+")
_INITIALS = re.compile(r"(?:[A-Z]\.?){1,3}")
_ARTICLES = frozenset({"al", "el"})
_ARTICLE = re.compile(r"^(?:al|el|as|ad|ar)-(?=\w{3})")
_LONGEST_TITLE = 5


class PersonName(NamedTuple):
    """A person's name as one mention gives it.

    Attributes:
        title: As printed, "" where there is none.
        words: Given and family names as printed, initials and particles included.
        suffix: `Jr.`, `III` … or "".
    """

    title: str
    words: tuple[str, ...]
    suffix: str

    @property
    def full(self) -> str:
        """The name without its title."""
        return " ".join((*self.words, self.suffix)).strip()

    @property
    def family(self) -> str:
        """The last word, with the particles before it."""
        first = len(self.words) - 1
        while first > 1 and key(self.words[first - 1]) in particles():
            first -= 1
        return " ".join(self.words[first:])


@lru_cache(maxsize=65536)
def key(word: str) -> str:
    """A word for comparing: no case, accents, full stops, or kind of hyphen and apostrophe."""
    bare = unicodedata.normalize("NFKD", word.replace("’", "'").replace("‑", "-"))
    return "".join(c for c in bare if not unicodedata.combining(c) and c != ".").casefold()


def _title_length(words: list[str], start: int) -> int:
    """Words of the longest title that begins at a place; 0 for none."""
    for length in range(min(_LONGEST_TITLE, len(words) - start - 1), 0, -1):
        part = words[start : start + length]
        known = words_key(" ".join(part).removesuffix("-elect"))
        if part[0][0].isupper() and known in titles():
            return length
    return 0


def split_title(words: list[str]) -> int:
    """How many words at the start are title and what goes with it; at least one word stays a name."""
    end = position = 0
    while position < len(words) - 1:
        if length := _title_length(words, position):
            position += length
            end = position
        elif key(words[position]) in modifiers():
            position += 1
            end = position if position == 1 or end == position - 1 else end
        else:
            position += 1
    return end


def has_title(words: list[str]) -> bool:
    """Whether a title is among words that stand before a name."""
    return any(_title_length([*words, ""], start) for start in range(len(words)))


@lru_cache(maxsize=65536)
def parse_name(text: str) -> PersonName | None:
    """Take a mention of a person apart.

    Args:
        text: A mention such as ``Sen. Tim Kaine`` or ``John F. Kelly Jr.``

    Returns:
        Its parts; None where no name is left.
    """
    words = [word for word in _SPLIT.split(text.strip()) if word]
    suffix = ""
    if len(words) > 1 and key(words[-1]) in suffixes():
        suffix = words.pop()
    if not words:
        return None
    end = split_title(words)
    name = tuple(words[end:])
    return PersonName(" ".join(words[:end]), name, suffix) if name else None


def _given_agree(one: str, other: str) -> bool:
    """Whether two given names may be one: equal, initial, or short form."""
    if one == other or other in short_forms().get(one, ()) or one in short_forms().get(other, ()):
        return True
    shorter, longer = sorted((one, other), key=len)
    return len(shorter) == 1 and longer.startswith(shorter)


def _middle_agree(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    shorter, longer = sorted((one, other), key=len)
    if shorter and 1 in (len(shorter[0]), len(longer[0])) and not _given_agree(shorter[0], longer[0]):
        return False
    rest = iter(longer)
    return all(any(_given_agree(word, candidate) for candidate in rest) for word in shorter)


@lru_cache(maxsize=65536)
def name_keys(words: tuple[str, ...]) -> tuple[str, ...]:
    """A name's words for comparing: initials apart, the Arabic article left out.

    >>> name_keys(("Basim", "al-Halvi")), name_keys(("J.R.", "Berg"))
    (('basim', 'halvi'), ('j', 'r', 'berg'))
    """
    found: list[str] = []
    for place, word in enumerate(words):
        spelled = _INITIALS.fullmatch(word) and "." in word and len(word) > 2
        bare = _ARTICLE.sub("", key(word))
        if place == 0 or place == len(words) - 1 or bare not in _ARTICLES:
            found += list(key(word)) if spelled else [bare]
    return tuple(found)


def relation(full: PersonName, short: PersonName) -> Relation | None:
    """What a shorter name is to a fuller one.

    Returns:
        `same` where both may be one person's name, with initials, short forms or middle names between
        them; `family` where the shorter is the end of the fuller; `first` where it is its first word;
        None where they are different people's.
    """
    longer, words = name_keys(full.words), name_keys(short.words)
    one_suffix = key(full.suffix) == key(short.suffix)
    if short.suffix and not one_suffix:
        return None
    if longer == words:
        return "same" if one_suffix else None
    if len(words) < len(longer) and longer[-len(words) :] == words:
        return "family"
    if len(words) == 1:
        return "first" if longer[0] == words[0] else None
    if len(longer) == 1 or not one_suffix or longer[-1] != words[-1]:
        return None
    agree = _given_agree(longer[0], words[0]) and _middle_agree(longer[1:-1], words[1:-1])
    return "same" if agree else None


def slug(name: str) -> str:
    """A readable identifier: ASCII letters, digits and single hyphens.

    >>> slug("François de la Tour")
    'francois-de-la-tour'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    plain = re.sub(r"['.]", "", plain)
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "unknown"
