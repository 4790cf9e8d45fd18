"""Attribution by attribution, in the order of the text: who speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotecheck.lexicon.names import key, parse_name
from quotecheck.lexicon.people import function_words, roles, sentence_words
from quotecheck.pipeline.mentions_descriptions import Description
from quotecheck.pipeline.mentions_names import Mention
from quotecheck.pipeline.speakers_described import Described, printed
from quotecheck.pipeline.speakers_documents import issuer
from quotecheck.pipeline.speakers_entities import Cast
from quotecheck.pipeline.speakers_entity import Entity, Resolution
from quotecheck.pipeline.speakers_gender import add_votes
from quotecheck.pipeline.speakers_named import VAGUE, Named, is_firm
from quotecheck.pipeline.speakers_pronouns import (
    FIRST,
    NEUTER,
    PLURAL,
    PRONOUNS,
    RELATIVE,
    SINGULAR,
    Salience,
    is_channel,
)
from quotecheck.pipeline.speakers_scene import Attribution, Range, Scene
from quotecheck.pipeline.speakers_several import several
from quotecheck.pipeline.speakers_subject import subject_instead
from quotecheck.pipeline.speakers_told import answered, spoken_to
from quotecheck.pipeline.speakers_unsourced import (
    behind_words,
    by_handle,
    is_astray,
    led_by,
    led_instead,
    repeated,
    signed,
    without_source,
)

AMBIGUOUS = "ambiguous-speaker"
_POSSESSIVE = re.compile(r"(?<=\w)(?:[’']s|(?<=s)[’'])$")
_CONTRACTED = re.compile(r"(?<=\w)[’'](?:ve|d|re|ll)$")  # "they've"
_WHO = re.compile(r"who(?:[’']s)?\s")
_THAT = re.compile(r",?\s(?:that|who|which)$")
_NOUN = re.compile(r"\s(?:state|news|media|radio|television|newspapers?|agency|agencies|officials?)\b")
_TITLED = re.compile(r"[“\"](?P<title>[A-Z][^“”\"\n]{2,60}?),?[”\"],?\s$")
_CASE = re.compile(r"[A-Z][\w.’' -]* v\.? [A-Z][\w.’' -]*")  # of a court
_NUMBERED = re.compile(r"(\w+)[ -]\d+$")  # "Pilot 2" has no other name
_SOMEBODY = frozenset({"a", "an", "one", "another"})
_ADVERBS = 1  # words that may stand between a subject and its verb


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
        self.named = Named(scene, self.cast)
        self.done: dict[str, Resolution] = {}
        self.order: list[Attribution] = []
        self.sources: frozenset[int] = frozenset()  # where the sources of all attributions begin

    def resolve(self, attributions: Sequence[Attribution]) -> dict[str, Resolution]:
        """Resolve all attributions; the result is keyed by their ids."""
        self.sources = frozenset(a.source[0] for a in attributions if a.source)
        self.salience.note_contents([place for a in attributions for place in a.content])
        for attribution in sorted(attributions, key=lambda a: (a.place, a.start)):
            resolution = self._one(attribution)
            self.done[attribution.id] = resolution
            self.order.append(attribution)
            if resolution.entity is not None:
                self.salience.note_speaker(attribution.place, resolution.entity)
        repeated(self, attributions)
        return self.done

    def _one(self, attribution: Attribution) -> Resolution:
        source = attribution.source
        self.described.words = attribution.content
        self.described.answered = answered(self, attribution)
        if source is not None and _opens_mark(self.scene.text[slice(*source)]):
            source = self._unmarked(*source)
            if source is None:
                return Resolution(None, doubtful=True)
        if source is not None and (poster := by_handle(self, source[1])):
            return Resolution(poster)
        if source is not None and is_astray(self, attribution, source):
            source = None
        if source is not None and (found := led_instead(self, attribution, source)):
            return found
        inside = source is not None and any(a <= source[0] < b for a, b in attribution.content)
        if source is not None and not inside and self.scene.text[slice(*source)].casefold() != "you":
            subject = subject_instead(self, attribution, source)
            return Resolution(subject, instead=True) if subject else self.source(attribution, *source)
        if source is None and (behind := behind_words(self, attribution)):
            return behind
        if attribution.continues is not None and attribution.continues in self.done:
            return self.done[attribution.continues]
        if attribution.lead is not None:
            return led_by(self, attribution, *attribution.lead)
        own = attribution.relay is None and signed(self, attribution)
        found = own or without_source(self, attribution)
        return self.source(attribution, *source) if source and found.entity is None else found

    def _unmarked(self, start: int, end: int) -> Range | None:
        """What a source describes before a mark that opens in it: "an essay by a pilot “from Norvik”"."""
        cut = min(place for mark in '“"' if (place := self.scene.text.find(mark, start, end)) >= start)
        told = self.named.description(start, cut)
        one = told is not None and told.kind == "document" and not told.plural
        return (start, cut - 1) if one else None

    def source(self, attribution: Attribution, start: int, end: int) -> Resolution:
        """Whom a source names, describes or stands for."""
        text = self.scene.text[start:end].strip()
        word = _CONTRACTED.sub("", text.casefold())
        if _WHO.match(word):  # with the rest of its clause: "who wrote the letter"
            word = "who"
        if word in PRONOUNS:
            return self.pronoun(word, start, attribution.content, spoken_to(self, attribution))
        end = self.named.whole(attribution, start, end - len(text) + len(_THAT.sub("", text)))
        text = self.scene.text[start:end].strip()
        if is_firm(self.scene.text, attribution.cue, (start, end)):
            return Resolution(self.cast.body(Mention(start, end, "organization", None)))
        end -= len(text) - len(_POSSESSIVE.sub("", text))
        if (number := _NUMBERED.search(text)) and number[1].casefold() in roles():
            return self.fallback(start, end, text)
        if _CASE.fullmatch(self.scene.text, start, end):
            return Resolution(self.cast.work(self.scene.text[start:end]))
        found = several(self, attribution, start, end)
        return found or self._person(start, end) or self._other(start, end)

    def _person(self, start: int, end: int) -> Resolution | None:
        """The person whom a source names."""
        description = self.named.description(start, end)
        if description is None and self.scene.text[start:end].split()[0].casefold() in VAGUE:
            return None
        people = [] if self.named.opens_with_body(start, end) else self.named.people(start, end)
        if len(people) > 1 and description is None:
            return Resolution(people[-1])
        if people and (description is None or not self.named.is_described(description, people, start, end)):
            return Resolution(people[0])
        return None

    def _other(self, start: int, end: int) -> Resolution:
        """Whom a source means that names no person."""
        text = self.scene.text[start:end].strip()
        description = self.named.description(start, end)
        names = [m for m in self.named.heads(start, end) if not m.attributive or m.end == end]
        if not names and description is None and (behind := self._named_behind(text, end)):
            return Resolution(behind)
        if description is None and text.split()[0].casefold() in VAGUE:
            return self.fallback(start, end, text)
        if any(self.cast.at.get((m.start, m.end), ...) is None for m in names if m.name):
            return Resolution(None, doubtful=True)
        if description is not None:
            return self.describe(description, start, end)
        if names:
            head = names[0 if self.named.opens_with_body(start, end) else -1]
            return self._body_or_new(head.start, head.end, text)
        return self.fallback(start, end, text)

    def _named_behind(self, text: str, end: int) -> Entity | None:
        """The person whose name follows what one is called: "another likely no, Ada Halvorsen,"."""
        one = self.scene.text[end : end + 2] == ", " and not text.endswith("s")
        return self.described.named_behind(end) if one else None

    def subject_of(self, start: int, verb: int, taken: Range) -> Entity | None:
        """Who a verb's subject is: the pronoun, name or description that ends right before it."""
        words = self.scene.text[start:verb].split()
        if words and words[-1] == "to":
            return None
        if words and words[-1].casefold() in SINGULAR | PLURAL | NEUTER:
            place = verb - 1 - len(words[-1])
            return self.pronoun(words[-1].casefold(), place, ((verb, verb),)).entity
        known = [m for m in self.scene.mentions_in(start, verb) if m.kind or (m.start, m.end) in self.cast.at]
        spans = [(m.start, m.end) for m in known if not m.attributive]
        spans += [(d.start, d.end) for d in self.scene.descriptions_in(start, verb)]
        if words and words[-1] in {"and", "but"}:  # a second verb of the sentence's subject
            first_span = min(spans, default=None)
            before = self.scene.text[start : first_span[0]].removesuffix(", ") if first_span else ""
            opens = first_span and len(before.split()) <= 2 * _ADVERBS
            return self.at_place(*first_span) if first_span and opens else None
        near = [s for s in spans if len(self.scene.text[s[1] : verb].split()) <= _ADVERBS and s != taken]
        if not near:
            return None
        first, last = max(near, key=lambda span: span[1])
        return None if first < taken[1] and taken[0] < last else self.at_place(first, last)

    def at_place(self, start: int, end: int, attributive: bool = False) -> Entity | None:
        """Whom a stretch that is no attribution's source names; None for a pronoun or nobody."""
        if self.scene.text[start:end].casefold() in PRONOUNS:
            return None
        people = self.named.people(start, end)
        if people:
            return people[0]
        for mention in self.scene.mentions_in(start, end):
            if (attributive or not mention.attributive) and (
                known := self.cast.at.get((mention.start, mention.end))
            ):
                return known
        for mention in self.scene.mentions_in(start, end):
            bare = mention.kind is None and (mention.start, mention.end) not in self.cast.at
            if bare and (attributive or not mention.attributive):
                return self.cast.body(mention._replace(kind="organization"))
        description = self.named.description(start, end)
        return self.describe(description, description.start, description.end).entity if description else None

    def opener(self, start: int, end: int, least: float = 1) -> Entity | None:
        """Whom a sentence speaks of first, as its subject: a pronoun, a name or somebody described.

        Args:
            start: Where the sentence begins.
            end: Where it ends, or what it leads up to begins.
            least: The weight in its sentence from which a mention counts.
        """
        words = self.scene.text[start:end].split(maxsplit=1)
        if words and words[0].casefold() in SINGULAR | PLURAL - {"her", "his", "their"}:
            return self.pronoun(words[0].casefold(), start, ((start, end),)).entity
        spans = [(m.start, m.end) for m in self.scene.mentions_in(start, end) if not self._is_participle(m)]
        spans += [(d.start, d.end) for d in self.scene.descriptions_in(start, end) if d.kind != "document"]
        outer = [s for s in spans if not self.scene.in_quotation(s[0]) and self.salience.weight(s) >= least]
        return self.at_place(*min(outer, key=lambda span: (span[0], -span[1]))) if outer else None

    def _is_participle(self, mention: Mention) -> bool:
        """Whether a capital tells of a sentence's beginning alone: "Thinking her mic was off"."""
        text = self.scene.text[mention.start : mention.end + 2]
        return mention.kind is None and re.fullmatch(r"[A-Z][a-z]+ing\s[a-z]", text) is not None

    def passer_on(self, start: int, end: int) -> Entity | None:
        """Whom a stretch names at its beginning, or what it describes: "the prepared text of her speech"."""
        text = self.scene.text[start:end].strip()
        names = [m for m in self.scene.mentions_in(start, end) if not m.attributive]
        told = self.named.description(start, end)
        if names and (told is None or told.end + 1 >= names[0].start):
            opens = told is not None or len(self.scene.text[start : names[0].start].split()) <= 1
            opens = opens and not _NOUN.match(self.scene.text, names[0].end, end)
            return self.at_place(start, end) if opens else self.fallback(start, end, text).entity
        if told is not None:
            return self.describe(told, told.start, told.end).entity
        return self.fallback(start, end, text).entity

    def pronoun(
        self, word: str, place: int, hidden: tuple[Range, ...] = (), told: Entity | None = None
    ) -> Resolution:
        """Whom a pronoun means.

        Args:
            word: In lower case.
            place: Where it stands.
            hidden: Stretches whose mentions it cannot mean.
            told: Whom it speaks to.
        """
        if word in RELATIVE:
            return self._relative(word, place)
        if word in FIRST:
            return self._first_person(place)
        if word in SINGULAR:
            return Resolution(*self.salience.singular(word, place, hidden, told))
        if word in PLURAL:
            return Resolution(*self.salience.plural(place, hidden))
        return Resolution(*self.salience.neuter(place, hidden))

    def _relative(self, word: str, place: int) -> Resolution:
        """The nearest name or description before a relative pronoun in its sentence; "which" is no person."""
        first = self.scene.sentences[self.scene.sentence(place)][0]
        if word == "which" and (title := _TITLED.search(self.scene.text, first, place)):
            return Resolution(self.cast.work(title["title"]))
        kinds = {"document", "body"} if word == "which" else {"role"}
        told = [
            d
            for d in self.scene.descriptions_in(first, place)
            if (d.kind in kinds or (word == "who" and d.kind == "body" and d.plural))
        ]
        named = [
            m
            for m in self.scene.mentions_in(first, place)
            if not m.attributive and self._may_relate(m, word) and self.scene.text[m.start - 1] != "("
        ]
        if word == "who":
            named = [m for m in named if m.kind != "organization"] or named[: 0 if told else None]
        description, mention = told[-1] if told else None, named[-1] if named else None
        if mention and (known := self._known_or_bare(mention, place)):
            inside = word == "who" and description is not None and mention.end <= description.end
            later = description is None or (mention.start > description.start and not inside)
            if later or (description and self._tells_of(description, mention.end)):
                return Resolution(known)
        return self.describe(description, description.start, description.end) if description else Resolution()

    def _known_or_bare(self, mention: Mention, place: int) -> Entity | None:
        """Whom a name before a relative pronoun means; right before "who" a bare surname is a person's."""
        if known := self.cast.at.get((mention.start, mention.end)):
            return known
        beside = self.scene.text[mention.end : place].strip() in {"", ","}
        before = self.scene.text[: mention.start].rsplit(maxsplit=1)[-1:]
        bare = not before or before[0].casefold() in function_words("prepositions")
        person = beside and bare and self.scene.text[place : place + 3] == "who"
        return self.cast.person_at(mention) if person else None

    def _may_relate(self, mention: Mention, word: str) -> bool:
        """Whether a relative pronoun may stand for a name: "which" for no person."""
        known = self.cast.at.get((mention.start, mention.end))
        person = known is not None and known.kind == "person"
        if mention.kind == "place" or is_channel(self.scene.text, (mention.start, mention.end)):
            return False
        return not (word == "which" and person)

    def _tells_of(self, description: Description, end: int) -> bool:
        """Whether a description after a name is its apposition."""
        return bool(re.fullmatch(r",\s*", self.scene.text[end : description.start]))

    def _first_person(self, place: int) -> Resolution:
        """I inside a quotation is its speaker; outside it is whoever writes, whom no article names."""
        if self.scene.in_quotation(place) and self.order:
            return self.done[self.order[-1].id]
        return Resolution()

    def describe(self, description: Description, start: int, end: int) -> Resolution:
        """Whom a description means, as a source or part of one."""
        if about := self.named.apposed_to(description.start):
            new = description.determiner in {"a", "an"}  # not "Oddly, the clerk"
            entity = self.cast.person_at(about) if new else self.cast.at.get((about.start, about.end))
            person = entity is not None and entity.kind == "person"
            if person and description.kind == "role" and not description.plural:
                return Resolution(entity)
        by = issuer(self, description) if description.kind == "document" else None
        return Resolution(by) if by else Resolution(*self.described.resolve(description, start, end))

    def _body_or_new(self, start: int, end: int, text: str) -> Resolution:
        known = self.cast.at.get((start, end))
        if known:
            return Resolution(known)
        return self.fallback(start, end, text)

    def fallback(self, start: int, end: int, text: str) -> Resolution:
        """A source that nothing else tells of: a name of its own, or words taken as they stand."""
        same = next((e for e in self.cast.entities if key(e.name) == key(text)), None)
        if same is None:
            name = parse_name(text)
            capital = name is not None and all(word[0].isupper() for word in name.words)
            known = self.cast.named(name, start)[0] if name is not None and capital else None
            if known is not None:
                same = known
            elif name is not None and capital and not self._is_common(start, text):
                same = self.cast.new_person(name)
            else:
                vague = text.split()[0].casefold() not in _SOMEBODY or text.casefold() == "one"
                same = Entity(printed(text), "unnamed", vague=vague)
                self.cast.entities.append(same)
        same.add(self.scene.text[start:end], (start, end))
        return Resolution(same)

    def _is_common(self, start: int, text: str) -> bool:
        """Whether a source's first word is no name, and has its capital from its sentence alone."""
        first = text.split()[0].casefold()
        opens = any(begin <= start <= begin + 1 for begin, _ in self.scene.sentences)
        return first in VAGUE or first in sentence_words() or (opens and first in self.scene.plain)


def _opens_mark(text: str) -> bool:
    """Whether a stretch has an opening mark alone, and so is no mention but part of what is told."""
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
