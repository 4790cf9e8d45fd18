"""What the features say of two quotations."""

from __future__ import annotations

import pytest

from quotecheck.consolidate.features import PAIR, SETTING, Settings, pair_features, setting_features
from quotecheck.consolidate.profile import Profile, profiles
from quotecheck.models import Article, Kind, Speaker
from tests.consolidate.samples import article, quotation

SPEAKERS = [
    Speaker(id="ada", name="Ada Miller", kind="person"),
    Speaker(id="ben", name="Ben Jones", kind="person"),
    Speaker(id="a-clerk", name="a clerk", kind="unnamed"),
]
WHOLE = "We have inspected every pillar of the harbour bridge and found eleven serious cracks"
MIXED = 'the inspectors had come across "eleven serious cracks" in the harbour bridge'
OTHER = 'the inspectors had come across "a dozen rusty bolts" in the harbour bridge'

Side = tuple[str, Kind, str | None]
ROWS: list[tuple[str, Side, Side, dict[str, float]]] = [
    ("same words", (WHOLE, "direct", "ada"), (WHOLE, "direct", "ada"),
     {"contained": 1, "left_over": 0, "same_speaker": 1, "other_speaker": 0, "fragment": 0, "missing": 0}),
    ("two persons", (WHOLE, "direct", "ada"), (WHOLE, "direct", "ben"),
     {"same_speaker": 0, "other_speaker": 1}),
    ("an unnamed one", (WHOLE, "direct", "ada"), (WHOLE, "direct", "a-clerk"),
     {"same_speaker": 0, "other_speaker": 0}),
    ("nobody known", (WHOLE, "indirect", None), (WHOLE, "indirect", "ada"),
     {"same_speaker": 0, "other_speaker": 0, "indirect": 2, "unattributed": 2}),
    ("one is reported", (WHOLE, "direct", "ada"), (WHOLE, "indirect", "ada"),
     {"indirect": 1, "unattributed": 0}),
    ("a position", (WHOLE, "indirect", "a-clerk"), (WHOLE, "indirect", "a-clerk"),
     {"same_speaker": 1, "indirect": 2, "unattributed": 0, "position": 2}),
    ("marked words are there", (WHOLE, "direct", "ada"), (MIXED, "mixed", "ada"),
     {"verbatim": 1, "missing": 0}),
    ("marked words are not", (WHOLE, "direct", "ada"), (OTHER, "mixed", "ada"),
     {"verbatim": 0, "missing": 1}),
    ("a fragment", (WHOLE, "direct", "ada"), ("serious cracks", "direct", "ada"),
     {"fragment": 1, "contained": 1, "left_over": 0}),
    ("nothing in common", (WHOLE, "direct", "ada"), ("Nobody swims today", "direct", "ada"),
     {"contained": 0, "run": 0, "local": 0}),
]  # fmt: skip


def profiled(first: Side, second: Side) -> tuple[list[Profile], list[Article]]:
    quotations = [
        quotation(text, name=name, kind=kind, speaker=speaker)
        for name, (text, kind, speaker) in zip(("herald", "courier"), (first, second), strict=True)
    ]
    articles = [article(q.article, f"{q.text} A gale hit the lighthouse of Brighton.") for q in quotations]
    return profiles(quotations, articles), articles


@pytest.mark.parametrize(("first", "second", "expected"), [r[1:] for r in ROWS], ids=[r[0] for r in ROWS])
def test_features(first: Side, second: Side, expected: dict[str, float]) -> None:
    (one, other), articles = profiled(first, second)
    settings = Settings(articles, SPEAKERS)
    for a, b in ((one, other), (other, one)):
        found = dict(zip(PAIR, pair_features(a, b, settings), strict=True))
        assert {name: found[name] for name in expected} == pytest.approx(expected)


def test_words_nearby_count_over_articles_only() -> None:
    (one, other), articles = profiled((WHOLE, "direct", "ada"), (WHOLE, "direct", "ada"))
    settings = Settings(articles, SPEAKERS)
    (across,) = setting_features(one, other, settings)
    assert len(SETTING) == 1
    assert across > 1
    assert setting_features(one, one, settings) == (0.0,)
