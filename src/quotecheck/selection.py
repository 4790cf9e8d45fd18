"""Keep part of a report: by speaker, outlet or kind; what is kept stays as it was."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

from quotecheck.models import Kind, Quotation, Report, Utterance


class Wanted(NamedTuple):
    """What to keep; an empty collection keeps everything.

    Attributes:
        speakers: Names, or parts of names made of whole words, in any case.
        outlets: Names of outlets, in any case.
        kinds: Kinds of quotation.
    """

    speakers: Collection[str] = ()
    outlets: Collection[str] = ()
    kinds: Collection[Kind] = ()


def _names_match(wanted: str, name: str) -> bool:
    words = f" {name.casefold()} "
    return f" {wanted.casefold().strip()} " in words


def _speaker_ids(report: Report, wanted: Wanted) -> set[str]:
    return {
        speaker.id
        for speaker in report.speakers
        if any(
            _names_match(name, alias)
            for name in wanted.speakers
            for alias in (speaker.name, *speaker.aliases)
        )
    }


def _is_kept(quotation: Quotation, outlet: str | None, speakers: set[str], wanted: Wanted) -> bool:
    return (
        (not wanted.speakers or quotation.speaker in speakers)
        and (not wanted.outlets or (outlet or "").casefold() in {name.casefold() for name in wanted.outlets})
        and (not wanted.kinds or quotation.kind in wanted.kinds)
    )


def _trim(utterance: Utterance, kept: set[str]) -> Utterance | None:
    """The utterance with the variants that are kept; its reference wording remains that of all."""
    variants = tuple(variant for variant in utterance.variants if variant.quotation in kept)
    if not variants:
        return None
    outlets = tuple(sorted({variant.outlet for variant in variants if variant.outlet}))
    return utterance.model_copy(update={"variants": variants, "outlets": outlets})


def select(report: Report, wanted: Wanted) -> Report:
    """Keep the quotations that are wanted, and of the rest of the report what they refer to.

    Differences remain those from the wording that was chosen among all renderings.
    """
    if not any(wanted):
        return report
    outlets = {article.id: article.outlet for article in report.articles}
    speakers = _speaker_ids(report, wanted)
    quotations = tuple(q for q in report.quotations if _is_kept(q, outlets[q.article], speakers, wanted))
    kept = {quotation.id for quotation in quotations}
    quotations = tuple(
        q if q.continues in kept else q.model_copy(update={"continues": None}) for q in quotations
    )
    utterances = tuple(u for u in (_trim(utterance, kept) for utterance in report.utterances) if u)
    used = (
        {q.speaker for q in quotations} | {q.relayed_by for q in quotations} | {u.speaker for u in utterances}
    )
    return report.model_copy(
        update={
            "quotations": quotations,
            "utterances": utterances,
            "speakers": tuple(speaker for speaker in report.speakers if speaker.id in used),
        }
    )
