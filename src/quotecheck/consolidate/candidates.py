"""Pairs of quotations worth comparing, in near-linear time.

An inverted index over rare words, pairs of neighbouring content words, and words of one speaker. Long
lists are not multiplied out: their members are sorted by day, and each meets the next few only (sorted
neighbourhood method, Hernández and Stolfo 1995); renderings of one utterance share many keys and meet in a
shorter list.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import ceil
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotecheck.consolidate.profile import Profile, root
from quotecheck.lexicon.rarity import information

ALL_PAIRS = 24  # lists up to this length are multiplied out
NEIGHBOURS = 12  # in longer lists each member meets so many that follow
RARE = 5.0  # bits: a single word this rare is a key of its own
TELLING = 2.5  # bits: together with its speaker such a word is a key
SHARE = 10  # per cent: pairs that share a smaller part of the lighter one's keys are not looked at
SHARE_OF_ONE = 6  # of one speaker: between 6 and 10 one pair in 130 is linked, of others one in 2,000
MOST = 40  # candidates kept per quotation
UNITS = 100  # per bit: what keys are worth is summed up as whole numbers, the same in any order
MEETINGS_AT_ONCE = 5_000_000  # held in memory, in 60 MB
PAIRS_AT_ONCE = 100_000  # made objects: a pair takes 130 bytes then, else 16

Ints = NDArray[np.integer[Any]]
Floats = NDArray[np.floating[Any]]


def keys(profile: Profile) -> dict[str, int]:
    """The keys of a quotation and what each is worth, in hundredths of a bit."""
    content = profile.content
    found = {one: information(one) for one in content if information(one) >= RARE or len(content) <= 2}
    for first, second in pairwise(content):
        found[f"{first} {second}"] = (information(first) + information(second)) / 2
    if speaker := profile.quotation.speaker:
        telling = (one for one in content if information(one) >= TELLING)
        found.update((f"{speaker}: {root(one)}", information(one) / 2) for one in telling)
    return {key: ceil(bits * UNITS) for key, bits in found.items()}


class _Entries(NamedTuple):
    """The index as parallel arrays: one entry per key of a quotation, those of one key together.

    Attributes:
        key: Number of the key.
        member: Position of the quotation.
        worth: What sharing the key is worth.
        totals: For each quotation, what all its keys are worth.
    """

    key: Ints
    member: Ints
    worth: Ints
    totals: Ints


def _entries(found: Sequence[Profile]) -> _Entries:
    numbers: dict[str, int] = {}
    key, member, worth = array("i"), array("i"), array("i")
    totals = np.zeros(len(found), dtype=np.int64)
    for k, profile in enumerate(found):
        own = keys(profile)
        totals[k] = sum(own.values())
        key.extend(numbers.setdefault(name, len(numbers)) for name in own)
        member.extend([k] * len(own))
        worth.extend(own.values())
    by_day = sorted(range(len(found)), key=lambda k: (found[k].day or 0, found[k].content, k))
    rank = np.empty(len(found), dtype=np.int32)
    rank[by_day] = np.arange(len(found))
    key_of, member_of = np.array(key, dtype=np.int32), np.array(member, dtype=np.int32)
    order = np.lexsort((rank[member_of], key_of))
    return _Entries(key_of[order], member_of[order], np.array(worth, dtype=np.int32)[order], totals)


def _meetings(entries: _Entries, days: Floats, window_days: int) -> Iterator[tuple[Ints, Ints]]:
    """Pairs in the window that share a key, coded as first * n + second, with what the key is worth."""
    size = np.bincount(entries.key, minlength=1)
    reach = np.where(size > ALL_PAIRS, NEIGHBOURS, size)[entries.key]
    for step in range(1, min(ALL_PAIRS, len(entries.key))):
        meets = np.flatnonzero((entries.key[:-step] == entries.key[step:]) & (reach[:-step] >= step))
        first, second = entries.member[meets], entries.member[meets + step]
        near = ~(np.abs(days[first] - days[second]) > window_days)  # also where one has no day
        first, second = first[near].astype(np.int64), second[near]
        yield np.minimum(first, second) * len(days) + np.maximum(first, second), entries.worth[meets[near]]


def _shared(meetings: Iterable[tuple[Ints, Ints]]) -> tuple[Ints, Ints]:
    """Each pair that shares keys once, with what they are worth together; summed up some at a time."""
    codes: list[Ints] = [np.empty(0, np.int64)]
    worth: list[Ints] = [np.empty(0, np.int32)]
    for some, worths in meetings:
        codes.append(some)
        worth.append(worths)
        if sum(map(len, codes[1:])) > MEETINGS_AT_ONCE:
            all_codes, all_worth = _summed(np.concatenate(codes), np.concatenate(worth))
            codes, worth = [all_codes], [all_worth]
    return _summed(np.concatenate(codes), np.concatenate(worth))


def _summed(codes: Ints, worth: Ints) -> tuple[Ints, Ints]:
    """Each code once, with the sum of what it is worth."""
    if not len(codes):
        return codes, worth
    order = np.argsort(codes, kind="stable")
    codes, worth = codes[order], worth[order]
    begins = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
    return codes[begins], np.add.reduceat(worth, begins)


def candidates(found: Sequence[Profile], window_days: int) -> Iterator[tuple[int, int]]:
    """Find pairs that may render one utterance.

    Args:
        found: The profiles, in order.
        window_days: Articles further apart are of different occasions; articles without a date are not
            held to it.

    Returns:
        Pairs of positions, the smaller first, sorted.
    """
    entries = _entries(found)
    days = np.array([np.nan if profile.day is None else profile.day for profile in found], dtype=np.float32)
    pairs, shared = _shared(_meetings(entries, days, window_days))
    first, second = np.divmod(pairs, max(1, len(found)))
    lighter = np.minimum(entries.totals[first], entries.totals[second])
    keep = shared.astype(np.int64) * 100 >= lighter * _least(found, first, second)
    return _pairs(*_best(first[keep], second[keep], shared[keep] / lighter[keep]))


def _pairs(first: Ints, second: Ints) -> Iterator[tuple[int, int]]:
    for start in range(0, len(first), PAIRS_AT_ONCE):
        some = slice(start, start + PAIRS_AT_ONCE)
        yield from zip(first[some].tolist(), second[some].tolist(), strict=True)


def _least(found: Sequence[Profile], first: Ints, second: Ints) -> Ints:
    """The share of keys, in per cent, from which on a pair is looked at."""
    numbers: dict[str | None, int] = {None: -1}
    speakers = np.array([numbers.setdefault(p.quotation.speaker, len(numbers)) for p in found], np.int32)
    of_one = (speakers[first] == speakers[second]) & (speakers[first] >= 0)
    return np.where(of_one, SHARE_OF_ONE, SHARE)


def _place(own: Ints, share: Floats) -> Ints:
    """For each pair, how many better ones its member `own` has."""
    order = np.lexsort((np.arange(len(own)), -share, own))
    begins = np.flatnonzero(np.diff(own[order], prepend=-1))
    place = np.empty(len(own), dtype=np.int64)
    place[order] = np.arange(len(own)) - np.repeat(begins, np.diff(np.append(begins, len(own))))
    return place


def _best(first: Ints, second: Ints, share: Floats) -> tuple[Ints, Ints]:
    """The pairs that are among the best of either member."""
    kept = (_place(first, share) < MOST) | (_place(second, share) < MOST)
    return first[kept], second[kept]
