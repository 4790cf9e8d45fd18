"""From quotations to utterances: candidates, alignment, decision, clusters, changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from quotecheck.consolidate.candidates import candidates
from quotecheck.consolidate.clusters import clusters
from quotecheck.consolidate.collector import without_collector
from quotecheck.consolidate.decision import SURE, Settings, log_odds
from quotecheck.consolidate.profile import Profile, profiles
from quotecheck.consolidate.utterances import build, identifier, overlaps
from quotecheck.lexicon.bodies import is_description
from quotecheck.models import Article, Quotation, Speaker, Utterance

__all__ = ["Consolidation", "consolidate", "unnamed", "utterances"]

Judged = dict[tuple[str, str], float]
"""Log-odds of pairs of quotations, by their ids."""


@without_collector()
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
    found, settings = profiles(quotations, articles), Settings(articles, speakers)
    odds = {}
    for a, b in candidates(found, window_days):
        value = log_odds(found[a], found[b], settings)
        if value > -SURE:  # as much as pairs that were never compared say
            odds[a, b] = value
    return _sorted(utterances(found, odds, articles, unnamed(speakers)))


class Consolidation:
    """Utterances of a collection that grows: pairs judged before are not judged again.

    Args:
        window_days: Articles further apart in days are taken for different occasions.
    """

    def __init__(self, *, window_days: int = 10) -> None:
        self._window_days = window_days
        self._quotations: dict[str, Quotation] = {}
        self._articles: dict[str, Article] = {}
        self._speakers: dict[str, tuple[str, str]] = {}
        self._judged: Judged = {}

    @without_collector()
    def update(
        self, quotations: Sequence[Quotation], articles: Sequence[Article], speakers: Sequence[Speaker]
    ) -> tuple[Utterance, ...]:
        """Add quotations and their articles.

        Args:
            quotations: New quotations, and known ones that changed: those of the same id are replaced.
            articles: The articles that they stand in; those of the same id are replaced.
            speakers: All speakers that quotations refer to, old and new.

        Returns:
            The utterances of everything added so far, the same as `consolidate` gives for it.
        """
        self._forget(self._changed(quotations, articles, speakers))
        self._quotations |= {quotation.id: quotation for quotation in quotations}
        self._articles |= {article.id: article for article in articles}
        self._speakers = {speaker.id: (speaker.kind, speaker.name) for speaker in speakers}
        every = [self._articles[id] for id in sorted(self._articles)]
        found = profiles(list(self._quotations.values()), every)
        odds = self._odds(found, Settings(every, speakers))
        return _sorted(utterances(found, odds, every, unnamed(speakers)))

    def _changed(
        self, quotations: Sequence[Quotation], articles: Sequence[Article], speakers: Sequence[Speaker]
    ) -> set[str]:
        """Ids of known quotations that change, or whose article or speaker does."""
        others = {q.id for q in quotations if q != self._quotations.get(q.id)}
        places = {article.id for article in articles if article != self._articles.get(article.id)}
        people = {one.id for one in speakers if (one.kind, one.name) != self._speakers.get(one.id)}
        known = self._quotations.values()
        return others | {q.id for q in known if q.article in places or q.speaker in people}

    def _forget(self, changed: set[str]) -> None:
        if changed & self._quotations.keys():
            kept = self._judged.items()
            self._judged = {pair: value for pair, value in kept if changed.isdisjoint(pair)}

    def _odds(self, found: Sequence[Profile], settings: Settings) -> dict[tuple[int, int], float]:
        odds = {}
        for a, b in candidates(found, self._window_days):
            pair = (found[a].quotation.id, found[b].quotation.id)
            if pair not in self._judged:
                self._judged[pair] = log_odds(found[a], found[b], settings)
            odds[a, b] = self._judged[pair]
        return odds


def _sorted(made: list[Utterance]) -> tuple[Utterance, ...]:
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
    groups = clusters(odds, [profile.quotation.article for profile in found])
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
