"""Which quotations come together, and what is said of them."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.consolidate import Consolidation, consolidate
from quotecheck.models import Article, Quotation, Speaker, Utterance
from tests.consolidate.samples import printed

SPEAKERS = [Speaker(id=name, name=name.title(), kind="person") for name in ("ada", "ben")]
LONG = "We have inspected every pillar of the harbour bridge and found eleven serious cracks"
NEXT = "Nobody should cross the river there before the engineers have strengthened the foundations"


def groups(utterances: tuple[Utterance, ...]) -> list[set[str]]:
    return sorted(({v.article for v in u.variants} for u in utterances), key=sorted)


def press(*wordings: str, speakers: tuple[str | None, ...] = ()) -> tuple[list[Quotation], list[Article]]:
    """One outlet per wording."""
    names = [f"outlet-{k}" for k in range(len(wordings))]
    who = speakers or ("ada",) * len(wordings)
    made = [printed(name, text, speaker=by) for name, text, by in zip(names, wordings, who, strict=True)]
    return [q for _, found in made for q in found], [article for article, _ in made]


TOGETHER = [
    ("same words", LONG, LONG),
    ("trimmed", LONG, "found eleven serious cracks"),
    ("reworded", LONG, "We inspected each pillar of the harbor bridge and discovered eleven serious cracks"),
    ("turned round", LONG, LONG.replace("have inspected", "have not inspected")),
]
APART = [
    ("nothing in common", LONG, NEXT),
    ("the same subject", LONG, "We will rebuild the harbour bridge next summer with money from the region"),
]


@pytest.mark.parametrize(("first", "second"), [row[1:] for row in TOGETHER], ids=[row[0] for row in TOGETHER])
def test_renderings_of_one_utterance_come_together(first: str, second: str) -> None:
    assert len(consolidate(*press(first, second), SPEAKERS)) == 1


@pytest.mark.parametrize(("first", "second"), [row[1:] for row in APART], ids=[row[0] for row in APART])
def test_different_utterances_stay_apart(first: str, second: str) -> None:
    assert len(consolidate(*press(first, second), SPEAKERS)) == 2


def test_neighbouring_sentences_do_not_chain() -> None:
    found = consolidate(*press(LONG, f"{LONG}. {NEXT}", NEXT), SPEAKERS)
    assert len(found) == 2
    assert all(len(utterance.overlaps) == 1 for utterance in found)


def test_one_quotation_given_to_two_people_is_flagged() -> None:
    (found,) = consolidate(*press(LONG, LONG, speakers=("ada", "ben")), SPEAKERS)
    assert "disputed-speaker" in found.flags
    assert [change.kind for v in found.variants for change in v.changes] == ["speaker"]


def test_reference_is_what_most_outlets_bear_out() -> None:
    found = consolidate(*press(LONG, LONG, LONG.replace("eleven", "twelve") + " in it"), SPEAKERS)
    assert found[0].text == LONG
    assert found[0].majority == LONG
    assert found[0].reference_reason == "most-evidence"
    assert "number" in found[0].flags


PRINTED = [LONG, NEXT, LONG[20:], NEXT[10:], f"{LONG}. {NEXT}", LONG.replace("eleven", "no")]
WORDINGS = st.lists(st.sampled_from(PRINTED), min_size=1, max_size=7)


@given(WORDINGS, st.randoms(use_true_random=False))
def test_order_does_not_matter_and_nothing_is_lost(wordings: list[str], order: random.Random) -> None:
    quotations, articles = press(*wordings)
    expected = consolidate(quotations, articles, SPEAKERS)
    assert sorted(v.quotation for u in expected for v in u.variants) == sorted(q.id for q in quotations)
    order.shuffle(quotations)
    order.shuffle(articles)
    assert consolidate(quotations, articles, SPEAKERS) == expected


def test_no_quotations_no_utterances() -> None:
    assert consolidate([], [], []) == ()


def test_two_descriptions_of_an_unnamed_source_are_no_dispute() -> None:
    wording = "the harbour will be dredged before the winter storms arrive"
    pairs = [
        printed("herald", wording, speaker="a-senior-official"),
        printed("courier", wording, speaker="an-aide"),
    ]
    quotations = [quotation for _, found in pairs for quotation in found]
    for kind, disputed in (("unnamed", False), ("person", True)):
        people = [
            Speaker.model_validate({"id": q.speaker, "name": q.speaker, "kind": kind}) for q in quotations
        ]
        made = consolidate(quotations, [article for article, _ in pairs], people)
        kinds = {change.kind for utterance in made for v in utterance.variants for change in v.changes}
        assert len(made) == 1
        assert ("speaker" in kinds) is disputed
        assert ("disputed-speaker" in made[0].flags) is disputed


PARTS = st.lists(st.integers(0, 2), min_size=7, max_size=7)


@given(WORDINGS, PARTS)
def test_a_collection_that_grows_gives_what_one_run_gives(wordings: list[str], parts: list[int]) -> None:
    quotations, articles = press(*wordings)
    growing = Consolidation()
    for part in range(3):
        chosen = [k for k in range(len(wordings)) if parts[k] == part]
        found = growing.update([quotations[k] for k in chosen], [articles[k] for k in chosen], SPEAKERS)
    assert found == consolidate(quotations, articles, SPEAKERS)


def test_a_quotation_that_changes_is_judged_again() -> None:
    quotations, articles = press(LONG, LONG)
    growing = Consolidation()
    assert len(growing.update(quotations, articles, SPEAKERS)) == 1
    other = quotations[0].model_copy(update={"content": press(NEXT)[0][0].content, "quoted": ()})
    assert len(growing.update([other], [], SPEAKERS)) == 2
    assert len(growing.update([quotations[0]], [], SPEAKERS)) == 1


def test_a_speaker_who_turns_out_to_be_unnamed_is_no_dispute_any_more() -> None:
    quotations, articles = press(LONG, LONG, speakers=("ada", "ben"))
    growing = Consolidation()
    growing.update(quotations, articles, SPEAKERS)
    people = [speaker.model_copy(update={"kind": "unnamed"}) for speaker in SPEAKERS]
    assert growing.update([], [], people) == consolidate(quotations, articles, people)
