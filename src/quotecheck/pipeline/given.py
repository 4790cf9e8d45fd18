"""Texts that a page's layout gives to somebody: embedded posts, and turns of a transcript or interview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import Content, Range, near, overlap, words
from quotecheck.pipeline.passing import passed_on

_CONFIDENCE = 0.9


class Given(NamedTuple):
    """Somebody's words.

    Attributes:
        content: One range of tokens for each paragraph.
        name: The mention that says whose they are.
        posted: Whether it is a post, which may do nothing but pass on what others said.
    """

    content: tuple[Range, ...]
    name: Range
    posted: bool = False


def give(
    doc: Doc, found: Sequence[Attribution], texts: Sequence[Given], quoted: Sequence[Range]
) -> list[Attribution]:
    """Replace what was found in texts by the quotations that the texts are.

    Args:
        doc: The document.
        found: The attributions found so far.
        texts: Posts and turns.
        quoted: The outermost stretches between marks.
    """
    given = [a for a in found if not any(_lies_in(a, text) for text in texts)]
    for text in texts:
        inside = [a for a in found if _lies_in(a, text)]
        passed = passed_on(doc, text.content, inside, quoted) if text.posted else []
        for attribution in passed:
            attribution.relay = attribution.relay or text.name
        given += passed or _attributed(doc, text, quoted)
    return given


def clip(attribution: Attribution, texts: Sequence[Given]) -> None:
    """Leave of a content that begins in a text what stands in the text's words, without a post's link."""
    paragraphs = [own for text in texts for own in text.content]
    for index, (start, end) in enumerate(attribution.pieces):
        stop = next((last for first, last in paragraphs if first <= start < last), end)
        attribution.pieces[index] = (start, min(end, stop))


def _lies_in(attribution: Attribution, text: Given) -> bool:
    return any(overlap(piece, own) for piece in attribution.pieces for own in text.content)


def _attributed(doc: Doc, text: Given, quoted: Sequence[Range]) -> list[Attribution]:
    """The quotations that a text is, one for each paragraph; the first has its source, the others go on."""
    found = []
    for place, own in enumerate(text.content):
        content = Content(_between_marks(doc, own, quoted), "direct")
        found.append(Attribution([own], _CONFIDENCE, source=None if place else text.name, content=content))
    return found


def _between_marks(doc: Doc, own: Range, quoted: Sequence[Range]) -> tuple[Range, ...]:
    """A paragraph, or what stands in its marks where these enclose all of it."""
    inside = [q for q in near(quoted, [own]) if overlap(q, own)]
    whole = len(words(doc, own)) == sum(len(words(doc, q)) for q in inside)
    return tuple(inside) if whole else (own,)
