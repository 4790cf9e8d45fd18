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


def article(number: int, *names: str) -> Extraction:
    """One article in which several people say one thing each."""
    parts = [extraction(number, name) for name in names]
    speakers = [part.speakers[0].model_copy(update={"id": str(n)}) for n, part in enumerate(parts)]
    quotations = [
        part.quotations[0].model_copy(update={"id": f"{number}:{n}", "speaker": str(n)})
        for n, part in enumerate(parts)
    ]
    return parts[0].model_copy(update={"speakers": tuple(speakers), "quotations": tuple(quotations)})


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
        ("surname, another gender", [("Ada Halvorsen", "Mrs."), ("Halvorsen", "Mr.")], 2),
        ("possessive", [("Ada Halvorsen", "mayor"), ("Ada Halvorsen’s", None)], 1),
        ("double surname", [("Ada Marie Lund Berg", "mayor"), ("Lund Berg", None)], 2),
        ("namesakes of one name", [("Ada Halvorsen", "senator"), ("Ada Halvorsen", "farmer")], 2),
        (
            "two professions, no office",
            [("Ada Berg", "economic adviser"), ("Ada Berg", "reporter")],
            1,
        ),
        ("an office and a profession", [("Chief Justice Ada Berg", None), ("Ada Berg", "reporter")], 2),
        ("an office held before", [("Ada Halvorsen", "former senator"), ("Ada Halvorsen", "reporter")], 1),
        ("one public career", [("Ada Halvorsen", "senator"), ("Ada Halvorsen", "retired general")], 1),
        ("initials that differ", [("Jo W. Berg", None), ("Jo H.W. Berg", None)], 2),
        ("a number left out", [("Nils R. Berg III", "senator"), ("Nils Berg", "senator")], 1),
        ("a number and no role", [("Nils R. Berg III", None), ("Nils Berg", "senator")], 2),
        ("initial of a middle name", [("Jo W. Berg", None), ("Jo Wilma Berg", None)], 1),
        ("Arabic article", [("Basim al-Halvi", None), ("Basim Halvi", None), ("Basim al Halvi", None)], 1),
        ("hyphen or space", [("Ha Lee-min", None), ("Ha Lee Min", None)], 1),
        ("regnal name", [("Pope Halvard", None), ("Pope Halvard", None)], 1),
        ("misprint of a name as rare", [("Kristin Halvorsen", None), ("Kristen Halvorsen", None)], 2),
    ],
)
def test_people(phenomenon: str, people: list[tuple[str, str | None]], expected: int | list[str]) -> None:
    found = ids(*people)
    assert None not in found
    assert (len(set(found)) if isinstance(expected, int) else found) == expected, phenomenon


MANY = [("Ada Halvorsen", "mayor")] * 15


@pytest.mark.parametrize(
    ("phenomenon", "people", "expected"),
    [
        ("surname of the one bearer", [*MANY, ("Halvorsen", None)], 1),
        ("surname of nearly all bearers", [*MANY, ("Nils Halvorsen", None), ("Halvorsen", None)], 2),
        ("between two bearers", [*MANY, *[("Nils Halvorsen", "pilot")] * 9, ("Halvorsen", None)], 3),
        ("between two, one role", [*MANY, *[("Nils Halvorsen", "pilot")] * 9, ("Halvorsen", "pilot")], 2),
        ("initials of somebody else in office", [*MANY, ("A.R. Halvorsen", "general")], 2),
        ("initial, one role", [*MANY, ("A. Halvorsen", "mayor")], 1),
        ("given name of one bearer", [*MANY, ("Ada", None)], 1),
        ("son", [*MANY, ("Nils Halvorsen Jr.", None), ("Halvorsen Jr.", None)], 2),
        ("misprint", [*MANY, ("Ada Halversen", "mayor")], 1),
        ("misprint with nothing shared", [*MANY, ("Ada Halversen", "farmer")], 2),
        ("short given names", [*MANY, ("Ida Halvorsen", "mayor")], 2),
        ("words before a known name", [*MANY, ("Bridges Ada Halvorsen", "mayor")], 1),
        (
            "either of two, one of them rare",
            [("Jo Berg", None), *[("Jo A. Berg", None)] * 20, ("Jo B. Berg", None)],
            2,
        ),
    ],
)
def test_common_names(phenomenon: str, people: list[tuple[str, str | None]], expected: int) -> None:
    assert len(set(ids(*people))) == expected, phenomenon


