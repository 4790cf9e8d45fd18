"""Groups of positions: connected components, and average linkage without chaining."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.consolidate.clusters import clusters, components, labels

NODES = 12
edges = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)), max_size=20)


def reached(start: int, pairs: list[tuple[int, int]]) -> set[int]:
    """All nodes that a walk along the edges comes to."""
    found = {start}
    while new := {b for pair in pairs for a, b in (pair, pair[::-1]) if a in found} - found:
        found |= new
    return found


@given(edges)
def test_labels_are_the_smallest_members(pairs: list[tuple[int, int]]) -> None:
    both = np.array(pairs, dtype=np.int64).reshape(-1, 2)
    found = labels(both[:, 0], both[:, 1], NODES)
    assert found.tolist() == [min(reached(k, pairs)) for k in range(NODES)]


@given(edges)
def test_components_are_what_walks_reach(pairs: list[tuple[int, int]]) -> None:
    parts = components(pairs, NODES)
    assert parts == [sorted(reached(part[0], pairs)) for part in parts]
    assert sorted(k for part in parts for k in part) == list(range(NODES))


GROUPS = [
    ("nothing met", {}, [[0], [1], [2], [3]]),
    ("one pair", {(0, 2): 1.0}, [[0, 2], [1], [3]]),
    ("one that holds both does not join them", {(0, 1): 2.0, (1, 2): 1.9}, [[0, 1], [2], [3]]),
    ("most hold both", {(0, 1): 4, (1, 2): 4, (0, 2): 4, (1, 3): 4, (2, 3): 4, (0, 3): -1}, [[0, 1, 2, 3]]),
    ("told apart", {(0, 1): 3.0, (1, 2): 3.0, (0, 2): -3.5}, [[0, 1], [2], [3]]),
]


@pytest.mark.parametrize(("name", "odds", "expected"), GROUPS, ids=[row[0] for row in GROUPS])
def test_groups(name: str, odds: dict[tuple[int, int], float], expected: list[list[int]]) -> None:
    assert clusters(odds, "abcd") == expected


def test_what_articles_share_joins_before_what_one_says_twice() -> None:
    odds = {(0, 1): 1.0, (1, 2): 3.0}
    assert clusters(odds, ["herald", "courier", "courier"]) == [[0, 1], [2]]
    assert clusters(odds, ["herald", "courier", "globe"]) == [[0], [1, 2]]
