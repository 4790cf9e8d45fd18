"""A variant's wording cut into stretches: what is as in the reference, and what differs how."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from quotecheck.models import Change, ChangeKind, Severity, Utterance, Variant

GRAVEST_FIRST: tuple[Severity, ...] = ("high", "medium", "low")


class Stretch(NamedTuple):
    """A stretch of a variant's wording.

    Attributes:
        text: The words as printed; "" where words are missing.
        before: The words of the reference in their place; "" where it is the same or has none.
        kinds: Kinds of change, gravest first; none where it is the same.
        severity: Of the gravest change, or None.
    """

    text: str
    before: str = ""
    kinds: tuple[ChangeKind, ...] = ()
    severity: Severity | None = None


def gravity(change: Change) -> int:
    """Place of a change in the order of severity, 0 for the gravest."""
    return GRAVEST_FIRST.index(change.severity)


def _groups(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Changes that touch the same place in the variant, place by place."""
    placed = [change for change in changes if change.after_at is not None]
    group: list[Change] = []
    for change in sorted(placed, key=lambda change: (change.after_at or (0, 0), gravity(change))):
        start, end = change.after_at or (0, 0)
        if group and (start < _end(group) or (start, end) == group[0].after_at):
            group.append(change)
            continue
        if group:
            yield group
        group = [change]
    if group:
        yield group


def _end(group: Sequence[Change]) -> int:
    return max((change.after_at or (0, 0))[1] for change in group)


def _stretch(group: Sequence[Change], text: str) -> Stretch:
    ordered = sorted(group, key=gravity)
    kinds = tuple(dict.fromkeys(change.kind for change in ordered))
    widest = max(group, key=lambda change: len(change.before))
    return Stretch(text, widest.before, kinds, ordered[0].severity)


def stretches(variant: Variant) -> list[Stretch]:
    """Cut a variant's wording at its changes.

    Args:
        variant: A variant with its changes.

    Returns:
        Stretches whose texts, joined, are the wording.
    """
    found, at = [], 0
    for group in _groups(variant.changes):
        start, end = min((change.after_at or (0, 0))[0] for change in group), _end(group)
        if start > at:
            found.append(Stretch(variant.text[at:start]))
        found.append(_stretch(group, variant.text[start:end]))
        at = end
    if at < len(variant.text):
        found.append(Stretch(variant.text[at:]))
    return found


def gravest(utterance: Utterance) -> int:
    """Severity of an utterance's gravest change as a place in `GRAVEST_FIRST`; 3 where there is none."""
    every = (gravity(change) for variant in utterance.variants for change in variant.changes)
    return min(every, default=len(GRAVEST_FIRST))
