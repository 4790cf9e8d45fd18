"""Cue and source beside a marked stretch, by the lexicon alone: the floor under the trained tagger.

After the stretch: cue and source ("said Ann Lee") or source and cue ("Ann Lee said", "she told them").
Before it: source and cue at the end ("Ann Lee told reporters, “…”"), or a colon.
"""

from __future__ import annotations

from spacy.tokens import Doc

from quotecheck.lexicon.cues import CueEntry, find_cues
from quotecheck.lexicon.days import WEEKDAYS
from quotecheck.pipeline.conventions import MARKS, Range, joins, trim, words

_LONGEST_SOURCE, _LONGEST_ADDRESSEE, _REACH = 10, 6, 14
_EDGES = MARKS | frozenset([",", ":", ";", "-", "–", "—", "--", "…", ".", "and", "but", "while"])
_STOPS = (
    frozenset(
        [
            "in",
            "at",
            "on",
            "during",
            "after",
            "when",
            "as",
            "to",
            "while",
            "before",
            "about",
            "last",
            "by",
            "with",
            "for",
        ]
    )
    | frozenset([",", ";", ":", ".", "(", "–", "—", "--", "-", "who", "whom", "which", "that"])
    | MARKS
)
_DAYS = frozenset(["today", "yesterday", *(day.lower() for day in WEEKDAYS)])
_BETWEEN = frozenset(["'d", "’d", "'s", "’s", "has", "had", "have", "was", "also", "then", "later", "once"])
_DETERMINERS = frozenset(
    ["a", "an", "the", "this", "his", "her", "its", "their", "these", "following", "'s", "’s"]
)
_AROUND_SOURCE = _EDGES | _BETWEEN
_ENDS = _STOPS | _DAYS
_BEFORE_SOURCE = (_STOPS - MARKS) | _DAYS | frozenset(["…", "and", "but"])


def _cues_in(doc: Doc, span: Range) -> list[tuple[Range, CueEntry]]:
    """Cues that report speech inside a range of tokens."""
    start, end = span
    if start >= end:
        return []
    offset = doc[start].idx
    found = []
    for entry in find_cues(doc[start:end].text):
        at = doc.char_span(offset + entry.start, offset + entry.end)
        if at is not None and entry.cls != "attitude":
            found.append(((at.start, at.end), entry))
    return found


def has_cue(doc: Doc, span: Range) -> bool:
    """Whether words report speech."""
    return bool(_cues_in(doc, span))


def mention_after(doc: Doc, start: int, end: int) -> Range | None:
    """The mention that begins at a token: up to a comma, a preposition, a day or another mark."""
    stop = start
    while stop < end and not doc[stop].is_space and (doc[stop].lower_ not in _ENDS or joins(doc, stop)):
        stop += 1
    return (start, stop) if words(doc, (start, stop)) and stop - start <= _LONGEST_SOURCE else None


def _after(doc: Doc, span: Range) -> tuple[Range, Range | None] | None:
    cues = _cues_in(doc, (span[0], min(span[1], span[0] + _REACH)))
    if not cues:
        return None
    cue, _ = cues[0]
    before = trim(doc, (span[0], cue[0]), _AROUND_SOURCE)
    if not words(doc, before):
        return cue, mention_after(doc, cue[1], span[1])
    stop = next((i for i in range(*before) if doc[i].text in _STOPS), None)
    if stop is None:
        return cue, before
    apposition = doc[stop].text in {",", "("} and doc[cue[0] - 1].text in {",", ")"}
    return (cue, (before[0], stop)) if apposition else None


def report_before(
    doc: Doc, span: Range, to_whom: int = _LONGEST_ADDRESSEE
) -> tuple[Range, Range | None] | None:
    """The cue that ends a stretch of words, but for whom it was said to, and the source before it.

    Args:
        doc: The document.
        span: The stretch.
        to_whom: How many tokens may stand behind the cue.
    """
    start, end = span
    cues = [(cue, entry) for cue, entry in _cues_in(doc, span) if end - cue[1] <= to_whom]
    verbs = [cue for cue, entry in cues if entry.lemma != ":"]
    if not cues:
        return None
    cue = ([verb for verb in verbs if not is_noun(doc, verb)] or verbs or [cues[-1][0]])[-1]
    if doc[cue[0]].lower_ != "according":
        relative = cue[0] - 1 > start and doc[cue[0] - 1].lower_ in {"who", "which"}
        return cue, (cue[0] - 1, cue[0]) if relative else source_before(doc, start, cue[0])
    source = trim(doc, (cue[1], end), _AROUND_SOURCE)
    return cue, source if words(doc, source) else None


def source_before(doc: Doc, start: int, verb: int) -> Range | None:
    """The mention that ends before a verb."""
    first = verb
    while first > start and verb - first < _LONGEST_SOURCE:
        if doc[first - 1].lower_ in _BEFORE_SOURCE and not joins(doc, first - 1):
            break
        first -= 1
    source = trim(doc, (first, verb), _AROUND_SOURCE)
    return source if words(doc, source) else None


def is_noun(doc: Doc, cue: Range) -> bool:
    """Whether a cue is the name of a text ("the report"), not a verb."""
    before = doc[cue[0] - 1] if cue[0] > 0 else None
    return before is not None and (before.lower_ in _DETERMINERS or before.like_num)


def is_introduced(doc: Doc, start: int) -> bool:
    """Whether what stands before a sentence ends with a colon, as before a block quotation."""
    before = start - 1
    while before >= 0 and doc[before].is_space:
        before -= 1
    return before >= 0 and doc[before].text == ":"


def find_report(doc: Doc, stretch: Range) -> tuple[Range, Range | None] | None:
    """Find the cue and source of a marked stretch in its sentence.

    Args:
        doc: A document with sentences.
        stretch: Tokens between the marks.

    Returns:
        The cue and, if it has one, its source; None where no cue stands beside the stretch.
    """
    start, end = stretch
    sentence_end, sentence_start = end, start
    while sentence_end < len(doc) and not doc[sentence_end].is_sent_start:
        sentence_end += 1
    while sentence_start > 0 and not (
        doc[sentence_start].is_sent_start and not is_introduced(doc, sentence_start)
    ):
        sentence_start -= 1
    after = trim(doc, (end, sentence_end), _EDGES)
    opened = [i for i in range(*after) if doc[i].text in MARKS - {"'", "’"}]
    before = (sentence_start, start)
    return _after(doc, (after[0], min(opened, default=after[1]))) or report_before(doc, before)


def is_surname(doc: Doc, cue: Range) -> bool:
    """Whether a tagged cue is the last word of a name: "Omar Said, a clerk"."""
    last = cue[1] - 1
    if cue[1] - cue[0] > 1 or last == 0 or not doc[last].text.istitle() or doc[last].is_sent_start:
        return False
    behind = doc[last + 1].text if last + 1 < len(doc) else ""
    return doc[last - 1].text.istitle() and (behind == "," or behind.islower())
