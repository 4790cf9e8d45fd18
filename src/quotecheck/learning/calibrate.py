"""From the model's probabilities to how often it is right (Zadrozny & Elkan 2002)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from quotecheck.learning.examples import Example
from quotecheck.pipeline.labels import ROLES, spans
from quotecheck.pipeline.tagger import Found, Knots, Tagger, Weights

Judged = tuple[str, float, bool]

_BINS = 12
_NEAR = 0.8
"""A content counts as right from this overlap on; sources and cues must be exact."""


def spans_with_truth(weights: Weights, examples: Sequence[Example]) -> list[Judged]:
    """Tags examples that the model has not learned from: (role, probability, whether it is right)."""
    tagged = Tagger(weights).tag([example.encoded for example in examples])
    return [
        (found.label, found.score, _is_right(found, example))
        for example, (roles, _) in zip(examples, tagged, strict=True)
        for found in roles
    ]


def _is_right(found: Found, example: Example) -> bool:
    gold = [(start, end) for start, end, kind in spans(example.labels.tolist()) if ROLES[kind] == found.label]
    least = _NEAR if found.label == "content" else 1.0
    return any(_overlap((found.start, found.end), span) >= least for span in gold)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared > 0 else 0.0


def reliability(judged: Iterable[Judged]) -> dict[str, Knots]:
    """For each role, points of a rising line from probability to the share that is right."""
    found: dict[str, list[tuple[float, bool]]] = {}
    for role, score, right in judged:
        found.setdefault(role, []).append((score, right))
    return {role: _rising(sorted(pairs)) for role, pairs in sorted(found.items())}


def _rising(pairs: list[tuple[float, bool]]) -> Knots:
    """Equally filled bins, pooled until they rise (pool adjacent violators; Ayer et al. 1955)."""
    pooled: list[tuple[float, float, int]] = []
    for part in np.array_split(np.array(pairs, dtype=np.float64), min(_BINS, len(pairs))):
        pooled.append((float(part[:, 0].mean()), float(part[:, 1].mean()), len(part)))
        while len(pooled) > 1 and pooled[-2][1] >= pooled[-1][1]:
            (x1, y1, n1), (x2, y2, n2) = pooled[-2:]
            total = n1 + n2
            pooled[-2:] = [((x1 * n1 + x2 * n2) / total, (y1 * n1 + y2 * n2) / total, total)]
    return tuple((round(x, 4), round(y, 4)) for x, y, _ in pooled)
