"""The model's labels: BIO over the roles of attributions and over kinds of names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

ROLES = ("source", "cue", "content")
NAMES = ("PER", "ORG", "LOC", "MISC")


def bio(kinds: Sequence[str]) -> tuple[str, ...]:
    """Label names; number 0 is outside, then ``B`` and ``I`` of each kind."""
    return ("O", *(f"{place}-{kind}" for kind in kinds for place in "BI"))


def legal(labels: int) -> list[list[bool]]:
    """Which label may follow which: inside follows its own begin or inside alone; last row: at the start."""
    inside = [label > 0 and label % 2 == 0 for label in range(labels)]
    rows = [
        [not inside[after] or before in {after, after - 1} for after in range(labels)]
        for before in range(labels)
    ]
    return [*rows, [not flag for flag in inside]]


def spans(path: Iterable[int]) -> list[tuple[int, int, int]]:
    """Reads spans off a label sequence.

    Args:
        path: Label numbers, one per token; an inside without a begin begins a span.

    Returns:
        (start, end, kind) with half-open token ranges and the kind's position.
    """
    found: list[tuple[int, int, int]] = []
    start, kind, place = 0, -1, 0
    for place, label in enumerate([*path, 0]):
        goes_on = label > 0 and label % 2 == 0 and (label - 1) // 2 == kind
        if kind >= 0 and not goes_on:
            found.append((start, place, kind))
            kind = -1
        if label > 0 and not goes_on:
            start, kind = place, (label - 1) // 2
    return found


def numbers(length: int, marked: Iterable[tuple[int, int, int]]) -> list[int]:
    """Writes spans (start, end, kind) as label numbers; what is marked later wins."""
    path = [0] * length
    for start, end, kind in marked:
        if (
            0 < end < length
            and path[end]
            and path[end] % 2 == 0
            and path[end - 1] in {path[end], path[end] - 1}
        ):
            path[end] -= 1
        path[start] = 2 * kind + 1
        path[start + 1 : end] = [2 * kind + 2] * (end - start - 1)
    return path
