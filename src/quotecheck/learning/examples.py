"""Texts with marked spans -> documents as numbers with one label per token."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from spacy.language import Language

from quotecheck.pipeline import labels
from quotecheck.pipeline.trimming import trimmed
from quotecheck.pipeline.windows import Encoded, Ints, encode
from quotecheck.pipeline.wordpiece import WordPiece

Marked = tuple[int, int, str]


@dataclass(frozen=True)
class Example:
    """A document and the label number of each of its tokens."""

    encoded: Encoded
    labels: Ints


class ExampleMaker:
    """Makes examples; a text that comes again, marked by another person, is encoded once.

    Args:
        nlp: Tokenizer and the pairing of marks.
        wordpiece: The model's vocabulary.
        kinds: Names of the span kinds, in the order of the labels.
    """

    def __init__(self, nlp: Language, wordpiece: WordPiece, kinds: Sequence[str]) -> None:
        self.nlp, self.wordpiece, self.kinds = nlp, wordpiece, list(kinds)
        self._last: tuple[str, Encoded, Ints, Ints] | None = None

    def __call__(self, text: str, marked: Iterable[Marked]) -> Example:
        """Labels a text; of overlapping spans the later kind wins, edges are trimmed."""
        encoded, starts, ends = self._encoded(text)
        found = []
        for start, end, kind in sorted(marked, key=lambda span: -self.kinds.index(span[2])):
            start, end = trimmed(text, start, end)
            first = int(np.searchsorted(ends, start, side="right"))
            last = int(np.searchsorted(starts, end, side="left"))
            if first < last:
                found.append((first, last, self.kinds.index(kind)))
        return Example(encoded, np.array(labels.numbers(len(starts), found), dtype=np.int64))

    def _encoded(self, text: str) -> tuple[Encoded, Ints, Ints]:
        if self._last is None or self._last[0] != text:
            doc = self.nlp(text)
            encoded = encode(doc, self.wordpiece)
            starts = np.array([doc[int(i)].idx for i in encoded.tokens], dtype=np.int64)
            ends = starts + np.array([len(doc[int(i)]) for i in encoded.tokens], dtype=np.int64)
            self._last = (text, encoded, starts, ends)
        return self._last[1:]
