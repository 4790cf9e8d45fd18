"""Sentences that lead up to words set off in paragraphs of their own: "Ann Lee wrote to the board:"."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from quotecheck.lexicon.people import function_words
from quotecheck.pipeline.conventions import Range
from quotecheck.pipeline.owners import by_noun, is_somebody, subject_before
from quotecheck.pipeline.reporting import is_noun, report_before

_SUBORDINATORS = frozenset(["that", "why", "how", "what", "whether", "if", "because", "when"])
_ENDS = frozenset([":", ","])
_RELATIVE = frozenset(["who", "which"])
_TO_WHOM, _TO_NOUN, _MOST_CUES, _BEHIND = 14, 8, 3, 2


def find_lead(doc: Doc, before: Span) -> tuple[Range, Range | None] | None:
    """Find who a sentence at a paragraph's end says words set off behind it to be of.

    Args:
        doc: A document with sentences.
        before: The paragraph before the words.

    Returns:
        The cue and, where it has one, its source; None where the sentence does not lead up to words.
    """
    end = _end(doc, before)
    if end is None or before.label_ == "byline":
        return None
    first = max(before.start, doc[end].sent.start)
    if told := _as_told(doc, first, end):
        return told
    said = _by_verb(doc, before.start, first, end)
    return said if said and said[1] else by_noun(doc, (first, end), within=_TO_NOUN) or said


def _end(doc: Doc, before: Span) -> int | None:
    """Where the colon stands, or the comma, that ends a paragraph; None where neither does."""
    last = before.end - 1
    while last > before.start and doc[last].is_space:
        last -= 1
    return last if doc[last].text in _ENDS else None


def _reports(doc: Doc, cue: Range, start: int, end: int) -> bool:
    """Whether a cue is a verb or "according to" that governs what comes behind, not a clause of its own."""
    first = doc[cue[0]]
    if cue[0] < start or is_noun(doc, cue) or not (first.text[0].islower() or first.lower_ == "according"):
        return False
    if doc[cue[0] - 1].lower_ in function_words("being"):
        return False
    return _SUBORDINATORS.isdisjoint(doc[i].lower_ for i in range(cue[1], end))


def _as_told(doc: Doc, first: int, end: int) -> tuple[Range, Range | None] | None:
    """The clause that says who tells it: "As Ann Lee points out, the ice is thin:"."""
    if doc[first].lower_ != "as":
        return None
    comma = next((i for i in range(first + 1, end) if doc[i].text == ","), end)
    report = report_before(doc, (first + 1, comma), 1)
    return report if report is not None and report[1] is not None else None


def _by_verb(doc: Doc, start: int, first: int, end: int) -> tuple[Range, Range | None] | None:
    """The last cue that governs what comes behind and has somebody for its subject."""
    stop, to_whom = end, _TO_WHOM
    for _ in range(_MOST_CUES):
        report = report_before(doc, (first, stop), to_whom)
        if report is None:
            return None
        cue, source = report
        if _reports(doc, cue, start, end):
            source = source or subject_before(doc, first, cue[0])
            tells_of = source is not None and doc[source[0]].lower_ in _RELATIVE and end - cue[1] > _BEHIND
            if source is None or (is_somebody(doc, source) and not tells_of):
                return cue, source
        stop, to_whom = cue[0], _TO_WHOM - (end - cue[0])
    return None
