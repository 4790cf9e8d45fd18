"""The weights of the decision whether two quotations render one utterance: ``python -m training.pairs``.

Learns from the pairs judged by hand and from the groups of BASIL; speakers and cues are those that the
pipeline finds. Prints how well each draw is decided in cross-validation over events.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.consolidation import as_extracted, basil_groups, judged_pairs, scores
from numpy.typing import NDArray

from quotecheck.consolidate import decision
from quotecheck.consolidate.clusters import components
from quotecheck.consolidate.features import (
    ALIGNED,
    PAIR,
    SETTING,
    aligned_features,
    pair_features,
    setting_features,
)
from quotecheck.consolidate.profile import Profile, profiles
from quotecheck.consolidate.settings import Settings

TARGET = Path(decision.__file__).with_name("weights.json")
NAMES = (*PAIR, *ALIGNED, *SETTING)
BASIL_WEIGHT = 0.2
"""BASIL's pairs count less: they are twice as many, all direct, and their speakers are not known."""
STRENGTH = 0.3
"""How strongly weights are held to `PRIOR`; .1 and 1 do as well in cross-validation."""
PRIOR = {"same_speaker": 1.5, "other_speaker": -2.5}
"""Weights of what the pairs hardly show, as few of them have speakers that differ."""
HELD = {"bias": 1e-3}
"""Other strengths."""
CAUTION = 0.3
"""Log-odds that one utterance must have over two, as a link that is shown must be right."""
FOLDS, ROUNDS = 6, 4

Floats = NDArray[np.float64]


@dataclass
class Examples:
    """Pairs to learn from: a row of features each, whether they are one utterance, how much they count."""

    features: Floats
    same: NDArray[np.bool_]
    counts: Floats

    def part(self, chosen: NDArray[Any]) -> Examples:
        return Examples(self.features[chosen], self.same[chosen], self.counts[chosen])

    def __add__(self, other: Examples) -> Examples:
        return Examples(
            np.vstack((self.features, other.features)),
            np.concatenate((self.same, other.same)),
            np.concatenate((self.counts, other.counts)),
        )


def _row(first: Profile, second: Profile, settings: Settings) -> tuple[float, ...]:
    aligned = aligned_features(first, second)
    return (*pair_features(first, second, settings), *aligned, *setting_features(first, second, settings))


@dataclass
class Judged:
    """The pairs judged by hand, which draw each is of, and its event: pairs of one event share articles."""

    examples: Examples
    draws: NDArray[np.str_]
    events: NDArray[np.int64]


def hand_judged() -> Judged:
    """The pairs judged by hand, described."""
    rows, quotations, articles = judged_pairs()
    quotations, speakers = as_extracted(quotations, articles)
    found = {profile.quotation.id: profile for profile in profiles(quotations, articles)}
    settings = Settings(articles, speakers)
    sides = [(found[row["first"]], found[row["second"]]) for row in rows]
    features = [_row(first, second, settings) for first, second in sides]
    same = np.array([row["same"] for row in rows])
    examples = Examples(np.array(features, float), same, np.ones(len(rows)))
    parts = components(((one.article, other.article) for one, other in sides), len(articles))
    event = {article: number for number, part in enumerate(parts) for article in part}
    draws = np.array([row["draw"] for row in rows])
    return Judged(examples, draws, np.array([event[first.article] for first, _ in sides]))


def basil_pairs() -> Examples:
    """The pairs over articles within BASIL's groups."""
    groups, apart, articles = basil_groups()
    found = {p.quotation.id: p for p in profiles([q for group in groups for q in group], articles)}
    settings = Settings(articles, ())
    features, same = [], []
    for group, separate in zip(groups, apart, strict=True):
        for (i, a), (j, b) in combinations(enumerate(group), 2):
            if a.article != b.article:
                features.append(_row(found[a.id], found[b.id], settings))
                same.append((i, j) not in separate)
    return Examples(np.array(features, float), np.array(same), np.full(len(same), BASIL_WEIGHT))


def fit(examples: Examples) -> Floats:
    """Weights of a logistic regression with a normal prior, by Newton's method with halved steps."""
    prior = np.array([PRIOR.get(name, 0.0) for name in NAMES])
    strength = np.array([HELD.get(name, STRENGTH) for name in NAMES])
    rows, same, counts = examples.features, examples.same.astype(float), examples.counts

    def loss(weights: Floats) -> float:
        odds = rows @ weights
        misfit = counts @ (np.logaddexp(0, odds) - same * odds)
        return float(misfit + strength @ (weights - prior) ** 2 / 2)

    weights, now = prior.copy(), loss(prior)
    for _ in range(100):
        told = 1 / (1 + np.exp(-np.clip(rows @ weights, -50, 50)))
        gradient = rows.T @ (counts * (told - same)) + strength * (weights - prior)
        curvature = (rows.T * (counts * told * (1 - told))) @ rows + np.diag(strength)
        step, size = np.linalg.solve(curvature, gradient), 1.0
        while loss(weights - size * step) > now and size > 1e-6:
            size /= 2
        weights = weights - size * step
        before, now = now, loss(weights)
        if before - now < 1e-9:
            break
    return weights


def cross_validated(judged: Judged, always: Examples) -> Floats:
    """Log-odds of each judged pair by weights that have not seen its event, the mean of some rounds."""
    odds = np.zeros(len(judged.draws))
    for part in _folds(judged.events):
        odds[part] += judged.examples.features[part] @ fit(judged.examples.part(~part) + always)
    return odds / ROUNDS


def _folds(events: NDArray[np.int64]) -> Iterator[NDArray[np.bool_]]:
    rng = np.random.default_rng(1)
    for _ in range(ROUNDS):
        fold = rng.integers(0, FOLDS, events.max() + 1)[events]
        yield from (fold == k for k in range(FOLDS))


def decided(judged: Judged, odds: Floats) -> dict[str, Any]:
    """How well each draw is decided, and all together."""
    same, said, found = judged.examples.same, odds > CAUTION, {}
    for draw in (*sorted(set(judged.draws)), "all"):
        here = (judged.draws == draw) | (draw == "all")
        right, wrong = int((same & said & here).sum()), int((~same & said & here).sum())
        counts = {"pairs": int(here.sum()), "same": int((same & here).sum())}
        found[str(draw)] = counts | scores(right, wrong, counts["same"] - right)
    loss = np.logaddexp(0, np.where(same, -odds, odds)).mean()
    return found | {"loss": round(float(loss), 4)}


def main() -> None:
    judged, always = hand_judged(), basil_pairs()
    print(json.dumps(decided(judged, cross_validated(judged, always))))
    weights = fit(judged.examples + always)
    weights[NAMES.index("bias")] -= CAUTION
    table = {name: round(float(weight), 2) for name, weight in zip(NAMES, weights, strict=True)}
    TARGET.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
