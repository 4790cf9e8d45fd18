"""Quotations that the tagger left out: what stands between marks or is set off."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.classes import class_of
from quotecheck.pipeline.conventions import (
    MARKS,
    Content,
    Range,
    content_of,
    is_title,
    minimal_cue,
    words,
)
from quotecheck.pipeline.reporting import find_report, is_introduced
from quotecheck.pipeline.structure import PARAGRAPHS

_LONE_WORDS, _FRAGMENT_WORDS = 4, 3
_LONE_CONFIDENCE, _FRAGMENT_CONFIDENCE = 0.6, 0.5
_CLAUSE_STOPS = frozenset(
    [",", ";", ".", ":", "-", "–", "—", "--", "(", "and", "but", "as", "while", "when", "after"]
)


def set_off(doc: Doc, attribution: Attribution) -> None:
    """Make a post or block quotation without marks direct: a tagged paragraph that a colon introduces."""
    content = attribution.content
    if content is None or content.kind != "indirect" or attribution.cue is not None:
        return
    start, end = content.spans[0][0], content.spans[-1][1]
    around = next((p for p in doc.spans[PARAGRAPHS] if p.start <= start < p.end), None)
    if around is None or words(doc, (around.start, start)) or words(doc, (end, around.end)):
        return
    if is_introduced(doc, around.start):
        attribution.content = Content(((start, around.end),), "direct")
        _report(doc, attribution, (start, around.end))


def _report(doc: Doc, attribution: Attribution, span: Range) -> None:
    """Give a direct quotation the cue and source that stand beside it, if any."""
    attribution.cue, attribution.source = find_report(doc, span) or (None, None)
    if attribution.cue is not None and attribution.content is not None:
        attribution.cls = class_of(doc, attribution.content, minimal_cue(doc, attribution.cue)[1])


def _is_statement(doc: Doc, stretch: Span) -> bool:
    """Whether a marked stretch that no tag covers is a sentence of its own: somebody's words, not a term."""
    own = [doc[i].text for i in words(doc, (stretch.start, stretch.end))]
    if len(own) < _LONE_WORDS or is_title(doc, (stretch.start, stretch.end)):
        return False
    return own[0][0].isupper() and stretch.text[-1] in ".,!?…—–"


def _fragment(doc: Doc, span: Range, quoted: Sequence[Range]) -> Attribution | None:
    """The reported clause around a marked fragment that has both cue and source beside it, if it has."""
    if len(words(doc, span)) < _FRAGMENT_WORDS or is_title(doc, span):
        return None
    cue, source = find_report(doc, span) or (None, None)
    if cue is None or source is None:
        return None
    piece = (cue[1] if cue[1] <= span[0] else span[0], _clause_end(doc, span[1]))
    return Attribution([piece], _FRAGMENT_CONFIDENCE, cue, source, content=content_of(doc, [piece], quoted))


def _clause_end(doc: Doc, end: int) -> int:
    """Where the clause ends that goes on behind a marked stretch."""
    while end < len(doc) and doc[end].text in MARKS:
        end += 1
    while end < len(doc) and not doc[end].is_sent_start and doc[end].lower_ not in _CLAUSE_STOPS:
        end += 1
    return end


def lone(
    doc: Doc, outer: Sequence[Span], quoted: Sequence[Range], covered: Sequence[Range]
) -> list[Attribution]:
    """Attributions for what stands between marks and the tagger left out: statements, reported fragments.

    Args:
        doc: The document.
        outer: The outermost stretches between marks.
        quoted: The same as tokens, ended where a missing closing mark belongs.
        covered: Contents found so far.
    """
    found = []
    taken = {token for piece in covered for token in range(*piece)}
    for place, stretch in enumerate(outer):
        span = (stretch.start, stretch.end)
        if not taken.isdisjoint(range(*span)):
            continue
        if _is_statement(doc, stretch):
            found.append(Attribution([span], _LONE_CONFIDENCE, content=Content((span,), "direct")))
            _report(doc, found[-1], span)
        elif fragment := _fragment(doc, span, quoted[place : place + 2]):
            found.append(fragment)
    return found
