"""Typed changes: one row per phenomenon."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.consolidate.changes import changes
from tests.consolidate.samples import quotation

Expected = list[tuple[str, str, str]]

ROWS: list[tuple[str, str, str, Expected]] = [
    ("the same", "The dam is safe.", "The dam is safe.", []),
    ("final comma", "The dam is safe.", "The dam is safe,", []),
    ("marks of another style", "It’s “safe” now", 'It\'s "safe" now', []),
    ("dash of another style", "It is safe — now", "It is safe--now", []),
    ("capital", "The dam is safe", "the dam is safe", [("typographic", "The", "the")]),
    ("comma inside", "It is safe, now", "It is safe now", [("typographic", "safe, now", "safe now")]),
    ("number word", "Ten dams are safe", "10 dams are safe", [("typographic", "Ten", "10")]),
    ("British spelling", "the colour of it", "the color of it", [("typographic", "colour", "color")]),
    ("contraction", "we have checked it", "we've checked it", [("typographic", "we have", "we've")]),
    ("start left out", "I think the dam is safe", "the dam is safe", [("trimmed", "I think", "")]),
    ("end left out", "the dam is safe and dry", "the dam is safe", [("trimmed", "and dry", "")]),
    ("longer than the reference", "the dam is safe", "the dam is safe and dry", [("trimmed", "", "and dry")]),
    ("ellipsis", "the dam, built in haste, is safe", "the dam … is safe", [("elided", "built in haste", "")]),
    ("dots", "the dam, built in haste, is safe", "the dam ... is safe", [("elided", "built in haste", "")]),
    ("insertion", "they are safe", "they [the dams] are safe", [("bracketed", "", "the dams")]),
    ("brackets for a word", "they are safe", "[the dams] are safe", [("bracketed", "they", "the dams")]),
    ("insertion in the reference", "they [dams] are safe", "they are safe", [("bracketed", "dams", "")]),
    ("the same word in brackets", "when he built it", "when [he] built it", [("bracketed", "he", "he")]),
    ("brackets in the reference", "[the dams] fell", "they fell", [("bracketed", "the dams", "they")]),
    ("another word", "the dam is safe", "the dam is sound", [("reworded", "safe", "sound")]),
    ("a word dropped", "the dam is very safe now", "the dam is safe now", [("reworded", "very", "")]),
    ("joined sentences", "It is safe. We know", "It is safe, we know", [("merged", "safe. We", "safe, we")]),
    (
        "another order",
        "In the spring we will know more, and the dam is safe",
        "the dam is safe and in the spring we will know more",
        [("typographic", "In", "in"), ("reordered", "the dam is safe", "the dam is safe")],
    ),
    ("number", "we counted 12 cracks", "we counted 20 cracks", [("number", "12", "20")]),
    ("name", "we asked Miller about it", "we asked Jones about it", [("name", "Miller", "Jones")]),
    ("title", "we asked Mr. Miller today", "we asked Judge Miller today", [("reworded", "Mr", "Judge")]),
    (
        "name by its initials",
        "we asked the EU about it",
        "we asked the European Union about it",
        [("reworded", "EU", "European Union")],
    ),
    (
        "names in freer words",
        "we asked people from Oslo yesterday",
        "we asked Bergen for more boats yesterday",
        [("reworded", "people from Oslo", "Bergen for more boats")],
    ),
    (
        "numbers in freer words",
        "we asked 12 of the men yesterday",
        "we asked more than 20 women in Oslo yesterday",
        [("reworded", "12 of the men", "more than 20 women in Oslo")],
    ),
    (
        "negation in freer words",
        "we held them so they did not speak yesterday",
        "we held them when the storm tore the roof yesterday",
        [("reworded", "so they did not speak", "when the storm tore the roof")],
    ),
    ("an answer", "we asked. No, I did, twice", "we asked. They did, twice", [("reworded", "No, I", "They")]),
    ("month, no modal", "it opens in May this year", "it opens in June this year", [("name", "May", "June")]),
    ("modal", "the dam will hold", "the dam could hold", [("modality", "will", "could")]),
    ("negation", "the dam is not safe", "the dam is safe", [("polarity", "not", "")]),
    ("slip of a letter", "we did not know it", "we did now know it", [("polarity", "not", "now")]),
    ("opposite", "they accept the plan", "they reject the plan", [("polarity", "accept", "reject")]),
    ("opposite by prefix", "it is legal", "it is illegal", [("polarity", "legal", "illegal")]),
    ("negated opposite", "it is hard to see", "it is not easy to see", [("reworded", "hard", "not easy")]),
    (
        "negated synonym",
        "she was quite frank about the cracks",
        "she was not very open about the cracks",
        [("polarity", "quite frank", "not very open"), ("reworded", "quite frank", "not very open")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("reference", "variant", "expected"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS]
)
def test_changes(reference: str, variant: str, expected: Expected) -> None:
    found = changes(quotation(reference), quotation(variant))
    assert [(change.kind, change.before, change.after) for change in found] == expected


PIECES = "the dam is not safe won't can't they've 10 [it] … U.S. May . , Miller and"
WORDS = st.lists(st.sampled_from(PIECES.split()), max_size=14)


@given(WORDS.map(" ".join), WORDS.map(" ".join))
def test_offsets_slice_back(reference: str, variant: str) -> None:
    first, second = (quotation(text or "x") for text in (reference, variant))
    for change in changes(first, second):
        assert change.before_at is not None
        assert change.after_at is not None
        assert first.text[slice(*change.before_at)] == change.before
        assert second.text[slice(*change.after_at)] == change.after


@given(WORDS.map(" ".join))
def test_a_wording_has_no_difference_from_itself(text: str) -> None:
    assert changes(quotation(text or "x"), quotation(text or "x")) == ()
