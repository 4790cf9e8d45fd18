"""From quotations to utterances: candidates, alignment, decision, clusters, changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quotecheck.consolidate.candidates import candidates
from quotecheck.consolidate.clusters import clusters
from quotecheck.consolidate.decision import Settings, log_odds
from quotecheck.consolidate.profile import Profile, profiles
from quotecheck.consolidate.utterances import build, identifier, overlaps
from quotecheck.lexicon.bodies import is_description
from quotecheck.models import Article, Quotation, Speaker, Utterance

__all__ = ["consolidate", "unnamed", "utterances"]


def consolidate(
    quotations: Sequence[Quotation],
    articles: Sequence[Article],
    speakers: Sequence[Speaker],
    *,
    window_days: int = 10,
) -> tuple[Utterance, ...]:
    """Group quotations that render one utterance, and say how each differs from the reference wording.

    Does not depend on the order of the input.

    Args:
        quotations: Quotations with speakers identified across articles.
        articles: The articles that they stand in.
        speakers: The speakers that they refer to.
        window_days: Articles further apart in days are taken for different occasions.

    Returns:
        The utterances; each quotation is a variant of exactly one. Those that most outlets printed come
        first.
    """
    found = profiles(quotations, articles)
    settings = Settings(articles, speakers)
    odds = {(a, b): log_odds(found[a], found[b], settings) for a, b in candidates(found, window_days)}
    made = utterances(found, odds, articles, unnamed(speakers))
    return tuple(sorted(made, key=lambda utterance: (-len(utterance.outlets), utterance.id)))


def utterances(
    found: Sequence[Profile],
    odds: Mapping[tuple[int, int], float],
    articles: Sequence[Article],
    nameless: frozenset[str] = frozenset(),
) -> list[Utterance]:
    """Make utterances of quotations whose pairs are judged already.

    Args:
        found: The profiles.
        odds: Log-odds of the pairs that were compared, the smaller position first.
        articles: The articles, in the order that the profiles refer to.
        nameless: Ids of speakers known by a description only, which two outlets may word differently.
    """
    groups = clusters(odds, len(found))
    ids = [identifier([found[k].quotation for k in group]) for group in groups]
    shared = overlaps(groups, odds, ids)
    return [
        build([found[k] for k in group], articles, shared.get(number, ()), nameless)
        for number, group in enumerate(groups)
    ]


def unnamed(speakers: Sequence[Speaker]) -> frozenset[str]:
    """Ids of the speakers that are known by a description only."""
    return frozenset(
        one.id for one in speakers if one.kind == "unnamed" or is_description(one.kind, one.name)
    )
