"""Links that a page runs into the text: where they stand, and that nobody's words hold them."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spacy.tokens import Doc

from quotecheck.pipeline.linking import find
from quotecheck.pipeline.structure import first_tokens
from quotecheck.pipeline.teasers import find_teasers, masked

TEASER = " Ann “Bo” B. LeeBridge 'closes' for good. Thin ice worries skaters MORE"
ROWS = [
    ("behind a name", f"Mayor Ann Lee{TEASER} said it rained.", [TEASER]),
    ("without headlines", "Ann Lee Ann B. LeeMORE said it rained.", [" Ann B. LeeMORE"]),
    (
        "headline that begins with a number",
        "Ann Lee Ann Lee2020 brings thin ice MORE.",
        [" Ann Lee2020 brings thin ice MORE"],
    ),
    (
        "two",
        f"Ann Lee{TEASER} and Bo Berg Bo BergThe ice is thin MORE left.",
        [TEASER, " Bo BergThe ice is thin MORE"],
    ),
    ("a name alone", "Ann Lee Ann Lee said MORE of it.", []),
    ("a word in capitals", "Ann Lee wants MORE ice and Bo Berg has MORE.", []),
    ("over paragraphs", "Ann Lee Ann LeeThe ice\nis thin MORE.", []),
]


@pytest.mark.parametrize(("phenomenon", "text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_teasers(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in find_teasers(text)] == expected


@given(st.lists(st.sampled_from(["Ann Lee", TEASER, " said", " MORE", " “no", "” ", "\n"])).map("".join))
def test_a_masked_text_is_as_long_and_has_no_teasers(text: str) -> None:
    hidden = masked(text, find_teasers(text))
    assert len(hidden) == len(text)
    assert find_teasers(hidden) == []


def test_content_is_parted_and_marks_are_none(tagged: Callable[[str], Doc]) -> None:
    doc = tagged(f"{{source:Bo Berg}} {{cue:said}} {{content:Mayor Ann Lee{TEASER} was on the ice}}.")
    [one] = find(doc)
    assert one.content is not None
    assert one.content.kind == "indirect"
    assert [doc[start:end].text for start, end in one.content.spans] == ["Mayor Ann Lee", "was on the ice"]
    assert first_tokens(doc) == [0]
