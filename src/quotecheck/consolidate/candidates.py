"""Pairs of quotations worth comparing, in near-linear time.

An inverted index over rare words, pairs of neighbouring content words, and words of one speaker. Long
lists are not multiplied out: their members are sorted by day, and each meets the next few only (sorted
neighbourhood method, Hernández and Stolfo 1995); renderings of one utterance share many keys and meet in a
shorter list.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from quotecheck.consolidate.profile import Profile, root
from quotecheck.lexicon.rarity import information

ALL_PAIRS = 24  # lists up to this length are multiplied out
NEIGHBOURS = 12  # in longer lists each member meets so many that follow
RARE = 5.0  # bits: a single word this rare is a key of its own
TELLING = 2.5  # bits: together with its speaker such a word is a key
SHARE = 0.1  # pairs that share a smaller part of the lighter one's keys are not looked at
SHARE_OF_ONE = 0.06  # of one speaker: between .06 and .1 one pair in 130 is linked, of others one in 2,000
MOST = 40  # candidates kept per quotation
MEETINGS_AT_ONCE = 5_000_000  # held in memory, in 60 MB

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]


def keys(profile: Profile) -> dict[str, float]:
    """The keys of a quotation and what each is worth, in bits."""
    content = profile.content
    found = {one: information(one) for one in content if information(one) >= RARE or len(content) <= 2}
    for first, second in pairwise(content):
        found[f"{first} {second}"] = (information(first) + information(second)) / 2
    if speaker := profile.quotation.speaker:
        telling = (one for one in content if information(one) >= TELLING)
        found.update((f"{speaker}: {root(one)}", information(one) / 2) for one in telling)
    return found


class _Entries(NamedTuple):
    """The index as parallel arrays: one entry per key of a quotation, those of one key together.

    Attributes:
        key: Number of the key.
        member: Position of the quotation.
        worth: What sharing the key is worth, in bits.
        totals: For each quotation, what all its keys are worth.
    """

    key: Ints
    member: Ints
    worth: Floats
    totals: Floats


def _entries(found: Sequence[Profile]) -> _Entries:
    numbers: dict[str, int] = {}
    key, member, worth = array("q"), array("q"), array("d")
    totals = np.zeros(len(found))
    for k, profile in enumerate(found):
        own = keys(profile)
        totals[k] = sum(own.values())
        key.extend(numbers.setdefault(name, len(numbers)) for name in own)
        member.extend([k] * len(own))
        worth.extend(own.values())
    by_day = sorted(range(len(found)), key=lambda k: (found[k].day or 0, found[k].content, k))
    rank = np.empty(len(found), dtype=np.int64)
    rank[by_day] = np.arange(len(found))
    members = np.array(member, dtype=np.int64)
    order = np.lexsort((rank[members], np.array(key, dtype=np.int64)))
    worths = np.array(worth, dtype=np.float32)
    return _Entries(np.array(key, dtype=np.int64)[order], members[order], worths[order], totals)


def _meetings(entries: _Entries, n: int) -> Iterator[tuple[Ints, Floats]]:
    """Pairs that share a key, coded as first * n + second, with what the key is worth."""
    size = np.bincount(entries.key, minlength=1)
    reach = np.where(size > ALL_PAIRS, NEIGHBOURS, size)[entries.key]
    for step in range(1, min(ALL_PAIRS, len(entries.key))):
        meets = np.flatnonzero((entries.key[:-step] == entries.key[step:]) & (reach[:-step] >= step))
        first, second = entries.member[meets], entries.member[meets + step]
        yield np.minimum(first, second) * n + np.maximum(first, second), entries.worth[meets]


def _shared(entries: _Entries, n: int) -> tuple[Ints, Floats]:
    """Each pair that shares keys once, with what they are worth together; summed up some at a time."""
    codes: list[Ints] = [np.empty(0, np.int64)]
    worth: list[Floats] = [np.empty(0, np.float32)]
    for some, worths in _meetings(entries, n):
        codes.append(some)
        worth.append(worths)
        if sum(map(len, codes[1:])) > MEETINGS_AT_ONCE:
            all_codes, all_worth = _summed(np.concatenate(codes), np.concatenate(worth))
            codes, worth = [all_codes], [all_worth]
    return _summed(np.concatenate(codes), np.concatenate(worth))


def _summed(codes: Ints, worth: Floats) -> tuple[Ints, Floats]:
    """Each code once, with the sum of what it is worth."""
    if not len(codes):
        return codes, worth
    order = np.argsort(codes, kind="stable")
    codes, worth = codes[order], worth[order]
    begins = np.flatnonzero(np.concatenate(([True], codes[1:] != codes[:-1])))
    return codes[begins], np.add.reduceat(worth, begins)


def candidates(found: Sequence[Profile], window_days: int) -> list[tuple[int, int]]:
    """Find pairs that may render one utterance.

    Args:
        found: The profiles, in order.
        window_days: Articles further apart are of different occasions; articles without a date are not
            held to it.

    Returns:
        Pairs of positions, the smaller first, sorted.
    """
    n = max(1, len(found))
    entries = _entries(found)
    pairs, shared = _shared(entries, n)
    first, second = pairs // n, pairs % n
    share = shared / np.minimum(entries.totals[first], entries.totals[second])
    keep = (share >= _least(found, first, second)) & _in_window(found, first, second, window_days)
    return _best(first[keep], second[keep], share[keep])


def _least(found: Sequence[Profile], first: Ints, second: Ints) -> Floats:
    """The share of keys from which on a pair is looked at."""
    numbers: dict[str | None, int] = {None: -1}
    speakers = np.array([numbers.setdefault(p.quotation.speaker, len(numbers)) for p in found], np.int32)
    of_one = (speakers[first] == speakers[second]) & (speakers[first] >= 0)
    return np.where(of_one, np.float32(SHARE_OF_ONE), np.float32(SHARE))


def _in_window(found: Sequence[Profile], first: Ints, second: Ints, window_days: int) -> NDArray[np.bool_]:
    days = np.array([np.nan if profile.day is None else profile.day for profile in found])
    distance = np.abs(days[first] - days[second])
    near: NDArray[np.bool_] = np.isnan(distance) | (distance <= window_days)
    return near


def _place(own: Ints, share: Floats) -> Ints:
    """For each pair, how many better ones its member `own` has."""
    order = np.lexsort((np.arange(len(own)), -share, own))
    begins = np.flatnonzero(np.diff(own[order], prepend=-1))
    place = np.empty(len(own), dtype=np.int64)
    place[order] = np.arange(len(own)) - np.repeat(begins, np.diff(np.append(begins, len(own))))
    return place


def _best(first: Ints, second: Ints, share: Floats) -> list[tuple[int, int]]:
    """The pairs that are among the best of either member."""
    share = np.round(share, 6)
    kept = (_place(first, share) < MOST) | (_place(second, share) < MOST)
    return list(zip(first[kept].tolist(), second[kept].tolist(), strict=True))
