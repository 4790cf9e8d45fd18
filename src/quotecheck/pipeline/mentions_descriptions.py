"""Descriptions in a text: "a senior State Department official", "her lawyer", "the lawsuit"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from quotecheck.lexicon.bodies import organization_nouns, peoples
from quotecheck.lexicon.people import (
    Role,
    adjectives,
    anonymous_nouns,
    determiners,
    documents,
    is_verb,
    longest_role,
    roles,
    sentence_words,
)
from quotecheck.pipeline.words import Word

HeadKind = Literal["role", "document", "body"]
_AGE = re.compile(r"(\d{1,3}-year-old)(s?)")
_PLAIN = re.compile(r"(?<![\w-])[a-z]+(?![\w-])")
_MOST_MODIFIERS = 8
_NEW = frozenset(
    {"a", "an", "one", "some", "several", "many", "two", "three"}
)  # behind "that", a conjunction
_LONGEST_AFTER = 80
_MOST_NOUNS = 3
_AFTER = re.compile(
    r"\s+(?:who\s+(?:is|are|was|were)\s+)?(?:(?:familiar|close|briefed|knowledgeable|opposed|loyal|aligned|linked)\b"
    r"|with\s+(?:direct\s+|first-hand\s+|firsthand\s+)?knowledge\b|following\s+the\b|involved\s+in\b)"
)
_CAPITAL = r"(?:(?:[A-Z]\.)+|(?:(?:Mrs?|Ms|Dr|Sen|Rep|Gov|Gen)\.\s)?[A-Z][\w’'-]*)"
_AFTER_NAME = re.compile(
    rf"\s+(?:of|for|at|from|in|with|inside)\s+(?:the\s+)?{_CAPITAL}"
    rf"(?:\s+(?:(?:of|for|and|on)\s+)?(?:the\s+)?{_CAPITAL})*"
)
_WHO = re.compile(r"\s+who\s+(?:know|knew|work|worked|attended|saw|witnessed|helped|met|heard)\b")
_WHO_END = re.compile(r"[,;.:!?“”\"()—–\n]|\s(?:and|but|said|says|told|say|tell)\b")
_AFTER_END = re.compile(
    r"[,;.:!?“”\"()—–\n]|\s(?:said|says|told|who|that|have|has|had|were|was|are|is|say|tell)\b"
)


class Description(NamedTuple):
    """A description of somebody without a name.

    Attributes:
        start: First code point, determiner included.
        end: One past the head noun, or past what follows it and belongs to it.
        determiner: In lower case; "" where there is none.
        modifiers: The words between determiner and head.
        head: The head noun in the singular, in lower case.
        kind: What the head is.
        role: What the lexicon says of the head, for roles.
        plural: Whether several are meant.
        after: What follows the head and belongs to the description.
    """

    start: int
    end: int
    determiner: str
    modifiers: tuple[Word, ...]
    head: str
    kind: HeadKind
    role: Role | None
    plural: bool
    after: str

    @property
    def head_end(self) -> int:
        """One past the head noun."""
        return self.end - len(self.after) - bool(self.after)

    @property
    def anonymous(self) -> bool:
        """Whether the head never tells who it is."""
        return self.head in anonymous_nouns()


@cache
def _last_words() -> frozenset[str]:
    """Last words of all head nouns: most words of a text are none, and need no further look."""
    forms = {*roles(), *documents(), *organization_nouns()}
    return frozenset(form.split()[-1] for form in forms)


def _head_at(words: Sequence[Word], index: int) -> tuple[int, str, HeadKind, Role | None] | None:
    """The longest head noun that ends at a word: where it begins, its singular, kind and role."""
    last = words[index].text.casefold()
    if age := _AGE.fullmatch(last):
        return index, age[1], "role", Role(age[1], None, None, plural=bool(age[2]))
    if last not in _last_words():
        return None
    for length in range(min(longest_role(), index + 1), 0, -1):
        first = index - length + 1
        if not all(words[i].joined for i in range(first + 1, index + 1)):
            continue
        form = " ".join(word.text for word in words[first : index + 1]).casefold()
        if found := _head(form):
            return (first, *found)
    return None


def _head(form: str) -> tuple[str, HeadKind, Role | None] | None:
    """What the lexicon says of a form in lower case."""
    if role := roles().get(form):
        return role.noun.casefold(), "role", role
    if form in documents():
        return form, "document", None
    return (form, "body", None) if form in organization_nouns() else None


def _is_modifier(word: Word) -> bool:
    text = word.text
    return (
        text[0].isupper()
        or text in peoples()
        or text.casefold() in adjectives()
        or word.possessive
        or "-" in text
        or (
            not text.endswith("s")
            and (text.casefold() in organization_nouns() or text.casefold() in documents())
        )
    )


def _opens_sentence(words: Sequence[Word], index: int) -> bool:
    """Whether a word such as "But" has its capital from the sentence that it opens."""
    lower = words[index].text.casefold()
    if lower not in sentence_words() or lower in adjectives():
        return False
    return index == 0 or not words[index].joined or not words[index - 1].text[-1].isalnum()


def _left_edge(words: Sequence[Word], first: int) -> tuple[int, str]:
    """Where a description begins, and its determiner in lower case."""
    index, seen = first, 0
    while index > 0 and words[index].joined and seen < _MOST_MODIFIERS:
        before = words[index - 1]
        lower = before.text.casefold()
        if lower in determiners() and not before.possessive:
            outer = words[index - 2].text.casefold() if index > 1 and words[index - 1].joined else ""
            further = outer in determiners() and not (outer == "that" and lower in _NEW)
            return (index - 2, outer) if further else (index - 1, lower)
        if index > 1 and f"{words[index - 2].text} {before.text}".casefold() in adjectives():
            index, seen = index - 2, seen + 2
            continue
        if not _is_modifier(before) or _opens_sentence(words, index - 1):
            return _past_nouns(words, index)
        index, seen = index - 1, seen + 1
    return index, ""


def _past_nouns(words: Sequence[Word], index: int) -> tuple[int, str]:
    """Past plain nouns to a determiner: "a" of "a harbor safety officer"; `index` itself where none comes."""
    for edge in range(index - 1, max(-1, index - 1 - _MOST_NOUNS), -1):
        if not words[edge + 1].joined:
            break
        lower = words[edge].text.casefold()
        if lower in determiners() and edge < index - 1:
            return edge, lower
        if not words[edge].text.islower() or lower in sentence_words() or is_verb(lower):
            break
    return index, ""


def _before_verb(text: str, start: int, limit: int) -> int:
    """Where a stretch ends that stops before a verb."""
    verbs = (w for w in _PLAIN.finditer(text, start, limit) if is_verb(w.group()))
    verb = next(verbs, None)
    return verb.start() - 1 if verb else limit


def _after(text: str, end: int) -> int:
    """Where what follows the head and belongs to it ends."""
    if (match := _WHO.match(text, end)) and (stop := _WHO_END.search(text, match.end())):
        last = _before_verb(text, match.end(), stop.start())
        return last if last - end < _LONGEST_AFTER else end
    match = _AFTER.match(text, end)
    if match:
        stop = _AFTER_END.search(text, match.end())
        limit = stop.start() if stop else len(text)
        last = _before_verb(text, match.end(), limit)
        return last if last - end < _LONGEST_AFTER else end
    behind = _AFTER_NAME.match(text, end)
    word = behind.group().split()[-1].casefold() if behind else ""
    owner = word.endswith(("’s", "'s"))
    return behind.end() if behind and word not in sentence_words() and not owner else end


def describe(text: str, words: Sequence[Word], index: int) -> Description | None:
    """Read the description whose head noun ends at a word; None where none does."""
    found = _head_at(words, index)
    if not found or words[index].possessive:
        return None
    first, head, kind, role = found
    edge, determiner = _left_edge(words, first)
    skipped = len(determiner.split()) if determiner else 0
    end = _after(text, words[index].end)
    return Description(
        start=words[edge].start,
        end=end,
        determiner=determiner,
        modifiers=tuple(words[edge + skipped : first]),
        head=head.removesuffix("s") if kind == "document" and head.removesuffix("s") in documents() else head,
        kind=kind,
        role=role,
        plural=role.plural if role else head.endswith("s") and head != "news",
        after=text[words[index].end : end].lstrip(),
    )


def find_descriptions(text: str, words: Sequence[Word]) -> Iterator[Description]:
    """Find the descriptions in a text; of several that end in one another's head the longest.

    Args:
        text: An article's text.
        words: Its words.
    """
    for index, word in enumerate(words):
        if not word.text[0].isalnum() or _goes_on(words, index):
            continue
        if found := describe(text, words, index):
            yield found


def _is_verb_behind(words: Sequence[Word], index: int) -> bool:
    """Whether the word behind a noun is its verb, as both agree: "the letter states", "officials report"."""
    plural = words[index].text[-1] == "s"
    return words[index + 1].text in ({"report", "state"} if plural else {"reports", "states"})


def _goes_on(words: Sequence[Word], index: int) -> bool:
    """Whether the noun at a word is only the beginning of one: "campaign" of "campaign manager"."""
    for ahead in range(index + 1, min(index + 3, len(words))):
        if not words[ahead].joined or words[ahead].capital:
            return False
        found = _head_at(words, ahead)
        if found and (found[0] <= index or (ahead == index + 1 and not _is_verb_behind(words, index))):
            return True
    return False
