"""What the features say of two quotations."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.consolidate.decision import SURE, log_odds, weights
from quotecheck.consolidate.features import (
    ALIGNED,
    MOST,
    NEXT,
    PAIR,
    SETTING,
    UNIT,
    aligned_bound,
    aligned_features,
    pair_features,
    setting_features,
)
from quotecheck.consolidate.profile import FUNCTION_BITS, Profile, Wording, profiles
from quotecheck.consolidate.settings import Settings
from quotecheck.lexicon.rarity import information
from quotecheck.models import Article, Cue, Kind, Speaker
from tests.consolidate.samples import DAY, article, quotation

SPEAKERS = [
    Speaker(id="ada", name="Ada Miller", kind="person"),
    Speaker(id="ben", name="Ben Jones", kind="person"),
    Speaker(id="a-clerk", name="a clerk", kind="unnamed"),
    Speaker(id="clerk", name="a harbour clerk", kind="unnamed"),
    Speaker(id="the-clerk", name="the harbour clerk", kind="unnamed"),
    Speaker(id="clerks", name="two clerks of the harbour", kind="unnamed"),
    Speaker(id="porter", name="a harbour porter", kind="unnamed"),
    Speaker(id="guild", name="Masons Guild", kind="organization"),
    Speaker(id="board", name="Harbour Board", kind="organization"),
    Speaker(id="norway", name="Norway", kind="organization"),
    Speaker(id="kenya", name="Kenya", kind="organization"),
]
WHOLE = "We have inspected every pillar of the harbour bridge and found eleven serious cracks"
MIXED = 'the inspectors had come across "eleven serious cracks" in the harbour bridge'
CHANGED = WHOLE.replace("inspected", "photographed")
CUT = WHOLE.replace("every pillar of ", "every ")
OTHER = 'the inspectors had come across "a dozen rusty bolts" in the harbour bridge'


def amount(text: str) -> float:
    return math.log2(1 + Wording(text).weight / UNIT)


Side = tuple[str, Kind, str | None]
ROWS: list[tuple[str, Side, Side, dict[str, float]]] = [
    ("same words", (WHOLE, "direct", "ada"), (WHOLE, "direct", "ada"),
     {"left_over": 0, "longer": 0, "same_speaker": 1, "other_speaker": 0, "told": 0, "apart": 0}),
    ("two persons", (WHOLE, "direct", "ada"), (WHOLE, "direct", "ben"),
     {"same_speaker": 0, "other_speaker": 1}),
    ("a person and an organisation", (WHOLE, "direct", "ada"), (WHOLE, "direct", "guild"),
     {"same_speaker": 0, "other_speaker": 1}),
    ("two organisations", (WHOLE, "direct", "guild"), (WHOLE, "direct", "board"),
     {"same_speaker": 0, "other_speaker": 0}),
    ("two countries", (WHOLE, "direct", "norway"), (WHOLE, "direct", "kenya"),
     {"same_speaker": 0, "other_speaker": 1}),
    ("an unnamed one", (WHOLE, "direct", "ada"), (WHOLE, "direct", "a-clerk"),
     {"same_speaker": 0, "other_speaker": 0}),
    ("nobody known", (WHOLE, "indirect", None), (WHOLE, "indirect", "ada"),
     {"same_speaker": 0, "other_speaker": 0}),
    ("marked words are there", (WHOLE, "direct", "ada"), (MIXED, "mixed", "ada"),
     {"verbatim": 1, "told": 0, "replaced": 0}),
    ("marked words are not", (WHOLE, "direct", "ada"), (OTHER, "mixed", "ada"),
     {"verbatim": 0, "told": 0}),
    ("words put for others between marks", (WHOLE, "direct", "ada"), (CHANGED, "direct", "ada"),
     {"replaced": math.log2(1 + information("photograph") / UNIT), "stretch": math.log2(12)}),
    ("words left out between others", (WHOLE, "direct", "ada"), (CUT, "direct", "ada"),
     {"replaced": 0, "dropped": math.log2(1 + (information("pillar") + FUNCTION_BITS) / UNIT),
      "stretch": math.log2(9)}),
    ("words left out where one is told", (WHOLE, "direct", "ada"), (CUT, "indirect", "ada"),
     {"replaced": 0, "dropped": 0, "stretch": 0, "told": 0}),
    ("a fragment", (WHOLE, "direct", "ada"), ("serious cracks", "direct", "ada"),
     {"shared": math.log2(3), "left_over": 0}),
    ("marked words within others, one speaker", (WHOLE, "direct", "ada"), (MIXED, "mixed", "ada"),
     {"whole": amount("eleven serious cracks")}),
    ("marked words within others, two speakers", (WHOLE, "direct", "ada"), (MIXED, "mixed", "ben"),
     {"whole": 0}),
    ("marked words within others, nobody known", (WHOLE, "direct", None), (MIXED, "mixed", None),
     {"whole": 0}),
    ("marked words parted by another", (WHOLE, "direct", "ada"), ("serious old cracks", "direct", "ada"),
     {"whole": 0}),
    ("words within others, no marks", (WHOLE, "direct", "ada"), ("serious cracks", "indirect", "ada"),
     {"whole": 0}),
    ("nothing in common", (WHOLE, "direct", "ada"), ("Nobody swims today", "direct", "ada"),
     {"shared": 0, "local": 0}),
]  # fmt: skip


NAMES = (*PAIR, *ALIGNED, *SETTING)


def features(one: Profile, other: Profile, settings: Settings) -> dict[str, float]:
    aligned = aligned_features(one, other)
    found = (*pair_features(one, other, settings), *aligned, *setting_features(one, other, settings))
    return dict(zip(NAMES, found, strict=True))


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
        found = features(a, b, settings)
        assert {name: found[name] for name in expected} == pytest.approx(expected)


TOLD: list[tuple[str, Kind, Kind, bool]] = [
    ("both indirect", "indirect", "indirect", True),
    ("one with marks in it", "indirect", "mixed", True),
    ("one direct", "indirect", "direct", False),
    ("marks in both", "mixed", "mixed", False),
]


@pytest.mark.parametrize(("first", "second", "expected"), [r[1:] for r in TOLD], ids=[r[0] for r in TOLD])
def test_what_is_told_is_marked(first: Kind, second: Kind, expected: bool) -> None:
    (one, other), articles = profiled((WHOLE, first, None), (WHOLE, second, None))
    assert features(one, other, Settings(articles, SPEAKERS))["told"] == expected


CUES = [
    ("say", "say", "indirect", True, False),
    ("say", "say", "direct", False, False),
    ("say", "argue", "indirect", False, False),
    ("admit", "reveal", "indirect", False, True),
    ("admit", "say", "indirect", False, False),
    ("admit", "reveal", "direct", False, False),
]


@pytest.mark.parametrize(("first", "second", "kind", "same", "acts"), CUES)
def test_verbs_count_beside_reported_words(
    first: str, second: str, kind: Kind, same: bool, acts: bool
) -> None:
    sides = [
        quotation(WHOLE, name=name, kind=kind).model_copy(
            update={
                "cue": Cue.model_validate({"start": 0, "end": 1, "text": "x", "lemma": lemma, "class": "say"})
            }
        )
        for name, lemma in (("herald", first), ("courier", second))
    ]
    articles = [article(one.article, one.text) for one in sides]
    one, other = profiles(sides, articles)
    found = features(one, other, Settings(articles, ()))
    assert (found["same_cue"], found["acts"]) == (same, acts)


def in_print(before: str, after: str, *, later: int = 0) -> dict[str, float]:
    """All features of one wording in two articles, printed behind `before` and `after`."""
    articles, made = [], []
    for name, lead, days in (("herald", before, 0), ("courier", after, later)):
        articles.append(article(name, f"{lead} {WHOLE}.", DAY + dt.timedelta(days=days)))
        made.append(quotation(WHOLE, name=name, at=len(lead) + 1))
    one, other = profiles(made, articles)
    return features(one, other, Settings(articles, ()))


SETTINGS: list[tuple[str, str, str, int, str, bool]] = [
    ("words nearby", "A gale hit the lighthouse.", "The lighthouse stood the gale.", 0, "near", True),
    ("no words nearby", "A gale hit the lighthouse.", "Nobody swims.", 0, "near", False),
    ("the same weekday", "She said on Friday:", "She said Friday:", 0, "same_day", True),
    ("another weekday", "She said on Friday:", "She said Thursday:", 0, "same_day", False),
    ("the weekday of another week", "On Monday:", "On Monday:", 7, "same_day", False),
    ("a day later of the same weekday", "On Friday:", "On Friday:", 1, "same_day", True),
    ("one weekday only", "She said on Friday:", "She said:", 0, "same_day", False),
    ("yesterday's weekday", "She said on Sunday:", "She said yesterday:", 0, "same_day", True),
    ("a subject of both", "The bridge. " * 3, "A bridge. " * 3, 0, "dwelt_on", True),
    ("a subject of one", "The bridge. " * 3, "A gale. " * 3, 0, "dwelt_on", False),
]


@pytest.mark.parametrize(
    ("before", "after", "later", "feature", "expected"),
    [row[1:] for row in SETTINGS],
    ids=[row[0] for row in SETTINGS],
)
def test_settings(before: str, after: str, later: int, feature: str, expected: bool) -> None:
    assert (in_print(before, after, later=later)[feature] > 0) == expected


DAYS = [
    ("dates alone", "She said:", "She said:", 3, 3),
    ("looking back", "She said on Monday:", "Last Monday, she said:", 3, 0),
    ("looking back a week", "She said:", "She said last week:", 7, 0),
    ("the nearest weekday", "On Sunday it rained. On Monday she said:", "On Monday:", 3, 0),
    ("named days further apart", "She said on Monday:", "She said on Tuesday:", 0, 0),
]


@pytest.mark.parametrize(
    ("before", "after", "later", "expected"), [row[1:] for row in DAYS], ids=[row[0] for row in DAYS]
)
def test_days_apart(before: str, after: str, later: int, expected: int) -> None:
    assert in_print(before, after, later=later)["apart"] == math.log2(1 + expected)


NAMED = [
    ("named beside the other", "ada", None, "Miller had looked.", 1),
    ("named beside one known as another", "ada", "ben", "Miller had looked.", 1),
    ("named nowhere", "ada", None, "A gale hit the lighthouse.", 0),
    ("known to be one", "ada", "ada", "Miller had looked.", 0),
    ("known by a description", "a-clerk", None, "A clerk had looked.", 0),
]


@pytest.mark.parametrize(
    ("first", "second", "around", "expected"), [row[1:] for row in NAMED], ids=[row[0] for row in NAMED]
)
def test_who_is_named_around(first: str, second: str | None, around: str, expected: int) -> None:
    articles = [article("herald", WHOLE), article("courier", f"{around} {WHOLE}")]
    made = [
        quotation(WHOLE, name="herald", speaker=first),
        quotation(WHOLE, name="courier", at=len(around) + 1, speaker=second),
    ]
    one, other = profiles(made, articles)
    settings = Settings(articles, SPEAKERS)
    assert features(one, other, settings)["named_near"] == expected
    assert settings.can_be_named(one, other) or not expected


ALIKE = [
    ("the same description", "clerk", "the-clerk", True),
    ("more of a description", "clerk", "clerks", True),
    ("another office", "clerk", "porter", False),
    ("known to be one", "clerk", "clerk", False),
    ("two persons", "ada", "ben", False),
    ("nobody known", "clerk", None, False),
]


@pytest.mark.parametrize(
    ("first", "second", "expected"), [row[1:] for row in ALIKE], ids=[row[0] for row in ALIKE]
)
def test_who_is_described_alike(first: str, second: str | None, expected: bool) -> None:
    (one, other), articles = profiled((WHOLE, "direct", first), (WHOLE, "direct", second))
    assert (features(one, other, Settings(articles, SPEAKERS))["alike_speaker"] > 0) == expected


def test_a_subject_weighs_by_its_share_of_what_is_said() -> None:
    lead = "The bridge. " * 3
    long, short = (
        in_print(lead, lead)["dwelt_on"],
        in_print("A pillar and cracks. " + lead, "Cracks, a pillar. " + lead)["dwelt_on"],
    )
    assert 0 < long < short <= 1


LEADING: list[tuple[str, Kind, Kind, str, int, int]] = [
    ("told, then in full", "indirect", "direct", "herald", 2, 2),
    ("in part, then in full", "mixed", "direct", "herald", 2, 2),
    ("told, in full further down", "indirect", "direct", "herald", NEXT, 1),
    ("in full, then told", "direct", "indirect", "herald", 2, 0),
    ("in full twice", "direct", "direct", "herald", 2, 0),
    ("in two articles", "indirect", "direct", "courier", 2, 0),
]


@pytest.mark.parametrize(
    ("first", "second", "home", "gap", "expected"), [row[1:] for row in LEADING], ids=[r[0] for r in LEADING]
)
def test_what_leads_up_to_a_direct_quotation(
    first: Kind, second: Kind, home: str, gap: int, expected: int
) -> None:
    text = f"{WHOLE}{'.' * gap}{WHOLE}"
    articles = [article("herald", text), article("courier", text)]
    sides = [
        quotation(WHOLE, name="herald", kind=first),
        quotation(WHOLE, name=home, kind=second, at=len(WHOLE) + gap),
    ]
    for one, other in (profiles(sides, articles), reversed(profiles(sides, articles))):
        assert features(one, other, Settings(articles, ()))["leads_up"] == expected


def test_words_far_off_are_not_nearby() -> None:
    gap = "so " * 150
    assert in_print(f"A gale hit the lighthouse. {gap}", "A gale hit the lighthouse.")["near"] == 0


def test_the_setting_tells_nothing_within_an_article() -> None:
    (one, _), articles = profiled((WHOLE, "direct", "ada"), (WHOLE, "direct", "ada"))
    assert not any(setting_features(one, one, Settings(articles, SPEAKERS)))


WORDINGS = st.lists(st.sampled_from(f"{WHOLE} {OTHER} on Friday".split()), min_size=1, max_size=40).map(
    " ".join
)


FORMS = st.sampled_from((("direct", None), ("indirect", None), ("direct", "ada"), ("direct", "clerk")))


@given(WORDINGS, WORDINGS, WORDINGS, WORDINGS, FORMS)
def test_nothing_is_left_out_that_could_decide(
    first: str, second: str, before: str, after: str, form: tuple[Kind, str | None]
) -> None:
    articles, made = [], []
    for name, lead, text in (("herald", before, first), ("courier", after, second)):
        articles.append(article(name, f"{lead} {text}"))
        made.append(quotation(text, name=name, at=len(lead) + 1, kind=form[0], speaker=form[1]))
    one, other = profiles(made, articles)
    settings = Settings(articles, SPEAKERS)
    found = features(one, other, settings)
    assert all(0 <= found[name] <= most for name, most in MOST.items())
    bound = dict(zip(ALIGNED, aligned_bound(one, other), strict=True))
    assert all(bound[name] >= found[name] - 1e-9 for name in ("local", "whole", "stretch"))
    assert all(bound[name] <= found[name] + 1e-9 for name in ("left_over", "replaced", "dropped"))
    whole = sum(weights()[name] * found[name] for name in NAMES)
    said = log_odds(one, other, settings)
    assert (said > 0) == (whole > 0)
    assert whole <= 0 or said == pytest.approx(min(SURE, whole))


def test_what_is_in_common_speaks_for_a_pair() -> None:
    """Otherwise the bound of the aligned features bounds nothing."""
    assert all(weights()[name] > 0 for name in ("local", "whole", "stretch"))
    assert all(weights()[name] < 0 for name in ("left_over", "replaced", "dropped"))