def test_company_tells_whose_surname_it_is() -> None:
    """Who else speaks in an article decides between two bearers of a surname."""
    circles = [["Ada Halvorsen", "Kim Brandt"]] * 6 + [["Nils Halvorsen", "Eva Lund"]] * 6
    others = [[f"Kim Nr{number}"] for number in range(200)]
    named = [*circles, *others, ["Halvorsen", "Eva Lund"]]
    found = identify([article(number, *names) for number, names in enumerate(named)])[1]
    assert found[-2].speaker == "nils-halvorsen"


def test_company_keeps_a_name_together() -> None:
    """Two roles far apart are one person's where the same rarely named people stand beside both."""
    found = [
        extraction(n, *one)
        for n, one in enumerate([("Ada Halvorsen", "senator"), ("Ada Halvorsen", "farmer")])
    ]
    beside = Speaker(id="y", name="Kim Brandt", kind="person")
    together = [one.model_copy(update={"speakers": (*one.speakers, beside)}) for one in found]
    assert [len({q.speaker for q in identify(some)[1]}) for some in (found, together)] == [2, 1]


@pytest.mark.parametrize(
    ("phenomenon", "kind", "names", "expected"),
    [
        ("listed", "organization", ["FBI", "F.B.I.", "Federal Bureau of Investigation", "the FBI"], 1),
        ("department", "organization", ["Department of Bridges", "the U.S. Bridges Department"], 1),
        ("news agency", "organization", ["Xinhua", "Xinhua News Agency", "Xinhua news agency"], 1),
        ("other agencies", "organization", ["Norvik News Agency", "Norvik"], 2),
        ("described body", "organization", ["the company", "the company"], 2),
        ("office", "organization", ["White House", "the White House"], 1),
        ("described source", "unnamed", ["a senior Norvik official", "a senior Norvik official"], 2),
        ("party", "unnamed", ["Democrats", "the Democrats"], 1),
        ("part of a party", "unnamed", ["some Democrats", "some Democrats"], 2),
        ("document", "document", ["the lawsuit", "the lawsuit"], 2),
        ("people", "group", ["Americans", "Americans"], 1),
    ],
)
def test_others(phenomenon: str, kind: SpeakerKind, names: list[str], expected: int) -> None:
    found = identify([extraction(n, name, kind=kind) for n, name in enumerate(names)])
    assert len(found[0]) == expected, phenomenon


def test_acronym_that_an_article_spells_out() -> None:
    spelled = [extraction(0, "Norvik Bridge Trust", kind="organization", alias="NBT")]
    lone = [extraction(n, "NBT", kind="organization") for n in (1, 2)]
    assert len(identify([*spelled, *lone])[0]) == 1
    assert len(identify([extraction(0, "Norvik Bridge Trust", kind="organization"), *lone])[0]) == 2


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


def test_known_speakers_take_what_is_theirs_and_stay_apart() -> None:
    known = parse_known(
        "".join(f'[[speakers]]\nid = "{key}"\nname = "{name}"\n' for key, name in ENTRIES), "s.toml"
    )
    names = [*["Ada Halvorsen"] * 9, "Halvorsen", "Jo A. Berg", "Jo B. Berg"]
    found = identify([extraction(n, name) for n, name in enumerate(names)], known)[1]
    assert [q.speaker for q in found] == [*["ada"] * 10, "jo", "jo-berg-2"]


ENTRIES = [("ada", "Ada Halvorsen"), ("jo", "Jo A. Berg"), ("jo-berg-2", "Jo B. Berg")]


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


def test_an_article_that_prints_the_fuller_name_tells_which_of_two() -> None:
    names = [("Jo A. Berg", None)] * 9 + [("Jo B. Berg", None)] * 9
    found = [extraction(number, *one) for number, one in enumerate(names)]
    short = [extraction(20, "Jo Berg", alias="Jo A. Berg"), extraction(21, "Jo Berg", alias="Jo B. Berg")]
    quotations = identify([*found, *short])[1]
    assert [quotation.speaker for quotation in quotations[-2:]] == ["jo-a-berg", "jo-b-berg"]


def test_an_office_tells_whom_words_taken_for_a_name_mean() -> None:
    known = [extraction(n, "Ada Halvorsen", "president", alias="President Halvorsen") for n in range(20)]
    glued = extraction(20, "Bridges Halvorsen", "president", alias="President Halvorsen")
    other = extraction(20, "Nils Halvorsen", "president", alias="President Halvorsen")
    kin = extraction(21, "Nils Brandt", "farmer")
    assert identify([*known, glued])[1][-1].speaker == "ada-halvorsen"
    assert identify([*known, other, kin])[1][-2].speaker == "nils-halvorsen"
    twice = [extraction(22, "Liv Halvorsen"), extraction(23, "Liv Halvorsen", alias="President Halvorsen")]
    assert identify([*known, *twice])[1][-2].speaker == "liv-halvorsen"
