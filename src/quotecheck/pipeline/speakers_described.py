"""Who a description means: somebody named, somebody described before, or somebody new."""

from __future__ import annotations

import re

from quotecheck.lexicon.bodies import is_outlet
from quotecheck.lexicon.days import ANY_WEEKDAY
from quotecheck.lexicon.names import key
from quotecheck.lexicon.people import Role, adjectives, determiners, function_words, role_class
from quotecheck.models import SpeakerKind
from quotecheck.pipeline.mentions_descriptions import Description
from quotecheck.pipeline.mentions_names import Mention
from quotecheck.pipeline.speakers_ahead import UNTOLD, named_later, named_next
from quotecheck.pipeline.speakers_entities import Cast
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_pronouns import Salience
from quotecheck.pipeline.speakers_roles import (
    add_roles,
    contradicts,
    description_words,
    fit,
    shares_place,
    unconfirmed,
)
from quotecheck.pipeline.speakers_scene import Range, Scene
from quotecheck.pipeline.speakers_unintroduced import unintroduced

_ANYBODY = frozenset({"every", "each", "any", "no"})
_NEW = _ANYBODY | frozenset(
    {"a", "an", "one", "another", "some", "several", "many", "two", "three", "four", "five", "other", "most"}
    | {"few", "certain", "numerous", "various", "multiple", "more"}
)
_SAME = frozenset({"same"})
_DATED = re.compile(
    r"\s(?:issued|published|released|posted|filed)\s(?:(?:on|late|early)\s)?"
    rf"(?:{ANY_WEEKDAY}|last|this|earlier|today|yesterday)\b.*$"
)
_NEAR = 0.15  # fits that differ by less are alike
_CLEAR = 1.3  # times as present as the next
_NAMED = frozenset(
    {"vice president", "attorney general"}
    | {"senator", "congressman", "congresswoman", "governor", "mayor", "lawmaker", "legislator", "politician"}
    | {"candidate", "nominee", "front-runner", "frontrunner", "president", "prime minister", "premier"}
    | {"billionaire", "mogul", "tycoon", "magnate", "businessman"}
    | {"president-elect", "challenger", "incumbent"}
    | {"leader", "speaker", "whip", "first lady", "chancellor", "ceo", "chief executive"}
    | {"secretary", "secretary of state"}
    | {"commander in chief", "commander-in-chief"}
)
_TITLE = 60  # characters of a role before a name
_REACH = 2  # sentences back to a person who is called by something else
_KINDS: dict[str, SpeakerKind] = {"document": "document", "body": "organization"}
_OF_HIM = re.compile(
    r"(?:\s(?:at|in|of|on|with)\s[^,.;:“”\"()\n]{2,60})?,\s+(?:he|she)\b"
)  # "A clerk, he said" tells of him
_GENERAL = frozenset({"lawmaker", "legislator", "politician"})
_PART = re.compile(r"\w+\s+of\s")  # "two of the women"
_CLOSED = re.compile(r"[,.]|\s(?:[(—–-]|said\b|says\b|told\b|wrote\b)|$")
_ENDED = re.compile(r"[,. ]|$")
_APPOSED = re.compile(r",?\s+(?:(?:identified|known)\s+(?:only\s+)?as\s+)?(?=[A-Z])")
# Nouns that any organisation may be called by; others must stand in its name.
_ANY_BODY = frozenset(
    {"company", "firm", "group", "organization", "organisation", "site", "website", "giant", "nonprofit"}
    | {"charity", "watchdog", "business", "startup", "chain", "retailer", "automaker", "carmaker", "airline"}
    | {"think tank"}
)
_OUTLETS = frozenset({"newspaper", "paper", "magazine", "publication", "outlet", "network", "station"})


def _tells_a_person(role: Role) -> bool:
    """Whether "the" before a role mostly means somebody named: "the senator", not "the spokesman"."""
    return role.noun.endswith("-year-old") or role.family == "party" or role.noun in _NAMED


def printed(text: str) -> str:
    """A description as printed, a determiner at its start in lower case, without when it was issued."""
    words = _DATED.sub("", text.strip(" ,")).split()
    if words[0].casefold() in determiners():
        words[0] = words[0].casefold()
    return " ".join(words)


