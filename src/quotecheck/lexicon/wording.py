"""Tables for comparing wordings: spelling, function words, and what turns or weakens a statement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from quotecheck.lexicon import table


@dataclass(frozen=True)
class Spelling:
    """How spellings of one word are made the same.

    Attributes:
        words: Other spelling to spelling kept.
        endings: Patterns and what replaces them.
        any_ending: What any of the patterns finds.
        numbers: Number word to digits.
        contractions: Ending to the full word, such as "'ll" to "will".
        irregular: Contraction to its full words, such as "won't" to ("will", "not").
        abbreviations: Words whose full stop ends no sentence.
    """

    words: dict[str, str]
    endings: tuple[tuple[re.Pattern[str], str], ...]
    any_ending: re.Pattern[str]
    numbers: dict[str, str]
    contractions: dict[str, str]
    irregular: dict[str, tuple[str, ...]]
    abbreviations: frozenset[str]


@dataclass(frozen=True)
class Contrasts:
    """What turns a statement round or makes it more or less certain.

    Attributes:
        negators: Words and short phrases that negate.
        quantifiers: Words for how much, how often and how many, in whose place a negation may stand.
        modals: Word or phrase to its class.
        antonyms: Unordered pairs of opposites.
        prefixes: Negating prefixes.
        suffixes: Pairs of opposite suffixes.
        function_words: Words that carry little content.
        acts: Lemmas of cues that tell of an act, which is done once, and not of a position, which is held.
    """

    negators: frozenset[str]
    quantifiers: frozenset[str]
    modals: dict[str, str]
    antonyms: frozenset[frozenset[str]]
    prefixes: tuple[str, ...]
    suffixes: tuple[tuple[str, str], ...]
    function_words: frozenset[str]
    acts: frozenset[str]


@cache
def spelling() -> Spelling:
    """The table of spellings."""
    data = table("spelling")
    endings = [rule for entry in data["endings"] for rule in entry["rules"]]
    return Spelling(
        words={a: b for entry in data["words"] for a, b in entry["pairs"]},
        endings=tuple((re.compile(a), b) for a, b in endings),
        any_ending=re.compile("|".join(f"(?:{a})" for a, _ in endings)),
        numbers={word: str(n) for entry in data["numbers"] for word, n in entry["values"].items()},
        contractions={a: b for entry in data["contractions"] for a, b in entry["endings"].items()},
        irregular={
            a: tuple(b.split()) for entry in data["contractions"] for a, b in entry["irregular"].items()
        },
        abbreviations=frozenset(word for entry in data["abbreviations"] for word in entry["words"]),
    )


@cache
def contrasts() -> Contrasts:
    """The table of contrasts."""
    data = table("contrasts")
    affixes = data["negating_affixes"]
    return Contrasts(
        negators=frozenset(word for entry in data["negators"] for word in entry["words"]),
        quantifiers=frozenset(word for entry in data["quantifiers"] for word in entry["words"]),
        modals={word: entry["class"] for entry in data["modals"] for word in entry["words"]},
        antonyms=frozenset(frozenset(pair) for entry in data["antonyms"] for pair in entry["pairs"]),
        prefixes=tuple(prefix for entry in affixes for prefix in entry["prefixes"]),
        suffixes=tuple((a, b) for entry in affixes for a, b in entry["suffixes"]),
        function_words=frozenset(word for entry in data["function_words"] for word in entry["words"]),
        acts=frozenset(word for entry in data["acts"] for word in entry["words"]),
    )
