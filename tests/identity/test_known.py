from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.errors import InputError
from quotecheck.identity import check_known, parse_known, write_known
from quotecheck.models import Speaker, SpeakerKind

GOOD = '[[speakers]]\nid = "ada"\nname = "Ada Halvorsen"\nwikidata = "Q42"\nsince = 2020-01-01\n'


@pytest.mark.parametrize(
    ("phenomenon", "text", "line", "word"),
    [
        ("no TOML", GOOD + "id =\n", 6, "TOML"),
        ("unknown field", GOOD + 'colour = "red"\n', 1, "colour"),
        ("bad id", GOOD + '[[speakers]]\nid = "Ada H"\nname = "x"\n', 6, "id"),
        ("bad Wikidata id", '[[speakers]]\nid = "a"\nname = "x"\nwikidata = "42"\n', 1, "wikidata"),
        ("id twice", GOOD + '[[speakers]]\nid = "ada"\nname = "Bo"\n', 6, "twice"),
        (
            "name of two",
            GOOD + '[[speakers]]\nid = "bo"\nname = "Bo"\naliases = ["ada halvorsen"]\n',
            6,
            "one time",
        ),
        ("dates", GOOD + "until = 2019-01-01\n", 1, "begins"),
    ],
)
def test_problems_name_the_line(phenomenon: str, text: str, line: int, word: str) -> None:
    problems = check_known(text, "speakers.toml")
    assert [problem.line for problem in problems] == [line], phenomenon
    assert word in problems[0].message


def test_names_may_follow_one_another() -> None:
    text = GOOD + '[[speakers]]\nid = "old"\nname = "Ada Halvorsen"\nuntil = 2019-12-31\n'
    assert check_known(text, "speakers.toml") == []


def test_unreadable_file_names_file_and_line() -> None:
    with pytest.raises(InputError, match=r"^my\.toml:2: "):
        parse_known("[[speakers]]\nid = \n", "my.toml")


SPEAKERS = st.builds(
    Speaker,
    id=st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True),
    name=st.text(min_size=1).map(lambda s: f"Norvik {s}").filter(lambda s: s.isprintable()),
    kind=st.sampled_from(["person", "organization", "group"]),
    description=st.none() | st.text(min_size=1).filter(lambda s: s.isprintable()),
    aliases=st.lists(st.text(min_size=1).filter(lambda s: s.isprintable())).map(tuple),
)


@given(st.lists(SPEAKERS, max_size=4, unique_by=lambda one: one.id))
def test_written_file_reads_back_and_has_no_problem(speakers: list[Speaker]) -> None:
    text = write_known(speakers)
    assert check_known(text, "speakers.toml") == []
    given = {one.id: one for one in speakers}
    for entry in parse_known(text, "speakers.toml").speakers:
        one = given[entry.id]
        assert (entry.kind, entry.role) == (one.kind, one.description)
        assert entry.kind == "person" or entry.name == one.name


def test_a_name_of_two_pins_neither() -> None:
    kept = Speaker(id="kim", name="Kim Brandt", kind="person", aliases=("Ada Halvorsen",))
    twice = [Speaker(id=key, name="Ada Halvorsen", kind="person") for key in ("ada", "ada-pilot")]
    found = parse_known(write_known([*twice, kept]), "speakers.toml").speakers
    assert [(entry.id, entry.aliases) for entry in found] == [("kim", ())]


def test_a_surname_alone_pins_nobody() -> None:
    ada = Speaker(
        id="ada", name="Ada Halvorsen", kind="person", aliases=("Mrs. Halvorsen", "Ada B. Halvorsen")
    )
    assert parse_known(write_known([ada]), "speakers.toml").speakers[0].aliases == ("Ada B. Halvorsen",)


def test_descriptions_pin_nobody() -> None:
    kinds: dict[str, SpeakerKind] = {
        "the company": "organization",
        "a pilot": "unnamed",
        "the report": "document",
    }
    speakers = [Speaker(id="x", name=name, kind=kind) for name, kind in kinds.items()]
    assert write_known(speakers) == ""
