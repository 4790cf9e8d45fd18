"""Somebody in an article, and who was found to speak."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from quotecheck.lexicon.names import PersonName
from quotecheck.lexicon.people import Gender
from quotecheck.models import SpeakerKind
from quotecheck.pipeline.speakers_scene import Range


@dataclass
class Entity:
    """Somebody in an article.

    Attributes:
        name: The fullest name or the first description.
        person: The name's parts, for people.
        places: Where it is mentioned, in order of the text.
        roles: What the article says that it is, as printed.
        votes: Gender by the text's own titles, nouns and pronouns.
        plural: Whether several are meant.
        place: Whether it is a country or town.
        kin: Whether a word such as "daughter" stands beside the full name, or a son has his father's.
        silent: Whether it is only told of so far: a document or body that the narration describes.
        vague: Whether it is nobody in particular, whom no pronoun means later: "some", "no one".
    """

    name: str
    kind: SpeakerKind
    person: PersonName | None = None
    places: list[Range] = field(default_factory=list)
    full_places: list[int] = field(default_factory=list)
    aliases: Counter[str] = field(default_factory=Counter)
    roles: list[str] = field(default_factory=list)
    votes: Counter[Gender] = field(default_factory=Counter)
    plural: bool = False
    place: bool = False
    kin: bool = False
    silent: bool = False
    vague: bool = False

    @property
    def gender(self) -> Gender | None:
        """The gender that the text gives; None where it gives none or both alike."""
        male, female = self.votes["male"], self.votes["female"]
        if male == female:
            return None
        more, less = max(male, female), min(male, female)
        return ("male" if male > female else "female") if more >= 2 * less else None

    def add(self, text: str, place: Range) -> None:
        """Note one more mention."""
        self.places.append(place)
        self.aliases[text] += 1

    def is_named_in(self, stretches: Sequence[Range]) -> bool:
        """Whether one of several stretches has a mention."""
        return any(a <= start < b for a, b in stretches for start, _ in self.places)

    @property
    def evident(self) -> bool:
        """Whether more than the shape of one name says that this is a person."""
        return bool(self.roles or self.votes or len(self.places) > 1)

    @property
    def description(self) -> str | None:
        """The longest-standing role that the article gives."""
        return self.roles[0] if self.roles else None


@dataclass
class Resolution:
    """Who speaks in one attribution.

    Attributes:
        entity: None where it is unsure.
        doubtful: Whether several were about equally likely.
        instead: Whether it is the cue's own subject and not the source that was linked.
    """

    entity: Entity | None = None
    doubtful: bool = False
    instead: bool = False
