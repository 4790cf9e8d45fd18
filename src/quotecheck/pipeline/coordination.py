"""Two statements in one content: "it rained and warned that the dam would break" goes on with a cue.

The tagger at times marks what follows "and" and a second reporting verb of the same subject as part of
the first content. A second claim with a cue of its own is an attribution of its own, of the same source
or of another ("it rained, while Park said that it snowed"). Where a statement stands in a clause that
"while" or "if" opens, what follows that clause is no part of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc

from quotecheck.lexicon.clauses import is_clause
from quotecheck.lexicon.cues import find_cues
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import MARKS, Range, token_range, words
from quotecheck.pipeline.inner_clauses import clause_of

_JOINS = frozenset(["and", "but", "yet"])
_BETWEEN = frozenset(["also", "then", "later", "again", "further", "has", "had", ","])
_SUBORDINATORS = frozenset(
    ["while", "although", "though", "if", "when", "after", "before", "because", "since"]
)
_CONTRASTS = frozenset(["while", "whereas", "although", "though", "but"])
_GOING_ON = frozenset(["and", "or", "but", "which", "who", "whose", "where", "when", "that", "as", "because"])
_MODALS = frozenset(["would", "could", "will"])
_NAMER = re.compile(r"\b(?:what|which)\s(?:\S+\s){1,4}$")
_PAST = ("ed", "said", "told")
_PHASES = frozenset(["begin", "continue", "go on", "find", "show"])  # of speech only beside marks
_LONGEST_LEAD = 2
_FEWEST_WORDS = 2
_LONGEST_NAMER = 60


def part(doc: Doc, attribution: Attribution, quoted: Sequence[Range]) -> list[Attribution]:
    """Cut an attribution where its content goes on with a second cue of the same source.

    Args:
        doc: The document.
        attribution: As linked; its pieces are cut in place.
        quoted: The outermost stretches between marks, in which nothing is cut.

    Returns:
        The attribution and those cut off from it, in order.
    """
    _close(doc, attribution, quoted)
    found = [attribution]
    while (rest := _cut(doc, found[-1], quoted)) is not None:
        found.append(rest)
    return found


def _cut(doc: Doc, attribution: Attribution, quoted: Sequence[Range]) -> Attribution | None:
    """Cut off what follows the first second cue."""
    if attribution.cue is None or attribution.source is None:
        return None
    if (other := _contrast(doc, attribution, quoted)) is not None:
        return other
    endings = ("ing",) if doc[attribution.cue[1] - 1].lower_.endswith("ing") else _PAST
    for index, (start, end) in enumerate(attribution.pieces):
        for i in range(max(start + 1, attribution.cue[1]), end - 1):
            cue = None if _is_inside(i, quoted) else _second_cue(doc, (start, end), i, endings)
            if cue is None or start < attribution.cue[1] or len(words(doc, (start, i))) < _FEWEST_WORDS:
                continue
            rest = [(cue[1], end), *attribution.pieces[index + 1 :]]
            attribution.pieces[index:] = [(start, i)]
            return Attribution(rest, attribution.score, cue, attribution.source)
    return None


def _close(doc: Doc, attribution: Attribution, quoted: Sequence[Range]) -> None:
    """End a content with the subordinate clause that opens the sentence and holds its cue."""
    cue, source = attribution.cue, attribution.source
    if cue is None or source is None or len(attribution.pieces) > 1:
        return
    start, end = attribution.pieces[0]
    if not source[1] <= cue[0] < cue[1] <= start <= cue[1] + _LONGEST_LEAD or not _is_subordinate(doc, start):
        return
    for i in range(start + _FEWEST_WORDS, end):
        if doc[i].is_sent_start:
            return
        behind = doc[i].text in MARKS and doc[i - 1].text == ","
        if (doc[i].text != "," and not behind) or _is_inside(i, quoted):
            continue
        rest = [doc[j].lower_ for j in words(doc, (i, end))]
        if rest and rest[0] not in _GOING_ON and is_clause(rest):
            attribution.pieces[0] = (start, i + behind)
            return


def _is_subordinate(doc: Doc, start: int) -> bool:
    """Whether the clause that leads to a content opens its sentence with "while" or the like."""
    first = doc[start].sent.start
    return doc[first].lower_ in _SUBORDINATORS and all(doc[i].text != "," for i in range(first, start))


def _contrast(doc: Doc, attribution: Attribution, quoted: Sequence[Range]) -> Attribution | None:
    """Cut off what somebody else is told to have said: "it rained, while Park said that it snowed"."""
    behind = attribution.cue[1] if attribution.cue else 0
    for index, (start, end) in enumerate(attribution.pieces):
        for i in range(max(start + _FEWEST_WORDS, behind), end - 1):
            if doc[i].lower_ not in _CONTRASTS or _is_inside(i, quoted):
                continue
            clause = doc[i + 1 : end]
            told = clause_of(clause, [cue for cue in find_cues(clause.text) if cue.cls != "attitude"])
            if told is not None:
                source, cue, rest = told
                pieces = [rest, *attribution.pieces[index + 1 :]]
                attribution.pieces[index:] = [(start, i)]
                return Attribution(pieces, attribution.score, cue, source)
    return None


def _is_inside(i: int, quoted: Sequence[Range]) -> bool:
    return any(start <= i < end for start, end in quoted)


def _second_cue(doc: Doc, piece: Range, i: int, endings: tuple[str, ...]) -> Range | None:
    """The cue that follows a joining word, or a participle behind a comma ("…, saying it rained")."""
    k = i + 1
    if doc[i].text == ",":
        return _cue_at(doc, (k, piece[1]), "ing")
    if doc[i].lower_ not in _JOINS:
        return None
    while k < piece[1] and k - i <= _LONGEST_LEAD and doc[k].lower_ in _BETWEEN | _MODALS:
        k += 1
    modal = any(doc[j].lower_ in _MODALS for j in range(i + 1, k))
    denied = k < piece[1] and doc[k].lower_ == "not"
    cue = _cue_at(doc, (k + denied, piece[1]), "" if modal else endings)
    return None if cue is None or _tells(doc, (piece[0], i)) else (cue[0] - denied, cue[1])


def _cue_at(doc: Doc, span: Range, ending: str | tuple[str, ...]) -> Range | None:
    """The speech cue with such an ending that begins a range and does not fill it."""
    start, end = span
    if start >= end - 1 or not doc[start].lower_.endswith(ending):
        return None
    text = doc[start:end].text
    cue = next((cue for cue in find_cues(text) if cue.start == 0), None)
    if cue is None or cue.cls == "attitude" or cue.lemma in _PHASES or cue.end == len(text):
        return None
    return token_range(doc, doc[start].idx, doc[start].idx + cue.end)


def _tells(doc: Doc, span: Range) -> bool:
    """Whether a clause tells of speech itself, from which a verb behind "and" may go on; names do not."""
    text = doc[span[0] : span[1]].text
    cues = [cue for cue in find_cues(text) if cue.cls != "attitude" and cue.lemma != ":"]
    return any(not _NAMER.search(text, max(0, cue.start - _LONGEST_NAMER), cue.start) for cue in cues)
