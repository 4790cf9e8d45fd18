"""What the text says that somebody is: titles, appositions, predicates; and who fits a description."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from quotecheck.lexicon.bodies import countries, organization_heads, peoples, states
from quotecheck.lexicon.names import key
from quotecheck.lexicon.people import (
    is_verb,
    modifiers,
    role_class,
    roles,
    sentence_words,
    title_nouns,
    title_words,
    words_key,
)
from quotecheck.pipeline.mentions_descriptions import Description
from quotecheck.pipeline.speakers_entities import Cast
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_scene import Scene

_APPOSITION = re.compile(r"\s?(?:,|—|–|\()\s?(?:now\s+|then\s+|himself\s+|herself\s+)?")
_PREDICATE = re.compile(
    r",?\s+(?:who\s+)?(?:is|was|has\s+been|became|serves?\s+as|served\s+as|works?\s+as|worked\s+as|was\s+named|is\s+now)"
    r"\s+(?:also\s+|once\s+|now\s+)?"
)
_CLOSES = re.compile(r"\s*(?:[,.;:()—–]|(?:who|of|at|in|for|and|on|with|from|under|to|when|whose)\b|$)")
_TAG = re.compile(r"\s?[,(]\s?\(?(?P<party>[DRIL])\.?(?:[-–‐]|,\s)(?P<state>[A-Z][\w.]*(?:\s[A-Z][\w.]*)?)")
_OF_STATE = re.compile(r"\sof\s(?P<state>[A-Z][a-z]+(?:\s[A-Z][a-z]+)?)")
_AGE = re.compile(r",\s(\d{1,3}),")
_PARTIES = {"D": "democrat", "R": "republican", "I": "independent", "L": "libertarian"}
_OWNER = re.compile(r"[^,;:“”\"()]*[A-Za-z.][’']s?\s+(?:[\w-]+\s+){0,3}|one\s+of\s+")
_NOUNS = re.compile(r"(?:[a-z][\w-]*\s+){1,4}")
_ADMINISTRATION = re.compile(
    r"\b(?P<family>[A-Z][\w-]+)(?:[’']s)?\s(?:administration|presidency|White House)\b"
)
_LEAD = 45
_FORMER = ("former ", "ex-")
# Offices of which nobody holds two.
_OFFICES = frozenset(
    {"president", "vice president", "senator", "governor", "mayor", "justice", "representative", "secretary"}
    | {"secretary of state"}
    | {"congressman", "congresswoman", "prime minister", "chancellor", "foreign minister", "first lady"}
)
_HOME = frozenset({"united states", "u.s", "us", "american"})
_SMALL = {"the", "a", "an", "of", "for", "to", "at", "in", "and", "s", "on", "his", "her", "their", "its"}


@lru_cache(maxsize=16384)
def role_words(role: str) -> frozenset[str]:
    """Words of a role for comparing, with the nouns that a title stands for and the country of a people."""
    words = re.findall(r"[\w-]+(?:\.[A-Z]\.)*", role.replace("’s", "").replace("'s", ""))
    found = {role_class(key(word)) for word in words} - _SMALL
    found |= {key(peoples()[word]) for word in words if word in peoples()}
    found |= {key(countries()[word]) for word in words if word in countries()}
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            phrase = " ".join(words[start:end])
            found |= {role_class(noun) for noun in title_nouns().get(words_key(phrase), ())}
            if " " in phrase and phrase.casefold() in roles():
                found.add(role_class(phrase))
    vice = role.casefold().count("president") == role.casefold().count("vice president")
    return frozenset(found - {"president"} if vice else found)


@lru_cache(maxsize=16384)
def owners(role: str) -> frozenset[str]:
    """Whose spokeswoman, minister or director a role makes somebody: its capitalised words but titles."""
    words = re.findall(r"[A-Z][\w-]*(?:\.[A-Z]\.)*", role)
    own = {key(word) for word in words if not _is_title_word(word)}
    own |= {key(peoples()[word]) for word in words if word in peoples()}
    return frozenset(own | {key(countries()[word]) for word in words if word in countries()})


def _owners_of(told: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*map(owners, told))


def _is_title_word(word: str) -> bool:
    lower = key(word)
    return lower in modifiers() or lower in title_words() or lower in roles()


def description_words(description: Description) -> set[str]:
    """Words that a description's modifiers and what follows its head compare by."""
    found: set[str] = set()
    for word in description.modifiers:
        found |= role_words(word.text)
    return found | role_words(description.after)


