"""What speaks for two mentions' being of one person: roles, company, gender, walk of life."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from quotecheck.lexicon.names import PersonName, key, name_keys, parse_name
from quotecheck.lexicon.people import Gender, adjectives, regnal_titles, roles, titles, words_key
from quotecheck.models import Speaker

# The chance that a stranger of the same name shares a given word of a description.
STRANGER = 0.02
# How many articles' weight the rate among strangers has beside what a person's own articles show.
_WEIGHT = 4.0
# No single word or companion speaks for a person more strongly than this.
_STRONGEST = 25.0
# People named beside two persons make them one if chance would name as many so rarely.
_CHANCE = 0.05
# A name goes to a person only with this probability.
_SURE = 0.9
# Careers lead from one of these to another.
_PUBLIC = frozenset({"politics", "law", "military", "party"})
_OFFICES = frozenset({"politics", "law"})
_HEADS = frozenset(
    {"senator", "congressman", "congresswoman", "representative", "governor", "mayor", "justice", "minister"}
)
_FORMER = frozenset({"former", "ex", "retired", "then"})
# Of somebody often named, an article now and then tells another of these.
_MIXED = frozenset({"public", "business", "academia"})
_OFTEN = 5
_SMALL = frozenset(
    {"the", "a", "an", "of", "for", "to", "in", "at", "and", "on", "his", "her", "their", "its"}
    | {"former", "then", "deputy", "senior", "new", "s", "us", "who", "as", "is", "was"}
)


_AFTER = re.compile(r",| (?:of|for|at|in|from|to|on|with|who|and)\b")
# A word before a name, glued to it: "DetailsAda Halvorsen".
_GLUED = re.compile(r"^.*[a-z]{3}(?=[A-Z][a-z]{2,} )")


# Articles leave out the given name, or the role, of the well known: more than in line with their fame.
_FAME = 1.5


class Local(NamedTuple):
    """A speaker of one article.

    Attributes:
        pin: Id of the user's entry for the speaker, or None.
    """

    article: str
    speaker: Speaker
    published: dt.date | None
    pin: str | None = None


def bare_name(printed: str) -> PersonName:
    """A printed name without title and possessive; a regnal title is part of the name (Pope Francis)."""
    text = _GLUED.sub("", printed.removesuffix("’s").removesuffix("'s"))
    name = parse_name(text) or PersonName("", (text,), "")
    last = name.title.rpartition(" ")[2]
    kept = (last, *name.words) if len(name.words) == 1 and last in regnal_titles() else name.words
    return PersonName("", kept, name.suffix)


def short_name(name: PersonName) -> str:
    """A name for comparing, without middle names."""
    words = name_keys(name.words)
    return f"{words[0]} {words[-1]} {key(name.suffix)}".rstrip()


def compact(name: PersonName) -> str:
    """A name for comparing, without spaces and hyphens."""
    return "".join((*name_keys(name.words), key(name.suffix))).replace("-", "")


@lru_cache(maxsize=65536)
def _words(text: str) -> frozenset[str]:
    words = frozenset(
        key(word.removesuffix("’s").removesuffix("'s")) for word in re.findall(r"[\w'’.-]+", text)
    )
    return frozenset(word for word in words - _SMALL if not _gender_of(word))


@lru_cache(maxsize=4096)
def _gender_of(title: str) -> Gender | None:
    found = titles().get(words_key(title))
    return found.gender if found and found.family is None else None


@lru_cache(maxsize=65536)
def _careers(text: str) -> frozenset[str]:
    """Walks of life that a description or a name with its title tells of."""
    name = parse_name(text)
    title = titles().get(words_key(name.title)) if name else None
    words = reversed(_AFTER.split(text)[0].split())
    named = (roles().get(key(word)) or titles().get(words_key(word)) for word in words)
    head = next((role for role in named if role), None)
    found = {fact.family for fact in (title, head) if fact}
    return frozenset("public" if family in _PUBLIC else family for family in found if family)


@lru_cache(maxsize=65536)
def _is_office(text: str) -> bool:
    name = parse_name(text)
    title = titles().get(words_key(name.title)) if name else None
    return bool(name and title and title.family and len(name.words) == 1)


@lru_cache(maxsize=65536)
def _holds_office(text: str) -> bool:
    """Whether a title before a name, or a description's head, is a public office that is held now."""
    words = _AFTER.split(text)[0].casefold().split()
    if not words or not _FORMER.isdisjoint(words):
        return False
    name = parse_name(text)
    before = name.title.split() if name else []
    held = (titles().get(words_key(" ".join(before[start:]))) for start in range(len(before)))
    title = next(filter(None, held), None)
    return words[-1] in _HEADS or (title is not None and title.family in _OFFICES)


@lru_cache(maxsize=65536)
def _surname(text: str) -> tuple[str, ...]:
    name = parse_name(text)
    return name_keys(name.words) if name and name.title and len(name.words) == 1 else ()


class Scene:
    """Who is named in full in which article.

    Args:
        named: Each article with the names of its speakers, without middle names.
    """

    def __init__(self, named: Mapping[str, frozenset[str]]) -> None:
        self.named = named
        self.counts = Counter(name for names in named.values() for name in names)

    def rate(self, name: str) -> float:
        """Share of the articles that name somebody."""
        return self.counts[name] / len(self.named)

    def is_chance(self, rare: Counter[str], common: Counter[str], articles: int) -> bool:
        """Whether chance names as many people beside both of two persons.

        Each is named beside the commoner person with a rate that the other articles show; how many are is
        taken for Poisson distributed.

        Args:
            rare: People named beside one person, by number of articles.
            common: The same for another, who is named more often.
            articles: How many articles name the other.
        """
        outside = (self.counts[name] - number - common[name] for name, number in rare.items())
        mean = sum(min(1.0, articles * max(0, number) / len(self.named)) for number in outside)
        shared = len(rare.keys() & common.keys())
        fewer = math.exp(-mean) * sum(mean**k / math.factorial(k) for k in range(shared))
        return 1.0 - fewer > _CHANCE


