"""Which names over many articles are one person's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from quotecheck.identity.evidence import Evidence, Local, Scene, bare_name, choose, compact, short_name
from quotecheck.identity.spelling import near_spellings
from quotecheck.lexicon.names import PersonName, key, name_keys, relation
from quotecheck.lexicon.people import short_forms

# How many articles' weight a stranger has who bears a surname, or a whole name, that is also another's.
_SURNAME_STRANGERS = 1.0
_NAMESAKES = 5.0
_NUMBERS = frozenset({"II", "III", "IV"})
# A spelling with one letter off is another's name misprinted only where that is so much commoner.
_COMMONER = 10


class Profile(NamedTuple):
    """Speakers of articles who bear one printed name and may be one person.

    Attributes:
        name: The name taken apart.
        evidence: What their articles say of them.
        pin: Id of the user's entry for them, or None.
    """

    name: PersonName
    evidence: Evidence
    pin: str | None

    @property
    def full(self) -> bool:
        """Whether the name has more than a surname."""
        return len(self.name.words) > 1


def _scene(people: Iterable[Local]) -> Scene:
    named: dict[str, set[str]] = defaultdict(set)
    for one in people:
        name = bare_name(one.speaker.name)
        named[one.article] |= {short_name(name)} if len(name.words) > 1 else set()
    return Scene({article: frozenset(names) for article, names in named.items()})


def _profiles(people: Iterable[Local]) -> list[Profile]:
    """One profile for each spelling of a name and person; a surname alone is one for each article."""
    scene = _scene(people)
    found: dict[tuple[str, str, str], list[Local]] = defaultdict(list)
    for one in people:
        name = bare_name(one.speaker.name)
        place = ("", "") if one.pin else (compact(name), "" if len(name.words) > 1 else one.article)
        found[(one.pin or "", *place)].append(one)
    return [
        Profile(_fullest(members), evidence, pin or None)
        for (pin, _, _), members in sorted(found.items())
        for evidence in ([Evidence(members, scene)] if pin else _namesakes(members, scene))
    ]


def _fullest(members: Iterable[Local]) -> PersonName:
    return max((bare_name(one.speaker.name) for one in members), key=lambda name: (len(name.words), name))


def _namesakes(members: Sequence[Local], scene: Scene) -> list[Evidence]:
    """Those who bear one name, apart where their roles cannot be one person's."""
    whole = Evidence(members, scene)
    if len(whole.careers) < 2:
        return [whole]
    by_career: dict[frozenset[str], list[Local]] = defaultdict(list)
    for one in members:
        by_career[Evidence([one], scene).careers].append(one)
    rest = by_career.pop(frozenset(), [])
    parts = [
        Evidence([one for key_ in keys for one in by_career[key_]], scene) for keys in _linked(by_career)
    ]
    apart = _apart(parts, scene)
    if len(apart) < 2:
        return [whole]
    return [*apart, Evidence(rest, scene)] if rest else apart


def _linked(careers: Iterable[frozenset[str]]) -> list[list[frozenset[str]]]:
    """Sets of walks of life that overlap, directly or through others."""
    linked: list[list[frozenset[str]]] = []
    for one in sorted(careers, key=sorted):
        mine = [part for part in linked if not one.isdisjoint(frozenset().union(*part))]
        linked = [part for part in linked if part not in mine] + [[one, *(k for part in mine for k in part)]]
    return linked


