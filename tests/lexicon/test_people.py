"""Every entry of the tables of people and bodies, in its own example."""

from __future__ import annotations

import pytest

from quotecheck.lexicon import table
from quotecheck.lexicon.bodies import organization_name
from quotecheck.lexicon.names import parse_name, relation
from quotecheck.pipeline.mentions_descriptions import find_descriptions
from quotecheck.pipeline.mentions_names import Mention, find_names
from quotecheck.pipeline.words import split_words


def named(text: str) -> list[tuple[str, str | None, Mention]]:
    return [(text[m.start : m.end], m.kind, m) for m in find_names(split_words(text))]


def forms(name: str, part: str, field: str = "forms") -> list[tuple[str, str]]:
    entries = table(name)[part]
    return [(form, entry["example"].format(form)) for entry in entries for form in entry[field]]


@pytest.mark.parametrize(("form", "example"), forms("titles", "titles"))
def test_title_stands_before_a_name(form: str, example: str) -> None:
    found = [m for _, kind, m in named(example) if kind == "person"]
    assert [(m.name.title, m.name.full) for m in found if m.name] == [(form, "Halvorsen")]


@pytest.mark.parametrize(("form", "example"), forms("titles", "modifiers"))
def test_modifier_is_no_name(form: str, example: str) -> None:
    assert [m.name.full for _, kind, m in named(example) if kind == "person" and m.name] == ["Ada Halvorsen"]


@pytest.mark.parametrize(("form", "example"), forms("titles", "suffixes"))
def test_suffix_belongs_to_the_name(form: str, example: str) -> None:
    assert [m.name.full for _, kind, m in named(example) if m.name] == [f"Anders Halvorsen {form}"]


@pytest.mark.parametrize(("form", "example"), forms("titles", "particles"))
def test_particle_joins_a_name(form: str, example: str) -> None:
    assert [m.name.words for _, kind, m in named(example) if m.name] == [("Pilar", form, "Halvorsen")]


def described(text: str) -> list[tuple[str, str, bool]]:
    return [(d.head, d.kind, d.plural) for d in find_descriptions(text, split_words(text))]


@pytest.mark.parametrize(("noun", "example"), forms("roles", "roles", "nouns"))
def test_role_is_the_head_of_a_description(noun: str, example: str) -> None:
    head, kind, _ = described(example)[0]
    assert (head, kind) == (noun.casefold(), "role")


@pytest.mark.parametrize(
    ("entry", "plural"), [(entry, entry["plural"]) for entry in table("roles")["plurals"]]
)
def test_irregular_plural(entry: dict[str, str], plural: str) -> None:
    assert described(entry["example"].format(plural))[0] == (entry["singular"] or plural, "role", True)


@pytest.mark.parametrize(("word", "example"), [*forms("roles", "adjectives"), *forms("roles", "determiners")])
def test_word_before_a_role_belongs_to_the_description(word: str, example: str) -> None:
    text = example.format(word)
    found = next(d for d in find_descriptions(text, split_words(text)) if d.head == "lawyer")
    assert word in text[found.start : found.end]


@pytest.mark.parametrize(("noun", "example"), forms("documents", "documents", "nouns"))
def test_document_speaks(noun: str, example: str) -> None:
    assert described(example)[0][:2] in {(noun, "document"), (noun.removesuffix("s"), "document")}


@pytest.mark.parametrize(("noun", "example"), forms("organizations", "nouns", "nouns"))
def test_body_speaks(noun: str, example: str) -> None:
    assert described(example)[0][0] == noun


@pytest.mark.parametrize("topic", table("organizations")["topics"]["nouns"])
def test_topic_joins_an_organization(topic: str) -> None:
    example = table("organizations")["topics"]["example"].format(topic)
    assert named(example)[0][:2] == (f"{topic} and Harbour Committee", "organization")


@pytest.mark.parametrize(("head", "example"), forms("organizations", "heads", "nouns"))
def test_head_makes_an_organization(head: str, example: str) -> None:
    assert (f"Norvik {head}", "organization") in [(text, kind) for text, kind, _ in named(example)]


@pytest.mark.parametrize(("name", "example"), forms("organizations", "names", "names"))
def test_known_organization(name: str, example: str) -> None:
    assert (name, "organization") in [(text, kind) for text, kind, _ in named(example)]


@pytest.mark.parametrize(
    ("name", "form", "example"),
    [(e["name"], form, e["example"]) for e in table("organizations")["aliases"] for form in e["forms"]],
)
def test_alias_of_an_organization(name: str, form: str, example: str) -> None:
    assert organization_name(form) == name
    assert [kind for _, kind, _ in named(example.format(form))] == ["organization"]


