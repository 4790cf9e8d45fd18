"""What speaks for or against one of several who share a surname: titles, kinship, "Jr."."""

from __future__ import annotations

import re

from rapidfuzz.distance import OSA

from quotecheck.lexicon.names import PersonName, key
from quotecheck.lexicon.people import Gender, titles, words_key
from quotecheck.pipeline.speakers_entity import Entity

# Roles beside somebody of the same surname, who mostly is the one with the title.
_KIN: dict[str, Gender] = {
    "lady": "female", "wife": "female", "daughter": "female", "mother": "female", "sister": "female",
    "widow": "female", "husband": "male", "son": "male", "father": "male", "brother": "male",
}  # fmt: skip
_LETTERS = 6  # shorter names are as often others as misprints
JUNIOR = frozenset({"jr", "sr"})
_KIN_BEFORE = re.compile(rf"\b(?P<kin>{'|'.join(_KIN)}) (?:of the|and (?:[A-Za-z.]+ ){{0,3}}[a-z]+,?) $")
_KIN_AFTER = re.compile(
    r",\s(?!and\b)(?:(?:the|his|her|[A-Z][\w.]*)(?:\s[\w.-]+)?(?:[’']s)?\s)?(?:[a-z]+\s){0,2}?(?P<kin>"
    + "|".join(_KIN)
    + r")\b(?!-)"
)


def note_kin(entity: Entity, text: str, start: int, end: int, title: str) -> bool:
    """Note kinship told beside a full name, with the gender that the word has.

    Args:
        entity: Whose name it is.
        text: The article's text.
        start: First code point of the name, title included.
        end: One past its last.
        title: The title, "" where there is none.

    Returns:
        Whether the title is the relative's: "the daughter of the President Ada Halvorsen".
    """
    before = text[max(0, start - 25) : start].replace(",", " ").split()
    after, ahead = _KIN_AFTER.match(text, end), _KIN_BEFORE.search(text, max(0, start - 60), start)
    words = {*before[-1:], *title.casefold().split(), after["kin"] if after else ""}
    words.add(ahead["kin"] if ahead else "")
    for word in words & _KIN.keys():
        entity.kin = True
        entity.votes[_KIN[word]] += 3
    return ahead is not None and ahead[0].endswith(" of the ")


def speaks_against(entity: Entity, name: PersonName) -> bool:
    """Whether a title before a bare surname cannot be this bearer's: a junior, a wife, a daughter."""
    title = titles().get(words_key(name.title))
    if len(name.words) > 1:
        return False
    if title and title.gender and entity.gender not in {None, title.gender}:
        return True
    known = {word for role in entity.roles for word in role.casefold().split()}
    junior = bool(entity.person and entity.person.suffix and not name.suffix)
    if junior and entity.person and (entity.kin or _keeps_suffix(entity, entity.person)):
        return True
    if name.title.casefold().split()[-1:] == ["king"] and "prince" in known:
        return True
    if title is None or title.family is None:
        return False
    if known & set(name.title.casefold().split()):
        return False
    families = {other.family for role in entity.roles if (other := titles().get(words_key(role)))}
    return entity.kin or (junior and title.family not in families)


def _keeps_suffix(entity: Entity, name: PersonName) -> bool:
    """Whether the article tells a son from his father: "Halvorsen Jr." without the given name."""
    short = f"{name.family} {name.suffix}"
    return any(alias.endswith(short) and not alias.endswith(entity.name) for alias in entity.aliases)


def is_misprint(name: PersonName, full: PersonName) -> bool:
    """Whether a surname alone is another's but for one letter that is added, missing, other or swapped.

    >>> is_misprint(PersonName("", ("Halvorson",), ""), PersonName("", ("Ada", "Halvorsen"), ""))
    True
    """
    one, other = key(name.words[-1]), key(full.words[-1])
    if len(name.words) > 1 or name.suffix or min(len(one), len(other)) < _LETTERS or one[0] != other[0]:
        return False
    return (
        {one, other} != {one, one + "s"}
        and {one, other} != {other, other + "s"}
        and OSA.distance(one, other) == 1
    )


def title_agrees(entity: Entity, name: PersonName) -> bool:
    """Whether a title is one that the article gives to a person, or tells the person's gender."""
    if not name.title:
        return False
    title = titles().get(words_key(name.title))
    if title and title.gender:
        return entity.gender == title.gender
    wanted = {key(word) for word in name.title.split()}
    return any(wanted & {key(word) for word in role.split()} for role in entity.roles)
