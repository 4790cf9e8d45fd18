"""Organisations, countries and governments: which words name one, and what else it is called."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from quotecheck.lexicon import table
from quotecheck.lexicon.people import determiners, roles

_NATIONAL = re.compile(r"^(?:U\.S\.|US|United States) (?=[A-Z]\S* \S)")
_DEPARTMENT = re.compile(r"^Department of (?:the )?(.+)")


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


def is_description(kind: str, name: str) -> bool:
    """Whether a speaker of some kind is described, and not named.

    >>> rows = [("organization", "the company"), ("unnamed", "a Norvik official"), ("unnamed", "Republicans")]
    >>> [is_description(kind, name) for kind, name in rows]
    [True, True, False]
    """
    words = name.split()
    bare = words[1:] if len(words) > 1 and words[0].casefold() == "the" else words
    if kind in {"person", "group"} or not bare:
        return False
    if bare[0].casefold() in determiners() - {"the"}:
        return True
    if kind == "organization":
        plain = " ".join(bare)
        return plain not in organization_names() and (
            plain.casefold() in organization_nouns() or plain == plain.casefold()
        )
    role = roles().get(bare[-1].casefold())
    return not (role and role.plural and role.noun[0].isupper())


@cache
def _media_endings() -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(table('organizations')['media']['endings'])})$", re.IGNORECASE)


def organization_key(name: str) -> str:
    """An organisation's name for comparing, in lower case.

    >>> organization_key("U.S. Department of Bridges"), organization_key("Bridges Department")
    ('bridges department', 'bridges department')
    >>> organization_key("Xinhua News Agency")
    'xinhua'
    """
    bare = _NATIONAL.sub("", organization_name(name).removeprefix("The "))
    short = _media_endings().sub("", bare)
    if short in table("organizations")["media"]["names"]:
        return short.casefold()
    return _DEPARTMENT.sub(r"\1 Department", bare).casefold()


def is_acronym(short: str, name: str) -> bool:
    """Whether capitals are the first letters of a name, its first words perhaps left out.

    >>> is_acronym("NBC", "Norvik Board of Commerce"), is_acronym("BC", "Norvik Board")
    (True, False)
    """
    letters = short.replace(".", "")
    initials = "".join(re.findall(r"\b[A-Z]", name))
    return len(letters) > 1 and letters.isupper() and initials.endswith(letters)


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
def platforms() -> frozenset[str]:
    """Where people post, which are seldom who speaks: "Twitter"."""
    return frozenset(table("organizations")["platforms"]["names"])


@cache
def heads_with_for() -> frozenset[str]:
    """Heads of organisations' names that "for" may follow."""
    return frozenset(table("organizations")["for"]["nouns"])


@cache
def thing_beginnings() -> frozenset[str]:
    """First words of names of storms, ships and places, as capitalised there."""
    return frozenset(table("places")["beginnings"]["forms"])
