"""Regular English verb forms, so that a table lists lemmas and its irregular forms only."""

from __future__ import annotations

_VOWELS = "aeiou"


def verb_forms(lemma: str) -> frozenset[str]:
    """The lemma with its regular -s, -ed and -ing forms; only the first word of a phrase inflects.

    Doubled final consonants are not guessed: a table lists them (`quip`: quipped).

    >>> sorted(verb_forms("deny"))
    ['denied', 'denies', 'deny', 'denying']
    """
    verb, _, rest = lemma.partition(" ")
    if verb.endswith("e"):
        forms = {verb, verb + "s", verb + "d", verb[:-1] + "ing"}
    elif verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        forms = {verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"}
    else:
        plural = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        forms = {verb, verb + plural, verb + "ed", verb + "ing"}
    return frozenset(f"{form} {rest}".strip() for form in forms)
