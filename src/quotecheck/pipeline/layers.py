"""Statements inside statements: "Lee voiced “concern”, the official said" is the official's.

The tagger marks one role per token, so of two layers it keeps the inner one and leaves the outer cue
without a content. The guidelines give the words to the intermediary where he narrates, and to the inner
speaker where his words are given as his own ("Lee told Park the plan was dead, the official said").
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quotecheck.lexicon.clauses import gives_words, takes_objects
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import MARKS, Range, minimal_cue, overlap, words

_JOINED_GAP = 3
ASKED = frozenset(["asked", "pressed", "questioned"])


def asks(doc: Doc, opens: int) -> bool:
    """Whether a sentence begins here with what its subject was asked: "Asked if it rained, …"."""
    return bool(doc[opens].is_sent_start) and doc[opens].lower_ in ASKED


def _clause_start(doc: Doc, inner: Attribution) -> int:
    """Where the statement around an inner one begins: with its sentence or a "but" before its subject."""
    start = inner.start
    if inner.source and inner.source[0] < start:
        own = not any(doc[i].is_sent_start for i in range(inner.source[1], start + 1))
        start = inner.source[0] if own else start
    while start > 0 and not doc[start].is_sent_start:
        if doc[start - 1].lower_ in {"but", "while"} and doc[start - 2].text == ",":
            break
        start -= 1
    return start


def _opens_behind_source(doc: Doc, inner: Attribution) -> bool:
    """Whether marks open right behind the source: they enclose what is told of it."""
    first = inner.pieces[0][0]
    if inner.source is None or inner.source[1] > first:
        return False
    return doc[inner.source[1]].text in MARKS


def _narrates(doc: Doc, inner: Attribution) -> bool:
    """Whether the inner statement is told, not given: a noun object, or marks right behind its subject."""
    if inner.cue is None or _opens_behind_source(doc, inner):
        return True
    _, entry = minimal_cue(doc, inner.cue)
    content = [doc[i].lower_ for i in words(doc, inner.pieces[0])]
    return entry is None or (takes_objects(entry) and not gives_words(entry, content))


def _told(inner: Attribution, edge: int) -> list[Range]:
    """The pieces of an inner statement before the outer attribution; those behind it go on from there."""
    return [piece for piece in inner.pieces if piece[1] <= edge]


def _is_told(doc: Doc, inner: Attribution, edge: int) -> bool:
    """Whether an inner statement and its cue stand before an outer attribution in its sentence.

    What somebody was asked is not: "Asked if it rained, she said no".
    """
    opens = min(inner.start, inner.cue[0]) if inner.cue else inner.start
    if inner.source is None and asks(doc, opens):
        return False
    told = _told(inner, edge)
    if not told or (len(told) < len(inner.pieces) and (inner.cue is None or inner.cue[1] > told[0][0])):
        return False
    return not any(doc[i].is_sent_start for i in range(told[-1][1], edge + 1))


def _reports_on(doc: Doc, own: Attribution, cue: Range) -> bool:
    """Whether a cue's own content follows it in its sentence: what stands before it is no part of that."""
    return not any(doc[i].is_sent_start for i in range(cue[0] + 1, own.start + 1))


def _outer_cues(doc: Doc, cues: Sequence[Range], sources: Sequence[Range]) -> list[tuple[Range, Range]]:
    """Cues with their source beside them: "the official said", "according to the official"."""
    pairs = []
    for cue in cues:
        beside = [s for s in sources if s[1] <= cue[0] <= s[1] + 1 or cue[1] <= s[0] <= cue[1] + 1]
        if beside:
            pairs.append((cue, min(beside, key=lambda s: abs(s[0] - cue[0]))))
    return pairs


def lift(
    doc: Doc, found: list[Attribution], cues: Sequence[Range], sources: Sequence[Range]
) -> list[Attribution]:
    """Give to an outer cue at a sentence's end the statement that it reports.

    Args:
        doc: The document.
        found: The attributions of one paragraph as linked by distance.
        cues: All tagged cues of the paragraph.
        sources: All tagged sources of the paragraph.

    Returns:
        The attributions, inner ones that an outer one tells replaced by it.
    """
    for cue, source in _outer_cues(doc, cues, sources):
        edge = min(cue[0], source[0])
        inside = [a for a in found if a.cue != cue and _is_told(doc, a, edge)]
        own = next((a for a in found if a.cue == cue), None)
        if not inside or (own is not None and (own.start < edge or _reports_on(doc, own, cue))):
            continue
        last = max(inside, key=lambda a: _told(a, edge)[-1][1])
        end = _told(last, edge)[-1][1]
        if words(doc, (end, edge)) or not _narrates(doc, last):
            continue
        start = min(_clause_start(doc, a) for a in inside)
        behind = [piece for a in inside for piece in a.pieces if piece[0] >= edge]
        pieces = [(start, end), *sorted([*behind, *(own.pieces if own else ())])]
        score = max(a.score for a in [last, *([own] if own else [])])
        found = [a for a in found if a not in inside and a is not own]
        found.append(Attribution(pieces, score, cue, source))
    for attribution in found:
        _take_subject(doc, attribution, sources)
        attribution.pieces = _joined(doc, attribution)
    return sorted(found, key=lambda attribution: attribution.start)


def _take_subject(doc: Doc, attribution: Attribution, sources: Sequence[Range]) -> None:
    """Take in the subject that stands right before the marks: 'Lee “spoke of it,” the official said'."""
    first = attribution.start
    mark = first if doc[first].text in MARKS else first - 1
    subject = next((s for s in sources if s[1] == mark and s != attribution.source), None)
    if subject is not None and attribution.source is not None and doc[mark].text in MARKS:
        inner = Attribution([attribution.pieces[0]], attribution.score, source=subject)
        attribution.pieces[0] = (_clause_start(doc, inner), attribution.pieces[0][1])


def _joined(doc: Doc, attribution: Attribution) -> list[Range]:
    """The pieces of a content, those joined that only an inner cue parts ("… and said …")."""
    joined = attribution.pieces[:1]
    for piece in attribution.pieces[1:]:
        gap = (joined[-1][1], piece[0])
        own = [r for r in (attribution.cue, attribution.source) if r and overlap(r, gap)]
        sentence = any(doc[i].is_sent_start for i in range(gap[0], piece[0] + 1))
        if not own and not sentence and len(words(doc, gap)) <= _JOINED_GAP:
            joined[-1] = (joined[-1][0], piece[1])
        else:
            joined.append(piece)
    return joined
