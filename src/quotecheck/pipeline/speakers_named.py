"""What a source's own words name: its head, people joined by "and", the description that it begins with."""

from __future__ import annotations

import re
from bisect import bisect_left

from quotecheck.lexicon.people import function_words, is_verb, roles, sentence_words
from quotecheck.pipeline.mentions_descriptions import Description, describe
from quotecheck.pipeline.mentions_names import Mention
from quotecheck.pipeline.speakers_entities import Cast
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_scene import Attribution, Range, Scene

_NOUN = re.compile(r"\s([a-z][\w-]+)\b(?!\s*,)")
_NO_NOUNS = frozenset({"himself", "herself", "itself", "themselves"})
_AND = re.compile(r"\band\b|,")
_BARE_AND = re.compile(r"(?:,|,?\s+and|\s+&)\s+(?:[Tt]he\s+)?")
_FURTHER = re.compile(
    r"(?:\s\([^()]{1,20}\)|(?:,\s(?:the\s)?[A-Z][^,“”\"\n;:]{0,25})+,?)?,?\s+and\s+(?P<rest>[^“”\"\n;:]{2,60}?)[\s,]*$"
)
_TAGGED = re.compile(r",\s[DRI]-[A-Z][\w.]*$|\s\([DRI][-–,]\s?[A-Z][\w.]{0,6}\)$")
_FROM = re.compile(r"\s+(?:from|of|in|like|at|including|such\s+as|with|for)\s")
_AT_HOME = re.compile(r"\s(?:from|of)\s(?:the\s)?[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*)*")
_SUBJECTS = frozenset({"he", "she", "they", "it", "i", "we", "who"})
_WHO = re.compile(r"\s(?:who|whose|in|on|from|of|with|close|familiar)\b[^,;:“”\"\n]{1,60}\s")
_ROLE = re.compile(r"\s\([A-Z.: ]{1,14}\)(?P<role>(?:\s[A-Za-z][\w-]*){0,5})\s")
_NEXT = re.compile(r",\s[DRI]-[A-Z][\w.]*\s(?=[A-Z])")  # a party tag, and the next sentence
_EXAMPLES = re.compile(r"[a-z]\s(?:including|like|such\sas|representing|led\sby)\s")
_NAME = r"[A-Z](?:[\w&’'-]|\.(?=[A-Z]))*(?:\s[A-Z](?:[\w&’'-]|\.(?=[A-Z]))*){0,3}(?:\s\([A-Z]{1,6}\))?"
_LISTED = re.compile(
    rf"(?:\s\([A-Z]{{1,6}}\))?(?:,\s(?:the\s)?{_NAME}){{1,6}},?\sand\s(?:the\s)?(?:other\s[a-z]+|{_NAME})"
)
_MEMBER = r"(?:\s\([DRI][-–‑][^()]{1,8}\)|,\s[DRI]-[A-Z][\w.]*)"  # where and for whom somebody sits
_MEMBERS = re.compile(
    rf"{_MEMBER}(?:,\s(?:[A-Z][a-z]{{2,4}}\.\s)?{_NAME}{_MEMBER})*,?\sand\s(?:[A-Z][a-z]{{2,4}}\.\s)?{_NAME}"
    rf"(?={_MEMBER},?(?:\s(?P<next>[a-z]+))?)"
)
_OF_SEVERAL = re.compile(
    r"\b[a-z]+s\s(?:of|from|for|at|in|including|like|such\sas|representing)\s(?:the\s)?[A-Z][^,]*$"
)
_FIRM = re.compile(r"[A-Z].*\w[’']s")
_SAID = re.compile(r"said|says|told|wrote|added|announced|confirmed|tweeted")  # not "Brandt’s repeated claim"
_LONGEST = 12  # words of a description
# Words that open a source which names nobody: "those close to Halvorsen", "some in Norvik".
VAGUE = frozenset(
    {"those", "some", "someone", "somebody", "others", "anyone", "everyone", "many", "most", "both", "all"}
    | {"few", "several", "nobody", "another", "none", "no", "everybody", "anybody"}
)
_WRITTEN_BY = re.compile(r"\b(?:by|from|of|to|for|with|in)\s[^;:“”\"()]{0,80}$")
_LINK = re.compile(
    r"\b(?:of|to|for|with|from|by|who|that|on|about|at|in)\s+(?:[a-z]\w*\s+)?(?:[^,;:“”\"()]{1,40}[’']s\s+)?$"
)


