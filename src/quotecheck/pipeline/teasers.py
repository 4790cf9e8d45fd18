"""Links that a page runs into the text behind a name: "Ann Lee Ann B. LeeBridge closes Ice thins MORE said".

Sites put a person's full name and headlines behind the first mention; scraped, they stand in the sentence.
Marks in them are no quotations, and they are part of nobody's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span, SpanGroup

from quotecheck.pipeline.conventions import Content, Range

TEASERS = "teasers"
"""Span group of the teasers."""

_END = "MORE"
# The name's last word again, at the end of the full name, and the first headline right behind it.
_FULL = re.compile(r"(?P<last>[A-Z][\w’'-]+)\s(?P<given>(?:[A-Z][\w.’'-]*\s){1,5})(?P=last)")
_TEASER = re.compile(
    r"(?P<last>[A-Z][\w’'-]+)(?P<teaser>\s(?:[A-Z(“\"][\w.’'()\"“”-]*\s){0,5}(?P=last)"
    r"(?:(?=[A-Z0-9‘’'“\"])[^\n]{10,600}?\s)?MORE\b)"
)


def find_teasers(text: str) -> list[Range]:
    """Find the teasers in a text.

    Args:
        text: An article's text.

    Returns:
        Half-open ranges of code points, in order.
    """
    return [match.span("teaser") for match in _TEASER.finditer(text)] if _END in text else []


def full_names(text: str, teasers: list[Range]) -> dict[int, tuple[str, ...]]:
    """The words of the full name that each teaser begins with, by the end of the surname before it."""
    found = {}
    for start, end in teasers:
        behind = start - text[start - 1].isspace()
        match = _FULL.match(text, text.rfind(" ", 0, behind) + 1, end)
        if match and match.end("last") == behind:
            found[behind] = (*match["given"].split(), match["last"])
    return found


def masked(text: str, teasers: list[Range]) -> str:
    """A copy of a text as long as it, with blanks in the place of teasers."""
    parts, at = [], 0
    for start, end in teasers:
        parts += [text[at:start], " " * (end - start)]
        at = end
    return "".join([*parts, text[at:]])


def set_annotations(doc: Doc, teasers: list[Range]) -> None:
    """Write ``doc.spans["teasers"]``."""
    found = [doc.char_span(start, end, alignment_mode="contract") for start, end in teasers]
    doc.spans[TEASERS] = SpanGroup(doc, name=TEASERS, spans=[span for span in found if span is not None])


def teasers_of(doc: Doc) -> list[Span]:
    """The teasers of a document; one that no component has read for them has none."""
    return list(doc.spans[TEASERS]) if TEASERS in doc.spans else []


def tokens_of(doc: Doc) -> set[int]:
    """The indices of the tokens in teasers."""
    return {i for teaser in teasers_of(doc) for i in range(teaser.start, teaser.end)}


def without_teasers(doc: Doc, content: Content) -> Content:
    """A content whose stretches are parted where a teaser stands in them."""
    teasers = teasers_of(doc)
    if not teasers:
        return content
    return content._replace(spans=tuple(part for span in content.spans for part in _around(span, teasers)))


def _around(span: Range, teasers: list[Span]) -> Iterator[Range]:
    start, end = span
    for teaser in teasers:
        if start < teaser.end and teaser.start < end:
            if start < teaser.start:
                yield start, teaser.start
            start = teaser.end
    if start < end:
        yield start, end
