"""WordPiece as BERT's uncased models use it (Schuster & Nakajima 2012; Devlin et al. 2019)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

UNKNOWN, START, SEPARATOR, MASK, PADDING = "[UNK]", "[CLS]", "[SEP]", "[MASK]", "[PAD]"
SPECIAL = (PADDING, UNKNOWN, START, SEPARATOR, MASK)
# Longer ones are no words, and would not fit a window.
_LONGEST_WORD = 100
_MOST_REMEMBERED = 200_000


class WordPiece:
    """Splits single words into the longest pieces that the vocabulary holds.

    Args:
        pieces: The vocabulary; a piece's position is its number. Pieces that go on inside a word
            begin with ``##``.
    """

    def __init__(self, pieces: Iterable[str]) -> None:
        self.pieces = list(pieces)
        self.numbers = {piece: number for number, piece in enumerate(self.pieces)}
        self._known: dict[str, tuple[int, ...]] = {}

    def encode(self, word: str) -> tuple[int, ...]:
        """Numbers of a word's pieces, at least one."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _MOST_REMEMBERED:
                self._known.clear()
            parts = basic_words(word) if len(word) <= _LONGEST_WORD else [UNKNOWN]
            found = tuple(self.numbers[piece] for part in parts for piece in self._split(part))
            self._known[word] = found
        return found

    def _split(self, word: str) -> list[str]:
        if word == UNKNOWN:
            return [UNKNOWN]
        found: list[str] = []
        start = 0
        while start < len(word):
            prefix = "##" if start else ""
            for end in range(len(word), start, -1):
                piece = prefix + word[start:end]
                if piece in self.numbers:
                    found.append(piece)
                    start = end
                    break
            else:
                return [UNKNOWN]
        return found


def basic_words(text: str) -> list[str]:
    """Lower case, no accents, punctuation apart; never empty, so that every token has a piece."""
    plain = unicodedata.normalize("NFD", text.lower())
    spaced = "".join(
        f" {letter} " if _stands_alone(letter) else letter
        for letter in plain
        if unicodedata.category(letter) not in {"Mn", "Cc", "Cf"}
    )
    return spaced.split() or [UNKNOWN]


def _stands_alone(letter: str) -> bool:
    if letter.isascii():
        return not letter.isalnum() and not letter.isspace()
    return unicodedata.category(letter).startswith(("P", "S")) or "\u4e00" <= letter <= "\u9fff"
