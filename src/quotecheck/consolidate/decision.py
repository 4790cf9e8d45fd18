"""Same utterance or not: a logistic regression over an alignment of two quotations and their settings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from operator import mul
from typing import Any

from quotecheck.consolidate.features import (
    ALIGNED,
    MOST,
    PAIR,
    SETTING,
    aligned_bound,
    aligned_features,
    pair_features,
    setting_features,
)
from quotecheck.consolidate.profile import Profile
from quotecheck.consolidate.settings import Settings

__all__ = ["SURE", "Settings", "log_odds", "weights"]

SURE = 4.0  # no single pair speaks louder than this


@cache
def weights() -> Mapping[str, float]:
    """Log-odds per unit of each feature, as fitted by `training.pairs`."""
    text = resources.files("quotecheck.consolidate").joinpath("weights.json").read_text(encoding="utf-8")
    found: dict[str, Any] = json.loads(text)
    return {name: float(found[name]) for name in (*PAIR, *ALIGNED, *SETTING)}


@cache
def _weighed() -> tuple[tuple[float, ...], ...]:
    return tuple(tuple(weights()[name] for name in names) for names in (PAIR, ALIGNED, SETTING))


@cache
def _bounds(can_be_named: bool) -> tuple[float, float]:
    """The most that the setting can speak against a pair, and for it."""
    told = (name for name in MOST if can_be_named or name != "named_near")
    spoken = [weights()[name] * MOST[name] for name in told]
    return sum(min(0.0, one) for one in spoken), sum(max(0.0, one) for one in spoken)


def _told(weighed: Sequence[float], features: Sequence[float]) -> float:
    odds: float = sum(map(mul, weighed, features))
    return odds


def log_odds(first: Profile, second: Profile, settings: Settings) -> float:
    """Log-odds that two quotations render one utterance, between -`SURE` and `SURE`; exact where positive.

    Args:
        first: One quotation.
        second: The other.
        settings: What surrounds them; looked at, as the alignment is, only where they may be one.
    """
    against, speaking_for = _bounds(settings.can_be_named(first, second))
    pair, aligned, setting = _weighed()
    odds = _told(pair, pair_features(first, second, settings))
    if odds + _told(aligned, aligned_bound(first, second)) + speaking_for <= 0:
        return -SURE
    odds += _told(aligned, aligned_features(first, second))
    if odds + against < SURE and odds + speaking_for > 0:
        odds += _told(setting, setting_features(first, second, settings))
    return max(-SURE, min(SURE, odds))
