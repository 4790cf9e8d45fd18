"""Titles before names and common nouns for people: what each says of the person."""

from __future__ import annotations

from functools import cache
from typing import Literal, NamedTuple

from quotecheck.lexicon import table

Gender = Literal["male", "female"]


class Title(NamedTuple):
    """A word before a name; `gender` only where the word itself tells it."""

    form: str
    gender: Gender | None
    family: str | None


class Role(NamedTuple):
    """A common noun for a person or, in the plural, for several.

    Attributes:
        noun: The singular; the plural itself where there is no singular.
        gender: Only where the word itself tells it.
        family: The walk of life, for telling namesakes apart.
        plural: Whether the form that was looked up is the plural.
    """

    noun: str
    gender: Gender | None
    family: str | None
    plural: bool


@cache
def titles() -> dict[tuple[str, ...], Title]:
    """Titles by their words in lower case, without final full stops."""
    found: dict[tuple[str, ...], Title] = {}
    for entry in table("titles")["titles"]:
        for form in entry["forms"]:
            title = Title(form, entry.get("gender"), entry.get("family"))
            found.setdefault(words_key(form), title)
    return found


@cache
def abbreviations() -> frozenset[str]:
    """Words that keep their full stop: abbreviated titles, suffixes and months."""
    data = table("titles")
    forms = [form for part in ("titles", "suffixes", "particles") for e in data[part] for form in e["forms"]]
    forms += [form for entry in table("sentence_words")["words"] for form in entry["forms"]]
    forms += [form for entry in table("organizations")["heads"] for form in entry["nouns"]]
    return frozenset(word.casefold() for form in forms for word in form.split() if word.endswith("."))


def words_key(form: str) -> tuple[str, ...]:
    """A form's words for looking up."""
    return tuple(word.rstrip(".").casefold() for word in form.split())


def _flat(part: str) -> frozenset[str]:
    forms = [form for entry in table("titles")[part] for form in entry["forms"]]
    return frozenset(form.rstrip(".").casefold() for form in forms)


@cache
def modifiers() -> frozenset[str]:
    """Words that may stand before a title or name and belong to neither, in lower case."""
    return _flat("modifiers")


@cache
def suffixes() -> frozenset[str]:
    """Suffixes of names in lower case, without final full stop."""
    return _flat("suffixes")


@cache
def particles() -> frozenset[str]:
    """Particles of family names in lower case, without final full stop."""
    return _flat("particles")


@cache
def regnal_titles() -> frozenset[str]:
    """Titles that tell a person from others together with a given name alone, as printed."""
    return frozenset(form for entry in table("titles")["regnal"] for form in entry["forms"])


@cache
def sentence_words() -> frozenset[str]:
    """Words that have a capital at the start of a sentence only, in lower case."""
    forms = [form for entry in table("sentence_words")["words"] for form in entry["forms"]]
    return frozenset(form.rstrip(".").casefold() for form in forms)


def _plural(noun: str) -> str:
    for ending, plural in (("man", "men"), ("wife", "wives"), ("child", "children")):
        if noun.endswith(ending):
            return noun.removesuffix(ending) + plural
    if noun.endswith("-in-law"):
        return noun.replace("-in-law", "s-in-law")
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


@cache
def roles() -> dict[str, Role]:
    """Nouns for people by form, singular and plural, in lower case."""
    data = table("roles")
    irregular = {entry["singular"]: entry["plural"] for entry in data["plurals"]}
    found: dict[str, Role] = {}
    for entry in data["roles"]:
        for noun in entry["nouns"]:
            facts = (entry.get("gender"), entry.get("family"))
            found.setdefault(noun.casefold(), Role(noun, *facts, plural=False))
            found.setdefault(irregular.get(noun, _plural(noun)).casefold(), Role(noun, *facts, plural=True))
    for entry in data["plurals"]:
        found.setdefault(entry["plural"], Role(entry["singular"] or entry["plural"], None, None, plural=True))
    return found


@cache
def anonymous_nouns() -> frozenset[str]:
    """Nouns that never tell who it is: `source`, `person`."""
    return frozenset(
        noun for entry in table("roles")["roles"] if entry.get("anonymous") for noun in entry["nouns"]
    )


@cache
def longest_role() -> int:
    """Words in the longest role."""
    return max(form.count(" ") + 1 for form in roles())


@cache
def adjectives() -> frozenset[str]:
    """Words between a determiner and a noun for a person."""
    return frozenset(form for entry in table("roles")["adjectives"] for form in entry["forms"])


@cache
def determiners() -> frozenset[str]:
    """Words that open a description: `the`, `a`, `her`, `several`."""
    return frozenset(form for entry in table("roles")["determiners"] for form in entry["forms"])


@cache
def documents() -> frozenset[str]:
    """Nouns for documents that speak, singular and plural, in lower case."""
    nouns = [noun.casefold() for entry in table("documents")["documents"] for noun in entry["nouns"]]
    return frozenset(nouns) | {_plural(noun) for noun in nouns}


@cache
def introduced() -> frozenset[str]:
    """Nouns for what is set off behind the sentence that leads up to it, singular and plural."""
    nouns = table("documents")["introduced"]["nouns"]
    return documents() | frozenset(nouns) | {_plural(noun) for noun in nouns}


@cache
def issued() -> frozenset[str]:
    """Nouns for documents whose words are those of whoever issues them, in lower case."""
    return frozenset(table("documents")["issued"]["nouns"])


@cache
def short_forms() -> dict[str, frozenset[str]]:
    """Given names by short form and short forms by name, in lower case."""
    found: dict[str, set[str]] = {}
    for entry in table("nicknames")["nicknames"]:
        full = entry["full"].casefold()
        for short in entry["short"]:
            found.setdefault(short.casefold(), set()).add(full)
            found.setdefault(full, set()).add(short.casefold())
    return {name: frozenset(others) for name, others in found.items()}


@cache
def title_nouns() -> dict[tuple[str, ...], frozenset[str]]:
    """Common nouns for somebody with a title, by the title's words."""
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for entry in table("titles")["meanings"]:
        for form in entry["forms"]:
            found[words_key(form)] = frozenset(noun.casefold() for noun in entry["nouns"])
    return found


@cache
def function_words(part: str) -> frozenset[str]:
    """The forms of one table, such as `prepositions` or `verbs`, in lower case."""
    return frozenset(table("function_words")[part]["forms"])


def is_verb(word: str) -> bool:
    """Whether a word after a name makes the name a subject."""
    return word in function_words("verbs") or (word.endswith("ed") and len(word) > 3)


@cache
def _equal_nouns() -> dict[str, str]:
    groups = [entry["nouns"] for entry in table("roles")["equals"]]
    return {noun.casefold(): group[0] for group in groups for noun in group}


def role_class(noun: str) -> str:
    """One noun for all that name the same role: `spokesperson` for `spokeswoman`."""
    return _equal_nouns().get(noun.casefold(), noun.casefold())


@cache
def breaking_words() -> frozenset[str]:
    """Capitalised words that end a name, as days and most months do."""
    entries = [entry for entry in table("sentence_words")["words"] if entry.get("breaks")]
    return frozenset(form for entry in entries for form in entry["forms"])


@cache
def title_words() -> frozenset[str]:
    """All words of all titles, in lower case."""
    return frozenset(word for words in titles() for word in words)


@cache
def given_words() -> frozenset[str]:
    """Given names that are common words too."""
    return frozenset(table("nicknames")["words"]["forms"])
