"""Sentences that lead up to words set off in paragraphs of their own: "Ann Lee wrote to the board:"."""

from __future__ import annotations

from spacy.tokens import Doc, Span

from quotecheck.lexicon.people import introduced
from quotecheck.pipeline.conventions import Range
from quotecheck.pipeline.reporting import is_noun, mention_after, report_before, source_before

_SUBORDINATORS = frozenset(["that", "why", "how", "what", "whether", "if", "because", "when"])
_POSSESSIVES = frozenset(["his", "her", "their", "its"])
_GIVING = frozenset(
    ["released", "issued", "sent", "posted", "published", "offered", "gave", "shared", "made", "circulated"]
)
_WHOSE = frozenset(["from", "by", "of"])
_ENDS = frozenset([":", ","])
_FAR, _TO_WHOM, _ADJECTIVES, _TO_NOUN = 7, 14, 3, 8


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
    report = report_before(doc, (first, end), _TO_WHOM)
    if report is not None and _reports(doc, report[0], before.start, end):
        return report
    return _by_noun(doc, first, end)


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
    return _SUBORDINATORS.isdisjoint(doc[i].lower_ for i in range(cue[1], end))


def _as_told(doc: Doc, first: int, end: int) -> tuple[Range, Range | None] | None:
    """The clause that says who tells it: "As Ann Lee points out, the ice is thin:"."""
    if doc[first].lower_ != "as":
        return None
    comma = next((i for i in range(first + 1, end) if doc[i].text == ","), end)
    report = report_before(doc, (first + 1, comma), 1)
    return report if report is not None and report[1] is not None else None


def _by_noun(doc: Doc, first: int, end: int) -> tuple[Range, Range | None] | None:
    """Whose words a noun says them to be: "Here is Lee's answer:", "The full letter from Ann Lee:"."""
    nouns = [i for i in range(end - 1, max(first, end - _TO_NOUN) - 1, -1) if doc[i].lower_ in introduced()]
    for noun in reversed(nouns):
        source = _possessor(doc, first, noun) or _named_behind(doc, noun, end) or _giver(doc, first, noun)
        if source is not None:
            return (noun, noun + 1), source
    return None


def _possessor(doc: Doc, first: int, noun: int) -> Range | None:
    """Who stands in the possessive before a noun, adjectives between."""
    for i in range(noun - 1, max(first, noun - 1 - _ADJECTIVES) - 1, -1):
        if doc[i].lower_ in _POSSESSIVES:
            return i, i + 1
        if doc[i].text in {"’s", "'s", "’", "'"}:
            start = i
            while start > first and doc[start - 1].text[0].isupper() and not doc[start - 1].is_sent_start:
                start -= 1
            if start == i:
                start -= 1
            determined = start > first and doc[start - 1].lower_ in {"the", "a", "an"}
            return start - determined, i
    return None


def _named_behind(doc: Doc, noun: int, end: int) -> Range | None:
    """Who is named behind a noun: "a statement from the council"."""
    if noun + 2 >= end or doc[noun + 1].lower_ not in _WHOSE:
        return None
    return mention_after(doc, noun + 2, end)


def _giver(doc: Doc, first: int, noun: int) -> Range | None:
    """The subject of a verb that gives a text away: "Lee released a statement on the bridge"."""
    verb = next((i for i in range(noun - 1, max(first, noun - _FAR), -1) if doc[i].lower_ in _GIVING), None)
    if verb is None:
        return None
    if doc[verb - 1].text == ",":  # behind an apposition
        verb = next((i for i in range(verb - 2, first, -1) if doc[i].text == ","), verb)
    return source_before(doc, first, verb)
