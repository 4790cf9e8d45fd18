"""Sentences that lead up to words set off in paragraphs of their own: "Ann Lee wrote to the board:"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from quotecheck.lexicon.cues import find_cue
from quotecheck.lexicon.people import function_words, issued
from quotecheck.pipeline.conventions import Range
from quotecheck.pipeline.owners import by_noun, is_somebody, subject_before
from quotecheck.pipeline.reporting import is_noun, report_before

_SUBORDINATORS = frozenset(["that", "why", "how", "what", "whether", "if", "because", "when"])
_BEHIND_CLAIM = frozenset(["why", "how", "what", "whether", "because"])
_ENDS = frozenset([":", ","])
_RELATIVE = frozenset(["who", "which"])
_TO_WHOM, _TO_NOUN, _MOST_CUES, _BEHIND = 14, 8, 3, 2
_FULL = re.compile(r"\b(?:full|entire|complete)\b[^.]*$|\bin\s+full\b|\bin\s+its\s+entirety\b", re.IGNORECASE)
_WHOLE = re.compile(rf"{_FULL.pattern}|\bbelow\W*$", re.IGNORECASE)
_BELOW = re.compile(
    r"\b(?:read|see|here|full|entire)\b.*\b(?:below|in\s+full|in\s+its\s+entirety|text|statement|letter)\.?$",
    re.IGNORECASE,
)
_LONGEST_ANNOUNCEMENT = 40
_VIA = re.compile(
    r"\((?:via|h/t|from|per)\s+(?P<name>[^()]{2,40})\)\W*(?:[\[(][^\[\]()]{3,30}[\])]\W*)?$", re.IGNORECASE
)
_FROM = re.compile(r"\W*(?:from|via|per)\s+(?P<name>[^,.:;“”\"()]{2,50}):$", re.IGNORECASE)
_TELLS = frozenset(
    ["put", "puts", "describes", "described", "explains", "explained", "tells", "told", "goes"]
)


def find_lead(doc: Doc, before: Span, *, own: bool = False) -> tuple[Range, Range | None] | None:
    """Find who a sentence at a paragraph's end says words set off behind it to be of.

    Args:
        doc: A document with sentences.
        before: The paragraph before the words.
        own: Whether the words are in the first person, or long, so that they are somebody's also behind a
            claim of the same one.

    Returns:
        The cue and, where it has one, its source; None where the sentence does not lead up to words.
    """
    end = _end(doc, before)
    if end is None or before.label_ == "byline":
        return None
    first = max(before.start, doc[end].sent.start)
    if told := _credited(doc, first, end) or _as_told(doc, first, end) or _here_told(doc, first, end):
        return told
    said = _by_verb(doc, first, end, _BEHIND_CLAIM if own else _SUBORDINATORS) or _by_last_word(
        doc, first, end
    )
    within = None if _FULL.search(before.text) else _TO_NOUN
    return said if said and said[1] else by_noun(doc, (first, end), within=within) or said


def _by_last_word(doc: Doc, first: int, end: int) -> tuple[Range, Range | None] | None:
    """Any verb in the past before the colon, with a name for its subject: "Ann Lee scoffed:"."""
    verb, being = end - 1, function_words("being")
    if doc[end].text != ":" or not doc[verb].lower_.endswith("ed") or doc[verb - 1].lower_ in being:
        return None
    source = subject_before(doc, first, verb)
    if source is None or not doc[source[1] - 1].text[0].isupper() or not is_somebody(doc, source):
        return None
    return (verb, verb + 1), source


def gives_whole(text: str) -> bool:
    """Whether a paragraph says that a text follows in full, or below."""
    return _WHOLE.search(text) is not None


def find_announced(doc: Doc, before: Sequence[Span]) -> tuple[Range, Range | None] | None:
    """Whose text paragraphs say that follows, as in "Read Lee's letter below.".

    Args:
        doc: A document with sentences.
        before: The nearest first.
    """
    if not before or before[0].label_ != "body" or not _BELOW.search(before[0].text):
        return None
    if len(before[0]) > _LONGEST_ANNOUNCEMENT:
        return None
    for paragraph in before:
        starts = [paragraph.start, *(t.i for t in paragraph[1:] if t.is_sent_start), paragraph.end]
        for sentence in reversed(list(pairwise(starts))):
            if found := by_noun(doc, sentence, issued() | {"testimony", "remarks"}):
                return found
    return None


def _credited(doc: Doc, first: int, end: int) -> tuple[Range, Range | None] | None:
    """Who is named in brackets, or alone behind "from": "The ice is thin (via the Courier):"."""
    text = doc[first : end + 1].text
    match = _VIA.search(text) or _FROM.match(text)
    offset = doc[first].idx
    name = doc.char_span(offset + match.start("name"), offset + match.end("name")) if match else None
    if name is None or not is_somebody(doc, (name.start, name.end)):
        return None
    return (name.start - 1, name.start), (name.start, name.end)


def _here_told(doc: Doc, first: int, end: int) -> tuple[Range, Range | None] | None:
    """Who tells it in "Here is what Ann Lee told the board in May:"."""
    if doc[first].lower_ not in {"here", "this"}:
        return None
    opens = next((i for i in range(first + 1, min(end, first + 4)) if doc[i].lower_ in {"what", "how"}), None)
    if opens is None:
        return None
    for verb in range(opens + 2, min(end, opens + _TO_WHOM)):
        entry = find_cue(doc[verb].text)
        if doc[verb].lower_ in _TELLS or (entry is not None and entry.cls != "attitude"):
            source = (opens + 1, verb)
            simple = function_words("prepositions").isdisjoint(doc[i].lower_ for i in range(*source))
            return ((verb, verb + 1), source) if simple and is_somebody(doc, source) else None
    return None


def _end(doc: Doc, before: Span) -> int | None:
    """Where the colon stands, or the comma, that ends a paragraph; None where neither does."""
    last = before.end - 1
    while last > before.start and doc[last].is_space:
        last -= 1
    return last if doc[last].text in _ENDS else None


def _reports(doc: Doc, cue: Range, end: int, openers: frozenset[str]) -> bool:
    """Whether a cue is a verb or "according to" that governs what comes behind, not a clause of its own."""
    first = doc[cue[0]]
    if is_noun(doc, cue) or not (first.text[0].islower() or first.lower_ == "according"):
        return False
    if doc[cue[0] - 1].lower_ in function_words("being") or _is_reduced(doc, cue):
        return False
    return openers.isdisjoint(doc[i].lower_ for i in range(cue[1], end))


def _as_told(doc: Doc, first: int, end: int) -> tuple[Range, Range | None] | None:
    """The clause that says who tells it: "As Ann Lee points out, the ice is thin:"."""
    if doc[first].lower_ != "as":
        return None
    comma = next((i for i in range(first + 1, end) if doc[i].text == ","), end)
    report = report_before(doc, (first + 1, comma), 1)
    return report if report is not None and report[1] is not None else None


def _by_verb(doc: Doc, first: int, end: int, openers: frozenset[str]) -> tuple[Range, Range | None] | None:
    """The last cue that governs what comes behind and has somebody for its subject."""
    stop, to_whom = end, _TO_WHOM
    for _ in range(_MOST_CUES):
        report = report_before(doc, (first, stop), to_whom)
        if report is None:
            return None
        cue, source = report
        if _reports(doc, cue, end, openers):
            if source is None and not _is_participle(doc, cue):
                source = subject_before(doc, first, cue[0])
            tells_of = source is not None and doc[source[0]].lower_ in _RELATIVE and end - cue[1] > _BEHIND
            if source is None or (is_somebody(doc, source) and not tells_of):
                return cue, source
        stop, to_whom = cue[0], _TO_WHOM - (end - cue[0])
    return None


def _is_reduced(doc: Doc, cue: Range) -> bool:
    """Whether a participle tells of whoever stands before it: "the woman accused of it"."""
    return doc[cue[0]].lower_.endswith("ed") and doc[cue[1]].lower_ == "of"


def _is_participle(doc: Doc, cue: Range) -> bool:
    """Whether a verb hangs on the sentence before it: "Lee turned away, saying:"."""
    return doc[cue[0]].lower_.endswith("ing") and doc[cue[0] - 1].text == ","
