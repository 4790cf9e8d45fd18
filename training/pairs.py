"""The weights of the decision whether two quotations render one utterance: ``python -m training.pairs``.

Learns from the `dev` part of the pairs judged by hand and from the groups of BASIL; speakers are those that
the pipeline finds. Prints how well each draw of the `dev` pairs is decided in cross-validation.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.consolidation import basil_groups, judged_pairs, scores, with_speakers
from numpy.typing import NDArray

from quotecheck.consolidate import decision
from quotecheck.consolidate.features import PAIR, SETTING, Settings, pair_features, setting_features
from quotecheck.consolidate.profile import Profile, profiles

TARGET = Path(decision.__file__).with_name("weights.json")
NAMES = (*PAIR, *SETTING)
BASIL_WEIGHT = 0.2
"""BASIL's pairs count less: they are twice as many, all direct, and their speakers are not known."""
STRENGTH = 0.3
"""How strongly weights are held to `PRIOR`; chosen of .05, .1 and .3 in cross-validation."""
PRIOR = {
    "same_speaker": 1.5,
    "other_speaker": -2.5,
    "same_article": -1.0,
    "unattributed": -1.0,
    "position": -1.0,
}
"""Weights of what the pairs hardly show, as few of them lie in one article or have speakers that differ."""
HELD = {"bias": 1e-3, "position": 100.0}
"""Other strengths: six pairs are reported positions, by the guidelines no utterance of one occasion."""
FOLDS, ROUNDS = 6, 3

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
    return (*pair_features(first, second, settings), *setting_features(first, second, settings))


def dev_pairs() -> tuple[Examples, list[str]]:
    """The `dev` pairs judged by hand, and which draw each is of."""
    rows, quotations, articles = judged_pairs()
    quotations, speakers = with_speakers(quotations, articles)
    found = {profile.quotation.id: profile for profile in profiles(quotations, articles)}
    settings = Settings(articles, speakers)
    rows = [row for row in rows if row["split"] == "dev"]
    features = [_row(found[row["first"]], found[row["second"]], settings) for row in rows]
    same = np.array([row["same"] for row in rows])
    return Examples(np.array(features, float), same, np.ones(len(rows))), [row["draw"] for row in rows]


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


def cross_validated(dev: Examples, always: Examples) -> Floats:
    """Log-odds of each dev pair by weights that have not seen it, the mean of some rounds."""
    odds = np.zeros(len(dev.same))
    for part, rest in _folds(len(dev.same)):
        odds[part] += dev.features[part] @ fit(dev.part(rest) + always)
    return odds / ROUNDS


def _folds(n: int) -> Iterator[tuple[NDArray[np.bool_], NDArray[np.bool_]]]:
    rng = np.random.default_rng(1)
    for _ in range(ROUNDS):
        fold = rng.integers(0, FOLDS, n)
        yield from ((fold == k, fold != k) for k in range(FOLDS))


def main() -> None:
    dev, draws = dev_pairs()
    always = basil_pairs()
    said = cross_validated(dev, always) > 0
    for draw in sorted(set(draws)):
        here = np.array([one == draw for one in draws])
        right, wrong = int((dev.same & said & here).sum()), int((~dev.same & said & here).sum())
        found = scores(right, wrong, int((dev.same & ~said & here).sum()))
        sys.stderr.write(f"{draw}: {int(here.sum())} pairs, {found}\n")
    weights = fit(dev + always)
    table = {name: round(float(weight), 2) for name, weight in zip(NAMES, weights, strict=True)}
    TARGET.write_text(json.dumps(table, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
