"""Who is in an article: names of one person or organisation put together."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from quotecheck.lexicon.bodies import countries, is_outlet, organization_name
from quotecheck.lexicon.names import PersonName, key, relation
from quotecheck.lexicon.people import titles, words_key
from quotecheck.models import SpeakerKind
from quotecheck.pipeline.mentions_names import Mention
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_namesakes import JUNIOR, is_misprint, note_kin, speaks_against, title_agrees
from quotecheck.pipeline.speakers_scene import Range, Scene

# Last words that an organisation's short name leaves out.
_GENERIC = frozenset(
    {
        "Agency",
        "Association",
        "Bank",
        "Center",
        "Co",
        "Committee",
        "Company",
        "Corp",
        "Corporation",
        "Council",
    }
    | {"Foundation", "Group", "Holdings", "Inc", "Inc.", "Industries", "Institute", "International", "LLC"}
    | {"Ltd", "Ministry", "Motors", "Organization", "Party", "Project", "Resorts", "Systems", "University"}
)


# Nouns behind an organisation's name that do not belong to it.
_BEHIND = re.compile(
    r"(?P<name>\S+(?:\s\S+)+)\s(?:union|newspaper|magazine|website|network|company|firm|agency)"
)
_SHORTEST = 3  # letters of a surname
_RECOGNISED = 2  # mentions that a recogniser must read as a person's
_DATELINE = re.compile(r"\)\s?[-–—]{1,2}\s")  # "NORVIK (Fjord News) - "


def _is_full(mention: Mention) -> bool:
    return mention.kind == "person" and mention.name is not None and len(mention.name.words) > 1


class Cast:
    """Everybody in an article, by name.

    Args:
        scene: The article.
    """

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.entities: list[Entity] = []
        self.at: dict[Range, Entity | None] = {}
        self._bodies: dict[str, Entity] = {}
        self._sticky: dict[str, Entity] = {}
        self._elders: set[str] = set()
        self._titled: dict[int, list[int]] = defaultdict(list)  # where a title stands before the surname
        self._add_full_names()
        self._note_elders()
        self._add_partial_names()
        self._add_bare_names()
        for mention in scene.mentions:
            if _DATELINE.match(self.scene.text, mention.end) and self.scene.text[mention.start - 1] == "(":
                continue
            if mention.kind in {"organization", "place", "group", "document"}:
                person = self._surname(mention)
                if person:
                    self._note(person, mention)
                else:
                    self.at[mention.start, mention.end] = self.body(mention)
        self._add_short_names()
        self._add_pairs()

    def _add_short_names(self) -> None:
        """Give single words to the body whose name ends with them: "the Steelworkers"."""
        for mention in self.scene.mentions:
            place = (mention.start, mention.end)
            text = self.scene.text[slice(*place)]
            if (
                mention.kind is None
                and place not in self.at
                and self.scene.text[: mention.start].endswith("the ")
            ):
                ending = [e for name, e in self._bodies.items() if name.endswith(" " + text)]
                if len(ending) == 1 and ending[0].kind == "organization":
                    ending[0].add(text, place)
                    self.at[place] = ending[0]

    def _add_pairs(self) -> None:
        """Bring in two people whom "and" joins, for "they" to mean."""
        for one, other in pairwise(self.scene.mentions):
            people = [self.at.get((mention.start, mention.end)) for mention in (one, other)]
            found = [entity for entity in people if entity and entity.kind == "person"]
            joined = self.scene.text[one.end : other.start] == " and " and not other.attributive
            if joined and len(found) > 1 and found[0] is not found[1]:
                self.pair(found).add(self.scene.text[one.start : other.end], (one.start, other.end))

    def pair(self, people: Sequence[Entity]) -> Entity:
        """Several people or bodies as one group."""
        return self.group(" and ".join(entity.name for entity in people))

    def work(self, title: str) -> Entity:
        """A book or film by its title."""
        known = next((e for e in self.entities if e.kind == "document" and e.name == title), None)
        if known is None:
            known = Entity(title, "document")
            self.entities.append(known)
        return known

    def group(self, name: str) -> Entity:
        """Several under one name."""
        known = next((e for e in self.entities if e.kind == "group" and e.name == name), None)
        if known is None:
            known = Entity(name, "group", plural=True)
            self.entities.append(known)
        return known

    def _surname(self, mention: Mention) -> Entity | None:
        """The person whose surname an outlet's, company's or town's name is in this article: "Fox"."""
        text = self.scene.text[mention.start : mention.end]
        before = self.scene.text[max(0, mention.start - 4) : mention.start].casefold()
        if " " in text or before == "the " or mention.attributive:
            return None
        bearers = [e for e in self.people if e.person and relation(e.person, PersonName("", (text,), ""))]
        named = [e for e in bearers if e.full_places and e.full_places[0] < mention.start]
        if len(named) != 1 or any(m.kind != "person" and self._begins(m, text) for m in self.scene.mentions):
            return None
        return named[0]

    def _begins(self, other: Mention, text: str) -> bool:
        return self.scene.text[other.start : other.end].startswith(text + " ")

    def _add_full_names(self) -> None:
        body = [m for m in self.scene.mentions if _is_full(m) and self.scene.label(m.start) != "headline"]
        for mention in sorted(body, key=lambda m: -len(m.name.words) if m.name else 0):
            if self.scene.label(mention.start) == "byline" or mention.name is None:
                continue
            related = [(relation(e.person, mention.name), e) for e in self.people if e.person]
            same = [e for found, e in related if found == "same"] or [
                e for found, e in related if found == "family"
            ]
            entity = same[0] if same else self.new_person(mention.name)
            self._note(entity, mention)
        for entity in self.entities:
            entity.places.sort()
            entity.full_places.sort()
            self._rename(entity)
        self.entities.sort(key=lambda e: e.places[0])

    def _note_elders(self) -> None:
        """Note surnames that stand alone before a "Jr.", a wife or a daughter is brought in: another's."""
        for entity in self.people:
            if entity.person is None or not entity.full_places:
                continue
            if key(entity.person.suffix) in JUNIOR or entity.kin:
                alone = (entity.person.words[-1],)
                before = (m for m in self.scene.mentions if m.start < entity.full_places[0])
                if any(m.name and m.name.words == alone and self._may_found(m) for m in before):
                    entity.kin = True
                    self._elders.add(key(alone[0]))

    def new_person(self, name: PersonName) -> Entity:
        """Bring in a person; a surname alone takes the full name that only the headline has."""
        if len(name.words) == 1:
            full = [
                m.name for m in self.scene.mentions if _is_full(m) and self.scene.label(m.start) == "headline"
            ]
            taken = {entity.name for entity in self.entities}
            family = (n._replace(title="") for n in full if n and relation(n, name) == "family")
            fuller = {n for n in family if n.full not in taken}
            name = fuller.pop() if len(fuller) == 1 else name
        entity = Entity(name.full, "person", name._replace(title=""))
        self.entities.append(entity)
        return entity

    def _rename(self, entity: Entity) -> None:
        """Call a person by the full name that the narration uses most, the longer of two used alike."""
        places = set(entity.places)
        counts: Counter[PersonName] = Counter()
        for mention in self.scene.mentions:
            if mention.name and len(mention.name.words) > 1 and (mention.start, mention.end) in places:
                weight = 1 if self.scene.in_quotation(mention.start) else 15 if mention.name.title else 10
                counts[mention.name._replace(title="")] += weight
        if counts:
            entity.person = max(counts, key=lambda name: (counts[name], len(name.full)))
            entity.name = entity.person.full

    def _note(self, entity: Entity, mention: Mention) -> None:
        place = (mention.start, mention.end)
        entity.add(self.scene.text[mention.start : mention.end], place)
        title = mention.name.title if mention.name else ""
        if _is_full(mention):
            entity.full_places.append(mention.start)
            title = "" if note_kin(entity, self.scene.text, *place, title) else title
        if title:
            self._note_title(entity, title)
            if not _is_full(mention):
                self._titled[id(entity)].append(mention.start)
        self.at[place] = entity

    @staticmethod
    def _note_title(entity: Entity, title: str) -> None:
        words = title.split()
        for start in range(len(words)):
            known = titles().get(words_key(" ".join(words[start:])))
            if known and known.gender:
                entity.votes[known.gender] += 3
        if title not in entity.roles and words_key(title) not in {
            ("mr",),
            ("ms",),
            ("mrs",),
            ("messrs",),
            ("miss",),
        }:
            entity.roles.append(title)

    @property
    def people(self) -> list[Entity]:
        """The people of the article."""
        return [entity for entity in self.entities if entity.kind == "person"]

    def _add_partial_names(self) -> None:
        """Resolve surnames and first names in the order of the text; titled ones may be new people."""
        partial = [m for m in self.scene.mentions if m.name and (m.start, m.end) not in self.at]
        for titled in (True, False):
            for mention in partial:
                if mention.name and (mention.kind == "person") == titled:
                    self._resolve_partial(mention, mention.name)
        for entity in self.entities:
            entity.places.sort()

    def _resolve_partial(self, mention: Mention, name: PersonName) -> None:
        entity, known = self.named(name, mention.start)
        told = mention.kind == "person" or key(name.words[-1]) in self._elders
        if entity is None and not known and told and self._may_found(mention):
            entity = self.new_person(name)
        if entity is not None:
            self._note(entity, mention)
        elif known:
            self.at[mention.start, mention.end] = None

    def _add_bare_names(self) -> None:
        """Bring in people by a surname that needs no introduction, where a recogniser reads it as one."""
        found = {(start, end) for start, end, label in self.scene.names if label == "PER"}
        bare: dict[str, list[Mention]] = defaultdict(list)
        for mention in self.scene.mentions:
            open_name = mention.kind is None and mention.name and (mention.start, mention.end) not in self.at
            if open_name and self._may_found(mention):
                bare[self.scene.text[mention.start : mention.end]].append(mention)
        for text, mentions in bare.items():
            read = sum((m.start, m.end) in found for m in mentions)
            if text.isupper() or len(text) < _SHORTEST:  # "D" for a party
                continue
            if read >= _RECOGNISED and 2 * read > len(mentions) and (name := mentions[0].name):
                entity = self.new_person(name)
                for mention in mentions:
                    self._note(entity, mention)
                entity.places.sort()

    def _may_found(self, mention: Mention) -> bool:
        return self.scene.label(mention.start) not in {"headline", "byline"}

    def named(self, name: PersonName, place: int) -> tuple[Entity | None, bool]:
        """Who a name in the text is.

        Returns:
            The entity, or None where several fit alike; and whether any fits.
        """
        related = [(relation(e.person, name), e) for e in self.people if e.person]
        related = [
            (found, e) for found, e in related if not (speaks_against(e, name) or self._is_elders(e, name))
        ]
        for wanted in ("same", "family", "first"):
            fitting = [entity for found, entity in related if found == wanted]
            if fitting:
                return self._choose(fitting, name, place), True
        meant = [e for e in self.people if e.full_places and e.person and is_misprint(name, e.person)]
        return (meant[0], True) if len(meant) == 1 else (None, False)

    def _is_elders(self, entity: Entity, name: PersonName) -> bool:
        """Whether a surname alone is that of the one whose wife or child somebody is."""
        alone = len(name.words) == 1 and not name.title and key(name.words[-1]) in self._elders
        return (
            alone and entity.kin and entity.person is not None and name.words[-1] == entity.person.words[-1]
        )

    def _choose(self, fitting: list[Entity], name: PersonName, place: int) -> Entity | None:
        """Tell namesakes apart by title, introduction and earlier use; None if nothing does."""
        by_title = [entity for entity in fitting if title_agrees(entity, name)]
        fitting = by_title or fitting
        surname = key(name.words[-1])
        if len(fitting) == 1:
            chosen: Entity | None = fitting[0]
        else:
            chosen = self._among(fitting, surname, place)
        if chosen is not None and len(by_title) != 1:
            self._sticky.setdefault(surname, chosen)
        return chosen

    def _among(self, fitting: list[Entity], surname: str, place: int) -> Entity | None:
        paragraph = self.scene.paragraph(place)
        recent = [
            (start, entity)
            for entity in fitting
            for start in entity.full_places
            if start < place and self.scene.paragraph(start) == paragraph
        ]
        usual = self._usual(fitting, surname, place)
        if recent:
            nearest = max(recent, key=lambda pair: pair[0])[1]
            alone = all(entity is nearest for _, entity in recent)
            return nearest if usual is nearest or (usual is None and alone) else None
        return usual

    def _usual(self, fitting: list[Entity], surname: str, place: int) -> Entity | None:
        if (known := self._sticky.get(surname)) in fitting:
            return known
        titled = [e for e in fitting if any(start < place for start in self._titled[id(e)])]
        if len(titled) == 1:
            return titled[0]
        introduced = [entity for entity in fitting if any(start < place for start in entity.full_places)]
        if len(introduced) == 1:
            return introduced[0]
        counts = sorted(
            (
                (len(entity.full_places), -entity.full_places[0], i)
                for i, entity in enumerate(fitting)
                if entity.full_places
            ),
            reverse=True,
        )
        if not counts:
            return None
        if len(counts) == 1 or counts[0][0] >= 2 * counts[1][0]:
            return fitting[counts[0][2]]
        return None

    def person_at(self, mention: Mention) -> Entity | None:
        """The person whom a mention names; a capitalised word beside a description is taken for a name."""
        known = self.at.get((mention.start, mention.end))
        if known is not None or (mention.start, mention.end) in self.at:
            return known if known and known.kind == "person" else None
        if mention.kind is not None or mention.name is None:
            return None
        entity = self.new_person(mention.name)
        self._note(entity, mention)
        return entity

    def body(self, mention: Mention) -> Entity:
        """The organisation, government or group that a mention names."""
        text = self.scene.text[mention.start : mention.end]
        country = countries().get(text)
        behind = _BEHIND.fullmatch(text)
        name = country or organization_name(behind["name"] if behind else text)
        kind: SpeakerKind = "organization"
        if mention.kind == "group" or mention.kind == "document":
            kind = mention.kind
        entity = self._bodies.get(name) or self._longer_body(name)
        if entity is None:
            plural, place = mention.kind == "group", mention.kind == "place"
            entity = Entity(name, kind, plural=plural, place=place)
            self._bodies[name] = entity
            self.entities.append(entity)
        entity.add(text, (mention.start, mention.end))
        return entity

    def _longer_body(self, name: str) -> Entity | None:
        """An organisation whose name begins with, or is spelled by the initials of, another's."""
        for other, entity in self._bodies.items():
            short = other.startswith(name + " ") and other.split()[-1] in _GENERIC
            short = short or (other.endswith(" " + name) and is_outlet(other))
            spelled = len(name) > 2 and name.replace(".", "") in _initials(other)
            if entity.kind == "organization" and (short or spelled):
                return entity
        return None


@lru_cache(maxsize=16384)
def _initials(name: str) -> frozenset[str]:
    """The initials of a name's words, and those of their parts: of "Anti-Bridge League" AL and ABL."""
    return frozenset("".join(re.findall(start + "[A-Z]", name)) for start in (r"(?<!\S)", r"\b"))
