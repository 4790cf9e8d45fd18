"""Organisations, countries and governments: which words name one, and what else it is called."""

from __future__ import annotations

from functools import cache
from typing import Any

from quotecheck.lexicon import table
from quotecheck.lexicon.people import roles


@cache
def organization_heads() -> frozenset[str]:
    """Last words of organisations' names, as capitalised there."""
    return frozenset(noun for entry in table("organizations")["heads"] for noun in entry["nouns"])


@cache
def organization_nouns() -> frozenset[str]:
    """Common nouns for organisations, singular and plural, in lower case."""
    nouns = [noun.casefold() for entry in table("organizations")["nouns"] for noun in entry["nouns"]]
    plurals = [noun[:-1] + "ies" if noun.endswith("y") else noun + "s" for noun in nouns]
    return frozenset(nouns + plurals) - roles().keys()


@cache
def organization_names() -> frozenset[str]:
    """Organisations whose names give no other sign."""
    data = table("organizations")
    names = [name for entry in data["names"] for name in entry["names"]] + data["media"]["names"]
    return frozenset(names) | {form for entry in data["aliases"] for form in (entry["name"], *entry["forms"])}


@cache
def _organization_aliases() -> dict[str, str]:
    entries: list[dict[str, Any]] = table("organizations")["aliases"]
    return {form: entry["name"] for entry in entries for form in (entry["name"], *entry["forms"])}


def organization_name(form: str) -> str:
    """The name under which an organisation is listed; the form itself where none is known."""
    bare = form.removeprefix("The ").removeprefix("the ")
    aliases = _organization_aliases()
    return aliases.get(form) or aliases.get(bare) or bare


@cache
def countries() -> dict[str, str]:
    """Country by its names and, for its government, its capitals."""
    entries: list[dict[str, Any]] = table("places")["countries"]
    return {
        form: entry["name"]
        for entry in entries
        for form in (entry["name"], *entry["aliases"], *entry["capitals"])
    }


@cache
def peoples() -> dict[str, str]:
    """Country by the adjective and the nouns for its people."""
    entries: list[dict[str, Any]] = table("places")["countries"]
    return {form: entry["name"] for entry in entries for form in entry["people"]}


@cache
def places() -> frozenset[str]:
    """Places that say nothing themselves, and no person is called."""
    return frozenset(table("places")["places"]["names"])


@cache
def things() -> frozenset[str]:
    """Last words of names of places and things, as capitalised there."""
    return frozenset(table("places")["things"]["forms"])


@cache
def topics() -> frozenset[str]:
    """What organisations deal in, as capitalised in names such as "Energy and Commerce Committee"."""
    return frozenset(table("organizations")["topics"]["nouns"])


@cache
def states() -> dict[str, str]:
    """American states by their names and short forms."""
    return {form: entry["name"] for entry in table("places")["states"] for form in entry["forms"]}


def is_outlet(name: str) -> bool:
    """Whether an organisation is a news outlet."""
    media = table("organizations")["media"]
    bare = name.removeprefix("The ")
    return bare in media["names"] or bare.split()[-1].split("-")[-1] in media["heads"]


@cache
def heads_with_for() -> frozenset[str]:
    """Heads of organisations' names that "for" may follow."""
    return frozenset(table("organizations")["for"]["nouns"])


@cache
def thing_beginnings() -> frozenset[str]:
    """First words of names of storms, ships and places, as capitalised there."""
    return frozenset(table("places")["beginnings"]["forms"])
