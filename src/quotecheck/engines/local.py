"""The whole job on this machine: articles in, one report out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from quotecheck.consolidate import consolidate
from quotecheck.engines.batch import Work, batches
from quotecheck.engines.desk import Outcome
from quotecheck.engines.failure import Failure
from quotecheck.engines.pool import run
from quotecheck.identity import KnownSpeakers, identify
from quotecheck.models import Article, Extraction, Report

WINDOW_DAYS = 10
"""Renderings of one utterance lie at most this many days apart."""


def find_quotations(
    articles: Iterable[Article], work: Work, *, jobs: int = 1
) -> Iterator[Extraction | Failure]:
    """Find the quotations of articles on worker processes, so that a hostile document costs itself alone.

    Args:
        articles: What to read; read as it is needed.
        work: What to do with it.
        jobs: Number of worker processes.

    Yields:
        One extraction or failure for each article, in order.

    Raises:
        ModelError: The pipeline cannot be loaded.
        WorkerError: The processes end before they have an article.
    """
    for outcomes in run(batches(articles), work, jobs=jobs):
        yield from map(_read, outcomes)


def _read(outcome: Outcome) -> Extraction | Failure:
    return outcome if isinstance(outcome, Failure) else Extraction.model_validate_json(outcome)


def make_report(
    extractions: Iterable[Extraction], *, window_days: int = WINDOW_DAYS, known: KnownSpeakers | None = None
) -> Report:
    """Put articles together: one speaker per person, one utterance per thing said.

    Args:
        extractions: What was found in each article.
        window_days: Renderings of one utterance lie at most this many days apart, where dates are known.
        known: The user's own list of speakers.
    """
    found = list(extractions)
    articles = [extraction.article for extraction in found]
    speakers, quotations = identify(found, known)
    utterances = consolidate(quotations, articles, speakers, window_days=window_days)
    return Report(
        articles=tuple(article.info() for article in articles),
        speakers=speakers,
        quotations=quotations,
        utterances=utterances,
    )
