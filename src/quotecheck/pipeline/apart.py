"""Pieces of a content that belong apart: around a relative clause, behind an attribution, behind a colon.

"These are rules [that] observers say must change" reports what follows the cue alone; "It rained, she said, a
blow to the mayor" what stands before it. In "Lee said it rained: “We got wet.”" a claim and a quotation meet.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quotecheck.lexicon.clauses import is_clause
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import MARKS, Range, overlap, words

_RELATIVES = frozenset(["which", "who", "whom", "that"])
_JOINING = frozenset(["as", "and", "but", "while"])
_QUESTIONS = frozenset(["what", "how", "why", "whether"])
# A remark that begins with one of these behind an attribution is the reporter's.
_LOOSE = frozenset(["a", "an", "as", "amid", "despite", "without"])
_FEWEST_WORDS = 4


def around_cue(doc: Doc, attribution: Attribution, quoted: Sequence[Range]) -> None:
    """Drop an unmarked piece before or behind an attribution that is no part of what it reports."""
    cue, source, pieces = attribution.cue, attribution.source, attribution.pieces
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
