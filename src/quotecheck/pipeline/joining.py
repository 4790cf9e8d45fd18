"""Which marked stretches in a row are one quotation, two speakers' turns, or one that goes on.

A marked sentence that nothing else attributes goes on with the quotation before it; marks that close and open
again with nothing in between are another speaker's; a marked paragraph goes on from the one before it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from spacy.tokens import Doc

from quotecheck.models import Kind
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import MARKS, Content, Range, with_marks, words
from quotecheck.pipeline.structure import PARAGRAPHS
from quotecheck.pipeline.untagged import names_somebody

_SURE = 0.5  # a tagged content that is less probable joins no other


def join(doc: Doc, found: Sequence[Attribution]) -> list[Attribution]:
    """Let a marked sentence without attribution join the direct quotation before it in its paragraph."""
    starts = [span.start for span in doc.spans[PARAGRAPHS]]
    joined: list[Attribution] = []
    for one in found:
        before = _marked_before(doc, joined[-2:])
        beside = before and bisect_left(starts, one.start + 1) == bisect_left(starts, before.start + 1)
        if before is None or not beside or not _take_in(doc, before, one):
            joined.append(one)
    return joined


def _take_in(doc: Doc, before: Attribution, one: Attribution) -> bool:
    """Add a quotation to the one before it in its paragraph; False if it does not go on from that."""
    content, own = one.content, before.content
    if content is None or own is None or own.kind == "indirect" or not _goes_on(doc, one, before):
        return False
    if content.kind != "direct" and not _is_marked_sentence(doc, one):
        return False
    if _follows(doc, own.spans[-1], content.spans[0]):
        return False
    kind: Kind = "mixed" if "mixed" in (content.kind, own.kind) else "direct"
    before.content = Content((*_spans(doc, own, kind), *_spans(doc, content, kind)), kind)
    before.pieces += one.pieces
    return True


def _spans(doc: Doc, content: Content, kind: Kind) -> Sequence[Range]:
    """The stretches of a content that becomes part of a kind: a mixed quotation keeps its marks."""
    own = content.spans
    return own if content.kind == kind else [with_marks(doc, span, own) for span in own]


def _goes_on(doc: Doc, one: Attribution, before: Attribution) -> bool:
    """Whether nothing but what attributed the quotation before it attributes this one.

    Somebody else in the sentence of the reporting clause is part of it ("said the mayor, who resigned").
    """
    if one.cue not in (None, before.cue):
        return False
    if one.source in (None, before.source):
        return True
    return one.cue is None and one.source[1] <= one.start and _in_report(doc, before, one.source)


def _in_report(doc: Doc, before: Attribution, part: Range) -> bool:
    """Whether something follows a quotation in the sentence that attributes it."""
    told = before.cue or before.source
    if told is None or part[0] < max(told[0], before.start):
        return False
    return not any(doc[i].is_sent_start for i in range(told[0] + 1, part[0] + 1))


def _marked_before(doc: Doc, found: Sequence[Attribution]) -> Attribution | None:
    """The last quotation; passed over is an indirect one in its own reporting clause ("when asked about")."""
    last = found[-1] if found else None
    if last is None or last.content is None or last.content.kind != "indirect":
        return last
    before = _marked_before(doc, found[:-1])
    told = last.source or last.cue
    if before is None or told is None:
        return last
    return before if told == before.source or _in_report(doc, before, told) else last


def _is_marked_sentence(doc: Doc, one: Attribution) -> bool:
    """Whether a mixed quotation is a sentence of its own: "Its place will be “the old mill.”"."""
    if one.content is None or one.content.kind != "mixed" or one.score < _SURE:
        return False
    if len(one.content.spans) > 1:
        return False
    start, end = one.content.spans[0]
    return bool(doc[start].is_sent_start) and (
        end == len(doc) or doc[end].text == "." or doc[end - 1].text in MARKS
    )


def _follows(doc: Doc, one: Range, other: Range) -> bool:
    """Whether a marked stretch opens where another has closed, with nothing but marks and space between."""
    between = [token for token in doc[one[1] : other[0]] if not token.is_space]
    return len(between) > 1 and all(token.text in MARKS for token in between)


def turn_about(doc: Doc, attribution: Attribution) -> list[Attribution]:
    """Part a direct quotation where marks close and open again with nothing in between: another speaks."""
    content = attribution.content
    if content is None or content.kind != "direct":
        return [attribution]
    turns: list[list[Range]] = []
    for span in content.spans:
        if turns and not _follows(doc, turns[-1][-1], span):
            turns[-1].append(span)
        else:
            turns.append([span])
    told = attribution.cue or attribution.source
    own = min(turns, key=lambda turn: _gap(turn, told)) if told else turns[0]
    parts = []
    for turn in turns:
        one = attribution if turn is own else Attribution([], attribution.score)
        one.pieces, one.content = turn, Content(tuple(turn), "direct")
        parts.append(one)
    return parts


def _gap(turn: Sequence[Range], told: Range) -> int:
    """How far a turn is from what attributes it."""
    return min(max(start - told[1], told[0] - end) for start, end in turn)


def go_on(doc: Doc, found: list[Attribution]) -> None:
    """Let a marked paragraph without attribution go on from the quotation that ends the one before it."""
    bounds = [(span.start, span.end) for span in doc.spans[PARAGRAPHS]]
    starts = [start for start, _ in bounds]
    place = [max(0, bisect_left(starts, a.start + 1) - 1) for a in found]
    for index in range(1, len(found)):
        one, before = found[index], found[index - 1]
        if not _is_bare(one) or one.content is None or one.content.kind != "direct":
            continue
        if names_somebody(doc, (bounds[place[index]][0], one.start)) or _answers(doc, before, one):
            continue
        if place[index] == place[index - 1] + 1 and _ends_paragraph(doc, before, bounds[place[index - 1]][1]):
            one.continues = index - 1


def _answers(doc: Doc, before: Attribution, one: Attribution) -> bool:
    """Whether words follow a question that somebody asks, and are none: somebody else's answer."""
    ends = [a.content.spans[-1][1] - 1 for a in (before, one) if a.content is not None]
    return before.cls == "ask" and [doc[end].text == "?" for end in ends] == [True, False]


def _is_bare(attribution: Attribution) -> bool:
    return attribution.cue is None and attribution.source is None and attribution.lead is None


def _ends_paragraph(doc: Doc, attribution: Attribution, end: int) -> bool:
    if attribution.content is None or attribution.content.kind == "indirect":
        return False
    last = attribution.content.spans[-1][1]
    return not words(doc, (last, end)) or attribution.cue is not None
