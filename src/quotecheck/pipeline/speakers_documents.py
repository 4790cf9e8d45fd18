"""Who issued what speaks for somebody: "the statement" is the ministry's, "her letter" the senator's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotecheck.lexicon.people import issued
from quotecheck.pipeline.mentions_descriptions import Description
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_scene import Range

if TYPE_CHECKING:
    from quotecheck.pipeline.speakers_resolve import Resolver

_FROM = re.compile(r"\s+(?:from|by|of|signed\s+by)\s+(?:the\s+)?(?=[A-Z])")
_ISSUED_BY = re.compile(
    r"\s+(?:(?:signed|written|penned)\s+by|from)\s+(?P<name>[^,.;:“”\"()\n]{2,60}?)"
    r"(?=[,.;]|\s(?:that|and|which|to|on)\b|\s*$)"
)
_SENT = re.compile(
    r"\b(?:in|with|through|via|released|issued|sent|posted|published|wrote|tweeted|put\s+out)\s+$"
)
_WHOSE = frozenset({"his", "her", "their", "its"})
_REACH = 4  # sentences of narration back to where it was issued
_FURTHEST = 40  # sentences, those between marks counted
_JUST_BEFORE = 2


def issuer(resolver: Resolver, description: Description) -> Entity | None:
    """Whose statement, letter or post a description means; None where the text does not tell.

    Args:
        resolver: With all attributions before the description resolved.
        description: What a source says.
    """
    if description.head not in issued():
        return None
    owner = _owner(resolver, description)
    if owner is not None or description.plural:
        return owner
    if description.determiner in {"a", "an", "another", "one"}:
        start = resolver.scene.sentences[resolver.scene.sentence(description.start)][0]
        sent = _SENT.search(resolver.scene.text, start, description.start)
        return resolver.opener(start, description.start) if sent else None
    definite = description.determiner in {"the", "that", "this"}
    return _issued_before(resolver, description) if definite else None


def _owner(resolver: Resolver, description: Description) -> Entity | None:
    """Whom the description itself names: "Halvorsen's letter", "her letter", "the letter from Halvorsen"."""
    text = resolver.scene.text
    if description.determiner in _WHOSE:
        return resolver.pronoun(description.determiner, description.start).entity
    own = [word for word in description.modifiers if word.possessive]
    own = own or [word for word in description.modifiers if word.capital]
    if own:
        return resolver.at_place(description.start, own[-1].end, attributive=True)
    if match := _FROM.match(text, description.head_end):
        behind = resolver.scene.mention_at(match.end())
        return resolver.cast.at.get((behind.start, behind.end)) if behind else None
    return None


def _issued_before(resolver: Resolver, description: Description) -> Entity | None:
    """Who speaks in, or opens, the nearest sentence before that has the same noun."""
    scene = resolver.scene
    here = scene.sentence(description.start)
    noun = re.compile(rf"\b{re.escape(description.head)}\b", re.IGNORECASE)
    for start, end in reversed(scene.sentences[max(0, here - _FURTHEST) : here]):
        if scene.apart(start, description.start) > _REACH:
            break
        places = [m.start() for m in noun.finditer(scene.text, start, end)]
        if any(not scene.in_quotation(place) for place in places):
            return _signatory(resolver, places[-1], end) or _who_said_in(resolver, (start, end))
    bare = description.head == "statement" and not (description.modifiers or description.after)
    return _last_spoken(resolver, description.start) if bare else None


def _signatory(resolver: Resolver, noun: int, end: int) -> Entity | None:
    """Who is told behind the noun to have signed or sent it: "a letter signed by the port's pilots"."""
    word = resolver.scene.text[noun:end].split(maxsplit=1)[0]
    match = _ISSUED_BY.match(resolver.scene.text, noun + len(word), end)
    return resolver.passer_on(*match.span("name")) if match else None


def _last_spoken(resolver: Resolver, place: int) -> Entity | None:
    """Who spoke right before, where no sentence tells of a statement."""
    for at, entity in resolver.salience.spoke[-1:]:
        if resolver.scene.apart(at, place) <= _JUST_BEFORE and entity.kind != "document":
            return entity
    return None


def _who_said_in(resolver: Resolver, sentence: Range) -> Entity | None:
    spoke = [who for place, who in resolver.salience.spoke if sentence[0] <= place < sentence[1]]
    found = spoke[-1] if spoke else resolver.opener(*sentence)
    return found if found and found.kind != "document" else None