COUNTRIES = table("places")["countries"]


@pytest.mark.parametrize(
    "form", [form for e in COUNTRIES for form in (e["name"], *e["aliases"], *e["capitals"])]
)
def test_country_and_capital(form: str) -> None:
    example = table("places")["name_example"].format(form)
    assert [(text, kind) for text, kind, _ in named(example)] == [(form, "place")]


@pytest.mark.parametrize("people", [people for e in COUNTRIES for people in e["people"]])
def test_people_of_a_country(people: str) -> None:
    example = table("places")["people_example"].format(people)
    assert not [m for _, kind, m in named(example) if kind == "person"]


@pytest.mark.parametrize(
    ("name", "example"),
    [
        (name, table("places")["places"]["example"].format(name))
        for name in table("places")["places"]["names"]
    ],
)
def test_place_is_no_person(name: str, example: str) -> None:
    assert {kind for _, kind, _ in named(example)} == {"place"}


@pytest.mark.parametrize("form", table("places")["things"]["forms"])
def test_thing_is_no_person(form: str) -> None:
    found = named(table("places")["things"]["example"].format(form))
    assert not [m for _, kind, m in found if kind == "person"]


@pytest.mark.parametrize(("word", "example"), forms("sentence_words", "words"))
def test_capital_at_the_start_of_a_sentence(word: str, example: str) -> None:
    assert [text for text, _, _ in named(example)] == ["Halvorsen"]


@pytest.mark.parametrize(
    ("full", "short", "example"),
    [(e["full"], short, e["example"]) for e in table("nicknames")["nicknames"] for short in e["short"]],
)
def test_short_form_may_be_the_same_person(full: str, short: str, example: str) -> None:
    people = [m.name for _, kind, m in named(example.format(full=full, short=short)) if kind == "person"]
    assert len(people) == 2
    one, other = people
    assert one is not None
    assert other is not None
    assert relation(one, other) == "same"


@pytest.mark.parametrize(
    ("phenomenon", "full", "short", "expected"),
    [
        ("equal", "Ada Halvorsen", "Ada Halvorsen", "same"),
        ("surname", "Ada Halvorsen", "Halvorsen", "family"),
        ("surname with title", "Ada Halvorsen", "Mrs. Halvorsen", "family"),
        ("first name", "Ada Halvorsen", "Ada", "first"),
        ("family name first", "Wu Lin", "Mr. Wu", "first"),
        ("middle name left out", "Ada Marie Halvorsen", "Ada Halvorsen", "same"),
        ("initial", "Ada Halvorsen", "A. Halvorsen", "same"),
        ("initials", "Anders Bo Halvorsen", "A.B. Halvorsen", "same"),
        ("other initial", "Ada Halvorsen", "B. Halvorsen", None),
        ("accents", "José Núñez", "Jose Nunez", "same"),
        ("particles", "Pilar de la Torre", "de la Torre", "family"),
        ("double surname", "Ana Ruiz Ortega", "Ruiz Ortega", "family"),
        ("other person", "Ada Halvorsen", "Nils Halvorsen", None),
        ("junior is another", "Nils Halvorsen", "Nils Halvorsen Jr.", None),
        ("other surname", "Ada Halvorsen", "Ada Brandt", None),
    ],
)  # fmt: skip
def test_relation(phenomenon: str, full: str, short: str, expected: str | None) -> None:
    one, other = parse_name(full), parse_name(short)
    assert one is not None
    assert other is not None
    assert relation(one, other) == expected, phenomenon


@pytest.mark.parametrize("form", table("nicknames")["words"]["forms"])
def test_given_name_that_is_a_word(form: str) -> None:
    example = table("nicknames")["words"]["example"].format(form) + f" The {form.lower()} was there."
    assert f"{form} Halvorsen" in [text for text, _, _ in named(example)]


@pytest.mark.parametrize("form", table("places")["beginnings"]["forms"])
def test_beginning_of_a_thing_is_no_person(form: str) -> None:
    found = named(table("places")["beginnings"]["example"].format(form))
    assert not [m for _, kind, m in found if kind == "person"]


@pytest.mark.parametrize("noun", table("organizations")["for"]["nouns"])
def test_head_with_for(noun: str) -> None:
    example = table("organizations")["for"]["example"].format(noun)
    assert (f"Norvik {noun} for Harbours", "organization") in [
        (text, kind) for text, kind, _ in named(example)
    ]
