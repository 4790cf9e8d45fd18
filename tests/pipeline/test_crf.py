"""Decoding against enumeration of all label sequences."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from quotecheck.pipeline.crf import Lattice, with_bars
from quotecheck.pipeline.labels import bio, legal, numbers, spans

LABELS = 5


def all_paths(length: int) -> list[tuple[int, ...]]:
    *steps, first = legal(LABELS)
    return [
        path
        for path in product(range(LABELS), repeat=length)
        if first[path[0]] and all(steps[a][b] for a, b in pairwise(path))
    ]


@pytest.fixture(scope="module")
def lattice() -> Lattice:
    random = np.random.default_rng(3)
    scores = random.normal(size=(3, 5, LABELS)).astype(np.float32)
    steps = random.normal(size=(LABELS, LABELS)).astype(np.float32)
    start = random.normal(size=LABELS).astype(np.float32)
    return Lattice(scores, np.array([5, 3, 1]), *with_bars(steps, start))


def weight(lattice: Lattice, window: int, path: tuple[int, ...]) -> float:
    total = float(lattice.start[path[0]] + lattice.scores[window, 0, path[0]])
    for place in range(1, len(path)):
        total += float(
            lattice.steps[path[place - 1], path[place]] + lattice.scores[window, place, path[place]]
        )
    return total


@pytest.mark.parametrize(("window", "length"), [(0, 5), (1, 3), (2, 1)])
def test_best_path_is_the_best_of_all(lattice: Lattice, window: int, length: int) -> None:
    best = max(all_paths(length), key=lambda path: weight(lattice, window, path))
    assert tuple(lattice.best_paths()[window].tolist()) == best


@pytest.mark.parametrize(("window", "length"), [(0, 5), (1, 3), (2, 1)])
def test_span_probability_is_the_share_of_paths_with_that_span(
    lattice: Lattice, window: int, length: int
) -> None:
    paths = {path: np.exp(weight(lattice, window, path)) for path in all_paths(length)}
    for start in range(length):
        for end in range(start + 1, length + 1):
            for kind in range(2):
                share = sum(w for path, w in paths.items() if (start, end, kind) in spans(path))
                expected = share / sum(paths.values())
                assert lattice.span(window, start, end, kind) == pytest.approx(expected, abs=1e-4)


SPAN_ROWS = [
    ("nothing", [0, 0], []),
    ("two in a row", [1, 2, 1, 0], [(0, 2, 0), (2, 3, 0)]),
    ("kinds side by side", [1, 3, 4], [(0, 1, 0), (1, 3, 1)]),
    ("at the end", [0, 5, 6], [(1, 3, 2)]),
    ("inside without begin", [2, 2, 0], [(0, 2, 0)]),
]


@pytest.mark.parametrize(("name", "path", "expected"), SPAN_ROWS, ids=[row[0] for row in SPAN_ROWS])
def test_spans_of_labels(name: str, path: list[int], expected: list[tuple[int, int, int]]) -> None:
    assert spans(path) == expected


def test_labels_of_spans_read_back() -> None:
    marked = [(0, 2, 0), (2, 5, 2), (6, 7, 1)]
    assert spans(numbers(8, marked)) == marked


def test_a_later_span_cuts_an_earlier_one() -> None:
    assert spans(numbers(6, [(0, 6, 2), (2, 3, 1)])) == [(0, 2, 2), (2, 3, 1), (3, 6, 2)]


def test_label_names() -> None:
    assert bio(["source", "cue"]) == ("O", "B-source", "I-source", "B-cue", "I-cue")
