"""Word alignment of two wordings: what is the same, what is missing, added, replaced or moved.

The longest common subsequence of the words (Indel distance, bit-parallel as in Hyyrö 2004, by rapidfuzz),
mended where several are equally long: runs slide so that what is the same stays together, and a lone
function word between two gaps counts as part of the change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

MIN_MOVED = 3  # shorter stretches recur by chance: on wordings of different utterances 2 words do so often


class Block(NamedTuple):
    """One stretch of an alignment, as half-open ranges of word numbers.

    Attributes:
        same: Whether the words of both sides are the same.
        i1: First word of the first wording.
        i2: One past its last.
        j1: First word of the second wording.
        j2: One past its last.
    """

    same: bool
    i1: int
    i2: int
    j1: int
    j2: int


class Run(NamedTuple):
    """A stretch of `n` words that stands in both wordings, at `i` and at `j`."""

    i: int
    j: int
    n: int


def _runs(first: Sequence[str], second: Sequence[str]) -> list[Run]:
    codes = Indel.opcodes(first, second)
    return [
        Run(c.src_start, c.dest_start, c.src_end - c.src_start)
        for c in codes
        if c.tag == "equal" and c.src_end > c.src_start
    ]


def _join_right(run: Run, after: Run, first: Sequence[str], second: Sequence[str]) -> Run | None:
    """The run moved over a gap of one side only, to touch the next; None where the words differ there."""
    if run.i + run.n == after.i and list(second[after.j - run.n : after.j]) == list(first[run.i : after.i]):
        return Run(run.i, after.j - run.n, run.n + after.n)
    if run.j + run.n == after.j and list(first[after.i - run.n : after.i]) == list(second[run.j : after.j]):
        return Run(after.i - run.n, run.j, run.n + after.n)
    return None


def _join_left(before: Run, run: Run, first: Sequence[str], second: Sequence[str]) -> Run | None:
    """The run moved over a gap of one side only, to touch the one before."""
    i, j = before.i + before.n, before.j + before.n
    if i == run.i and list(second[j : j + run.n]) == list(first[i : i + run.n]):
        return Run(before.i, before.j, before.n + run.n)
    if j == run.j and list(first[i : i + run.n]) == list(second[j : j + run.n]):
        return Run(before.i, before.j, before.n + run.n)
    return None


def _slide(runs: list[Run], first: Sequence[str], second: Sequence[str]) -> list[Run]:
    done: list[Run] = []
    for run in runs:
        current = run
        while done:
            before = done[-1]
            shorter_first = before.n <= current.n
            joined = _join_right(before, current, first, second) if shorter_first else None
            joined = joined or _join_left(before, current, first, second)
            joined = joined or (None if shorter_first else _join_right(before, current, first, second))
            if joined is None:
                break
            done.pop()
            current = joined
        done.append(current)
    return done


def _is_weak(runs: Sequence[Run], k: int, words: Sequence[str], is_content: Callable[[str], bool]) -> bool:
    """Whether a run of function words stands alone, away from everything else that is the same."""
    run = runs[k]
    if run.i == run.j == 0 or any(is_content(word) for word in words[run.i : run.i + run.n]):
        return False
    gaps = []
    if k > 0:
        before = runs[k - 1]
        gaps.append((run.i - before.i - before.n, run.j - before.j - before.n))
    if k + 1 < len(runs):
        after = runs[k + 1]
        gaps.append((after.i - run.i - run.n, after.j - run.j - run.n))
    return bool(gaps) and all(max(gap) > 2 * run.n or min(gap) >= run.n for gap in gaps)


def _strong(runs: list[Run], words: Sequence[str], is_content: Callable[[str], bool]) -> list[Run]:
    kept = [run for k, run in enumerate(runs) if not _is_weak(runs, k, words, is_content)]
    return kept if len(kept) == len(runs) else _strong(kept, words, is_content)


def align(first: Sequence[str], second: Sequence[str], is_content: Callable[[str], bool]) -> list[Block]:
    """Align two wordings.

    Args:
        first: Forms of the words of one wording.
        second: Forms of the words of the other.
        is_content: Tells content words from function words.

    Returns:
        Blocks that cover both wordings in order; blocks that are the same and blocks that differ alternate.
    """
    blocks: list[Block] = []
    i = j = 0
    for run in [*_strong(_slide(_runs(first, second), first, second), first, is_content),
                Run(len(first), len(second), 0)]:  # fmt: skip
        if run.i > i or run.j > j:
            blocks.append(Block(False, i, run.i, j, run.j))
        i, j = run.i + run.n, run.j + run.n
        if run.n:
            blocks.append(Block(True, run.i, i, run.j, j))
    return blocks


def moved(
    blocks: Sequence[Block], first: Sequence[str], second: Sequence[str], is_content: Callable[[str], bool]
) -> list[Run]:
    """Stretches that stand in both wordings, but not in the same order.

    Args:
        blocks: The alignment of the two.
        first: Forms of the words of one wording.
        second: Forms of the words of the other.
        is_content: Tells content words from function words.

    Returns:
        At most one run per pair of differing blocks, each of `MIN_MOVED` words or more with a content word.
    """
    gaps = [block for block in blocks if not block.same]
    lefts = [block for block in gaps if block.i2 - block.i1 >= MIN_MOVED]
    rights = [block for block in gaps if block.j2 - block.j1 >= MIN_MOVED]
    found = []
    for left in lefts:
        for right in rights:
            run = _longest_common(first, second, left, right)
            if run.n >= MIN_MOVED and any(is_content(word) for word in first[run.i : run.i + run.n]):
                found.append(run)
    return found


def _longest_common(first: Sequence[str], second: Sequence[str], left: Block, right: Block) -> Run:
    best = Run(left.i1, right.j1, 0)
    lengths: dict[int, int] = {}
    for i in range(left.i1, left.i2):
        row: dict[int, int] = {}
        for j in range(right.j1, right.j2):
            if first[i] == second[j]:
                n = row[j] = lengths.get(j - 1, 0) + 1
                if n > best.n:
                    best = Run(i - n + 1, j - n + 1, n)
        lengths = row
    return best
