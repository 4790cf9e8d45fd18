"""What the text says that somebody is: titles, appositions, predicates; and who fits a description."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache

from quotecheck.lexicon.bodies import countries, peoples
from quotecheck.lexicon.names import key
from quotecheck.lexicon.people import roles, title_nouns, words_key
from quotecheck.pipeline.mentions_descriptions import Description
from quotecheck.pipeline.speakers_entities import Cast, Entity
from quotecheck.pipeline.speakers_scene import Scene

_APPOSITION = re.compile(r"\s?(?:,|—|–|\()\s?(?:now\s+|then\s+|himself\s+|herself\s+)?")
_PREDICATE = re.compile(
    r",?\s+(?:who\s+)?(?:is|was|has\s+been|became|serves?\s+as|served\s+as|works?\s+as|worked\s+as|was\s+named|is\s+now)"
    r"\s+(?:also\s+|once\s+|now\s+)?"
)
_CLOSES = re.compile(r"\s*(?:[,.;:)—–]|(?:who|of|at|in|for|and|on|with|from|under|to|when|whose)\b|$)")
_LEAD = 45
_SMALL = {"the", "a", "an", "of", "for", "to", "at", "in", "and", "s", "on", "his", "her", "their", "its"}


@lru_cache(maxsize=16384)
def role_words(role: str) -> frozenset[str]:
    """Words of a role for comparing, with the nouns that a title stands for and the country of a people."""
    words = re.findall(r"[\w-]+(?:\.[A-Z]\.)*", role.replace("’s", "").replace("'s", ""))
    found = {key(word) for word in words} - _SMALL
    found |= {key(peoples()[word]) for word in words if word in peoples()}
    found |= {key(countries()[word]) for word in words if word in countries()}
    for start in range(len(words)):
        for end in range(start + 1, len(words) + 1):
            phrase = " ".join(words[start:end])
            found |= title_nouns().get(words_key(phrase), frozenset())
            if " " in phrase and phrase.casefold() in roles():
                found.add(phrase.casefold())
    return frozenset(found)


def _note(entity: Entity, scene: Scene, description: Description) -> None:
    text = scene.text[description.start : description.end]
    if description.determiner and text.casefold().startswith(description.determiner):
        text = text[len(description.determiner) :].strip()
    if text and text not in entity.roles:
        entity.roles.append(text)
    if description.role and description.role.gender:
        entity.votes[description.role.gender] += 2


def _starts_in(scene: Scene) -> dict[int, list[Description]]:
    by_sentence: dict[int, list[Description]] = defaultdict(list)
    for description in scene.descriptions:
        if description.kind == "role" and not description.plural:
            by_sentence[scene.sentence(description.start)].append(description)
    return by_sentence


def _after_name(scene: Scene, end: int, near: list[Description]) -> Description | None:
    """The apposition or predicate that follows a name."""
    match = _APPOSITION.match(scene.text, end) or _PREDICATE.match(scene.text, end)
    if not match:
        return None
    for description in near:
        if match.end() <= description.start <= match.end() + _LEAD:
            lead = scene.text[match.end() : description.start]
            if not re.search(r"[,;:“”\"()]|\b(?:and|said|who|that)\b", lead) and _CLOSES.match(
                scene.text, description.end
            ):
                return description
    return None


def add_roles(scene: Scene, cast: Cast) -> None:
    """Give people the roles that stand beside their names."""
    near = _starts_in(scene)
    for entity in cast.people:
        for start, end in entity.places:
            around = near[scene.sentence(start)]
            before = next(
                (d for d in around if d.end <= start and scene.text[d.end : start] in {" ", ", ", "\xa0"}),
                None,
            )
            if before and (scene.text[before.end : start] != ", " or before.determiner or before.modifiers):
                _note(entity, scene, before)
            if after := _after_name(scene, end, around):
                _note(entity, scene, after)


def fit(description: Description, entity: Entity) -> float:
    """How well a description fits somebody's roles: 0 where its head noun or gender does not.

    Returns:
        1 and a little for each modifier that the roles confirm, less for each that they do not.
    """
    if description.role and description.role.gender and entity.gender not in {None, description.role.gender}:
        return 0.0
    known: set[str] = set().union(*(role_words(role) for role in entity.roles)) if entity.roles else set()
    heads = (
        {description.head, description.head.split()[-1]}
        if " " not in description.head
        else {description.head}
    )
    if not heads & known:
        return 0.0
    wanted: set[str] = set()
    for word in description.modifiers:
        wanted |= role_words(word.text)
    wanted |= set(role_words(description.after))
    return 1.0 + 0.3 * len(wanted & known) - 0.1 * len(wanted - known)