def _apart(parts: Sequence[Evidence], scene: Scene) -> list[Evidence]:
    """Put together those that do not conflict."""
    union = _Union(len(parts))
    for one, other in combinations(range(len(parts)), 2):
        if not parts[one].conflicts(parts[other]):
            union.join(one, other)
    return [
        Evidence([one for k in members for one in parts[k].members], scene)
        for members in union.sets().values()
    ]


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

    def sets(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = defaultdict(list)
        for one in range(len(self.parent)):
            found[self.find(one)].append(one)
        return found


class _People:
    """The profiles, and which of them have been found to be one person's."""

    def __init__(self, people: Sequence[Local]) -> None:
        self.profiles = _profiles(people)
        self.union = _Union(len(self.profiles))
        self.pins = {index: one.pin for index, one in enumerate(self.profiles) if one.pin}

    def join(self, one: int, other: int) -> None:
        """Make one person of two, if the user does not keep them apart."""
        roots = {self.union.find(one), self.union.find(other)}
        pins = {self.pins[root] for root in roots if root in self.pins}
        if len(pins) < 2:
            self.union.join(one, other)
            self.pins |= {self.union.find(one): pin for pin in pins}

    def split(self, index: int) -> list[int]:
        """Make a profile for each article of one; the first keeps its number."""
        profile = self.profiles[index]
        by_article: dict[str, list[Local]] = defaultdict(list)
        for one in profile.evidence.members:
            by_article[one.article].append(one)
        parts = [
            profile._replace(evidence=Evidence(members, profile.evidence.scene))
            for members in by_article.values()
        ]
        added = list(range(len(self.profiles), len(self.profiles) + len(parts) - 1))
        self.profiles[index] = parts[0]
        self.profiles += parts[1:]
        self.union.parent += added
        return [index, *added]

    def printed(self, index: int, others: Iterable[int]) -> list[int]:
        """Those of the others whose names the articles print for this one."""
        return [one for one in others if _prints(self.profiles[index], self.profiles[one])]

    def sets(self) -> dict[int, Evidence]:
        """The evidence of each person as they now stand."""
        return {
            root: self.profiles[root].evidence
            if len(members) == 1
            else Evidence(
                [one for k in members for one in self.profiles[k].evidence.members],
                self.profiles[root].evidence.scene,
            )
            for root, members in self.union.sets().items()
        }

    def give(self, wanted: Mapping[int, Iterable[int]], strangers: float) -> None:
        """Give profiles to one of the persons that they may be, where the evidence suffices.

        Args:
            wanted: For each profile the profiles of those who may be meant.
            strangers: The weight of somebody else.
        """
        sets = self.sets()
        chosen: dict[int, int] = {}
        for index, others in wanted.items():
            roots = {self.union.find(other) for other in others} - {self.union.find(index)}
            best = choose(self.profiles[index].evidence, {root: sets[root] for root in roots}, strangers)
            if best is not None:
                chosen[index] = best
        for index, root in chosen.items():
            self.join(index, root)


def _is_plain(one: PersonName, other: PersonName) -> bool:
    """Whether two names differ in middle names alone."""
    first, second = name_keys(one.words), name_keys(other.words)
    return first[0] == second[0] and first[-1] == second[-1]


def _may_be_one(one: Profile, other: Profile) -> bool:
    """Whether two full names may be one person's; a number may be missing where they share a role."""
    first, second = one.name, other.name
    if one.evidence.shares_role(other.evidence) and "" in {first.suffix, second.suffix}:
        first, second = _without_number(first), _without_number(second)
    related = relation(first, second) == "same" or relation(second, first) == "same"
    return related and not one.evidence.conflicts(other.evidence) and not (one.pin and other.pin)


def _without_number(name: PersonName) -> PersonName:
    return name._replace(suffix="") if name.suffix in _NUMBERS else name


def _is_one(one: Profile, other: Profile, *, lone: bool) -> bool:
    """Whether two full names that may be one person's are.

    Short forms and initials need a shared role; a short form does not where all bearers of the surname
    have names that begin alike (`lone`), since then nobody else is in sight.
    """
    if _is_plain(one.name, other.name) or one.evidence.shares_role(other.evidence):
        return True
    return lone and min(len(name_keys(name.words)[0]) for name in (one.name, other.name)) > 1


def _is_initial(one: Profile, other: Profile) -> bool:
    """Whether only an initial makes names alike, and no article prints both: "N.R. Berg" and "Nils Berg"."""
    initial = 1 in {len(name_keys(profile.name.words)[0]) for profile in (one, other)}
    return initial and not _prints(one, other) and not _prints(other, one)


def _join_full(people: _People) -> None:
    """Join full names of one person; one that may be either of two goes by the evidence."""
    blocks: dict[str, list[int]] = defaultdict(list)
    for index, profile in enumerate(people.profiles):
        if profile.full:
            blocks[name_keys(profile.name.words)[-1]].append(index)
    torn: dict[int, list[int]] = {}
    unsure: dict[int, list[int]] = defaultdict(list)
    for block in blocks.values():
        near = _neighbours(people.profiles, block, unsure)
        here = {k: others for k, others in near.items() if _is_torn(others, near)}
        for one, others in near.items():
            for other in others:
                if one not in here and other not in here:
                    people.join(one, other)
        torn |= {one: [other for other in others if other not in here] for one, others in here.items()}
    people.give(_claims(people, torn), _SURNAME_STRANGERS)
    people.give(unsure, _NAMESAKES)


def _claims(people: _People, torn: Mapping[int, list[int]]) -> dict[int, list[int]]:
    """What each name that may be either of two may be, by article where articles print both for it."""
    claims: dict[int, list[int]] = {}
    for index, others in torn.items():
        both = len({people.union.find(other) for other in people.printed(index, others)}) > 1
        for part in people.split(index) if both else [index]:
            claims[part] = people.printed(part, others) or others
    return claims


def _neighbours(
    profiles: Sequence[Profile], block: Sequence[int], unsure: dict[int, list[int]]
) -> dict[int, set[int]]:
    lone = len({key(profiles[index].name.words[0])[:1] for index in block}) == 1
    found: dict[int, set[int]] = defaultdict(set)
    for one, other in combinations(block, 2):
        if not _may_be_one(profiles[one], profiles[other]):
            continue
        sure = _is_one(profiles[one], profiles[other], lone=lone)
        if not sure and _is_initial(profiles[one], profiles[other]):
            continue
        for first, second in ((one, other), (other, one)):
            if sure:
                found[first].add(second)
            else:
                unsure[first].append(second)
    return found


def _is_torn(others: set[int], near: Mapping[int, set[int]]) -> bool:
    """Whether a name may be either of two that cannot be one."""
    return any(other not in near[one] for one, other in combinations(sorted(others), 2))


def _join_misprints(people: _People) -> None:
    """Join rare names to the common name that they are misprints of."""
    sets = people.sets()
    articles = [sets[people.union.find(index)].articles for index in range(len(people.profiles))]
    full = {index: profile.name for index, profile in enumerate(people.profiles) if profile.full}
    wanted: dict[int, list[int]] = defaultdict(list)

    def is_misprint(rare: int, common: int) -> bool:
        return articles[common] >= _COMMONER * articles[rare]

    for rare, common in near_spellings(full, is_misprint):
        wanted[rare].append(common)
    for rare, called in _by_office(people.profiles, full, people.union):
        if is_misprint(rare, called):
            wanted[rare].append(called)
    people.give(dict(sorted(wanted.items())), _NAMESAKES)


def _by_office(
    profiles: Sequence[Profile], full: Mapping[int, PersonName], union: _Union
) -> Iterator[tuple[int, int]]:
    """Find words taken for a name by whose bearer articles mean the one known by an office.

    Where most articles call "Bridges Berg" "President Berg", and that is elsewhere what Ada Berg is called,
    the words are hers, unless "Bridges" is a given name.
    """
    called: dict[str, Counter[int]] = defaultdict(Counter)
    families: dict[str, set[str]] = defaultdict(set)
    for index, name in full.items():
        families[name_keys(name.words)[0]].add(name_keys(name.words)[-1])
        for alias, count in profiles[index].evidence.offices.items():
            called[alias][union.find(index)] += count
    for index, name in full.items():
        first = name_keys(name.words)[0]
        for alias, count in profiles[index].evidence.offices.items():
            root, known = called[alias].most_common(1)[0]
            is_given = first != key(alias.rpartition(" ")[2]) and (
                first in short_forms() or len(families[first]) > 1
            )
            if 2 * count > profiles[index].evidence.articles and known >= _COMMONER * count and not is_given:
                yield index, root


def _tails(name: PersonName) -> Iterator[tuple[str, ...]]:
    """What may stand for a name: each of its ends, with and without suffix, and its middle names."""
    words = name_keys(name.words)
    yield from ((word,) for word in words[1:-1])
    for start in range(1, len(words)):
        yield words[start:]
        if name.suffix:
            yield (*words[start:], key(name.suffix))


def _whole(name: PersonName) -> tuple[str, ...]:
    return (*name_keys(name.words), *([key(name.suffix)] if name.suffix else []))


def _prints(one: Profile, other: Profile) -> bool:
    """Whether an article that names one prints the other's name for the same person."""
    wanted = compact(other.name)
    return any(
        compact(bare_name(alias)) == wanted
        for member in one.evidence.members
        for alias in member.speaker.aliases
    )


def _join_parts(people: _People) -> None:
    """Give parts of names to their bearers: double surnames first, then surnames, else given names."""
    by_tail: dict[tuple[str, ...], list[int]] = defaultdict(list)
    by_first: dict[tuple[str, ...], list[int]] = defaultdict(list)
    whole = {index: _whole(profile.name) for index, profile in enumerate(people.profiles)}
    full = [index for index, profile in enumerate(people.profiles) if profile.full]
    for index in full:
        for tail in {*_tails(people.profiles[index].name), *people.profiles[index].evidence.surnames}:
            by_tail[tail].append(index)
        by_first[whole[index][:1]].append(index)
    double: dict[int, list[int]] = defaultdict(list)
    for index in full:
        for longer in by_tail.get(whole[index], []):
            pair = people.profiles[index], people.profiles[longer]
            if _prints(*pair) or _prints(*pair[::-1]):
                people.join(index, longer)
            double[index].append(longer)
            double[longer].append(index)
    people.give(dict(sorted(double.items())), _NAMESAKES)
    single = {
        k: by_tail.get(w) or by_first.get(w, []) for k, w in whole.items() if not people.profiles[k].full
    }
    people.give(single, _SURNAME_STRANGERS)


def group_people(everybody: Sequence[Local]) -> list[tuple[Local, ...]]:
    """Put local speakers together that are one person.

    Args:
        everybody: Speakers of kind `person`, in a fixed order.

    Returns:
        Groups of those who are one, in a fixed order.
    """
    people = _People(everybody)
    _join_full(people)
    _join_misprints(people)
    _join_parts(people)
    return [
        tuple(sorted(evidence.members, key=lambda one: (one.article, one.speaker.id)))
        for _, evidence in sorted(people.sets().items())
    ]
