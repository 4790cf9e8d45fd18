"""How rare a word is in news, from the number of articles that use it.

Counted once over 5,327 news articles; a fixed table keeps the decision on two quotations independent of
whatever else is in the collection. Pairs of neighbouring content words stand in it where they are much
more frequent than their words let expect: set phrases tell little about who said them when.
"""

from __future__ import annotations

import math
from functools import cache
from importlib import resources

PER = 100_000  # the table counts articles among so many
LEAST = 0.5  # what the second word of a set phrase still tells, in bits
RAREST = 9.0  # information of a word that is not in the table: log2 of 1 in 512 articles


@cache
def _frequencies() -> dict[str, int]:
    text = resources.files("quotecheck.lexicon").joinpath("frequencies.tsv").read_text(encoding="utf-8")
    return {stem: int(count) for stem, _, count in (line.partition("\t") for line in text.splitlines())}


def is_known(stem: str) -> bool:
    """Whether the table has the word (its stem)."""
    return stem in _frequencies()


@cache
def information(stem: str) -> float:
    """Information of a word in bits: minus log2 of the share of articles that use it, at most `RAREST`.

    Args:
        stem: The word without inflection.
    """
    count = _frequencies().get(stem)
    return RAREST if count is None else min(RAREST, -math.log2(min(count, PER - 1) / PER))


@cache
def _set_phrases() -> dict[str, float]:
    """For each pair of words in the table, the information of its second word."""
    found = {}
    for pair, count in _frequencies().items():
        before, _, stem = pair.partition(" ")
        if stem:
            told = -math.log2(count / PER) - information(before)
            found[pair] = max(LEAST, min(information(stem), told))
    return found


def surprise(before: str, stem: str) -> float:
    """Information of a word after another content word, in bits.

    Args:
        before: The content word before it, without inflection; "" where there is none.
        stem: The word without inflection.
    """
    told = _set_phrases().get(f"{before} {stem}")
    return information(stem) if told is None else told
