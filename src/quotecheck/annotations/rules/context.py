"""What a rule sees of a file, and what it says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from quotecheck.annotations.articles import FoundArticle
from quotecheck.annotations.jsontext import JsonText, Pointer
from quotecheck.annotations.native import AnnotatedQuotation, AnnotationFile, Stretch
from quotecheck.models import Speaker
from quotecheck.pipeline.pairing import Pairing, pair_marks

Role = Literal["content", "quoted", "cue", "source", "not_quote"]
Edit = tuple[Pointer, Any]
"""A value of the file, by pointer, and what to put there."""


class Finding(NamedTuple):
    """One breach of a rule.

    Attributes:
        code: The rule's code.
        pointer: The value of the file that it is about.
        message: What is wrong.
        hint: What would mend it.
        edits: What to change in the file; nothing where only a person can tell.
        at: Offsets into the file where no value can be pointed at.
    """

    code: str
    pointer: Pointer
    message: str
    hint: str | None = None
    edits: tuple[Edit, ...] = ()
    at: tuple[int, int] | None = None


class Place(NamedTuple):
    """One stretch of a file.

    Attributes:
        pointer: Where it stands in the file.
        role: What it is.
        owner: Index of its quotation, None for one of `not_quotes`.
        stretch: The offsets.
    """

    pointer: Pointer
    role: Role
    owner: int | None
    stretch: Stretch


class MarkedStretch(NamedTuple):
    """A stretch between marks in the article.

    Attributes:
        start: First code point between the marks.
        end: One past the last.
        outer_start: First code point with the opening mark.
        outer_end: One past the closing mark, or `end` where there is none.
        single: Whether the marks are single ones.
        level: 0 for an outermost stretch.
        closed: Whether it has both marks.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    single: bool
    level: int
    closed: bool


@dataclass
class Annotated:
    """A valid annotation file together with its article.

    Attributes:
        path: The file as the user named it.
        json: The file's JSON.
        file: What it says.
        article: None where it was not found or is not the text that was annotated.
        known: Speakers that every file may name.
    """

    path: str
    json: JsonText
    file: AnnotationFile
    article: FoundArticle | None = None
    known: tuple[Speaker, ...] = field(default=())

    @property
    def text(self) -> str | None:
        """The article's text, None without an article."""
        return self.article.text if self.article else None

    @cached_property
    def places(self) -> list[Place]:
        """All stretches of the file."""
        found = []
        for index, item in enumerate(self.file.quotations):
            found += _places_of(item, index)
        for index, stretch in enumerate(self.file.not_quotes):
            found.append(Place(("not_quotes", index), "not_quote", None, stretch))
        return found

    @cached_property
    def sound(self) -> dict[Pointer, Place]:
        """Stretches whose offsets can be trusted."""
        text = self.text
        return {
            place.pointer: place for place in self.places if text is not None and holds(place.stretch, text)
        }

    @cached_property
    def trusted(self) -> list[tuple[int, AnnotatedQuotation]]:
        """Quotations none of whose spans is wrong in itself, with their index."""
        wrong = {
            place.owner
            for place in self.places
            if place.stretch.start >= place.stretch.end
            or (self.text is not None and place.pointer not in self.sound)
        }
        return [(index, item) for index, item in enumerate(self.file.quotations) if index not in wrong]

    def sound_places(self, *roles: Role) -> Iterator[tuple[Place, str]]:
        """Trusted stretches of some roles, each with the article's text."""
        text = self.text
        if text is not None:
            yield from ((place, text) for place in self.sound.values() if place.role in roles)

    def quotation(self, place: Place) -> AnnotatedQuotation:
        """The quotation that a stretch belongs to."""
        if place.owner is None:
            raise ValueError(f"{place.pointer} belongs to no quotation")
        return self.file.quotations[place.owner]

    @cached_property
    def marked(self) -> list[MarkedStretch]:
        """Stretches between marks in the article."""
        return marked_stretches(self.text) if self.text is not None else []


def _places_of(item: AnnotatedQuotation, index: int) -> list[Place]:
    base: Pointer = ("quotations", index)
    found = [Place((*base, "content", i), "content", index, span) for i, span in enumerate(item.content)]
    found += [Place((*base, "quoted", i), "quoted", index, span) for i, span in enumerate(item.quoted)]
    if item.cue:
        found.append(Place((*base, "cue"), "cue", index, item.cue))
    if item.source:
        found.append(Place((*base, "source"), "source", index, item.source))
    return found


def holds(stretch: Stretch, text: str) -> bool:
    """Whether a stretch lies in the text and says what stands there."""
    inside = stretch.start < stretch.end <= len(text)
    return inside and (stretch.text is None or text[stretch.start : stretch.end] == stretch.text)


def marked_stretches(text: str) -> list[MarkedStretch]:
    """The stretches between marks, with where their marks stand."""
    pairing: Pairing = pair_marks(text)
    found = []
    for quoted in pairing.quoted:
        before = _back_over_space(text, quoted.start)
        outer_start = before - (2 if text[max(0, before - 2) : before] in _DOUBLED else 1)
        closed = quoted.closing == "closed"
        outer_end = _over_mark(text, quoted.end) if closed else quoted.end
        single = text[outer_start:before] in _SINGLE
        found.append(
            MarkedStretch(quoted.start, quoted.end, outer_start, outer_end, single, quoted.level, closed)
        )
    return found


_DOUBLED = frozenset({"''", "``", "‘‘", "’’"})
_SINGLE = frozenset("‘’‚‛'`")


def _back_over_space(text: str, offset: int) -> int:
    while offset > 1 and text[offset - 1].isspace():
        offset -= 1
    return offset


def _over_mark(text: str, offset: int) -> int:
    while offset < len(text) and text[offset].isspace():
        offset += 1
    return min(len(text), offset + (2 if text[offset : offset + 2] in _DOUBLED else 1))


Check = Callable[[Annotated], Iterator[Finding]]


def quoted_words(text: str, limit: int = 40) -> str:
    """A stretch of the article for a message: in marks, shortened in the middle."""
    shown = text if len(text) <= limit else f"{text[: limit // 2]}…{text[-limit // 2 :]}"
    return repr(shown)


def in_order(stretches: tuple[Stretch, ...]) -> bool:
    """Whether stretches follow one another without overlap."""
    return all(a.end <= b.start for a, b in pairwise(stretches))
