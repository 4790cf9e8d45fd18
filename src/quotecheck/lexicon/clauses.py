"""Whether words are a reported clause or a mere object of the reporting verb."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from quotecheck.lexicon import table
from quotecheck.lexicon.cues import CueEntry

ACCUSING = frozenset(["criticize", "warn", "praise", "demand"])
"""Classes of cues that take "of" or "against" and a noun or gerund."""
_REACH_GERUND = 4
_SHORTEST = 3
_LONGEST_STEM = 4
_ADVERBS = frozenset(["also", "instead"])
_NO_PAST = frozenset(["hundred", "indeed", "speed"])


@cache
def _words(group: str, part: str = "words") -> frozenset[str]:
    return frozenset(table("clauses")[group].get(part, ()))


@cache
def _before_nouns() -> frozenset[str]:
    """Words before which one in "-ed" or "-ing", or one like "cost" or "left", is no verb."""
    return _words("nominal") | _words("determiners")


def _lists(group: str, cue: CueEntry) -> bool:
    """Whether a group has a cue by its class or by its lemma."""
    return cue.cls in _words(group, "classes") or cue.lemma in _words(group, "lemmas")


def takes_objects(cue: CueEntry) -> bool:
    """Whether a cue often has an object that is no clause ("denied the claim")."""
    return _lists("objects", cue)


def needs_clause(cue: CueEntry) -> bool:
    """Whether what a cue has without "that" is a quotation only where it is a clause ("noted the delay")."""
    return takes_objects(cue) or _lists("mentions", cue)


def takes_things(cue: CueEntry) -> bool:
    """Whether a cue has a thing for its object where no subordinator opens a clause ("called it a shame")."""
    return _lists("things", cue)


def opens_clause(word: str) -> bool:
    """Whether a word, in lower case, is a subordinator other than "to" and "not"."""
    return word in _words("subordinators") and word != "to" and word not in _words("negations")


def gives_words(cue: CueEntry, words: Sequence[str]) -> bool:
    """Whether what follows a cue that takes objects gives somebody's words, not a noun for them.

    "voiced concern that …" names what was said; "urged them to wait" and "stressed that …" give it.

    Args:
        cue: A cue of which `takes_objects` is true.
        words: Words of the content, in lower case.
    """
    named = cue.lemma in _words("objects", "lemmas")
    return is_clause(words[:1] if named else words, cue)


def is_clause(words: Sequence[str], cue: CueEntry | None = None) -> bool:
    """Whether words have a finite verb, an infinitive or a subordinator among them.

    A relative clause does not count, nor does "to" before a noun.

    Args:
        words: Tokens of the content, in lower case.
        cue: What reports them, where that is known: it tells whether "for" or "of" and a gerund count
            ("accused them of hiding losses") and "to" behind a noun ("urged them to wait").
    """
    words = _without_relative(words, cue)
    if cue is not None and words[:1] == ["to"] and cue.lemma in _words("infinitives", "none"):
        return False  # "agreed to wait" tells what was done
    if len(words) > 1 and any(_opens_clause(words, i, cue) for i in range(len(words))):
        return True
    if (
        cue is not None
        and cue.cls in ACCUSING
        and any(_opens_complement(words, i) for i in range(1, len(words)))
    ):
        return True
    subject = bool(words) and words[0] in _words("pronouns") and not _is_object(words, cue)
    return subject or any(_is_past(words, i) for i in range(1, len(words) - 1))


def is_whole_clause(words: Sequence[str]) -> bool:
    """Whether words begin with a subject that a pronoun or determiner opens, and have a finite verb.

    Args:
        words: Tokens between marks, in lower case.
    """
    subject = len(words) >= _SHORTEST and any(words[0] in _words(g) for g in ("pronouns", "determiners"))
    return subject and is_clause(words[1:])


def _is_object(words: Sequence[str], cue: CueEntry | None) -> bool:
    """Whether "it" is the cue's object ("dismissed it at once"), not the subject of what follows."""
    thing = words[0] == "it" and cue is not None and _lists("it", cue)
    return thing and (words[1:2] == ["as"] or not "".join(words[1:2]).endswith(("s", "ed")))


def _without_relative(words: Sequence[str], cue: CueEntry | None) -> Sequence[str]:
    """Words around a relative clause: between commas, or "that" and "who" behind a noun that is no claim."""
    for i, word in enumerate(words[1:], 1):
        if word in _words("relatives") and words[i - 1] == ",":
            end = next((j for j in range(i, len(words)) if words[j] == ","), len(words))
            return [*words[:i], *words[end + 1 :]]
        if word in _words("who"):
            return [*words[:i], *_behind_verb(words[i + 1 :])]
        if word == "that" and _is_relative(words, i, cue):
            return words[:i]
    return words


def _behind_verb(words: Sequence[str]) -> Sequence[str]:
    """What follows the first finite verb: the relative clause's own."""
    verbs = _words("auxiliaries") | _words("pasts")
    verb = next((i for i, word in enumerate(words) if word in verbs or word.endswith("ed")), len(words))
    while verb < len(words) and words[verb] in _words("auxiliaries"):
        verb += 1
    return words[verb + 1 :]


def _is_relative(words: Sequence[str], i: int, cue: CueEntry | None) -> bool:
    """Whether "that" goes with the noun before it; behind whom somebody told it opens what was said."""
    before = words[i - 1]
    if (
        before.endswith(("ed", "ly"))
        or before in _words("prepositions")
        or not _words("claims").isdisjoint(words[:i])
    ):
        return False
    told = cue is None or _lists("told", cue)
    return words[0] in _words("determiners") or not told


def _opens_clause(words: Sequence[str], i: int, cue: CueEntry | None) -> bool:
    word, before = words[i], words[i - 1] if i else ""
    if word == "to":
        verb = (
            i + 1 < len(words)
            and words[i + 1] not in _words("determiners")
            and not words[i + 1].endswith("ing")
        )
        return verb and (_takes_infinitive(cue) or set(words[:i]) <= _words("negations"))
    if word in _words("pasts"):
        return before not in _before_nouns() and words[i + 1 : i + 2] != ["by"] and not _goes_on(words, i)
    if word in _words("auxiliaries"):
        return not _goes_on(words, i)
    return word in _words("subordinators")


def _takes_infinitive(cue: CueEntry | None) -> bool:
    """Whether "to" behind a noun opens what the cue reports ("urged the council to wait")."""
    return cue is None or _lists("infinitives", cue)


def _goes_on(words: Sequence[str], i: int) -> bool:
    """Whether a verb goes on with the sentence around a content ("denied the claim and has sued")."""
    near = words[max(0, i - 2) : i]
    return [word for word in near if word not in _ADVERBS and not word.endswith("ly")][-1:] == ["and"]


def _is_past(words: Sequence[str], i: int) -> bool:
    """Whether a word is a regular past, not a participle before a noun ("an armed guard")."""
    word = words[i]
    verb = word.endswith("ed") and len(word) > _LONGEST_STEM and word not in _NO_PAST
    before = words[i - 1]
    return verb and before != "and" and before not in _before_nouns() and words[i + 1] != "by"


def _opens_complement(words: Sequence[str], i: int) -> bool:
    if words[i] not in _words("complements"):
        return False
    near = range(i + 1, min(i + _REACH_GERUND, len(words)))
    return any(words[j].endswith("ing") and words[j - 1] not in _before_nouns() - {words[i]} for j in near)
