"""What surrounds quotations: speakers, the words and the day nearby, the words an article dwells on."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain
from typing import Literal

from quotecheck.consolidate.profile import Profile, root
from quotecheck.consolidate.words import content_of
from quotecheck.lexicon.bodies import countries, is_description
from quotecheck.lexicon.days import WEEKDAYS
from quotecheck.lexicon.rarity import information
from quotecheck.models import Article, Speaker

NEAR = 300  # code points on each side of a quotation that count as its surroundings
BESIDE = 160  # code points on each side of a quotation in which a weekday is the day of what is said
CLOSE = 80  # code points on each side in which another word tells its day
ARTICLES_CACHED = 4096  # articles whose words are kept, some 20 kB each
_PRINTED = re.compile(r"\S+")
_AGO = {"yesterday": 1, "a day earlier": 1, "the day before": 1, "earlier this week": 3, "last week": 7}
_TELLING = tuple(
    (re.compile(rf"\b({'|'.join(words)})\b"), reach) for words, reach in ((WEEKDAYS, BESIDE), (_AGO, CLOSE))
)

Relation = Literal["same", "other", "unknown"]


class _Words:
    """The content words of an article in order, and where each printed word begins."""

    def __init__(self, text: str) -> None:
        printed = list(_PRINTED.finditer(text))
        self._begins = array("l", [word.start() for word in printed])
        self._stems = [content_of(word[0]) for word in printed]

    def around(self, start: int, end: int) -> frozenset[str]:
        """The words that begin up to `NEAR` code points before `start` or behind `end`."""
        edges = (start - NEAR, start, end, end + NEAR)
        first, own, after, last = (bisect_left(self._begins, edge) for edge in edges)
        return frozenset(chain(*self._stems[first:own], *self._stems[after:last]))

    @cached_property
    def recurring(self) -> Mapping[str, int]:
        """How often the article has each family of words that it has more than once."""
        counts = Counter(map(root, chain.from_iterable(self._stems)))
        return {family: n for family, n in counts.items() if n > 1}


def _named(speaker: Speaker) -> list[str]:
    """The content words in what a speaker is called."""
    return [word for part in speaker.name.split() for word in content_of(part)]


def _dated(word: str, published: int) -> int:
    """The day that a word means in an article of a day."""
    if word in _AGO:
        return published - _AGO[word]
    return published - (published - 1 - WEEKDAYS.index(word)) % 7  # ordinal 1 is a Monday


_words = lru_cache(ARTICLES_CACHED)(_Words)


class Settings:
    """What surrounds the quotations.

    Args:
        articles: The articles, in the order that the profiles refer to.
        speakers: The speakers that quotations refer to.
    """

    def __init__(self, articles: Sequence[Article], speakers: Sequence[Speaker]) -> None:
        self._articles = articles
        self._speakers = speakers
        self._near: dict[int, frozenset[str]] = {}
        self._days: dict[int, int | None] = {}

    @cached_property
    def _kinds(self) -> Mapping[str, str]:
        return {one.id: one.kind for one in self._speakers if not is_description(one.kind, one.name)}

    def near(self, profile: Profile) -> frozenset[str]:
        """The content words around a quotation that are not its own."""
        if profile.order not in self._near:
            content = profile.quotation.content
            found = self._article(profile).around(content[0].start, content[-1].end)
            self._near[profile.order] = found.difference(profile.content)
        return self._near[profile.order]

    def recurring(self, profile: Profile) -> Mapping[str, int]:
        """How often the article of a quotation has each family of words that it has more than once."""
        return self._article(profile).recurring

    def _article(self, profile: Profile) -> _Words:
        return _words(self._articles[profile.article].text if profile.article >= 0 else "")

    def day(self, profile: Profile) -> int | None:
        """The day that the words nearest to a quotation name, as an ordinal; None where they name none."""
        if profile.order not in self._days:
            self._days[profile.order] = self._told_day(profile)
        return self._days[profile.order]

    def _told_day(self, profile: Profile) -> int | None:
        if profile.day is None or profile.article < 0:
            return None
        text, content = self._articles[profile.article].text, profile.quotation.content
        start, end = content[0].start, content[-1].end
        for telling, reach in _TELLING:
            before = telling.finditer(text, max(0, start - reach), start)
            found = [(start - match.end(), match[1]) for match in before]
            if after := telling.search(text, end, end + reach):
                found.append((after.start() - end, after[1]))
            if found:
                return _dated(min(found)[1], profile.day)
        return None

    @cached_property
    def _names(self) -> Mapping[str, frozenset[str]]:
        """What speakers are called for short: the surname of a person, all of an organisation's name."""
        persons = {one.id: _named(one)[-1:] for one in self._speakers if one.kind == "person"}
        bodies = {one.id: _named(one) for one in self._speakers if one.kind == "organization"}
        return {one: frozenset(words) for one, words in (persons | bodies).items() if words}

    @cached_property
    def _titles(self) -> Mapping[str, frozenset[str]]:
        """The content words in what speakers are called who are no persons known by name."""
        return {one.id: frozenset(_named(one)) for one in self._speakers if one.kind != "person"}

    def alike(self, first: str | None, second: str | None) -> float:
        """Information, in bits, in a speaker's name all of which is in that of another; of persons none."""
        if first is None or second is None or first == second:
            return 0.0
        one, other = self._titles.get(first), self._titles.get(second)
        if not one or not other or not (one <= other or other <= one):
            return 0.0
        return sum(map(information, one & other))

    def can_be_named(self, first: Profile, second: Profile) -> bool:
        """Whether `names_near` may hold of two quotations."""
        one, other = first.quotation.speaker, second.quotation.speaker
        return one != other and (one in self._names or other in self._names)

    def names_near(self, first: Profile, second: Profile) -> bool:
        """Whether the speaker of one quotation is named around another, which has not that speaker."""
        speaker = first.quotation.speaker
        name = self._names.get(speaker) if speaker else None
        return name is not None and speaker != second.quotation.speaker and name <= self.near(second)

    def relation(self, first: str | None, second: str | None) -> Relation:
        """Whether two speakers are the same; known to be others are named persons and a named organisation.

        Two organisations may be one and its part; of countries it is known that they are not.
        """
        if first is None or second is None:
            return "unknown"
        if first == second:
            return "same"
        kinds = {self._kinds.get(first), self._kinds.get(second)}
        told_apart = "person" in kinds and kinds <= {"person", "organization"}
        return "other" if told_apart or {first, second} <= self._countries else "unknown"

    @cached_property
    def _countries(self) -> frozenset[str]:
        known = countries()
        return frozenset(one.id for one in self._speakers if one.name in known)
