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
_CLAUSE_GROUPS = ("auxiliaries", "subordinators", "pasts")


@cache
def _words(group: str) -> frozenset[str]:
    return frozenset(table("clauses")[group]["words"])


def takes_objects(cue: CueEntry) -> bool:
    """Whether a cue often has an object that is no clause ("denied the claim")."""
    objects = table("clauses")["objects"]
    return cue.cls in objects["classes"] or cue.lemma in objects["lemmas"]


def takes_things(cue: CueEntry) -> bool:
    """Whether a cue has a thing for its object where no subordinator opens a clause ("called it a shame")."""
    return cue.lemma in table("clauses")["things"]["lemmas"]


def opens_clause(word: str) -> bool:
    """Whether a word, in lower case, is a subordinator other than "to" and "not"."""
    return word in _words("subordinators") - {"to", "not", "never"}


def gives_words(cue: CueEntry, words: Sequence[str]) -> bool:
    """Whether what follows a cue that takes objects gives somebody's words, not a noun for them.

    "voiced concern that …" names what was said; "urged them to wait" and "stressed that …" give it.

    Args:
        cue: A cue of which `takes_objects` is true.
        words: Words of the content, in lower case.
    """
    named = cue.lemma in table("clauses")["objects"]["lemmas"]
    return is_clause(words[:1] if named else words, accusing=cue.cls in ACCUSING)


def is_clause(words: Sequence[str], *, accusing: bool = False) -> bool:
    """Whether words have a finite verb, an infinitive or a subordinator among them.

    A relative clause does not count, nor does "to" before a noun.

    Args:
        words: Tokens of the content, in lower case.
        accusing: The cue takes "of" or "against" and a noun, or "for" and a gerund ("accused them of
            hiding losses").
    """
    words = _without_relative(words)
    if len(words) > 1 and any(_opens_clause(words, i) for i in range(len(words))):
        return True
    if accusing and any(_opens_complement(words, i) for i in range(1, len(words))):
        return True
    subject = bool(words) and words[0] in _words("pronouns")
    return subject or any(word.endswith("ed") and len(word) > 4 for word in words[1:-1])


def is_whole_clause(words: Sequence[str]) -> bool:
    """Whether words begin with a subject that a pronoun or determiner opens, and have a finite verb.

    Args:
        words: Tokens between marks, in lower case.
    """
    subject = len(words) >= _SHORTEST and words[0] in _words("pronouns") | _words("determiners")
    return subject and is_clause(words[1:])


def _without_relative(words: Sequence[str]) -> Sequence[str]:
    """Words around a relative clause: between commas, or "that" behind a noun that is no claim."""
    for i, word in enumerate(words[1:], 1):
        of_thing = words[0] in _words("determiners") and words[i - 1] not in _words("claims")
        if word == "that" and of_thing:
            return words[:i]
        if word in _words("relatives") and words[i - 1] == ",":
            end = next((j for j in range(i, len(words)) if words[j] == ","), len(words))
            return [*words[:i], *words[end + 1 :]]
    return words


def _opens_clause(words: Sequence[str], i: int) -> bool:
    if words[i] == "to":
        return i + 1 < len(words) and words[i + 1] not in _words("determiners")
    return any(words[i] in _words(group) for group in _CLAUSE_GROUPS)


def _opens_complement(words: Sequence[str], i: int) -> bool:
    gerund = any(word.endswith("ing") for word in words[i + 1 : i + _REACH_GERUND])
    return gerund and words[i] in _words("complements")
