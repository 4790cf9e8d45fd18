"""Which utterances a comparison shows, and in which order."""

from __future__ import annotations

from collections.abc import Collection

from quotecheck.models import ChangeKind, Report, Utterance
from quotecheck.output.marking import gravest


def _shown(utterance: Utterance, kinds: Collection[ChangeKind]) -> bool:
    found = {change.kind for variant in utterance.variants for change in variant.changes}
    return len({v.outlet or v.article for v in utterance.variants}) > 1 and (
        not kinds or not found.isdisjoint(kinds)
    )


def _order(utterance: Utterance) -> tuple[int, int, int, str]:
    """Gravest changes first, then what most outlets printed."""
    serious = sum(change.severity == "high" for variant in utterance.variants for change in variant.changes)
    return gravest(utterance), -serious, -len(utterance.outlets), utterance.id


def comparison(report: Report, kinds: Collection[ChangeKind] = ()) -> Report:
    """Keep the utterances of two or more outlets, those that differ most seriously first.

    Args:
        report: What was found.
        kinds: Only utterances with a change of one of these kinds; empty keeps all.

    Returns:
        The report with these utterances and what they refer to; articles are all kept.
    """
    utterances = tuple(sorted((u for u in report.utterances if _shown(u, kinds)), key=_order))
    kept = {variant.quotation for utterance in utterances for variant in utterance.variants}
    quotations = tuple(
        q if q.continues in kept else q.model_copy(update={"continues": None})
        for q in report.quotations
        if q.id in kept
    )
    used = {q.speaker for q in quotations} | {q.relayed_by for q in quotations}
    used |= {utterance.speaker for utterance in utterances}
    speakers = tuple(speaker for speaker in report.speakers if speaker.id in used)
    return report.model_copy(
        update={"utterances": utterances, "quotations": quotations, "speakers": speakers}
    )
