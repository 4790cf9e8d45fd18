"""Texts that a page's layout gives to somebody: embedded posts, and turns of a transcript or interview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import Content, Range, near, overlap, words


class Given(NamedTuple):
    """Somebody's words, one range of tokens for each paragraph, and the mention that names whose they are."""

    content: tuple[Range, ...]
    name: Range


def is_given(attribution: Attribution, texts: Sequence[Given]) -> bool:
    """Whether an attribution lies in one of several texts: whoever they are of gives those words."""
    return any(overlap(piece, own) for piece in attribution.pieces for text in texts for own in text.content)


def attributed(doc: Doc, text: Given, quoted: Sequence[Range], score: float) -> list[Attribution]:
    """The quotations that a text is, one for each paragraph; the first has its source, the others go on.

    Args:
        doc: The document.
        text: The text.
        quoted: The outermost stretches between marks.
        score: How sure it is that the layout is read rightly.
    """
    found = []
    for place, own in enumerate(text.content):
        content = Content(_between_marks(doc, own, quoted), "direct")
        found.append(Attribution([own], score, source=None if place else text.name, content=content))
    return found


def _between_marks(doc: Doc, own: Range, quoted: Sequence[Range]) -> tuple[Range, ...]:
    """A paragraph, or what stands in its marks where these enclose all of it."""
    inside = [q for q in near(quoted, [own]) if overlap(q, own)]
    whole = len(words(doc, own)) == sum(len(words(doc, q)) for q in inside)
    return tuple(inside) if whole else (own,)
