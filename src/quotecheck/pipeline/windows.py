"""Documents as numbers: word pieces, marks and shapes of their tokens, cut into windows.

Training and running use this one module, so that the model always sees what it learned from.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from spacy.tokens import Doc, Token

from quotecheck.pipeline.paragraphs import paragraphs
from quotecheck.pipeline.teasers import tokens_of
from quotecheck.pipeline.wordpiece import SEPARATOR, START, WordPiece

Ints = npt.NDArray[np.int64]

WINDOW = 253
OUTSIDE, INSIDE, OPENS, CLOSES, STRAY = range(5)
SHAPES = ("other", "lower", "title", "upper", "mixed", "digit")
_DOUBLE = frozenset('"“”„‟«»〝〞＂❝❞') | {"''", "``"}
_SINGLE = frozenset("'‘’‚‛‹›`")
_SENTENCE_ENDS = frozenset(".!?")


@dataclass(frozen=True)
class Encoded:
    """A document's tokens as numbers; blanks that part no paragraphs, and teasers, are left out.

    Attributes:
        tokens: Index in the document of each kept token, shape (tokens,).
        pieces: Numbers of each token's word pieces; a break between paragraphs is one separator.
        marks: `OUTSIDE` … `STRAY`, shape (tokens,).
        shapes: Positions in `SHAPES`, shape (tokens,).
        breaks: True between paragraphs, shape (tokens,).
        ends: True at tokens after which a long paragraph may be cut, shape (tokens,).
    """

    tokens: Ints
    pieces: Sequence[tuple[int, ...]]
    marks: Ints
    shapes: Ints
    breaks: npt.NDArray[np.bool_]
    ends: npt.NDArray[np.bool_]


def encode(doc: Doc, wordpiece: WordPiece) -> Encoded:
    """Turns a document with ``doc.spans["quoted"]`` into numbers."""
    borders = {end for _, end in paragraphs(doc.text)}
    hidden = tokens_of(doc)
    kept = [t for t in doc if (not t.is_space or _parts(t, borders)) and t.i not in hidden]
    states = mark_states(doc)
    separator = (wordpiece.numbers[SEPARATOR],)
    return Encoded(
        tokens=np.array([token.i for token in kept], dtype=np.int64),
        pieces=[
            separator if token.is_space else _pieces(token.text, states[token.i], wordpiece) for token in kept
        ],
        marks=np.array([states[token.i] for token in kept], dtype=np.int64),
        shapes=np.array([shape(token.text) for token in kept], dtype=np.int64),
        breaks=np.array([token.is_space for token in kept], dtype=np.bool_),
        ends=np.array([token.text in _SENTENCE_ENDS for token in kept], dtype=np.bool_),
    )


def _parts(blank: Token, borders: set[int]) -> bool:
    """Whether a blank token lies directly behind a paragraph."""
    return blank.i > 0 and (blank.idx in borders or blank.idx - 1 in borders)


def _pieces(text: str, state: int, wordpiece: WordPiece) -> tuple[int, ...]:
    """All double marks, and single marks that quote, look alike to the model."""
    is_mark = text in _DOUBLE or (text in _SINGLE and state in {OPENS, CLOSES})
    return wordpiece.encode('"' if is_mark else text)


def mark_states(doc: Doc) -> list[int]:
    """Says of each token whether it stands between marks or is one: `OUTSIDE` … `STRAY`."""
    states = [STRAY if token.text in _DOUBLE else OUTSIDE for token in doc]
    quoted = sorted(doc.spans.get("quoted", ()), key=lambda span: span.start - span.end)
    for span in quoted:
        states[span.start : span.end] = [INSIDE] * len(span)
    for span in quoted:
        if span.start and doc[span.start - 1].text in _DOUBLE | _SINGLE:
            states[span.start - 1] = OPENS
        if span.end < len(doc) and doc[span.end].text in _DOUBLE | _SINGLE:
            states[span.end] = CLOSES
    return states


def shape(text: str) -> int:
    """The letter case of a token, which the pieces do not show."""
    if text.isalpha():
        if text.islower():
            return 1
        if text.isupper() and len(text) > 1:
            return 3
        return 2 if (text[0].isupper() and text[1:].islower()) or len(text) == 1 else 4
    if text[0].isdigit():
        return 5
    return 0 if not text[0].isalpha() else 2 if text[0].isupper() else 4


def cut(encoded: Encoded, first: int = WINDOW, most: int = WINDOW) -> Iterator[tuple[int, int]]:
    """Packs neighbouring paragraphs into windows of at most so many pieces.

    Args:
        encoded: The document.
        first: Room in the first window; training varies it, so that borders differ.
        most: Room in all others.

    Yields:
        Half-open ranges of tokens that cover the document.
    """
    start, used, room = 0, 0, first
    safe, safe_strong = 0, False
    index, total = 0, len(encoded.pieces)
    lengths = [len(pieces) for pieces in encoded.pieces]
    while index < total:
        if used + lengths[index] > room and index > start:
            end = safe if safe > start else index
            yield start, end
            start, index, used, room, safe, safe_strong = end, end, 0, most, end, False
            continue
        used += lengths[index]
        index += 1
        if encoded.breaks[index - 1]:
            safe, safe_strong = index, True
        elif encoded.ends[index - 1] and not safe_strong:
            safe = index
    if start < total:
        yield start, total


@dataclass(frozen=True)
class Batch:
    """Windows of like length as arrays.

    Attributes:
        ids: Word pieces, shape (windows, pieces); padded with 0.
        marks: Mark states per piece, same shape.
        shapes: Letter cases per piece, same shape.
        mask: 1 at pieces, 0 at padding, same shape.
        first: Position of each token's first piece, shape (windows, tokens); padded with 0.
        lengths: Tokens per window, shape (windows,).
    """

    ids: Ints
    marks: Ints
    shapes: Ints
    mask: Ints
    first: Ints
    lengths: Ints


def batch(windows: Sequence[tuple[Encoded, int, int]], wordpiece: WordPiece, step: int = 1) -> Batch:
    """Lays windows (document, first token, one past the last) side by side.

    Args:
        windows: Not empty.
        wordpiece: The vocabulary.
        step: Both widths are rounded up to a multiple of this.
    """
    opening = wordpiece.numbers[START]
    rows = [_row(encoded, start, end, opening) for encoded, start, end in windows]
    width = _up(max(row[0].size for row in rows), step)
    tokens = _up(max(end - start for _, start, end in windows), step)
    ids, marks, shapes, mask = (np.zeros((len(rows), width), dtype=np.int64) for _ in range(4))
    first = np.zeros((len(rows), tokens), dtype=np.int64)
    for place, (row_ids, row_marks, row_shapes, row_first) in enumerate(rows):
        ids[place, : row_ids.size] = row_ids
        marks[place, : row_ids.size] = row_marks
        shapes[place, : row_ids.size] = row_shapes
        mask[place, : row_ids.size] = 1
        first[place, : row_first.size] = row_first
    lengths = np.array([end - start for _, start, end in windows], dtype=np.int64)
    return Batch(ids, marks, shapes, mask, first, lengths)


def _up(number: int, step: int) -> int:
    return -(-number // step) * step


def _row(encoded: Encoded, start: int, end: int, opening: int) -> tuple[Ints, Ints, Ints, Ints]:
    pieces = encoded.pieces[start:end]
    counts = np.fromiter((len(p) for p in pieces), dtype=np.int64, count=len(pieces))
    ids = np.fromiter((number for p in pieces for number in p), dtype=np.int64, count=int(counts.sum()))
    first = np.cumsum(counts) - counts + 1
    marks = np.repeat(encoded.marks[start:end], counts)
    shapes = np.repeat(encoded.shapes[start:end], counts)
    return (
        np.concatenate(([opening], ids)),
        np.concatenate(([0], marks)),
        np.concatenate(([0], shapes)),
        first,
    )
