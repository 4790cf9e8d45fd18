"""Which pairs of quotations are looked at."""

from __future__ import annotations

import datetime as dt

import pytest

from quotecheck.consolidate.candidates import candidates
from quotecheck.consolidate.profile import profiles
from tests.consolidate.samples import DAY, article, quotation

LONG = (
    "The ferry will not sail before the harbour master has inspected the rudder, counted the lifeboats and "
    "heard the stranded passengers of three earlier crossings"
)
BARELY = "Nobody apologised to the stranded islanders, whose sheep, mail and medicine wait on a windy quay"
SLIGHT = "The ferry is late"

PAIRS = [
    ("the same words", LONG, LONG, "ada", None, 0, True),
    ("other words", LONG, "Nobody swims in winter", "ada", "ada", 0, False),
    ("within the window", LONG, LONG, "ada", "ada", 10, True),
    ("outside the window", LONG, LONG, "ada", "ada", 11, False),
    ("a short one that shares a word", LONG, SLIGHT, "ada", "ben", 0, True),
    ("one word of many, one speaker", LONG, BARELY, "ada", "ada", 0, True),
    ("one word of many, two speakers", LONG, BARELY, "ada", "ben", 0, False),
    ("one word of many, nobody known", LONG, BARELY, None, None, 0, False),
]


@pytest.mark.parametrize(
    ("first", "second", "speaker", "other", "later", "expected"),
    [row[1:] for row in PAIRS],
    ids=[row[0] for row in PAIRS],
)
def test_pairs_worth_comparing(
    first: str, second: str, speaker: str | None, other: str | None, later: int, expected: bool
) -> None:
    sides = (("herald", first, speaker, 0), ("courier", second, other, later))
    articles = [article(name, text, DAY + dt.timedelta(days=days)) for name, text, _, days in sides]
    made = [quotation(text, name=name, speaker=who) for name, text, who, _ in sides]
    assert list(candidates(profiles(made, articles), 10)) == ([(0, 1)] if expected else [])
