"""Who a pronoun means: people ranked by how present they are at that point of the text."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from dataclasses import dataclass
from functools import cache

from quotecheck.lexicon.bodies import countries, platforms
from quotecheck.lexicon.people import function_words, is_verb, issued, modifiers
from quotecheck.pipeline.speakers_entities import Cast
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_gender import PRONOUN_GENDER
from quotecheck.pipeline.speakers_scene import Range, Scene

SINGULAR = frozenset({"he", "she", "him", "her", "his"})
PLURAL = frozenset({"they", "them", "their"})
NEUTER = frozenset({"it", "its"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
PRONOUNS = SINGULAR | PLURAL | NEUTER | FIRST | RELATIVE

_POSTED_ON = re.compile(
    r"\b(?:on|via|through)\s+(?:(?:his|her|its|their|the|a|\S+[’']s)\s+)?(?:official\s+)?$"
)
_ASKS = re.compile(r"\s(?:had\s)?asked\s(?:him|her)\b")  # somebody else
_ASKING = 0.3
_SUBJECT_PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he)\b")

_FAR = 12  # sentences after which nobody is present any more

# Chosen on the 50 pronouns of the 2018 development articles and the even events of BASIL; flat around these.
_DECAY, _SUBJECT, _OBJECT, _POSSESSIVE, _LAST_SPEAKER, _SAME_GENDER = 0.5, 1.5, 0.5, 0.8, 0.7, 1.3
_SPOKE_LAST, _DOUBTFUL, _MARGIN = 1.2, 0.6, 1.04
_OPENING = 1.3  # a possessive that opens its sentence: part of the subject
_NAMED_INSIDE = 0.3  # what speaks for somebody whom the words themselves name
_REPORTED = 0.6  # what a mention inside reported words counts
_ASKED = 2.5  # who was asked answers
_TEXT = 2.0  # whose statement a sentence tells of
_TEXT_OF = re.compile(r"(?P<text>\w+)\s+(?:of|from|by)\s+(?:(?!and\b)[\w.’'-]+\s+){0,4}$")
_WORDS = frozenset(
    {
        "editorial",
        "op-ed",
        "column",
        "essay",
        "article",
        "interview",
        "comments",
        "words",
        "answer",
        "response",
        "reply",
        "testimony",
        "dissent",
    }
)
_WAS_ASKED = re.compile(
    r"(?:,[^,“”\n]{2,60})?,?\s+(?:was|were)\s+(?:also\s+|then\s+)?(?:asked|pressed|questioned)\b"
)
_PLACE = 0.4  # a country or town that has not spoken
_EMBEDDED = 1.1  # the subject of a clause inside the sentence
_SUBORDINATES = frozenset(
    {"if", "whether", "that", "because", "when", "while", "where", "as", "before", "after"}
)
_WITHIN = frozenset(
    {"in", "inside", "within", "outside", "across", "around", "through", "throughout", "during"}
)
_ACTS = re.compile(r"(?:\s\([^()\n]{1,30}\)|,\s[DRI]-[A-Z][\w.]*,)?\s(?P<verb>[a-z]+)(?=\s)")
_EARLY = 3  # words before a subject at the start of its sentence
_UNSPOKEN = {"headline", "byline", "caption"}


def is_channel(text: str, place: Range) -> bool:
    """Whether something is only told to be posted there: "on Twitter", "through its Facebook page"."""
    return text[slice(*place)] in platforms() and bool(
        _POSTED_ON.search(text, max(0, place[0] - 40), place[0])
    )


@cache
def _texts() -> frozenset[str]:
    """Nouns for what somebody says or writes, in lower case."""
    return issued() | _WORDS | {f"{noun}s" for noun in issued()}


@dataclass
class Present:
    """Somebody who may be meant, and how much speaks for it."""

    entity: Entity
    score: float


class Salience:
    """Keeps who has been spoken of and who has spoken.

    Args:
        scene: The article.
        cast: Everybody in it.
    """

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self.scene = scene
        self.cast = cast
        self.spoke: list[tuple[int, Entity]] = []
        self._spoke_at: dict[int, list[int]] = defaultdict(list)  # by the entity
        self._again: dict[int, list[Range]] = defaultdict(list)  # by the entity that "he" means
        self._weights: dict[Range, float] = {}
        self._contents: list[Range] = []
        self._pending = deque(m.span() for m in _SUBJECT_PRONOUN.finditer(scene.text))

    def note_speaker(self, place: int, entity: Entity) -> None:
        """Somebody was found to speak at a place."""
        self.spoke.append((place, entity))
        self._spoke_at[id(entity)].append(place)

    def note_contents(self, contents: list[Range]) -> None:
        """Tell which stretches are reported words, whose mentions are less present to the narration."""
        self._contents = sorted(contents)
        self._weights.clear()

    def weight(self, place: Range) -> float:
        """How prominent one mention is in its sentence; 0 where it cannot be meant."""
        text = self.scene.text
        if self.scene.label(place[0]) in _UNSPOKEN or self.scene.in_quotation(place[0]):
            return 0.0
        start = self.scene.sentences[self.scene.sentence(place[0])][0]
        before, after = text[start : place[0]].split(), text[place[1] : place[1] + 20].split()
        if text[place[1] : place[1] + 2] in {"’s", "'s"}:
            if any(word.strip(".,:;") in _texts() for word in after[1:3]):
                return _TEXT
            return _POSSESSIVE if before else _OPENING
        told = _TEXT_OF.search(text, start, place[0])
        if told and told["text"].casefold() in _texts():
            return _TEXT
        if _WAS_ASKED.match(text, place[1]):
            return _ASKED
        if _ASKS.match(text, place[1]):
            return _ASKING
        near = [word for word in before[-2:] if word.casefold() not in modifiers()]
        within = bool(near) and near[-1].casefold() in _WITHIN and text[place[0]].isupper()
        if within or (near and near[-1].casefold() in function_words("prepositions")):
            return 0.0 if is_channel(text, place) else _OBJECT
        subject = (verb := _ACTS.match(text, place[1])) is not None and is_verb(verb["verb"])
        if subject and near and near[-1].casefold() in _SUBORDINATES:
            return _EMBEDDED
        return _SUBJECT if subject or len(before) < _EARLY else 1.0

    def _presence(self, entity: Entity, place: int, hidden: tuple[Range, ...]) -> float:
        best = 0.0
        for mention in (*entity.places, *self._again.get(id(entity), ())):
            if mention[0] >= place or any(a <= mention[0] < b for a, b in hidden):
                continue
            distance = self.scene.apart(mention[0], place)
            if distance <= _FAR:
                if mention not in self._weights:
                    inside = any(a <= mention[0] < b for a, b in self._contents)
                    self._weights[mention] = self.weight(mention) * (_REPORTED if inside else 1.0)
                best = max(best, self._weights[mention] * _DECAY**distance)
        spoken = [at for at in self._spoke_at.get(id(entity), ()) if at < place]
        if spoken:
            apart = self.scene.apart(spoken[-1], place)
            best += _LAST_SPEAKER * _DECAY**apart * (_SPOKE_LAST if self.spoke[-1][1] is entity else 1.0)
        if entity.place and not spoken:
            best *= _PLACE
        if entity.kind == "person" and entity.is_named_in(hidden):
            best *= _NAMED_INSIDE
        return best if spoken or entity.evident or entity.kind != "person" else _DOUBTFUL * best

    def rank(self, entities: list[Entity], place: int, hidden: tuple[Range, ...]) -> list[Present]:
        """Candidates by presence, most present first; those not present are left out."""
        found = [Present(entity, self._presence(entity, place, hidden)) for entity in entities]
        return sorted((p for p in found if p.score > 0), key=lambda p: -p.score)

    def singular(
        self, pronoun: str, place: int, hidden: tuple[Range, ...], told: Entity | None = None
    ) -> tuple[Entity | None, bool]:
        """The person whom he or she means, who is not the one `told`.

        Returns:
            The person, or None; and whether several are about equally likely.
        """
        self._read_on(place)
        entity, doubtful = self._singular(pronoun, place, hidden, told)
        if entity is not None and not entity.votes:
            entity.votes[PRONOUN_GENDER[pronoun]] += 1
        return entity, doubtful

    def _read_on(self, place: int) -> None:
        """Take the narration's own "he" and "she" up to a place for mentions of whom they mean."""
        while self._pending and self._pending[0][0] < place:
            start, end = self._pending.popleft()
            if self.scene.in_quotation(start):
                continue
            entity, _ = self._singular(self.scene.text[start:end].casefold(), start, ())
            if entity is not None:
                self._again[id(entity)].append((start, end))

    def _singular(
        self, pronoun: str, place: int, hidden: tuple[Range, ...], told: Entity | None = None
    ) -> tuple[Entity | None, bool]:
        gender = PRONOUN_GENDER[pronoun]
        fitting = [e for e in self.cast.entities if e.kind in {"person", "unnamed"} and not e.plural]
        fitting = [e for e in fitting if not e.vague]
        fitting = [e for e in fitting if e.gender in {None, gender} and e is not told]
        ranked = self.rank(fitting, place, hidden)
        for present in ranked:
            if present.entity.gender == gender:
                present.score *= _SAME_GENDER
        ranked.sort(key=lambda p: -p.score)
        return _clear(ranked)

    def plural(self, place: int, hidden: tuple[Range, ...]) -> tuple[Entity | None, bool]:
        """Whom they means: several people or an organisation."""
        fitting = [e for e in self.cast.entities if e.plural or e.kind in {"group", "organization"}]
        fitting = [e for e in fitting if not e.silent]
        ranked = self.rank(fitting, place, hidden)
        for present in ranked:
            present.score *= 2.0 if present.entity.plural else 1.0
        return _clear(sorted(ranked, key=lambda p: -p.score))

    def neuter(self, place: int, hidden: tuple[Range, ...]) -> tuple[Entity | None, bool]:
        """What it means: an organisation or document."""
        fitting = [e for e in self.cast.entities if e.kind in {"organization", "document"} and not e.plural]
        fitting = [e for e in fitting if not e.silent and not self._is_town(e)]
        return _clear(self.rank(fitting, place, hidden))

    def _is_town(self, entity: Entity) -> bool:
        """Whether somebody is a place without a government that speaks for it, and has not spoken."""
        if not entity.place or entity.name in countries().values():
            return False
        return id(entity) not in self._spoke_at


def _clear(ranked: list[Present]) -> tuple[Entity | None, bool]:
    if not ranked:
        return None, False
    if len(ranked) > 1 and ranked[0].score < _MARGIN * ranked[1].score:
        return None, True
    return ranked[0].entity, False
