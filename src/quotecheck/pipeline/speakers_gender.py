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


def add_votes(scene: Scene, cast: Cast) -> None:
    """Let each pronoun outside quotations vote where one person only is named in reach.

    Reach is the pronoun's sentence up to it and, where nobody is named there, the sentence before it in
    the same paragraph.
    """
    named = sorted(
        (start, index)
        for index, e in enumerate(cast.entities)
        if e.kind == "person"
        for start, _ in e.places
        if not scene.in_quotation(start)
    )
    starts = [start for start, _ in named]
    for match in _PRONOUN.finditer(scene.text):
        place = match.start()
        if scene.in_quotation(place):
            continue
        sentence = scene.sentence(place)
        for first in (sentence, sentence - 1):
            if first < 0 or scene.paragraph(scene.sentences[first][0]) != scene.paragraph(place):
                break
            reach = named[bisect_left(starts, scene.sentences[first][0]) : bisect_left(starts, place)]
            if reach:
                _vote([cast.entities[index] for _, index in reach], match.group())
                break


def _vote(people: list[Entity], pronoun: str) -> None:
    if all(entity is people[0] for entity in people):
        people[0].votes[PRONOUN_GENDER[pronoun.casefold()]] += 1
