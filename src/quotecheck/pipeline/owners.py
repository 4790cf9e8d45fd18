"""Whose words a noun says them to be: "Lee's answer", "the questions that the council wants to ask"."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from quotecheck.lexicon.bodies import organization_nouns
from quotecheck.lexicon.days import WEEKDAYS
from quotecheck.lexicon.people import documents, function_words, introduced, roles
from quotecheck.pipeline.conventions import ARTICLES, Range
from quotecheck.pipeline.reporting import mention_after, source_before

_NOBODY = frozenset(["here", "let", "there", "it", "that", "what", "who", "where", "this", "she", "he"])
_TIMES = frozenset(["today", "yesterday", "week", "month", "year", "night", "morning"]) | {
    day.lower() for day in WEEKDAYS
}
_OWN = frozenset(["i", "we", "you", "my", "our", "your", "me", "us"])
_FINITE = frozenset(["is", "are", "was", "were", "has", "had", "have", "would", "will", "may", "might"])
PRONOUNS = frozenset(["he", "she", "they", "it", "who", "which", "his", "her", "their", "its"])
"""Those that may stand for whoever speaks, in lower case."""

_POSSESSIVES = frozenset(["his", "her", "their", "its"])
_MARKS_OF_POSSESSION = frozenset(["’s", "'s", "’", "'"])
_HAVING = frozenset(["has", "have", "had"])
_TO_BE_ASKED = frozenset(["answer", "face", "get", "be"])
_BEFORE_AGENT = frozenset(["that", "which", "were", "was", "are", "is", "been", "have", "had", "first"])
_WHOSE = frozenset(["from", "by", "of"])
_LISTS = frozenset(["list", "series", "set"])
_FOR = frozenset(["for", "to"])
_FAR, _ADJECTIVES, _SUBJECT, _BETWEEN = 9, 3, 12, 4


def is_somebody(doc: Doc, span: Range) -> bool:
    """Whether a stretch may name who speaks: a pronoun, a name or a noun for people, bodies or texts."""
    texts = [token for token in doc[span[0] : span[1]] if not token.is_space]
    small = {token.lower_ for token in texts}
    if not texts or texts[0].lower_ in _NOBODY - PRONOUNS or not small.isdisjoint(_FINITE):
        return False
    if len(texts) == 1 and texts[0].lower_ in PRONOUNS:
        return True
    last = texts[-1]
    return last.text[0].isupper() or _acts(last.lower_) or last.lower_ in documents()


def _acts(noun: str) -> bool:
    """Whether a noun is for people or bodies."""
    return noun in roles() or noun in organization_nouns()


def by_noun(
    doc: Doc, sentence: Range, nouns: frozenset[str] | None = None, within: int | None = None
) -> tuple[Range, Range] | None:
    """A noun of a sentence for words, and whose it says them to be.

    Args:
        doc: A document.
        sentence: As far as it counts.
        nouns: In lower case; None for all that lead up to words set off.
        within: How many tokens before its end the noun may stand.
    """
    first, end = sentence
    nearest = first if within is None else max(first, end - within)
    found = [i for i in range(nearest, end) if doc[i].lower_ in (nouns or introduced())]
    ways: tuple[Callable[[Doc, int, int, int], Range | None], ...] = (
        _asker,
        _agent,
        _possessor,
        _named_behind,
        _giver,
    )
    for way in ways:
        for noun in found:
            source = way(doc, first, noun, end)
            somebody = source is not None and (way is _possessor or is_somebody(doc, source))
            if source is not None and somebody and doc[source[0]].lower_ not in _OWN:
                return (noun, noun + 1), source
    return None


def _asker(doc: Doc, first: int, noun: int, end: int) -> Range | None:
    """The subject of a clause about the noun: "questions that the council wants to ask"."""
    start = noun + 1
    if start < end and doc[start].lower_ in {"that", "which"}:
        start += 1
    if start >= end or not _opens_clause(doc, start, end):
        return None
    verbs = function_words("asking") | function_words("giving") | {"would", "will"}
    verb = next((i for i in range(start, min(end, start + _SUBJECT)) if doc[i].lower_ in verbs), start)
    if _is_asked(doc, verb, end):
        return None
    while verb > start + 1 and doc[verb - 1].lower_.endswith("ly"):
        verb -= 1
    comma = next((i for i in range(start, verb) if doc[i].text == ","), verb)
    return (start, comma) if comma > start else None


def _opens_clause(doc: Doc, place: int, end: int) -> bool:
    """Whether a word may be the first of a clause's subject: a name's, or a role's before it."""
    if _opens_mention(doc, place):
        return True
    small = doc[place].lower_ in function_words("prepositions") | function_words("asking") | {"and", "to"}
    name = any(doc[i].text[0].isupper() for i in range(place + 1, min(end, place + _ADJECTIVES)))
    return name and not small


