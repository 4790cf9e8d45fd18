"""A variant's wording cut at its changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.consolidate.samples import printed

from quotecheck.consolidate.profile import profiles
from quotecheck.consolidate.utterances import build
from quotecheck.models import Utterance, Variant
from quotecheck.output.marking import stretches

LONG = "We have inspected every pillar of the harbour bridge and found eleven serious cracks in it"


def utterance(other: str) -> Utterance:
    first, second = printed("one", LONG), printed("two", other)
    articles = [first[0], second[0]]
    return build(profiles([*first[1], *second[1]], articles), articles)


def variant(other: str) -> Variant:
    return next(v for v in utterance(other).variants if not v.reference)


ROWS: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("the same", LONG, [(LONG, "")]),
    ("a word", LONG.replace("serious", "small"), [("small", "serious")]),
    ("missing", LONG.removesuffix(" in it"), [("", "in it")]),
]


@pytest.mark.parametrize(("other", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_what_differs_is_a_stretch_of_its_own(other: str, expected: list[tuple[str, str]]) -> None:
    found = [(s.text, s.before) for s in stretches(variant(other)) if s.kinds] or [(LONG, "")]
    assert found == expected


@given(st.sets(st.integers(0, 15), max_size=5))
def test_joined_stretches_are_the_wording(dropped: set[int]) -> None:
    words = [word for k, word in enumerate(LONG.split()) if k not in dropped]
    for one in utterance(" ".join(words)).variants:
        assert "".join(stretch.text for stretch in stretches(one)) == one.text
