"""Documents as numbers."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from quotecheck.pipeline.tokenizer import blank_english
from quotecheck.pipeline.windows import CLOSES, INSIDE, OPENS, OUTSIDE, STRAY, cut, encode, shape
from quotecheck.pipeline.wordpiece import SPECIAL, WordPiece, basic_words

LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,:;!?'\"-$%"
PIECES = [*SPECIAL, *LETTERS, *(f"##{letter}" for letter in LETTERS), "say", "##ing", "mayor", "the"]


@pytest.fixture(scope="module")
def nlp() -> Language:
    made = blank_english()
    made.add_pipe("quotecheck_marks")
    return made


PIECE_ROWS = [
    ("longest piece first", "saying", ["say", "##ing"]),
    ("case does not count", "Mayor", ["mayor"]),
    ("accents are dropped", "Thé", ["the"]),
    ("punctuation stands alone", "say.ing", ["say", ".", "i", "##n", "##g"]),
    ("too long for a word", "x" * 101, ["[UNK]"]),
    ("unknown letters", "слово", ["[UNK]"]),
]


@pytest.mark.parametrize(("name", "word", "expected"), PIECE_ROWS, ids=[row[0] for row in PIECE_ROWS])
def test_word_pieces(name: str, word: str, expected: list[str]) -> None:
    wordpiece = WordPiece(PIECES)
    assert [wordpiece.pieces[number] for number in wordpiece.encode(word)] == expected


@given(st.text(max_size=12))
def test_every_word_has_a_piece(word: str) -> None:
    assert WordPiece(PIECES).encode(word)
    assert basic_words(word)


MARK_ROWS = [
    ("curly", "“Go,” he said.", [OPENS, INSIDE, INSIDE, CLOSES, OUTSIDE, OUTSIDE, OUTSIDE]),
    ("doubled", "''Go,'' he said.", [OPENS, INSIDE, INSIDE, CLOSES, OUTSIDE, OUTSIDE, OUTSIDE]),
    ("stray", "He said go.”", [OUTSIDE, OUTSIDE, OUTSIDE, OUTSIDE, STRAY]),
]


@pytest.mark.parametrize(("name", "text", "expected"), MARK_ROWS, ids=[row[0] for row in MARK_ROWS])
def test_marks(nlp: Language, name: str, text: str, expected: list[int]) -> None:
    assert encode(nlp(text), WordPiece(PIECES)).marks.tolist() == expected


def test_styles_of_marks_look_alike(nlp: Language) -> None:
    wordpiece = WordPiece(PIECES)
    styles = [
        encode(nlp(text), wordpiece).pieces
        for text in ("“Go,” he said.", '"Go," he said.', "''Go,'' he said.")
    ]
    assert styles[0] == styles[1] == styles[2]


def test_paragraphs_are_parted(nlp: Language) -> None:
    encoded = encode(nlp("One line.\n\nAnother line."), WordPiece(PIECES))
    assert encoded.breaks.tolist() == [False, False, False, True, False, False, False]


@given(
    st.lists(st.sampled_from(["word ", "A sentence. ", "\n\n", "“Hm,” she said. "]), max_size=60),
    st.integers(8, 40),
)
@settings(deadline=None, max_examples=40)
def test_windows_cover_the_document_in_order(parts: list[str], most: int) -> None:
    nlp = blank_english()
    nlp.add_pipe("quotecheck_marks")
    encoded = encode(nlp("".join(parts)), WordPiece(PIECES))
    windows = list(cut(encoded, first=most // 2, most=most))
    assert [token for start, end in windows for token in range(start, end)] == list(
        range(len(encoded.pieces))
    )
    assert all(sum(map(len, encoded.pieces[start:end])) <= most or end - start == 1 for start, end in windows)


@pytest.mark.parametrize(
    ("word", "expected"),
    [("the", 1), ("The", 2), ("A", 2), ("NATO", 3), ("McCain", 4), ("2016", 5), ("“", 0), ("U.S.", 2)],
)
def test_shapes(word: str, expected: int) -> None:
    assert shape(word) == expected