def _note(entity: Entity, scene: Scene, description: Description) -> None:
    text = scene.text[description.start : description.end]
    if description.determiner and text.casefold().startswith(description.determiner):
        text = text[len(description.determiner) :].strip()
    if text and text not in entity.roles:
        entity.roles.append(text)
    if description.role and description.role.gender:
        entity.votes[description.role.gender] += 2


def _by_sentence(scene: Scene) -> dict[int, list[Description]]:
    found: dict[int, list[Description]] = defaultdict(list)
    for description in scene.descriptions:
        if description.kind == "role" and not description.plural:
            found[scene.sentence(description.start)].append(description)
    return found


def _before_name(scene: Scene, start: int, end: int, near: list[Description]) -> Description | None:
    """The role that stands before a name: "Norvik mayor Ada Halvorsen", "the mayor, Ada Halvorsen"."""
    for description in near:
        gap = scene.text[description.end : start] if description.end <= start else "-"
        if gap in {" ", "\xa0"}:
            return description
        if (
            gap == ", "
            and (description.determiner or description.modifiers)
            and (scene.text[end : end + 1] in ",." or _opens_sentence(scene, description.start))
        ):
            return description
    return None


def _opens_sentence(scene: Scene, start: int) -> bool:
    """Whether nothing or "as" comes before a place in its sentence: "As the mayor, Halvorsen …"."""
    first = scene.sentences[scene.sentence(start)][0]
    return scene.text[first:start].strip().casefold() in {"", "as"}


def _after_name(scene: Scene, end: int, near: list[Description]) -> Description | None:
    """The apposition or predicate that follows a name."""
    match = _APPOSITION.match(scene.text, end) or _PREDICATE.match(scene.text, end)
    if not match:
        return None
    for description in near:
        if match.end() <= description.start <= match.end() + _LEAD:
            lead = scene.text[match.end() : description.start]
            if (not lead or _OWNER.fullmatch(lead) or _plain(lead)) and _CLOSES.match(
                scene.text, description.end
            ):
                return description
    return None


def _plain(lead: str) -> bool:
    """Whether only plain nouns stand before a head: "senior emerging markets" economist."""
    small = any(is_verb(word) or word in sentence_words() for word in lead.split())
    return _NOUNS.fullmatch(lead) is not None and not small


def _note_tags(entity: Entity, scene: Scene, end: int) -> None:
    """Party, state and age right after a name."""
    if tag := _TAG.match(scene.text, end):
        state = states().get(tag["state"]) or states().get(tag["state"].split()[0])
        party = _PARTIES[tag["party"]]
        role = f"{party.capitalize()} from {state}" if state else party.capitalize()
        if role not in entity.roles:
            entity.roles.append(role)
    home = _OF_STATE.match(scene.text, end)
    if home and home["state"] in states() and entity.roles and home.group().strip() not in entity.roles:
        entity.roles.append(home.group().strip())
    if (age := _AGE.match(scene.text, end)) and f"{age[1]}-year-old" not in entity.roles:
        entity.roles.append(f"{age[1]}-year-old")


def add_roles(scene: Scene, cast: Cast) -> dict[int, Entity]:
    """Give people the roles that stand beside their names.

    Returns:
        Who each description beside a name describes, by the description's start.
    """
    near = _by_sentence(scene)
    described: dict[int, Entity] = {}
    for entity in cast.people:
        for start, end in entity.places:
            around = near[scene.sentence(start)]
            for found in (_before_name(scene, start, end, around), _after_name(scene, end, around)):
                if found:
                    _note(entity, scene, found)
                    described[found.start] = entity
            _note_tags(entity, scene, end)
    _note_administrations(scene, cast)
    return described


def _note_administrations(scene: Scene, cast: Cast) -> None:
    """Make presidents of those of whose administration the text speaks, if it gives no other office."""
    bearers: dict[str, list[Entity]] = defaultdict(list)
    for entity in cast.people:
        bearers[entity.person.family if entity.person else entity.name].append(entity)
    for family in {match["family"] for match in _ADMINISTRATION.finditer(scene.text)}:
        for entity in bearers.get(family, ()):
            known = {word for role in entity.roles for word in role_words(role)}
            if len(bearers[family]) == 1 and not known & _OFFICES:
                entity.roles.append("president")