class Evidence:
    """All that articles say of those who bear a name, or several names of one person.

    Args:
        members: Speakers of articles.
        scene: Who is named beside them.
    """

    def __init__(self, members: Sequence[Local], scene: Scene) -> None:
        self.members = members
        self.scene = scene

    @cached_property
    def articles(self) -> int:
        """How many articles."""
        return len({one.article for one in self.members})

    @cached_property
    def _texts(self) -> list[tuple[str, ...]]:
        return [
            (one.speaker.description or "", *one.speaker.aliases, one.speaker.name) for one in self.members
        ]

    @cached_property
    def roles(self) -> Counter[str]:
        """In how many articles each word of the descriptions and titles stands, names left out."""
        own = {word for one in self.members for word in _name_words(one.speaker.name)}
        found: Counter[str] = Counter()
        for texts in self._texts:
            found.update({word for text in texts for word in _words(text)} - own)
        return found

    @cached_property
    def careers(self) -> frozenset[str]:
        """Walks of life that the articles tell of."""
        return frozenset(career for texts in self._texts for text in texts for career in _careers(text))

    @cached_property
    def gender(self) -> Gender | None:
        """As the titles have it (`Mr.`, `Mrs.`)."""
        found = Counter(
            gender
            for texts in self._texts
            for gender in {_gender_of(word) for text in texts for word in text.split()[:1]}
            if gender
        )
        best = found.most_common(1)
        return best[0][0] if best and 3 * best[0][1] >= 2 * found.total() else None

    @cached_property
    def offices(self) -> Counter[str]:
        """In how many articles each office and surname stands, such as "President Berg"."""
        return Counter(text for texts in self._texts for text in {*texts[1:-1]} if _is_office(text))

    @cached_property
    def in_office(self) -> bool:
        """Whether most articles have a public office before the name, or tell of a sport."""
        held = sum(any(map(_holds_office, texts)) for texts in self._texts)
        return 2 * held >= len(self.members) or "sport" in self.careers

    @cached_property
    def surnames(self) -> frozenset[tuple[str, ...]]:
        """Single names that stand after a title: the family name, also where it comes first."""
        return frozenset(
            surname for texts in self._texts for text in texts[1:-1] if (surname := _surname(text))
        )

    @cached_property
    def company(self) -> Counter[str]:
        """In how many articles each other person is named in full."""
        own = {short_name(bare_name(one.speaker.name)) for one in self.members}
        found: Counter[str] = Counter()
        for article in {one.article for one in self.members}:
            found.update(self.scene.named.get(article, frozenset()) - own)
        return found

    def conflicts(self, other: Evidence) -> bool:
        """Whether the roles told of are such that two people must be meant.

        They have no word and no walk of life in common, nobody is named beside both, and one of them is in
        office: who advises, writes or owns is often told of as each.
        """
        rare, common = sorted((self, other), key=lambda one: one.articles)
        if not (self.in_office or other.in_office):
            return False
        if self.careers | other.careers <= _MIXED and common.articles >= _OFTEN * rare.articles:
            return False
        return (
            bool(self.careers and other.careers)
            and self.careers.isdisjoint(other.careers)
            and not self.shares_role(other)
            and self.scene.is_chance(rare.company, common.company, common.articles)
        )

    def shares_role(self, other: Evidence) -> bool:
        """Whether a word of the descriptions is common to both, adjectives left out."""
        return bool(self.roles.keys() & other.roles.keys() - adjectives())

    def odds(self, bearer: Evidence) -> float:
        """How much likelier these mentions are if they are of the bearer than if of a stranger.

        The strongest shared role and the strongest shared companion count, as in naive Bayes.
        """
        genders = {self.gender, bearer.gender} - {None}
        if len(genders) > 1 and self.offices.keys().isdisjoint(bearer.offices):
            return 0.0
        role = _strongest(self.roles, bearer.roles, bearer.articles, lambda word: STRANGER)
        company = _strongest(self.company, bearer.company, bearer.articles, self.scene.rate)
        return role * company * (STRANGER if self.conflicts(bearer) else 1.0)


@lru_cache(maxsize=65536)
def _name_words(name: str) -> frozenset[str]:
    parsed = parse_name(name)
    return frozenset(key(word) for word in parsed.words) if parsed else frozenset()


def _strongest(
    claimed: Iterable[str], known: Mapping[str, int], articles: int, rate: Callable[[str], float]
) -> float:
    """The highest ratio of a token's rate in a person's articles to its rate among strangers, at least 1."""
    ratios = [
        (known[token] / rate(token) + _WEIGHT) / (articles + _WEIGHT) for token in claimed if token in known
    ]
    return min(max(1.0, *ratios, 1.0), _STRONGEST)


def choose(claim: Evidence, bearers: Mapping[int, Evidence], strangers: float) -> int | None:
    """Whose mentions these are.

    Args:
        claim: The mentions.
        bearers: Those who may be meant.
        strangers: How many articles' weight somebody has of whom nothing else is known.

    Returns:
        The key of the bearer who is meant with a probability of `_SURE`, or None.
    """
    odds = {one: bearer.articles**_FAME * claim.odds(bearer) for one, bearer in sorted(bearers.items())}
    best = max(odds, key=lambda one: odds[one], default=None)
    if best is None or odds[best] < _SURE * (sum(odds.values()) + strangers):
        return None
    return best
