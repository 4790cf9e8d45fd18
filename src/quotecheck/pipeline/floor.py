"""Quotations that the tagger left out between marks."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Span

from quotecheck.lexicon.cues import find_cue
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
from quotecheck.pipeline.reporting import find_report, is_noun, report_before
from quotecheck.pipeline.structure import PARAGRAPHS

_LONE_WORDS, _FRAGMENT_WORDS = 4, 3
_LONE_CONFIDENCE, _FRAGMENT_CONFIDENCE = 0.6, 0.5
_SAYING = frozenset(["say", "tell", "add", "explain", "note"])
_CLAUSE_STOPS = frozenset(
    [",", ";", ".", ":", "-", "–", "—", "--", "(", "and", "but", "as", "while", "when", "after"]
)


def own_report(doc: Doc, attribution: Attribution, quoted: Sequence[Range]) -> None:
    """Take cue and source out of a content that holds them before its marks ("who an aide said “slept”")."""
    if attribution.cue is not None:
        return
    for index, (start, end) in enumerate(attribution.pieces):
        first = next((q[0] for q in quoted if start < q[0] < end), None)
        cue, source = (first is not None and report_before(doc, (start, first))) or (None, None)
        if cue is not None and source is not None and _is_said_by(doc, cue, source):
            attribution.cue, attribution.source = cue, source
            attribution.pieces[index] = (cue[1], end)
            return


def _is_said_by(doc: Doc, cue: Range, source: Range) -> bool:
    """Whether a cue is a verb whose subject stands right before it."""
    entry = find_cue(doc[cue[0] : cue[1]].text)
    beside = source[1] == cue[0] and doc[cue[0]].text[0].islower() and not is_noun(doc, cue)
    return beside and entry is not None and entry.cls in {"say", "tell"} and entry.lemma in _SAYING


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
    taken.update(i for p in doc.spans[PARAGRAPHS] if p.label_ == "byline" for i in range(p.start, p.end))
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
