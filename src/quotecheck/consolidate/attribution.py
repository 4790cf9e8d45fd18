"""Differences between a variant and the reference in who said it, and whether the reporter denies it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quotecheck.consolidate.meaning import negations
from quotecheck.consolidate.rendering import render
from quotecheck.models import Change, Quotation


def changed_source(one: Quotation, other: Quotation) -> Iterator[Change]:
    """Another speaker or intermediary, where both are known."""
    if one.speaker and other.speaker and one.speaker != other.speaker:
        yield Change(kind="speaker", before=one.speaker, after=other.speaker, severity="high")
    if one.relayed_by and other.relayed_by and one.relayed_by != other.relayed_by:
        yield Change(kind="source", before=one.relayed_by, after=other.relayed_by, severity="medium")


def with_denial(found: Sequence[Change], one: Quotation, other: Quotation) -> Sequence[Change]:
    """The changes of the words, and one more where a reporter denies what the other does not negate."""
    if _denies(one) == _denies(other):
        return found
    told = other if _denies(one) else one
    if negations(render(told).forms):
        return [change for change in found if change.kind != "polarity"]
    cues = [q.cue.text if q.cue else "" for q in (one, other)]
    return [*found, Change(kind="polarity", before=cues[0], after=cues[1], severity="high")]


def _denies(quotation: Quotation) -> bool:
    """Whether the reporter's cue denies the content; words between marks may be what is "dismissed as" so."""
    cue = quotation.cue
    return cue is not None and cue.cls == "deny" and (quotation.kind == "indirect" or cue.lemma == "deny")