class Described:
    """Keeps whom an article describes without a name.

    Args:
        scene: The article.
        cast: Everybody whom it names.
        salience: Who has been spoken of.
    """

    def __init__(self, scene: Scene, cast: Cast, salience: Salience) -> None:
        self.scene = scene
        self.cast = cast
        self.salience = salience
        self.beside = add_roles(scene, cast)
        self.seen: list[tuple[Description, Entity]] = []
        self.at: dict[int, Entity] = {}
        self.heard: set[int] = set()
        self.words: tuple[
            Range, ...
        ] = ()  # of the attribution at hand: who is named in them hardly says them
        self.answered: Entity | None = None  # who spoke right before, where the one at hand answers
        for description in scene.descriptions:
            self._introduce(description)
        for description in scene.owners:
            self._note_owner(description)

    def _introduce(self, description: Description) -> None:
        """Note whom a description of the narration brings in, or speaks of again."""
        start = description.start
        if start in self.beside:
            self.at[start] = self.beside[start]
            return
        label = self.scene.label(start)
        if label in {"headline", "byline"} or self._is_predicate(start):
            return
        if self.scene.in_quotation(start):
            return
        if description.kind == "body" and (body := self._body_before(start)):
            self.at[start] = body
            self.seen.append((description, body))
            return
        if description.kind != "role" and description.determiner not in {"a", "an"}:
            self._told_again(description)
            return
        if description.determiner in _ANYBODY or _OF_HIM.match(self.scene.text, description.end):
            return
        later = named_later(self.cast, description)
        if self._is_new(description) and later is None:
            self.add(description, start, description.end).silent = description.kind != "role"
            return
        entity = later or self.known(description)[0]
        if entity and (description.determiner or description.modifiers):  # not "for mayor"
            entity.places.append((start, description.end))
            self.at[start] = entity

    def _note_owner(self, description: Description) -> None:
        """Note whom a possessive description speaks of: "the mayor's" of "the mayor's plan"."""
        start = description.start
        if description.determiner != "the" or self.scene.label(start) in {"headline", "byline"}:
            return
        entity = None if self.scene.in_quotation(start) else self.known(description)[0]
        if entity is not None and entity.kind == "person":
            entity.places.append((start, description.end))

    def _body_before(self, start: int) -> Entity | None:
        """The organisation that a description behind a comma tells of: "the Norvik Trust, a charity"."""
        name = self.scene.mention_to(start - 2)
        if name is None or name.attributive or self.scene.text[name.end : start] != ", ":
            return None
        body = self.cast.at.get((name.start, name.end))
        return body if body and body.kind == "organization" and not body.place else None

    def _told_again(self, description: Description) -> None:
        """Note that the narration speaks of a document again, as what "it" may mean."""
        known = self._earlier(description) if description.kind == "document" else None
        if known is not None and description.determiner == "the":
            known.places.append((description.start, description.end))

    def _is_predicate(self, start: int) -> bool:
        before = self.scene.text[max(0, start - 20) : start].split()
        return bool(before) and before[-1].casefold() in function_words("predicates")

    @staticmethod
    def _is_new(description: Description) -> bool:
        return description.determiner in _NEW or (description.plural and not description.determiner)

    def resolve(self, description: Description, start: int, end: int) -> tuple[Entity | None, bool]:
        """Who a source that is a description is.

        Args:
            description: What the source says.
            start: First code point of the source.
            end: One past its last.

        Returns:
            The entity, None where several fit alike; and whether several do.
        """
        opening = self.scene.text[start:end].split()[0].casefold()
        if opening in {"one", "another"}:
            description = description._replace(plural=False)
        apposed = self._apposed(description, description.head_end) or self._apposed(description, end)
        if apposed:
            return apposed, False
        if speaking := self._speaking(description):
            return speaking, False
        part = description.start > start and bool(_PART.match(self.scene.text, start, description.start + 1))
        if opening in _NEW and (part or not (description.determiner or description.plural)):
            named = named_next(self.scene, self.cast, description, self.words) if opening == "one" else None
            return named or self.add(description, start, end), False
        if named := self._new_but_named(description):
            return named, False
        met = self.at.get(description.start)
        if met is not None and met is not self.answered:
            return self._as_source(met, start, end), False
        if not self._is_new(description):
            entity, doubtful = self.known(description)
            if entity is not None:
                entity.silent = False
            if entity or doubtful:
                return entity, doubtful
        later = named_later(self.cast, description) or named_next(
            self.scene, self.cast, description, self.words
        )
        return (later or self.add(description, start, end)), False

    def _new_but_named(self, description: Description) -> Entity | None:
        """Who is brought in without a name, by "a clerk", and named next."""
        met = self.at.get(description.start)
        if not self._is_new(description) or (met is not None and met.kind == "person"):
            return None
        named = named_next(self.scene, self.cast, description, self.words)
        return self._made_one(named, met, description) if named is not None else None

    def _made_one(self, named: Entity, unnamed: Entity | None, description: Description) -> Entity:
        """Take somebody brought in without a name for the one who is named next."""
        self.at[description.start] = named
        named.places.append((description.start, description.end))
        if unnamed is not None and unnamed is not named:
            self.cast.entities = [e for e in self.cast.entities if e is not unnamed]
            self.seen = [(other, named if e is unnamed else e) for other, e in self.seen]
        return named

    def _as_source(self, entity: Entity, start: int, end: int) -> Entity:
        """Call somebody unnamed by the fuller of their first words and those of the first attribution."""
        unnamed = entity.person is None and any(entity is described for _, described in self.seen)
        if unnamed and id(entity) not in self.heard:
            name = printed(self.scene.text[start:end])
            entity.name = max(entity.name, name, key=lambda text: (text.count(" "), not text.isupper()))
            entity.add(self.scene.text[start:end], (start, end))
        self.heard.add(id(entity))
        entity.silent = False
        return entity

    def _apposed(self, description: Description, end: int) -> Entity | None:
        """The name right after a description: "her son, Anders," or "her lawyer, the mayor Ann Berg,"."""
        other = self.beside.get(end + 2) if self.scene.text[end : end + 2] == ", " else None
        if other and any(end < start < end + _TITLE for start, _ in other.places):
            return other
        if description.plural:
            return None
        body = description.kind == "body" and self.scene.text[end : end + 1] != ","
        return self._body_behind(end) if body else self.named_behind(end)

    def _closed_behind(self, end: int) -> Mention | None:
        """The name right behind a place, with or without a comma, that nothing goes on."""
        match = _APPOSED.match(self.scene.text, end)
        if match is None:
            return None
        closes = _CLOSED if ", " in match.group() else _ENDED
        names = [m for m in self.scene.mentions_in(match.end(), match.end() + 60) if m.start == match.end()]
        return next((m for m in names if closes.match(self.scene.text, m.end)), None)

    def named_behind(self, end: int) -> Entity | None:
        """The person named right behind a source: "Brandt’s predecessor, Ada Halvorsen,"."""
        name = self._closed_behind(end)
        return self.cast.person_at(name) if name else None

    def _body_behind(self, end: int) -> Entity | None:
        name = self._closed_behind(end)
        body = self.cast.at.get((name.start, name.end)) if name else None
        return body if body and body.kind == "organization" else None

    def known(self, description: Description) -> tuple[Entity | None, bool]:
        """Whom a definite description means, of all that the article has brought in."""
        if known := unintroduced(self.cast, description):
            return known, False
        earlier = self._earlier(description)
        if description.kind == "body" or (description.head in _OUTLETS and earlier is None):
            named, doubtful = self._body(description)
            both = [entity for entity in (named, earlier) if entity]
            place = description.start
            return max(both, key=lambda e: self._last_place(e, place), default=None), doubtful
        if description.kind != "role" or description.plural:
            return earlier, False
        if earlier and (description.anonymous or description.head in UNTOLD):
            return earlier, False
        named, doubtful = self._by_role(description)
        if earlier is None and not doubtful and (named is None or unconfirmed(description, named)):
            nearer = self._varied(description)
            both = [entity for entity in (named, nearer) if entity]
            named = max(both, key=lambda e: self._last_place(e, description.start), default=None)
        if named and earlier:
            return max(
                (named, earlier), key=lambda entity: self._last_place(entity, description.start)
            ), False
        return named or earlier, doubtful and earlier is None

    def _speaking(self, description: Description) -> Entity | None:
        """The single unnamed source that spoke last, whom "the source" or "the Republican" means."""
        role = description.role
        told = description.modifiers or description.after
        if description.plural or role is None or told or description.determiner != "the":
            return None
        for place, entity in self.salience.spoke[-1:]:
            near = self.scene.apart(place, description.start) <= 1
            alike = description.anonymous or role.family == "party" or self._is_called(entity, role)
            return entity if near and alike and entity.kind == "unnamed" and not entity.plural else None
        return None

    def _is_called(self, entity: Entity, role: Role) -> bool:
        """Whether a general role can be somebody's who was brought in by another: a senator is a lawmaker."""
        families = {d.role.family for d, e in self.seen if e is entity and d.role}
        return role.noun in _GENERAL and role.family in families

    @staticmethod
    def _last_place(entity: Entity, place: int) -> int:
        return max((start for start, _ in entity.places if start < place), default=-1)

    def _earlier(self, description: Description) -> Entity | None:
        """The nearest unnamed source with the same head and no modifier against it."""
        wanted = description_words(description) - _SAME
        for other, entity in reversed(self.seen):
            if other.start >= description.start or other.plural != description.plural:
                continue
            if role_class(other.head) == role_class(description.head) and wanted <= description_words(other):
                return entity
        return None

    def _by_role(self, description: Description) -> tuple[Entity | None, bool]:
        fits = [(fit(description, entity), entity) for entity in self.cast.people]
        best = max((score for score, _ in fits), default=0.0)
        near = [entity for score, entity in fits if score > 0 and score > best - _NEAR]
        if len(near) < 2:
            return (near[0], False) if near else (None, False)
        ranked = self.salience.rank(near, description.start, self.words)
        if not ranked:
            return self._usual(near)
        if len(ranked) == 1 or ranked[0].score > _CLEAR * ranked[1].score:
            return ranked[0].entity, False
        return None, True

    @staticmethod
    def _usual(near: list[Entity]) -> tuple[Entity | None, bool]:
        """Of several that only come later, the one of whom the article speaks most."""
        first, second = sorted(near, key=lambda entity: -len(entity.places))[:2]
        return (first, False) if len(first.places) >= 2 * len(second.places) else (None, True)

    def _varied(self, description: Description) -> Entity | None:
        """The person spoken of last, whom "the Norvik senator" calls by what the text says nowhere else."""
        role = description.role
        if description.determiner != "the" or role is None or not _tells_a_person(role):
            return None
        near = [e for e in self.cast.people if e is not self.answered and not contradicts(description, e)]
        ranked = [p for p in self.salience.rank(near, description.start, ()) if p.entity.evident]
        ranked = [p for p in ranked if shares_place(description, p.entity)] or ranked
        if not ranked or (len(ranked) > 1 and ranked[0].score < _CLEAR * ranked[1].score):
            return None
        if ranked[0].entity.is_named_in(self.words):
            return None
        last = self._last_place(ranked[0].entity, description.start)
        return ranked[0].entity if self.scene.apart(last, description.start) <= _REACH else None

    def _body(self, description: Description) -> tuple[Entity | None, bool]:
        """The named organisation that "the company" or "the department" means."""
        owned = any(word.text[0].isupper() for word in description.modifiers)
        if description.plural or owned or description.after.startswith("of "):
            return None, False
        plain = {word.text for word in description.modifiers} - adjectives()
        noun = description.head
        bodies = [e for e in self.cast.entities if e.kind == "organization" and not e.plural]
        if noun in _OUTLETS:
            bodies = [e for e in bodies if is_outlet(e.name)]
        elif noun not in _ANY_BODY:
            bodies = [e for e in bodies if {noun} | plain <= set(e.name.casefold().split())]
        else:
            bodies = [e for e in bodies if not e.place and not is_outlet(e.name)]
        ranked = self.salience.rank(bodies, description.start, ())
        if not ranked:
            return None, False
        alone = len(ranked) == 1 or ranked[0].score > _CLEAR * ranked[1].score
        return (ranked[0].entity, False) if alone else (None, False)

    def add(self, description: Description, start: int, end: int) -> Entity:
        """Bring in somebody unnamed; the same words in one article are the same source."""
        name = printed(self.scene.text[min(start, description.start) : max(end, description.end)])
        kind = _KINDS.get(description.kind, "unnamed")
        same = [e for e in self.cast.entities if e.kind == kind and key(e.name) == key(name)]
        if same and description.determiner != "another":
            entity = same[0]
        else:
            entity = Entity(name, kind, plural=description.plural)
            self.cast.entities.append(entity)
        if description.role and description.role.gender and not same:
            entity.votes[description.role.gender] += 2
        entity.add(self.scene.text[start:end], (start, end))
        self.seen.append((description, entity))
        self.at[description.start] = entity
        return entity
