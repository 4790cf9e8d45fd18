"""From probabilities to shares that are right."""

from __future__ import annotations

import random

import pytest

pytest.importorskip("torch", reason="needs the extra train")
pytest.importorskip("onnx", reason="needs the extra train")

from quotecheck.learning.calibrate import reliability


def test_points_rise_and_follow_the_data() -> None:
    chance = random.Random(5)  # noqa: S311
    scores = [chance.random() for _ in range(4000)]
    judged = [("content", score, chance.random() < score**2) for score in scores]
    knots = reliability(judged)["content"]
    assert list(knots) == sorted(knots)
    assert [y for _, y in knots] == sorted(y for _, y in knots)
    assert all(abs(y - x**2) < 0.08 for x, y in knots)


@pytest.mark.parametrize("right", [True, False])
def test_one_judgement_is_enough(right: bool) -> None:
    assert reliability([("cue", 0.5, right)]) == {"cue": ((0.5, float(right)),)}
