"""What the resolution of speakers reads: an article's text, layout, mentions and attributions."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from quotecheck.lexicon.names import parse_name
from quotecheck.lexicon.people import roles
from quotecheck.pipeline.mentions_descriptions import Description, describe, find_descriptions
from quotecheck.pipeline.mentions_names import Mention, MentionKind, find_names
from quotecheck.pipeline.words import Word, split_words

Range = tuple[int, int]
_NEAR = 10  # words before a noun that may belong to it


class Attribution(NamedTuple):
    """One quotation as the linker left it; ranges are half-open, in code points.

    Attributes:
        cls: Class of the cue.
        relay: The mention of who passes the words on, where the linker found it.
        lead: The mention in a sentence before that says whose words they are.
    """

    id: str
    kind: str
    source: Range | None
    cue: Range | None
    content: tuple[Range, ...]
    continues: str | None = None
    cls: str = "say"
    relay: Range | None = None
    lead: Range | None = None

    @property
    def said(self) -> bool:
        """Whether it reports speech, and no belief, wish or plan."""
        return self.cls != "attitude"

    @property
    def addresses(self) -> bool:
        """Whether the cue's object is spoken to: "told Halvorsen", "asked her"."""
        ahead = self.cue is not None and self.cue[1] <= self.start
        return self.cls == "tell" or (ahead and self.cls != "say")

    @property
    def start(self) -> int:
        """First code point of the content."""
        return self.content[0][0]

    @property
    def place(self) -> int:
        """Where its source, cue or content stands: where a reader would look for the speaker."""
        return (self.source or self.cue or self.content[0])[0]


class Paragraph(NamedTuple):
    """A paragraph and what it is."""

    start: int
    end: int
    label: str


def _inside(place: int, starts: Sequence[int], ends: Sequence[int]) -> bool:
    """Whether a place lies in one of several ranges that do not overlap, given in order."""
    index = bisect_right(starts, place) - 1
    return index >= 0 and place < ends[index]


@lru_cache(maxsize=2)
def _look_over(text: str) -> tuple[list[Word], list[Mention], list[Description]]:
    """Words, names and descriptions; kept for the next component, which reads the same text."""
    words = split_words(text)
    mentions = find_names(words)
    starts, ends = [mention.start for mention in mentions], [mention.end for mention in mentions]
    bodies = {mention.start for mention in mentions if mention.kind == "organization"}
    found = [
        description
        for description in find_descriptions(text, words)
        if not _inside(description.head_end - 1, starts, ends) and description.head_end + 1 not in bodies
    ]
    return words, mentions, sorted(found, key=lambda description: description.start)


_FULL_NAME = re.compile(r"[A-Z][a-z]+(?:\s[A-Z]\.)?\s[A-Z][a-z]+(?:-[A-Z][a-z]+)?")
_FEWEST_BLANKS = 2  # in a name that is joined: a name of two words may be a person's
_RECOGNISED: dict[str, MentionKind] = {"LOC": "place", "ORG": "organization", "PER": "person"}


def retyped(mentions: Sequence[Mention], text: str, names: Sequence[tuple[int, int, str]]) -> list[Mention]:
    """Let a recogniser decide on names whose form leaves it open.

    A name's kind is the one that most of its recognised mentions have. Titles, known names and heads of
    organisations stand; a single word is never made a person here, since the context has to say which.
    """
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for start, end, label in names:
        votes[text[start:end]][label] += 1
    return [_retyped(mention, votes[text[mention.start : mention.end]]) for mention in mentions]


def with_bodies(
    mentions: Sequence[Mention], text: str, names: Sequence[tuple[int, int, str]]
) -> list[Mention]:
    """Let a recogniser join what its form parts: the "Norvik" and "Winter Beacon" of "Norvik Winter Beacon".

    A name of an organisation takes the place of those inside it where none of them is one, or has a title.
    """
    starts = [mention.start for mention in mentions]
    bodies: list[Mention] = []
    joined: set[Mention] = set()
    for start, end, label in names:
        if label != "ORG" or text.count(" ", start, end) < _FEWEST_BLANKS:
            continue
        near = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
        inside = [m for m in near if m.end <= end]
        open_names = all(m.kind != "organization" and not (m.name and m.name.title) for m in inside)
        if inside and open_names and (inside[0].start, inside[0].end) != (start, end):
            attributive = inside[-1].attributive and inside[-1].end == end
            bodies.append(Mention(start, end, "organization", None, attributive))
            joined.update(inside)
    return sorted([*(m for m in mentions if m not in joined), *bodies], key=lambda m: m.start)


def with_people(
    mentions: Sequence[Mention], text: str, names: Sequence[tuple[int, int, str]]
) -> list[Mention]:
    """Add whom a recogniser alone finds: "Anna Park", "Nils French", and surnames that are nouns too."""
    starts, ends = [mention.start for mention in mentions], [mention.end for mention in mentions]
    found = [
        _person(text, start, end)
        for start, end, label in names
        if label == "PER" and bisect_left(starts, end) == bisect_right(ends, start)
    ]
    full = [mention for mention in found if _FULL_NAME.fullmatch(text, mention.start, mention.end)]
    families = {
        m.name.words[-1] for m in (*mentions, *full) if m.kind == "person" and m.name and m.name.words[1:]
    }
    bare = [m._replace(kind=None) for m in found if text[m.start : m.end] in families]
    return sorted([*mentions, *full, *bare], key=lambda mention: mention.start)


