"""What a change of words does to the meaning: negation, opposites, modality, numbers, names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from functools import cache

from quotecheck.consolidate.words import is_content, stem
from quotecheck.lexicon.bodies import countries, is_acronym
from quotecheck.lexicon.people import title_words
from quotecheck.lexicon.rarity import is_known
from quotecheck.lexicon.wording import contrasts

LONGEST_PHRASE = 2
NAME = 4  # first letters by which names are told apart


def _split(forms: Sequence[str], known: Container[str]) -> tuple[list[str], list[str]]:
    """The words and phrases of a stretch that stand in a table, the longest at each place, and the rest."""
    found, rest, i = [], [], 0
    while i < len(forms):
        n = next((n for n in range(LONGEST_PHRASE, 0, -1) if " ".join(forms[i : i + n]) in known), 0)
        if n:
            found.append(" ".join(forms[i : i + n]))
        else:
            rest.append(forms[i])
        i += n or 1
    return found, rest


def negations(forms: Sequence[str]) -> list[str]:
    """The negating words and phrases of a stretch of words."""
    return _split(forms, contrasts().negators)[0]


def statement(forms: Sequence[str], other: Sequence[str]) -> list[str]:
    """What a stretch tells beside negations, quantifiers, and opposites of words in another."""
    rest = _split(forms, contrasts().negators)[1]
    plain = (form for form in rest if is_content(form) and form not in contrasts().quantifiers)
    return [form for form in plain if not opposites([form], other)]


@cache
def are_opposites(first: str, second: str) -> bool:
    """Whether one word is the opposite of another, by the table or by a negating affix."""
    table = contrasts()
    if frozenset((first, second)) in table.antonyms or frozenset((stem(first), stem(second))) in _stemmed():
        return True
    short, long = sorted((stem(first), stem(second)), key=len)
    if is_known(short) and any(long == prefix + short for prefix in table.prefixes):
        return True
    return any(
        {first.removesuffix(a), second.removesuffix(b)} == {first.removesuffix(a)} and first != second
        for a, b in (*table.suffixes, *((b, a) for a, b in table.suffixes))
        if first.endswith(a) and second.endswith(b)
    )


@cache
def _stemmed() -> frozenset[frozenset[str]]:
    pairs = (frozenset(stem(word) for word in pair) for pair in contrasts().antonyms)
    return frozenset(pair for pair in pairs if len(pair) > 1)


def opposites(before: Sequence[str], after: Sequence[str]) -> int:
    """How many words of one stretch have their opposite in the other."""
    return sum(any(are_opposites(a, b) for b in after) for a in before)


def turns_round(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether one stretch put for another turns the statement round.

    Negations and opposites each turn it once, so that "not easy" for "hard" does not.
    """
    turns = len(negations(before)) + len(negations(after)) + opposites(before, after)
    return turns % 2 == 1


def modalities(forms: Sequence[str]) -> Counter[str]:
    """How often each class of modality occurs in a stretch of words."""
    modals = contrasts().modals
    return Counter(modals[phrase] for phrase in _split(forms, modals)[0])


def numbers(forms: Sequence[str]) -> list[str]:
    """The numbers of a stretch of words."""
    return [form for form in forms if form[0].isdigit()]


def names(forms: Sequence[str], printed: Sequence[str]) -> set[str]:
    """The words of a stretch that are printed with a capital, titles aside, by their first letters.

    A few letters tell "China" from "Russia", but not from "Chinese". Of words without content only those
    of modality are names as well ("May", "Will").
    """
    pairs = zip(forms, printed, strict=True)
    capital = (form for form, word in pairs if word[:1].isupper() and form not in title_words())
    return {stem(form)[:NAME] for form in capital if is_content(form) or form in contrasts().modals}


def are_other_names(first: str, second: str) -> bool:
    """Whether neither of two names is the other's initials, and they are not known to be of one country."""
    known = countries()
    one_country = first in known and known[first] == known.get(second)
    return not (one_country or is_acronym(first, second) or is_acronym(second, first))
