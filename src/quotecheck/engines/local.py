"""The whole job in this process: articles in, one report out."""

from __future__ import annotations

from collections.abc import Iterable

from quotecheck.consolidate import consolidate
from quotecheck.identity import identify
from quotecheck.models import Extraction, Report

WINDOW_DAYS = 10
"""Renderings of one utterance lie at most this many days apart."""


def make_report(extractions: Iterable[Extraction], *, window_days: int = WINDOW_DAYS) -> Report:
    """Put articles together: one speaker per person, one utterance per thing said.

    Args:
        extractions: What was found in each article.
        window_days: Renderings of one utterance lie at most this many days apart, where dates are known.
    """
    found = list(extractions)
    articles = [extraction.article for extraction in found]
    speakers, quotations = identify(found)
    utterances = consolidate(quotations, articles, speakers, window_days=window_days)
    return Report(
        articles=tuple(article.info() for article in articles),
        speakers=speakers,
        quotations=quotations,
        utterances=utterances,
    )