def _person(text: str, start: int, end: int) -> Mention:
    return Mention(start, end, "person", parse_name(text[start:end]), text.startswith(("’s ", "'s "), end))


def _in_full(mention: Mention, words: tuple[str, ...] | None) -> Mention:
    """A surname with the full name that the page gives with it."""
    if not words or mention.name is None or len(mention.name.words) > 1:
        return mention
    return mention._replace(kind="person", name=mention.name._replace(words=words))


def _retyped(mention: Mention, votes: Counter[str]) -> Mention:
    open_person = mention.kind == "person" and mention.name is not None and not mention.name.title
    if not votes or not (open_person or mention.kind is None):
        return mention
    label, count = votes.most_common(1)[0]
    kind = _RECOGNISED.get(label)
    if kind in {None, "person"} or 2 * count <= votes.total():
        return mention
    return mention._replace(kind=kind, name=None)


@dataclass(frozen=True)
class Scene:
    """An article as ranges over its text.

    Attributes:
        names: Names that a recogniser found: (start, end, label).
        full_names: Words of the full name that the page gives, by the end of a surname.
    """

    text: str
    paragraphs: Sequence[Paragraph]
    sentences: Sequence[Range]
    quoted: Sequence[Range]
    names: Sequence[tuple[int, int, str]] = field(default=())
    full_names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def words(self) -> list[Word]:
        """The words of the text."""
        return _look_over(self.text)[0]

    @cached_property
    def plain(self) -> set[str]:
        """The words that the text has in lower case."""
        return {word.text for word in self.words if word.text.islower()}

    @cached_property
    def mentions(self) -> list[Mention]:
        """Names in the text, in order; the recogniser decides where their form does not."""
        found = retyped(_look_over(self.text)[1], self.text, self.names)
        found = with_people(with_bodies(found, self.text, self.names), self.text, self.names)
        return [_in_full(mention, self.full_names.get(mention.end)) for mention in found]

    @property
    def descriptions(self) -> list[Description]:
        """Descriptions in the text, in order; a title or head noun inside a name is none."""
        return _look_over(self.text)[2]

    @cached_property
    def _mention_starts(self) -> list[int]:
        return [mention.start for mention in self.mentions]

    @cached_property
    def _mentions_to(self) -> dict[int, Mention]:
        return {mention.end: mention for mention in self.mentions}

    @cached_property
    def _description_starts(self) -> list[int]:
        return [description.start for description in self.descriptions]

    def mentions_from(self, start: int, end: int) -> Sequence[Mention]:
        """The names that begin in a stretch."""
        starts = self._mention_starts
        return self.mentions[bisect_left(starts, start) : bisect_left(starts, end)]

    def mentions_in(self, start: int, end: int) -> Sequence[Mention]:
        """The names inside a stretch."""
        return [mention for mention in self.mentions_from(start, end) if mention.end <= end]

    def mention_at(self, start: int) -> Mention | None:
        """The name that begins at a place and stands for itself, not before a noun."""
        return next((m for m in self.mentions_from(start, start + 1) if not m.attributive), None)

    def mention_to(self, end: int) -> Mention | None:
        """The name that ends at a place."""
        return self._mentions_to.get(end)

    def descriptions_from(self, start: int, end: int) -> Sequence[Description]:
        """The descriptions that begin in a stretch."""
        starts = self._description_starts
        return self.descriptions[bisect_left(starts, start) : bisect_left(starts, end)]

    def descriptions_in(self, start: int, end: int) -> Sequence[Description]:
        """The descriptions inside a stretch."""
        return [found for found in self.descriptions_from(start, end) if found.end <= end]

    @cached_property
    def owners(self) -> list[Description]:
        """Roles in the possessive: "the mayor" of "the mayor's plan"."""
        words = self.words
        nouns = [i for i, word in enumerate(words) if word.possessive and word.text.casefold() in roles()]
        near = ([*words[max(0, i - _NEAR) : i], words[i]._replace(possessive=False)] for i in nouns)
        found = (describe(self.text, stretch, len(stretch) - 1) for stretch in near)
        return [d for d in found if d is not None and d.kind == "role" and not d.plural]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [paragraph.start for paragraph in self.paragraphs]

    def sentence(self, place: int) -> int:
        """Index of the sentence at a place."""
        return max(0, bisect_right(self._sentence_starts, place) - 1)

    @cached_property
    def _told(self) -> list[int]:
        """How many sentences of the narration come before each sentence."""
        counts, told = [], 0
        for start, end in self.sentences:
            counts.append(told)
            told += not any(a <= start + 1 and end - 3 <= b for a, b in self.quoted)
        return counts

    def apart(self, before: int, place: int) -> int:
        """Sentences from one place to another, those left out that stand between marks as a whole."""
        return self._told[self.sentence(place)] - self._told[self.sentence(before)]

    def paragraph(self, place: int) -> int:
        """Index of the paragraph at a place."""
        return max(0, bisect_right(self._paragraph_starts, place) - 1)

    def label(self, place: int) -> str:
        """What the paragraph at a place is."""
        return self.paragraphs[self.paragraph(place)].label if self.paragraphs else "body"

    def in_quotation(self, place: int) -> bool:
        """Whether a place lies between quotation marks, in a stretch of more than a few words."""
        return any(start <= place < end and end - start > 40 for start, end in self.quoted)
