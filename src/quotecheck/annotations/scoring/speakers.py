"""Whether two annotators name the same speaker."""

from __future__ import annotations

from typing import Literal

from quotecheck.annotations.names import same_name
from quotecheck.lexicon.names import name_keys, parse_name, relation
from quotecheck.lexicon.people import function_words
from quotecheck.models import Speaker

Verdict = Literal["right", "partial", "wrong", "unresolved", "invented", "null"]
"""`partial`: a person by surname or role alone; `unresolved`: none where the reference has one;
`invented`: one where the reference has none; `null`: none on both sides."""


_DESCRIBED = {"unnamed", "group", "document"}
_ARTICLES = frozenset({"A", "An", "The"})
_RELATIVES = frozenset({"who", "whom", "whose", "that", "which", "familiar"})
_SMALL = frozenset({"s", "the", "a", "an", "of", "for", "to", "at", "in", "from", "with", "by", "on"})


def compare_speakers(gold: Speaker | None, found: Speaker | None) -> Verdict:
    """Compare the speaker that was found with the reference's.

    Names are compared without case, accents, points, titles and articles; aliases count.

    Args:
        gold: The reference's speaker, or None where it leaves the speaker open.
        found: The speaker that was found.
    """
    if gold is None:
        return "null" if found is None else "invented"
    if found is None:
        return "unresolved"
    if same_name(gold.name) == same_name(found.name):
        return "right"
    if gold.kind == "person":
        return _compare_person(gold, found)
    shared = _forms(gold) & {same_name(found.name)} or {same_name(gold.name)} & _forms(found)
    return "right" if shared or _longer_form(gold, found) else "wrong"


def _forms(speaker: Speaker) -> set[str]:
    return {same_name(name) for name in (speaker.name, *speaker.aliases)}


def _compare_person(gold: Speaker, found: Speaker) -> Verdict:
    words = same_name(gold.name).split(" ")
    name = same_name(found.name)
    given = name.split(" ")
    if len(words) > 1 and len(given) > 1 and words[-1] == given[-1] and _nested(words, given):
        return "right"  # with and without a middle name
    if len(words) == 1 and given[-1] == words[0] and found.kind == "person":
        return "right"  # the reference knows the surname alone, other articles the full name
    if _prints(found, gold.name):
        return "right"  # other articles print the name in another form
    if name == words[-1] and len(words) > 1:
        return "partial"
    if name in _forms(gold):
        return "right" if len(given) > 1 and found.kind == "person" else "partial"
    return "wrong"


def _prints(found: Speaker, name: str) -> bool:
    """Whether articles print a full name for a person who is called by another form of it: "Steve", "Steven".

    An initial may stand for anything, so it tells nothing.
    """
    one, other = parse_name(name), parse_name(found.name)
    if one is None or other is None or found.kind != "person" or same_name(name) not in _forms(found):
        return False
    spelled = all(len(name_keys(form.words)[0]) > 1 for form in (one, other))
    return spelled and len(one.words) > 1 and relation(one, other) == "same"


def _nested(one: list[str], other: list[str]) -> bool:
    return set(one) <= set(other) or set(other) <= set(one)


def _longer_form(gold: Speaker, found: Speaker) -> bool:
    """Whether one name is the other with more words: an organisation's, or a description's.

    "McConnell's spokesperson" and "a spokesperson for McConnell" are alike: possessives and prepositions
    do not count, and neither does whether a description was taken for one source or several, or how much
    of what follows its noun goes with it: "a woman", "a woman who left".
    """
    one, other = _content_words(gold.name), _content_words(found.name)
    if not one or not other or found.kind == "person":
        return False
    kinds = {gold.kind, found.kind}
    described = kinds <= _DESCRIBED or (_describes(gold) and _describes(found))
    if described and _goes_on(*sorted((gold.name, found.name), key=len)):
        return True
    same_head = gold.kind == "organization" or one[-1] == other[-1] or set(one) == set(other)
    return same_head and _nested(one, other) and (len(kinds) == 1 or kinds <= _DESCRIBED)


def _describes(speaker: Speaker) -> bool:
    """Whether a name is a noun with an article or in lower case, no proper name."""
    return speaker.name[:1].islower() or speaker.name.split(" ")[0] in _ARTICLES


def _goes_on(short: str, long: str) -> bool:
    """Whether one description goes on where the other ends, with what follows a noun: "of", "who"."""
    one, other = ([word for word in same_name(name).split(" ") if word] for name in (short, long))
    behind = other[len(one) : len(one) + 1]
    opens = function_words("prepositions") | _RELATIVES
    follows = any(word in opens or word.endswith(("ed", "ing")) for word in behind)
    return other[: len(one)] == one and follows


def _content_words(name: str) -> list[str]:
    return [word for word in same_name(name).split(" ") if word not in _SMALL]
