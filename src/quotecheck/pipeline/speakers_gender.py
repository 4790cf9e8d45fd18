"""Gender as the text itself tells it: by a pronoun that can mean one person only. Never by a name."""

from __future__ import annotations

import re
from bisect import bisect_left

from quotecheck.lexicon.people import Gender
from quotecheck.pipeline.speakers_entities import Cast
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_scene import Scene

PRONOUN_GENDER: dict[str, Gender] = {
    "he": "male", "him": "male", "his": "male", "himself": "male",
    "she": "female", "her": "female", "hers": "female", "herself": "female",
}  # fmt: skip
_PRONOUN = re.compile(r"\b(?:he|him|his|himself|she|her|hers|herself)\b", re.IGNORECASE)
_OBJECT = re.compile(
    r"\s(?:(?:had|has|have|did|would|will|also|then|later|[a-z]+ly)\s){0,2}[a-z]+(?<!ing)\s(?P<object>him|her)"
    r"(?=[.,;:?!]|\s(?:a|about|after|and|as|at|before|for|from|how|if|in|on|that|the|to|what|when|whether|while|with)\b)"
)
_BEFORE = 12  # pronouns that two sentences have at most
_AHEAD = 12  # characters behind a pronoun that tell an object "her" from a possessive


def add_votes(scene: Scene, cast: Cast) -> None:
    """Let each pronoun outside quotations vote where one person only is named in reach.

    Reach is the pronoun's sentence up to it and, where nobody is named there, the sentence before it in
    the same paragraph.
    """
    named = sorted(
        (start, end, index)
        for index, e in enumerate(cast.entities)
        if e.kind == "person"
        for start, end in e.places
        if not scene.in_quotation(start)
    )
    heard: list[tuple[int, Gender, bool]] = []
    for match in _PRONOUN.finditer(scene.text):
        place, gender = match.start(), PRONOUN_GENDER[match.group().casefold()]
        if scene.in_quotation(place):
            continue
        opens, reach = _reach(scene, named, place)
        object_ = bool(reach) and _is_object(scene, reach[-1][1], match)
        before = [one for one in heard[-_BEFORE:] if one[0] >= opens]
        if reach and not object_ and not _is_other(before, reach[0][0], gender):
            _vote([cast.entities[index] for _, _, index in reach], gender)
        heard.append((place, gender, object_))


def _reach(
    scene: Scene, named: list[tuple[int, int, int]], place: int
) -> tuple[int, list[tuple[int, int, int]]]:
    """Where the nearest sentence that names somebody before a place begins, and who is named there."""
    sentence = scene.sentence(place)
    last = bisect_left(named, (place,))
    for first in (sentence, sentence - 1):
        opens = scene.sentences[first][0]
        if first < 0 or scene.paragraph(opens) != scene.paragraph(place):
            break
        if reach := named[bisect_left(named, (opens,)) : last]:
            return opens, reach
    return place, []


def _is_other(before: list[tuple[int, Gender, bool]], name: int, gender: Gender) -> bool:
    """Whether one is somebody else's by those before: "She says it was Lee, and she", "Lee put his … her"."""
    return any((at < name or object_) == (other == gender) for at, other, object_ in before)


def _is_object(scene: Scene, end: int, pronoun: re.Match[str]) -> bool:
    """Whether a pronoun is the object of the verb behind a name: in "Lee asked her to", she is not Lee."""
    behind = _OBJECT.match(scene.text, end, pronoun.end() + _AHEAD)
    return behind is not None and behind.start("object") == pronoun.start()


def _vote(people: list[Entity], gender: Gender) -> None:
    if all(entity is people[0] for entity in people):
        people[0].votes[gender] += 1