class Named:
    """Reads stretches of one article.

    Args:
        scene: The article.
        cast: Everybody whom it names.
    """

    def __init__(self, scene: Scene, cast: Cast) -> None:
        self.scene = scene
        self.cast = cast

    def heads(self, start: int, end: int) -> list[Mention]:
        """Names inside a stretch that may be its head: none before a plain noun or behind a preposition."""
        text = self.scene.text
        found = []
        for mention in self.scene.mentions_in(start, end):
            noun = _NOUN.match(text, mention.end, end)
            before = text[start : mention.start].split()
            behind = bool(before) and before[-1].casefold() in function_words("prepositions")
            plain = noun is not None and noun[1] not in _NO_NOUNS | sentence_words() and not is_verb(noun[1])
            titled = mention.name is not None and bool(mention.name.title) and mention.end >= end - 1
            example = _EXAMPLES.search(text, start, mention.start)
            if not plain and not example and (titled or not behind):
                found.append(mention)
        return found

    def whole(self, attribution: Attribution, start: int, end: int) -> int:
        """Where a source ends that goes on behind "and" up to its verb: "Halvorsen, D-Va., and Brandt"."""
        if self.scene.text[end : end + 1] in {"-", "‑"}:
            end = next((m.end for m in self.scene.mentions_from(start, end) if end < m.end), end)
        if over := _NEXT.search(self.scene.text, start, end):
            return over.start()
        if _OF_SEVERAL.search(self.scene.text[start:end]) and (listed := _LISTED.match(self.scene.text, end)):
            return listed.end()
        cue = attribution.cue
        members = _MEMBERS.match(self.scene.text, end)
        if members and cue and (cue[0] > end or not is_verb(members["next"] or "")):
            return members.end()
        if cue is None or cue[0] <= end:
            return end
        if self._goes_on(start, end, cue[0]):
            return cue[0] - 1
        match = _FURTHER.match(self.scene.text, end, cue[0])
        words = match["rest"].split() if match else []
        if match is None or any(is_verb(word) for word in words) or words[0].casefold() in _SUBJECTS:
            return end
        tag = _TAGGED.search(match["rest"])
        return match.start("rest") + (tag.start() if tag else len(match["rest"]))

    def _goes_on(self, start: int, end: int, verb: int) -> bool:
        """Whether all up to the verb is the source: "those who know her", "Norvik Inc. (NI) head Bo Berg"."""
        gap = self.scene.text[end:verb]
        words = gap.split()
        if self.scene.text[start:end].casefold() in VAGUE:
            return _WHO.fullmatch(gap) is not None and not is_verb(words[-1])
        names = [m for m in self.scene.mentions_in(end, verb) if m.end == verb - 1 and not m.attributive]
        people = [
            m for m in names if (known := self.cast.at.get((m.start, m.end))) and known.kind == "person"
        ]
        role = _ROLE.fullmatch(self.scene.text, end, people[0].start) if people else None
        words = role["role"].casefold().split() if role else []
        return role is not None and (not words or any(word in roles() for word in words))

    def opens_with_body(self, start: int, end: int) -> bool:
        """Whether a body comes first and others only tell of it: "companies from Halvorsen to Brandt"."""
        heads = self.heads(start, end)
        if not heads or heads[0].kind != "organization" or (heads[-1].name and heads[-1].name.title):
            return False
        before = self.scene.text[start : heads[-1].start].split()
        if heads[-1].name and before and before[-1].casefold() in roles():
            return False
        return _FROM.match(self.scene.text, heads[0].end, end) is not None

    def people(self, start: int, end: int) -> list[Entity]:
        """The people among a stretch's heads."""
        found = []
        for mention in self.heads(start, end):
            entity = self.cast.at.get((mention.start, mention.end))
            if entity and entity.kind == "person" and not mention.attributive and entity not in found:
                found.append(entity)
        return found

    def joined(self, start: int, end: int) -> list[tuple[Mention, Entity]]:
        """Names that "and" or a comma makes one source."""
        found: list[tuple[Mention, Entity]] = []
        for mention in self.heads(start, end):
            entity = self.cast.at.get((mention.start, mention.end)) or self._beside_person(
                mention, start, end
            )
            if entity is None or mention.attributive or entity.kind not in {"person", "organization"}:
                continue
            gap = self.scene.text[found[-1][0].end : mention.start] if found else ""
            between = _AND.search if entity.kind == "person" else _BARE_AND.fullmatch
            if (not found or between(gap)) and all(entity is not other for _, other in found):
                found.append((mention, entity))
        if not found:
            return []
        last = found[-1][0].end
        return found if last >= end - 1 or _AT_HOME.fullmatch(self.scene.text, last, end) else []

    def _beside_person(self, mention: Mention, start: int, end: int) -> Entity | None:
        """The person of a bare surname that "and" joins to somebody known."""
        text = self.scene.text[max(start, mention.start - 5) : min(end, mention.end + 5)]
        if mention.kind is not None or mention.attributive or " and " not in text:
            return None
        if _FROM.search(self.scene.text, start, mention.start):  # "Halvorsen of the Trust for Work and Sport"
            return None
        return self.cast.person_at(mention) if self.people(start, end) else None

    def description(self, start: int, end: int) -> Description | None:
        """The description that begins a stretch; a later one only tells more about it."""
        inside = (
            d
            for d in self.scene.descriptions_from(start - 1, end)
            if d.head_end <= end + 1 and self._ends(d, end)
        )
        return next(inside, None) or self._owner(start, end)

    def _owner(self, start: int, end: int) -> Description | None:
        """The description that a possessive ends: "the clerk" of "the clerk's report"."""
        words = self.scene.words
        index = bisect_left(words, end, key=lambda word: word.end)
        if index == len(words) or words[index].end != end or not words[index].possessive:
            return None
        near = [*words[max(0, index - _LONGEST) : index], words[index]._replace(possessive=False)]
        found = describe(self.scene.text, near, len(near) - 1)
        return found if found and start <= found.start + 1 else None

    def _ends(self, description: Description, end: int) -> bool:
        """Whether no plain noun follows a party's: "the Republican establishment"."""
        role = description.role
        noun = _NOUN.match(self.scene.text, description.end, end)
        if noun is None or role is None or role.family != "party":
            return True
        small = (function_words("prepositions"), sentence_words(), _NO_NOUNS)
        return any(noun[1] in words for words in small) or is_verb(noun[1]) or noun[1].endswith("ing")

    def is_described(self, description: Description, people: list[Entity], start: int, end: int) -> bool:
        """Whether the description, not the name beside it, is the source: "an aide to Halvorsen"."""
        first = min(place[0] for entity in people for place in entity.places if start <= place[0] < end)
        if description.start >= first:
            return False
        link = _WRITTEN_BY if description.kind == "document" else _LINK
        return bool(link.search(self.scene.text[description.head_end : first]))

    def apposed_to(self, start: int) -> Mention | None:
        """The name that opens its sentence and is described behind a comma: "Brandt, a clerk"."""
        mention = self.scene.mention_to(start - 2)
        if mention is None or mention.attributive or self.scene.text[mention.end : start] != ", ":
            return None
        first = self.scene.sentences[self.scene.sentence(mention.start)][0]
        return mention if mention.start <= first + 1 else None


def tells_less(description: Description, first: tuple[Mention, Entity]) -> bool:
    """Whether a description is only what the first of several people is called, or one behind them."""
    name, entity = first
    later = entity.kind == "person" and description.start > name.start
    return later or description.end <= name.start <= description.end + 1


def is_firm(text: str, cue: Range | None, source: Range) -> bool:
    """Whether a source with an "’s" that nothing is owned by is a firm: "Brandt’s said"."""
    if cue is None or not _FIRM.fullmatch(text[slice(*source)].strip()) or not _SAID.fullmatch(text, *cue):
        return False
    return 1 in (cue[0] - source[1], source[0] - cue[1])
