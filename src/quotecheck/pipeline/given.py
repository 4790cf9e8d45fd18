"""Texts that a page's layout gives to somebody: embedded posts, and turns of a transcript or interview."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from spacy.tokens import Doc

from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import Content, Range, near, overlap, words

_AUTHOR = frozenset(["i", "we", "my", "our", "you", "they"])
_PASSED_ON = 0.6  # of a post's words
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
        inside = [a for a in found if _lies_in(a, text)] if text.posted else []
        given += _passed_on(doc, text, inside) or _attributed(doc, text, quoted)
    return given


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


def _passed_on(doc: Doc, post: Given, inside: Sequence[Attribution]) -> list[Attribution]:
    """The attributions that a post consists of, relayed by whoever posts; none where its own words prevail.

    "Ann Lee tells the board: “It froze.” — The Courier (@courier)" gives Lee's words.
    """
    inside = [a for a in inside if _is_others(doc, a)]
    told = sum(len(words(doc, part)) for a in inside for part in (*a.pieces, a.cue, a.source) if part)
    if told < _PASSED_ON * sum(len(words(doc, own)) for own in post.content):
        return []
    for attribution in inside:
        attribution.relay = post.name
    return list(inside)


def _is_others(doc: Doc, attribution: Attribution) -> bool:
    """Whether an attribution names a source other than the author of the post that it lies in."""
    if attribution.cue is None or attribution.source is None or attribution.cls == "attitude":
        return False
    asked = doc[min(attribution.pieces[-1][1], len(doc) - 1)].text == "?"
    if asked and attribution.content is not None and attribution.content.kind == "indirect":
        return False
    return doc[attribution.source[0]].lower_ not in _AUTHOR
