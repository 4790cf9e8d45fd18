"""Pairs of quotations worth comparing, in near-linear time.

An inverted index over rare words and pairs of neighbouring content words. Long lists are not multiplied
out: their members are sorted by day, and each meets the next few only (sorted neighbourhood method,
Hernández and Stolfo 1995); renderings of one utterance share many keys and meet in a shorter list.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from quotecheck.consolidate.profile import Profile
from quotecheck.lexicon.rarity import information

ALL_PAIRS = 24  # lists up to this length are multiplied out
NEIGHBOURS = 12  # in longer lists each member meets so many that follow
RARE = 5.0  # bits: a single word this rare is a key of its own
SHARE = 0.28  # pairs that share a smaller part of the lighter one's keys are not looked at
MOST = 40  # candidates kept per quotation

Pairs = NDArray[np.int64]


def keys(profile: Profile) -> dict[str, float]:
    """The keys of a quotation and what each is worth, in bits."""
    content = profile.content
    found = {one: information(one) for one in content if information(one) >= RARE or len(content) <= 2}
    for first, second in pairwise(content):
        found[f"{first} {second}"] = (information(first) + information(second)) / 2
    return found


def _index(found: Sequence[Profile]) -> tuple[dict[str, list[int]], dict[str, float], NDArray[np.float64]]:
    lists: dict[str, list[int]] = defaultdict(list)
    worth: dict[str, float] = {}
    totals = np.zeros(len(found))
    for k, profile in enumerate(found):
        own = keys(profile)
        worth.update(own)
        totals[k] = sum(own.values())
        for key in own:
            lists[key].append(k)
    return lists, worth, totals


def _meet(members: Sequence[int], found: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    ordered = members
    reach = len(members)
    if reach > ALL_PAIRS:
        ordered = sorted(members, key=lambda k: (found[k].day or 0, found[k].content, k))
        reach = NEIGHBOURS
    for a, first in enumerate(ordered):
        for second in ordered[a + 1 : a + 1 + reach]:
            yield (first, second) if first < second else (second, first)


def _encode(pairs: Iterable[tuple[int, int]], n: int) -> Pairs:
    return np.fromiter((a * n + b for a, b in pairs), dtype=np.int64)


def candidates(found: Sequence[Profile], window_days: int) -> list[tuple[int, int]]:
    """Find pairs that may render one utterance.

    Args:
        found: The profiles, in order.
        window_days: Articles further apart are of different occasions; articles without a date are not
            held to it.

    Returns:
        Pairs of positions, the smaller first, sorted.
    """
    n = len(found)
    lists, worth, totals = _index(found)
    codes, weights = [], []
    for key, members in sorted(lists.items()):
        if len(members) > 1:
            code = _encode(_meet(members, found), n)
            codes.append(code)
            weights.append(np.full(len(code), worth[key]))
    if not codes:
        return []
    pairs, inverse = np.unique(np.concatenate(codes), return_inverse=True)
    shared = np.bincount(inverse, weights=np.concatenate(weights))
    first, second = pairs // n, pairs % n
    share = shared / np.minimum(totals[first], totals[second])
    keep = (share >= SHARE) & _in_window(found, first, second, window_days)
    return _best(first[keep], second[keep], share[keep], n)


def _in_window(found: Sequence[Profile], first: Pairs, second: Pairs, window_days: int) -> NDArray[np.bool_]:
    days = np.array([np.nan if profile.day is None else profile.day for profile in found])
    distance = np.abs(days[first] - days[second])
    near: NDArray[np.bool_] = np.isnan(distance) | (distance <= window_days)
    return near


def _best(first: Pairs, second: Pairs, share: NDArray[np.float64], n: int) -> list[tuple[int, int]]:
    """The pairs that are among the best of either member."""
    met = np.zeros(n, dtype=np.int64)
    kept = []
    for k in np.lexsort((second, first, -share)):
        a, b = int(first[k]), int(second[k])
        if met[a] < MOST or met[b] < MOST:
            met[a] += 1
            met[b] += 1
            kept.append((a, b))
    return sorted(kept)