def fit(description: Description, entity: Entity) -> float:
    """How well a description fits somebody's roles: 0 where its head noun or gender does not.

    Returns:
        1 and a little for each modifier that the roles confirm, less for each that they do not.
    """
    if description.role and description.role.gender and entity.gender not in {None, description.role.gender}:
        return 0.0
    known: set[str] = set().union(*(role_words(role) for role in entity.roles)) if entity.roles else set()
    if role_class(description.head) not in known:
        return 0.0
    wanted = description_words(description)
    theirs = _owners_of(entity.roles)
    abroad = description.head in _OFFICES and wanted & _abroad() and not wanted & known
    if abroad or elsewhere(description, entity) or _is_past(description, entity):
        return 0.0
    if not theirs and _is_somebodys(description):
        return 0.0
    if wanted and not wanted & known and description.head in _PARTIES.values():
        return 0.0
    foreign = 0.3 if theirs - _HOME and not wanted and description.head == "president" else 0.0
    return 1.0 + 0.3 * len(wanted & known) - 0.1 * len(wanted - known) - foreign


def _is_past(description: Description, entity: Entity) -> bool:
    """Whether a president is meant whom somebody only was, or a former one where somebody is in office."""
    if description.head != "president":
        return False
    told = [role.casefold().startswith(_FORMER) for role in entity.roles if "president" in role.casefold()]
    former = "former" in {word.text.casefold() for word in description.modifiers}
    return bool(told) and not any(told) if former else bool(told) and all(told)


def elsewhere(description: Description, entity: Entity, same: bool = False) -> bool:
    """Whether a description says whose somebody is, and all roles, or those of its noun, say another's."""
    owner = owners(" ".join(word.text for word in description.modifiers) + " " + description.after)
    head = role_class(description.head)
    told = [role for role in entity.roles if not same or head in role_words(role)]
    theirs = _owners_of(told)
    return bool(owner and theirs - _HOME and not owner & theirs)


def _is_somebodys(description: Description) -> bool:
    """Whether a person's name stands in the possessive: "Halvorsen's lawyer", not "the Council's lawyer"."""
    whose = [word.text for word in description.modifiers if word.possessive]
    return any(
        text[0].isupper() and text not in organization_heads() and text not in countries() for text in whose
    )


def contradicts(description: Description, entity: Entity) -> bool:
    """Whether somebody holds another office, or another's, than a description says."""
    if description.role and description.role.gender and entity.gender not in {None, description.role.gender}:
        return True
    known: set[str] = set().union(*(role_words(role) for role in entity.roles)) if entity.roles else set()
    said = description_words(description) | {role_class(description.head)}
    if description.head == "president" and known:
        abroad = said & _abroad() and not said & _abroad() & known
        past = _is_past(description, entity)
        return past or "president" not in known or bool(abroad) or elsewhere(description, entity)
    theirs = _owners_of(entity.roles)
    places = {key(state) for state in states().values()}
    if said & places and theirs & places and not said & theirs:
        return True
    if said & known & _OFFICES or (said & _abroad() and known and not said & theirs):
        return bool(said & _abroad() and not said & theirs)
    groups = (_OFFICES, frozenset(_PARTIES.values()))
    return any(said & group and known & group and not said & known & group for group in groups)


def unconfirmed(description: Description, entity: Entity) -> bool:
    """Whether a description names a state that nothing ties somebody to."""
    said = key(" ".join(word.text for word in description.modifiers))
    named = {key(state) for state in states().values() if key(state) in said}
    return bool(named) and not shares_place(description, entity)


def shares_place(description: Description, entity: Entity) -> bool:
    """Whether a description names a state that the article gives to somebody: "the Ohio Democrat"."""
    said = key(" ".join(word.text for word in description.modifiers))
    named = [key(state) for state in set(states().values()) if key(state) in said]
    return any(state in key(role) for role in entity.roles for state in named)


@lru_cache(maxsize=1)
def lands() -> frozenset[str]:
    """Countries as roles name them."""
    return frozenset(key(country) for country in countries().values())


@lru_cache(maxsize=1)
def _abroad() -> frozenset[str]:
    """All countries but the one where most readers live."""
    return lands() - _HOME
