"""Attribution by attribution, in the order of the text: who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from quotecheck.lexicon.names import key, parse_name
from quotecheck.lexicon.people import function_words, is_verb, sentence_words
from quotecheck.pipeline.mentions_descriptions import Description
from quotecheck.pipeline.mentions_names import Mention
from quotecheck.pipeline.speakers_described import Described, printed
from quotecheck.pipeline.speakers_entities import Cast, Entity, mentions_of
from quotecheck.pipeline.speakers_gender import add_votes
from quotecheck.pipeline.speakers_pronouns import (
    FIRST,
    NEUTER,
    PLURAL,
    PRONOUNS,
    RELATIVE,
    SINGULAR,
    Salience,
)
from quotecheck.pipeline.speakers_scene import Attribution, Range, Scene

AMBIGUOUS = "ambiguous-speaker"
_NOUN = re.compile(r"\s([a-z][\w-]+)\b(?!\s*,)")
_LETTERS = re.compile(r"[^\W_]+")
_SIGNED = re.compile(
    r"[”\"’']?[\s.…!?]*+(?:(?:https?://|pic\.twitter\.com/|t\.co/|[@#])(?:[^\s@#—–-]|-(?!-?\s))*+\s*)*+"
    r"[”\"’']?\s*+[—–-]{1,2}\s?"
    r"(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,4})\s?(?=\(@|,|\n|$)"
)
_NAMED = re.compile(r"[”\"’']\s(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,4}),\s")
_NO_NOUNS = frozenset({"himself", "herself", "itself", "themselves"})
_POSSESSIVE = re.compile(r"(?<=\w)(?:[’']s|(?<=s)[’'])$")
_AND = re.compile(r"\band\b|,")
_BARE_AND = re.compile(r"(?:,|,?\s+and|\s+&)\s+(?:[Tt]he\s+)?")
# Words that open a source which names nobody: "those close to Halvorsen", "some in Norvik".
_VAGUE = frozenset(
    {"those", "some", "someone", "somebody", "others", "anyone", "everyone", "many", "most", "both", "all"}
    | {"few", "several", "nobody", "others", "another", "none"}
)
_ADVERBS = 1  # words that may stand between a subject and its verb
_LINK = re.compile(r"\b(?:of|to|for|with|from|by|who|that|on|about|at|in)\s+(?:\w+\s+)?$")


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


class Resolver:
    """Finds the speakers of one article.

    Args:
        scene: The article.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.cast = Cast(scene)
        add_votes(scene, self.cast)
        self.salience = Salience(scene, self.cast)
        self.described = Described(scene, self.cast, self.salience)
        self.done: dict[str, Resolution] = {}
        self.order: list[Attribution] = []

    def resolve(self, attributions: Sequence[Attribution]) -> dict[str, Resolution]:
        """Resolve all attributions; the result is keyed by their ids."""
        for attribution in sorted(attributions, key=lambda a: (a.place, a.start)):
            resolution = self._one(attribution)
            self.done[attribution.id] = resolution
            self.order.append(attribution)
            if resolution.entity is not None:
                self.salience.note_speaker(attribution.place, resolution.entity)
        self._repeated(attributions)
        return self.done

    def _one(self, attribution: Attribution) -> Resolution:
        source = attribution.source
        inside = source is not None and any(a <= source[0] < b for a, b in attribution.content)
        if source is not None and not inside and self.scene.text[slice(*source)].casefold() != "you":
            subject = self._subject_instead(attribution, source)
            return Resolution(subject, instead=True) if subject else self._source(attribution, *source)
        if attribution.continues is not None and attribution.continues in self.done:
            return self.done[attribution.continues]
        found = self._signed(attribution) or self._without_source(attribution)
        return self._source(attribution, *source) if source and found.entity is None else found

    def _subject_instead(self, attribution: Attribution, source: Range) -> Entity | None:
        """The subject of a cue that leads into the words, where the source linked stands behind them."""
        cue = attribution.cue
        if cue is None or cue[0] >= attribution.start or source[0] < attribution.content[-1][1]:
            return None
        sentence = self.scene.sentence(cue[0])
        if sentence != self.scene.sentence(attribution.start):
            return None
        return self.subject_of(self.scene.sentences[sentence][0], cue[0], source)

    def _repeated(self, attributions: Sequence[Attribution]) -> None:
        """A quotation set in a heading or box, without a source, is said by whoever says it in the text."""
        sourced = [(self._plain(a), a) for a in attributions if a.source is not None]
        for attribution in attributions:
            if attribution.source is None and attribution.cue is None:
                words = self._plain(attribution)
                same = {
                    id(self.done[a.id].entity): a for text, a in sourced if len(words) > 12 and words in text
                }
                if len(same) == 1:
                    self.done[attribution.id] = self.done[next(iter(same.values())).id]

    def _plain(self, attribution: Attribution) -> str:
        text = " ".join(self.scene.text[start:end] for start, end in attribution.content)
        return " ".join(_LETTERS.findall(text.casefold()))

    def _signed(self, attribution: Attribution) -> Resolution | None:
        """The name that signs a post or epigraph: "— Ada Halvorsen (@halvorsen)"."""
        ends = [end for _, end in attribution.content]
        named = (_NAMED.match(self.scene.text, end) for end in ends)
        match = _SIGNED.match(self.scene.text, ends[-1]) or next(filter(None, named), None)
        if not match:
            return None
        start, end = match.span("name")
        entity = self.at_place(start, end)
        return Resolution(entity) if entity else self._fallback(start, end, match["name"])

    def _source(self, attribution: Attribution, start: int, end: int) -> Resolution:
        text = self.scene.text[start:end].strip()
        word = text.casefold()
        if word in PRONOUNS:
            return self._pronoun(word, start, attribution.content, self._told(attribution))
        end -= len(text) - len(_POSSESSIVE.sub("", text))
        text = self.scene.text[start:end].strip()
        names = [m for m in self._heads(start, end) if not m.attributive or m.end == end]
        description = self._description_in(start, end)
        people = self._people_in(start, end)
        joined = self._joined(start, end)
        if len(joined) > 1 and (description is None or self._is_title(description, joined[0])):
            return Resolution(self.cast.pair([entity for _, entity in joined]))
        if len(people) > 1 and description is None:
            return Resolution(people[-1])
        if people and (description is None or not self._is_head(description, people, start, end)):
            return Resolution(people[0])
        if description is None and text.split()[0].casefold() in _VAGUE:
            return self._fallback(start, end, text)
        if any(self.cast.at.get((m.start, m.end), ...) is None for m in names if m.name):
            return Resolution(None, doubtful=True)
        if description is not None:
            return self._description(description, start, end)
        if names:
            return self._body_or_new(names[-1].start, names[-1].end, text)
        return self._fallback(start, end, text)

    def subject_of(self, start: int, verb: int, taken: Range) -> Entity | None:
        """Who a verb's subject is: the pronoun, name or description that ends right before it."""
        words = self.scene.text[start:verb].split()
        if words and words[-1].casefold() in SINGULAR | PLURAL | NEUTER:
            place = verb - 1 - len(words[-1])
            return self._pronoun(words[-1].casefold(), place, ((verb, verb),)).entity
        spans = [(m.start, m.end) for m in mentions_of(self.scene, start, verb) if not m.attributive]
        spans += [(d.start, d.end) for d in self.scene.descriptions if start <= d.start and d.end <= verb]
        if words and words[-1] in {"and", "but"}:  # a second verb of the sentence's subject
            first_span = min(spans, default=None)
            opens = first_span and len(self.scene.text[start : first_span[0]].split()) <= _ADVERBS
            return self.at_place(*first_span) if first_span and opens else None
        near = [s for s in spans if len(self.scene.text[s[1] : verb].split()) <= _ADVERBS and s != taken]
        if not near:
            return None
        first, last = max(near, key=lambda span: span[1])
        return None if first < taken[1] and taken[0] < last else self.at_place(first, last)

    def at_place(self, start: int, end: int) -> Entity | None:
        """Whom a stretch that is no attribution's source names; None for a pronoun or nobody."""
        if self.scene.text[start:end].casefold() in PRONOUNS:
            return None
        people = self._people_in(start, end)
        if people:
            return people[0]
        for mention in mentions_of(self.scene, start, end):
            if not mention.attributive and (known := self.cast.at.get((mention.start, mention.end))):
                return known
        for mention in mentions_of(self.scene, start, end):
            if mention.kind is None and (mention.start, mention.end) not in self.cast.at:
                return self.cast.body(mention._replace(kind="organization"))
        description = self._description_in(start, end)
        return (
            self._description(description, description.start, description.end).entity if description else None
        )

    def passer_on(self, start: int, end: int) -> Entity | None:
        """Whom a stretch names at its beginning, or what it describes: "the prepared text of her speech"."""
        text = self.scene.text[start:end].strip()
        names = [m for m in mentions_of(self.scene, start, end) if not m.attributive]
        told = self._description_in(start, end)
        if names and (told is None or told.end + 1 >= names[0].start):
            opens = told is not None or len(self.scene.text[start : names[0].start].split()) <= 1
            return self.at_place(start, end) if opens else self._fallback(start, end, text).entity
        if told is not None:
            return self._description(told, told.start, told.end).entity
        return self._fallback(start, end, text).entity

    def _heads(self, start: int, end: int) -> list[Mention]:
        """Names inside a source that may be its head: none before a plain noun or behind a preposition."""
        text = self.scene.text
        found = []
        for mention in mentions_of(self.scene, start, end):
            noun = _NOUN.match(text, mention.end, end)
            before = text[start : mention.start].split()
            behind = bool(before) and before[-1].casefold() in function_words("prepositions")
            plain = noun is not None and noun[1] not in _NO_NOUNS | sentence_words() and not is_verb(noun[1])
            titled = mention.name is not None and bool(mention.name.title) and mention.end >= end - 1
            if not plain and (titled or not behind):
                found.append(mention)
        return found

    def _people_in(self, start: int, end: int) -> list[Entity]:
        found = []
        for mention in self._heads(start, end):
            entity = self.cast.at.get((mention.start, mention.end))
            if entity and entity.kind == "person" and not mention.attributive and entity not in found:
                found.append(entity)
        return found

    def _is_head(self, description: Description, people: list[Entity], start: int, end: int) -> bool:
        """Whether the description, not the name beside it, is the source: "an aide to Halvorsen"."""
        first = min(place[0] for entity in people for place in entity.places if start <= place[0] < end)
        if description.start >= first:
            return False
        return bool(_LINK.search(self.scene.text[description.head_end : first]))

    def _description_in(self, start: int, end: int) -> Description | None:
        """The description that begins a source; a later one only tells more about it."""
        inside = [
            d
            for d in self.scene.descriptions
            if start <= d.start + 1 and d.start < end and d.head_end <= end + 1
        ]
        return inside[0] if inside else None

    def _joined(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """Names that "and" or a comma makes one source."""
        found: list[tuple[Mention, Entity]] = []
        for mention in self._heads(start, end):
            entity = self.cast.at.get((mention.start, mention.end))
            if entity is None or mention.attributive or entity.kind not in {"person", "organization"}:
                continue
            gap = self.scene.text[found[-1][0].end : mention.start] if found else ""
            between = _AND.search if entity.kind == "person" else _BARE_AND.fullmatch
            if (not found or between(gap)) and all(entity is not other for _, other in found):
                found.append((mention, entity))
        return found if found and found[-1][0].end >= end - 1 else []

    @staticmethod
    def _is_title(description: Description, first: tuple[Mention, Entity]) -> bool:
        """Whether a description is only what the first of several names is called."""
        return description.end <= first[0].start <= description.end + 1

    def _told(self, attribution: Attribution) -> Entity | None:
        """Who stands right behind a cue and is spoken to: "he told Halvorsen"."""
        place = attribution.cue[1] + 1 if attribution.cue else 0
        if not place or any(start <= place < end for start, end in attribution.content):
            return None
        behind = [m for m in self.scene.mentions if m.start == place and not m.attributive]
        return self.cast.at.get((behind[0].start, behind[0].end)) if behind else None

    def _pronoun(
        self, word: str, place: int, hidden: tuple[Range, ...], told: Entity | None = None
    ) -> Resolution:
        if word in RELATIVE:
            return self._relative(place)
        if word in FIRST:
            return self._first_person(place)
        if word in SINGULAR:
            return Resolution(*self.salience.singular(word, place, hidden, told))
        if word in PLURAL:
            return Resolution(*self.salience.plural(place, hidden))
        return Resolution(*self.salience.neuter(place, hidden))

    def _relative(self, place: int) -> Resolution:
        """The nearest name or description before a relative pronoun, in its sentence."""
        first = self.scene.sentences[self.scene.sentence(place)][0]
        description = next(
            (
                d
                for d in reversed(self.scene.descriptions)
                if first <= d.start and d.end <= place and d.kind == "role"
            ),
            None,
        )
        mention = next(
            (
                m
                for m in reversed(self.scene.mentions)
                if first <= m.start and m.end <= place and not m.attributive and m.kind != "place"
            ),
            None,
        )
        if mention and self.cast.at.get((mention.start, mention.end)):
            later = (
                description is None
                or mention.start > description.start
                or self._tells_of(description, mention.end)
            )
            if later:
                return Resolution(self.cast.at[mention.start, mention.end])
        if description:
            return self._description(description, description.start, description.end)
        return Resolution()

    def _tells_of(self, description: Description, end: int) -> bool:
        """Whether a description after a name is its apposition."""
        return bool(re.fullmatch(r",\s*", self.scene.text[end : description.start]))

    def _first_person(self, place: int) -> Resolution:
        """I inside a quotation is its speaker."""
        for resolution in (self.done[i] for i in reversed(self.done)):
            return resolution
        return Resolution()

    def _description(self, description: Description, start: int, end: int) -> Resolution:
        return Resolution(*self.described.resolve(description, start, end))

    def _body_or_new(self, start: int, end: int, text: str) -> Resolution:
        known = self.cast.at.get((start, end))
        if known:
            return Resolution(known)
        return self._fallback(start, end, text)

    def _fallback(self, start: int, end: int, text: str) -> Resolution:
        """A source that nothing else tells of: a name of its own, or words taken as they stand."""
        same = next((e for e in self.cast.entities if key(e.name) == key(text)), None)
        if same is None:
            name = parse_name(text)
            capital = name is not None and all(word[0].isupper() for word in name.words)
            if name is not None and capital and not self._is_common(start, text):
                same = self.cast.named(name, start)[0] or self.cast.new_person(name)
            else:
                same = Entity(printed(text), "unnamed")
                self.cast.entities.append(same)
        same.add(self.scene.text[start:end], (start, end))
        return Resolution(same)

    def _is_common(self, start: int, text: str) -> bool:
        """Whether a source's first word is no name, and has its capital from its sentence alone."""
        first = text.split()[0].casefold()
        opens = any(begin <= start <= begin + 1 for begin, _ in self.scene.sentences)
        return first in _VAGUE or first in sentence_words() or (opens and first in self.scene.plain)

    def _without_source(self, attribution: Attribution) -> Resolution:
        """A quotation without a source: its sentence's subject, or who spoke right before."""
        if attribution.cue is not None:
            return self._subject(*attribution.cue)
        paragraph = self.scene.paragraph(attribution.start)
        before = [a for a in self.order if a.said and a.start < attribution.start]
        if before and paragraph - self.scene.paragraph(before[-1].content[-1][1] - 1) <= 1:
            return self.done[before[-1].id]
        return Resolution(None, doubtful=bool(self.salience.spoke))

    def _subject(self, cue: int, end: int) -> Resolution:
        """Who stands right behind the cue, the speaker of the sentence so far, or whom it names first."""
        behind = [m for m in self.scene.mentions if m.start == end + 1 and not m.attributive]
        told = [d for d in self.scene.descriptions if d.start == end + 1 and d.kind == "role"]
        if told:
            return self._description(told[0], told[0].start, told[0].end)
        if behind and (entity := self.at_place(behind[0].start, behind[0].end)):
            return Resolution(entity)
        first = self.scene.sentences[self.scene.sentence(cue)][0]
        for place, entity in reversed(self.salience.spoke):
            if first <= place < cue:
                return Resolution(entity)
        for mention in self.scene.mentions:
            entity_at = self.cast.at.get((mention.start, mention.end))
            if first <= mention.start < cue and entity_at and entity_at.kind == "person":
                return Resolution(entity_at)
        return Resolution()