def _is_asked(doc: Doc, verb: int, end: int) -> bool:
    """Whether a verb's subject is whom the questions are for: "was asked", "is expected to answer"."""
    to = verb + 1
    while to < end and doc[to].lower_ in function_words("asking"):
        to += 1
    if to + 1 < end and doc[to].lower_ == "to":
        return doc[to + 1].lower_ in _TO_BE_ASKED
    return doc[verb].lower_ in {"is", "are", "was", "were"}


def _opens_mention(doc: Doc, place: int) -> bool:
    """Whether a word may be the first of somebody's name or description."""
    word = doc[place].lower_
    return doc[place].text[0].isupper() or word in PRONOUNS | ARTICLES


def _agent(doc: Doc, first: int, noun: int, end: int) -> Range | None:
    """Who is named behind a participle: "questions drawn up by the council"."""
    made = next((i for i in range(noun + 1, min(end, noun + 1 + _BETWEEN)) if _is_made(doc, i)), None)
    if made is None or any(doc[i].lower_ not in _BEFORE_AGENT for i in range(noun + 1, made)):
        return None
    by = next((i for i in range(made + 1, min(end, made + 3)) if doc[i].lower_ == "by"), None)
    return None if by is None else _whose(doc, mention_after(doc, by + 1, end))


def _is_made(doc: Doc, place: int) -> bool:
    word = doc[place].lower_
    return word in function_words("giving") | function_words("laying") | function_words("making")


def _possessor(doc: Doc, first: int, noun: int, end: int) -> Range | None:
    """Who stands in the possessive before a noun, adjectives between."""
    if noun - first > 2 and doc[noun - 1].lower_ == "of" and doc[noun - 2].lower_ in _LISTS:
        noun -= 2
    for i in range(noun - 1, max(first, noun - 1 - _ADJECTIVES) - 1, -1):
        if doc[i].lower_ in _POSSESSIVES:
            return i, i + 1
        if doc[i].lower_ in function_words("prepositions"):
            return None
        if doc[i].text in _MARKS_OF_POSSESSION:
            return _possessed(doc, first, i)
    return None


def _possessed(doc: Doc, first: int, mark: int) -> Range | None:
    """The words before a mark of possession: a name, or a noun with its determiner."""
    start = mark
    while start > first and doc[start - 1].text[0].isupper() and not doc[start - 1].is_sent_start:
        start -= 1
    start -= start == mark
    if start < first or doc[mark - 1].lower_ in _NOBODY | _TIMES:
        return None
    determined = start > first and doc[start - 1].lower_ in ARTICLES
    return start - determined, mark


def _named_behind(doc: Doc, first: int, noun: int, end: int) -> Range | None:
    """Who is named behind a noun: "a statement from the council", "questions for Park from Lee"."""
    whose = noun + 1
    if whose < end and doc[whose].lower_ in _FOR and doc[noun].lower_ == "questions":
        far = range(whose + 1, min(end, whose + _SUBJECT))
        whose = next((i for i in far if doc[i].lower_ in {"from", "by"}), whose)
    if whose + 1 >= end or doc[whose].lower_ not in _WHOSE or not _opens_clause(doc, whose + 1, end):
        return None
    if doc[noun].lower_ == "list" and doc[noun + 1].lower_ == "of":
        return None
    if any(doc[i].lower_ == "answers" for i in range(first, noun)):
        return None  # "answers to these questions from Park": they are somebody else's
    verb = next((i for i in range(whose + 1, end) if doc[i].lower_ in _FINITE), end)
    return _whose(doc, mention_after(doc, whose + 1, verb))


def _whose(doc: Doc, mention: Range | None) -> Range | None:
    """A mention, of a text of somebody's as far as its mark of possession."""
    if mention is None or _acts(doc[mention[1] - 1].lower_):
        return mention
    mark = next((i for i in range(*mention) if doc[i].text in _MARKS_OF_POSSESSION), mention[1])
    return (mention[0], mark) if mark > mention[0] else None


def _giver(doc: Doc, first: int, noun: int, end: int) -> Range | None:
    """The subject of a verb that gives a text away: "Lee released a statement on the bridge"."""
    having = _HAVING if doc[noun].lower_ == "questions" else frozenset()
    before = range(noun - 1, max(first, noun - _FAR), -1)
    verb = next((i for i in before if _gives(doc, i) or doc[i].lower_ in having), None)
    if verb is None:
        return None
    return subject_before(doc, first, verb)


def subject_before(doc: Doc, first: int, verb: int) -> Range | None:
    """The mention before a verb, or before the apposition between: "The poll, taken in May, found"."""
    if verb > first and doc[verb - 1].text == ",":
        verb = next((i for i in range(verb - 2, first, -1) if doc[i].text == ","), verb)
    return source_before(doc, first, verb)


def _gives(doc: Doc, place: int) -> bool:
    """Whether a verb gives a text away; in the passive somebody else does."""
    if place > 0 and doc[place - 1].lower_ in function_words("being"):
        return False
    word = doc[place].lower_
    return word in function_words("giving") or (
        word in function_words("laying") and doc[place + 1].lower_ in {"out", "up", "down", "forward"}
    )
