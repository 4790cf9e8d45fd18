"""Which names over many articles are one person's."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

from quotecheck.lexicon.names import PersonName, key, parse_name, relation
from quotecheck.lexicon.people import roles
from quotecheck.models import Speaker

# A bare surname goes to the one person of that name who has this share of its bearers' articles.
_DOMINANT = 0.9
_ENOUGH = 5
_SMALL = frozenset(
    {"the", "a", "an", "of", "for", "to", "in", "at", "and", "on", "his", "her", "their", "its"}
    | {"former", "then", "deputy", "senior", "new", "s"}
)


class Local(NamedTuple):
    """A speaker of one article."""

    article: str
    speaker: Speaker
    published: dt.date | None


@dataclass
class Profile:
    """Everything said of one printed name, over all articles.

    Attributes:
        name: The name taken apart.
        members: The local speakers that bear it.
    """

    name: PersonName
    members: list[Local] = field(default_factory=list)

    @cached_property
    def roles(self) -> Counter[str]:
        """Words of the descriptions and titles that articles give."""
        found: Counter[str] = Counter()
        for one in self.members:
            texts = [one.speaker.description or "", *one.speaker.aliases]
            own = {key(word) for word in self.name.words}
            found.update({word for text in texts for word in _words(text)} - own - _SMALL)
        return found

    @cached_property
    def families(self) -> set[str]:
        """Walks of life that the descriptions tell of."""
        described = [role for word in self.roles if (role := roles().get(word))]
        return {role.family for role in described if role.family}

    @property
    def full(self) -> bool:
        """Whether the name has more than a surname."""
        return len(self.name.words) > 1


def _words(text: str) -> set[str]:
    return {key(word) for word in re.findall(r"[\w'’.-]+", text)}


def _compact(name: PersonName) -> str:
    return "".join(key(word) for word in (*name.words, name.suffix)).replace("-", "")


def _profiles(people: Iterable[Local]) -> list[Profile]:
    """One profile for each spelling of a name; a surname alone is one for each article."""
    found: dict[tuple[str, str], Profile] = {}
    for one in people:
        name = parse_name(one.speaker.name)
        if name is None:
            name = PersonName("", (one.speaker.name,), "")
        name = name._replace(title="")
        place = "" if len(name.words) > 1 else one.article
        found.setdefault((_compact(name), place), Profile(name)).members.append(one)
    return [found[key_] for key_ in sorted(found)]


class _Union:
    """Disjoint sets (Tarjan 1975), with the smallest member as each set's name."""

    def __init__(self, size: int) -> None:
        self.parent = list(range(size))

    def find(self, one: int) -> int:
        while self.parent[one] != one:
            self.parent[one] = self.parent[self.parent[one]]
            one = self.parent[one]
        return one

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self.parent[second] = first


def _shared(one: Profile, other: Profile) -> int:
    """Role words that both have."""
    return len(one.roles.keys() & other.roles.keys())


def _conflict(one: Profile, other: Profile) -> bool:
    """Whether the walks of life told of are such that two people must be meant."""
    return (
        bool(one.families and other.families)
        and not one.families & other.families
        and not _shared(one, other)
    )


def _plain(one: PersonName, other: PersonName) -> bool:
    """Whether two names differ in middle names alone."""
    return key(one.words[0]) == key(other.words[0]) and key(one.words[-1]) == key(other.words[-1])


def _may_join(one: Profile, other: Profile, *, lone: bool) -> bool:
    """Whether two full names are one person's.

    Short forms and initials need a shared role; a short form does not where all bearers of the surname
    have names that begin alike (`lone`), since then nobody else is in sight.
    """
    if relation(one.name, other.name) != "same" and relation(other.name, one.name) != "same":
        return False
    if _conflict(one, other):
        return False
    if _plain(one.name, other.name) or _shared(one, other) > 0:
        return True
    return lone and min(len(key(name.words[0])) for name in (one.name, other.name)) > 1


def _torn(index: int, edges: set[tuple[int, int]]) -> bool:
    """Whether a name may be either of two that cannot be one."""
    others = sorted(b if a == index else a for a, b in edges if index in (a, b))
    return any(pair not in edges for pair in combinations(others, 2))


def _join_full(profiles: Sequence[Profile], union: _Union) -> None:
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        if profile.full:
            blocks[key(profile.name.words[-1])].append(index)
    for block in blocks.values():
        lone = len({key(profiles[index].name.words[0])[:1] for index in block}) == 1
        pairs = combinations(block, 2)
        edges = {(a, b) for a, b in pairs if _may_join(profiles[a], profiles[b], lone=lone)}
        torn = {index for index in block if _torn(index, edges)}
        for one, other in sorted(edges):
            if one not in torn and other not in torn:
                union.join(one, other)


def _bearers(profiles: Sequence[Profile], union: _Union) -> dict[str, dict[int, int]]:
    """Articles by set and surname (and first word, for names that put the family first)."""
    found: dict[str, dict[int, int]] = defaultdict(lambda: defaultdict(int))
    for index, profile in enumerate(profiles):
        if profile.full:
            for word in {key(profile.name.words[-1]), key(profile.name.family)}:
                found[word][union.find(index)] += len(profile.members)
    return found


def _join_surnames(profiles: Sequence[Profile], union: _Union) -> None:
    """Give a surname alone to the one bearer whose roles it shares, or who has nearly all its articles."""
    bearers = _bearers(profiles, union)
    roles_of: dict[int, Counter[str]] = defaultdict(Counter)
    for index, profile in enumerate(profiles):
        if profile.full:
            roles_of[union.find(index)].update(profile.roles)
    for index, profile in enumerate(profiles):
        sets = bearers.get(key(profile.name.full), {}) if not profile.full else {}
        if not sets:
            continue
        chosen = _bearer(profile, sets, roles_of)
        if chosen is not None:
            union.join(index, chosen)


def _bearer(profile: Profile, sets: dict[int, int], roles_of: dict[int, Counter[str]]) -> int | None:
    total = sum(sets.values())
    best = max(sorted(sets), key=lambda one: sets[one])
    if sets[best] >= _DOMINANT * total and total >= _ENOUGH:
        return best
    weight = {one: sum(roles_of[one][word] for word in profile.roles) for one in sets}
    fitting = [one for one in sets if weight[one] > 0]
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        first, second = sorted((weight[one] for one in fitting), reverse=True)[:2]
        top = max(sorted(fitting), key=lambda one: weight[one])
        return top if first >= 5 * second else None
    return None


def group_people(people: Sequence[Local]) -> list[tuple[Local, ...]]:
    """Put local speakers together that are one person.

    Args:
        people: Speakers of kind `person`, in a fixed order.

    Returns:
        Groups of those who are one, in a fixed order.
    """
    profiles = _profiles(people)
    union = _Union(len(profiles))
    _join_full(profiles, union)
    _join_surnames(profiles, union)
    groups: dict[int, list[Local]] = defaultdict(list)
    for index, profile in enumerate(profiles):
        groups[union.find(index)] += profile.members
    return [tuple(sorted(groups[one], key=lambda m: (m.article, m.speaker.id))) for one in sorted(groups)]
