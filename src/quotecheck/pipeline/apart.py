"""Pieces of a content that belong apart: around a relative clause, on both sides of a cue, behind a colon.

"These are rules [that] observers say must change" reports what follows the cue alone; "It rained, she said, a
blow to the mayor" what stands before it. In "Lee said it rained: “We got wet.”" a claim and a quotation meet.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quotecheck.lexicon.clauses import is_clause, is_whole_clause
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import MARKS, Content, Range, overlap, words
from quotecheck.pipeline.layout import dateline_length

_RELATIVES = frozenset(["which", "who", "whom", "that"])
_JOINING = frozenset(["as", "and", "but", "while"])
_QUESTIONS = frozenset(["what", "how", "why", "whether"])
# A remark that begins with one of these behind an attribution is the reporter's.
_LOOSE = frozenset(["a", "an", "as", "amid", "despite", "without"])
_FEWEST_WORDS = 4
_DATELINE_ROOM = 20  # tokens


def around_cue(doc: Doc, attribution: Attribution, quoted: Sequence[Range]) -> None:
    """Drop an unmarked piece before or behind an attribution that is no part of what it reports."""
    cue, source = attribution.cue, attribution.source
    if cue is not None and len(attribution.pieces) > 1:
        attribution.pieces = [p for p in attribution.pieces if not _is_adverb(doc, p, cue)]
    pieces = attribution.pieces
    if cue is None or source is None or any(overlap(piece, q) for piece in pieces for q in quoted):
        return
    start, end = min(cue[0], source[0]), max(cue[1], source[1])
    before, behind = [p for p in pieces if p[1] <= start], [p for p in pieces if p[0] >= end]
    if not before or not behind:
        return
    if _modifies(doc, before[-1], source, cue):
        attribution.pieces = behind
    elif _is_claim(doc, before[0]) and _is_loose(doc, behind[0]):
        attribution.pieces = before


def _is_adverb(doc: Doc, piece: Range, cue: Range) -> bool:
    """Whether a piece is the adverb behind its cue: "“No,” she said [finally]"."""
    return piece == (cue[1], cue[1] + 1) and doc[piece[0]].lower_.endswith("ly")


def _modifies(doc: Doc, piece: Range, source: Range, cue: Range) -> bool:
    """Whether an attribution goes with the noun before it: "rules experts say", "rules, which she says"."""
    between = [doc[i].lower_ for i in range(piece[1], source[0])]
    relative = doc[piece[1] - 1].lower_ in _RELATIVES or not _RELATIVES.isdisjoint(between)
    joined = doc[source[0] - 1].is_alpha and doc[source[0] - 1].lower_ not in _JOINING
    return source[1] <= cue[0] and (joined or relative)


def _is_claim(doc: Doc, piece: Range) -> bool:
    own = [doc[i].lower_ for i in words(doc, piece)]
    return len(own) >= _FEWEST_WORDS and own[0] not in _QUESTIONS and is_clause(own)


def _is_loose(doc: Doc, piece: Range) -> bool:
    """Whether what follows an attribution is a remark: "…, she said, a blow to the mayor"."""
    own = [doc[i].lower_ for i in words(doc, piece)]
    return not _LOOSE.isdisjoint(own[:1]) or (own[:1] == ["and"] and not _LOOSE.isdisjoint(own[1:2]))


def at_colon(doc: Doc, attribution: Attribution, quoted: Sequence[Range]) -> list[Attribution]:
    """Part a claim from the marked sentence behind its colon, which its source says too."""
    cue, pieces = attribution.cue, attribution.pieces
    if cue is None or attribution.source is None:
        return [attribution]
    for index, (start, end) in enumerate(pieces):
        stop = next((q[0] for q in quoted if q[0] > start), None)
        colon = stop - 2 if stop is not None else 0
        parted = start < colon and doc[colon].text == ":" and doc[colon + 1].text in MARKS
        if not parted or stop is None or start < cue[1] or not _is_claim(doc, (start, colon)):
            continue
        rest = [(stop, end)] if stop < end else []
        rest += pieces[index + 1 :]
        if index or not rest or not doc[rest[0][0]].text[0].isupper() or _in_sentence(doc, start, colon):
            continue
        attribution.pieces = [(start, min(end, colon))]
        return [attribution, Attribution(rest, attribution.score, (colon, colon + 1), attribution.source)]
    return [attribution]


def _in_sentence(doc: Doc, start: int, end: int) -> bool:
    return any(doc[i].is_sent_start for i in range(start + 1, end))


def at_cue(doc: Doc, attribution: Attribution) -> list[Attribution]:
    """Part a whole clause in marks before a cue from what else of the cue's sentence holds marks.

    "“The ice is thin,” Lee said in a speech billed as “a call to arms”" gives two quotations; a sentence that
    is quoted on both sides of its cue is one.
    """
    content, cue = attribution.content, attribution.cue
    if content is None or content.kind != "mixed" or cue is None or len(content.spans) != 2:
        return [attribution]
    (start, end), behind = content.spans
    sentence = any(doc[i].is_sent_start for i in range(cue[1], behind[0] + 1))
    if not end <= cue[0] < cue[1] <= behind[0] or sentence or not _is_marked_clause(doc, (start, end)):
        return [attribution]
    if doc[behind[0]].text in MARKS | {"and", "but", "that"}:
        return [attribution]
    own = (start + 1, end - 1)
    attribution.pieces, attribution.content = [own], Content((own,), "direct")
    if all(doc[i].text not in MARKS for i in range(*behind)):
        return [attribution]
    rest = Content((behind,), "mixed")
    return [attribution, Attribution([behind], attribution.score, source=attribution.source, content=rest)]


def _is_marked_clause(doc: Doc, span: Range) -> bool:
    """Whether a stretch is a clause with its subject, in marks that a comma ends."""
    start, end = span
    if doc[start].text not in MARKS or doc[end - 1].text not in MARKS or doc[end - 2].text != ",":
        return False
    return is_whole_clause([doc[i].lower_ for i in words(doc, span)])


def past_dateline(doc: Doc, span: Range) -> int:
    """The first token of a content behind the place and agency that a paragraph begins with."""
    start, end = span
    if not doc[start].is_sent_start:
        return start
    behind = doc[start].idx + dateline_length(doc[start : min(end, start + _DATELINE_ROOM)].text)
    return next((i for i in range(start, end) if doc[i].idx >= behind), start)
