from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.identity import identify, parse_known
from quotecheck.models import Article, Extraction, Quotation, Span, Speaker, SpeakerKind

TEXT = "No."


def extraction(
    number: int,
    name: str,
    description: str | None = None,
    kind: SpeakerKind = "person",
    alias: str | None = None,
) -> Extraction:
    """One article with one speaker, who says one thing."""
    key = f"{number:012d}"
    article = Article(id=key, path=f"{number}.txt", sha256="0", text=TEXT, outlet=f"Outlet {number}")
    speaker = Speaker(
        id="x", name=name, kind=kind, description=description, aliases=(alias,) if alias else ()
    )
    span = Span(start=0, end=3, text=TEXT)
    quotation = Quotation(
        id=f"{key}:0", article=key, kind="direct", content=(span,), speaker="x", confidence=1.0
    )
    return Extraction(article=article, speakers=(speaker,), quotations=(quotation,))


def ids(*people: tuple[str, str | None]) -> list[str | None]:
    found = [extraction(number, *person) for number, person in enumerate(people)]
    return [quotation.speaker for quotation in identify(found)[1]]


@pytest.mark.parametrize(
    ("phenomenon", "people", "expected"),
    [
        ("one name", [("Ada Halvorsen", None), ("Ada Halvorsen", "mayor")], ["ada-halvorsen"] * 2),
        ("middle name", [("Ada Halvorsen", None), ("Ada Marie Halvorsen", None)], 1),
        ("case and accents", [("José Núñez", None), ("Jose Nunez", None)], 1),
        ("two people", [("Ada Halvorsen", None), ("Nils Halvorsen", None)], 2),
        ("junior", [("Nils Halvorsen", None), ("Nils Halvorsen Jr.", None)], 2),
        ("short form, nothing shared", [("William Brandt", "farmer"), ("Bill Brandt", "mayor")], 2),
        ("short form, one role", [("William Brandt", "mayor of Norvik"), ("Bill Brandt", "mayor")], 1),
        ("short form, nobody else of the name", [("Steve Brandt", None), ("Stephen Brandt", None)], 1),
        ("short form among others", [("Al Berg", None), ("Alan Berg", None), ("Bo Berg", None)], 3),
        ("initial, nothing shared", [("Ada Halvorsen", None), ("A. Halvorsen", None)], 2),
        ("middle names that differ", [("Jo A. Berg", None), ("Jo B. Berg", None), ("Jo Berg", None)], 3),
        ("namesakes", [("Ada Halvorsen", "senator"), ("Ada Halvorsen-Berg", "senator")], 2),
        ("surname, role shared", [("Ada Halvorsen", "mayor"), ("Halvorsen", "mayor")], 1),
        ("surname, nothing shared", [("Ada Halvorsen", "mayor"), ("Halvorsen", None)], 2),
        ("surnames in two articles", [("Halvorsen", None), ("Halvorsen", None)], 2),
    ],
)
def test_people(phenomenon: str, people: list[tuple[str, str | None]], expected: int | list[str]) -> None:
    found = ids(*people)
    assert None not in found
    assert (len(set(found)) if isinstance(expected, int) else found) == expected, phenomenon


def test_surname_goes_to_the_one_who_bears_it_nearly_always() -> None:
    people = [("Ada Halvorsen", None)] * 10 + [("Halvorsen", None)]
    assert len(set(ids(*people))) == 1


def test_surname_stays_apart_between_two_bearers() -> None:
    people = [("Ada Halvorsen", None)] * 5 + [("Nils Halvorsen", None)] * 5 + [("Halvorsen", None)]
    assert len(set(ids(*people))) == 3


def test_organizations_by_any_of_their_names() -> None:
    names = ["FBI", "F.B.I.", "Federal Bureau of Investigation", "the FBI"]
    found = identify([extraction(n, name, kind="organization") for n, name in enumerate(names)])
    assert len(found[0]) == 1


def test_known_speakers_decide() -> None:
    known = parse_known(
        '[[speakers]]\nid = "old-nils"\nname = "Nils Halvorsen"\naliases = ["The Captain"]\nrole = "pilot"\n',
        "s.toml",
    )
    found = [
        extraction(0, "Nils Halvorsen"),
        extraction(1, "The Captain"),
        extraction(2, "Nils B. Halvorsen"),
    ]
    speakers, quotations = identify(found, known)
    assert {q.speaker for q in quotations} == {"old-nils"}
    assert speakers[0].description == "pilot"


NAMES = st.sampled_from(
    [
        *("Ada Halvorsen", "A. Halvorsen", "Halvorsen", "Nils Halvorsen", "Nils Halvorsen Jr."),
        *("Bill Brandt", "William Brandt", "Brandt", "William J. Brandt", "William K. Brandt"),
    ]
)
ROLES = st.sampled_from([None, "mayor", "senator", "coach of the team"])


@given(st.lists(st.tuples(NAMES, ROLES), min_size=1, max_size=12), st.randoms(use_true_random=False))
def test_order_of_articles_does_not_matter(
    people: list[tuple[str, str | None]], chance: random.Random
) -> None:
    found = [extraction(number, *person) for number, person in enumerate(people)]
    shuffled = found[:]
    chance.shuffle(shuffled)
    one, other = identify(found), identify(shuffled)
    assert one[0] == other[0]
    assert sorted(one[1], key=lambda q: q.id) == sorted(other[1], key=lambda q: q.id)
    assert {q.speaker for q in one[1]} <= {speaker.id for speaker in one[0]}
