"""Decoding of a linear-chain conditional random field, for many windows at once (Lafferty et al. 2001)."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from quotecheck.pipeline.labels import legal

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

_FORBIDDEN = -1e4


def with_bars(steps: Floats, start: Floats) -> tuple[Floats, Floats]:
    """Learned scores of steps (labels, labels) and of first labels, with illegal ones made hopeless."""
    *rows, first = legal(len(start))
    return (
        np.where(np.array(rows), steps, _FORBIDDEN).astype(np.float32),
        np.where(np.array(first), start, _FORBIDDEN).astype(np.float32),
    )


class Lattice:
    """All label sequences of some windows, each with its probability.

    Args:
        scores: Of labels at tokens, shape (windows, tokens, labels).
        lengths: Tokens of each window, shape (windows,).
        steps: From `with_bars`, shape (labels, labels).
        start: From `with_bars`, shape (labels,).
    """

    def __init__(self, scores: Floats, lengths: Ints, steps: Floats, start: Floats) -> None:
        self.scores, self.lengths = scores, lengths
        self.steps, self.start = steps, start
        self._sums: tuple[Floats, Floats, Floats] | None = None

    def best_paths(self) -> list[Ints]:
        """The most probable label sequence of each window, shape (its tokens,) (Viterbi 1967)."""
        windows, tokens, labels = self.scores.shape
        back = np.zeros((tokens, windows, labels), dtype=np.int8)
        best = self.scores[:, 0] + self.start
        final = best
        into = np.ascontiguousarray(self.steps.T)
        for place in range(1, tokens):
            reach = best[:, None, :] + into
            chosen = reach.argmax(axis=2)
            back[place] = chosen
            best = np.take_along_axis(reach, chosen[:, :, None], axis=2)[:, :, 0] + self.scores[:, place]
            final = np.where((self.lengths > place)[:, None], best, final)
        return self._follow(back, final.argmax(axis=1))

    def _follow(self, back: npt.NDArray[np.int8], label: Ints) -> list[Ints]:
        tokens, windows, _ = back.shape
        paths = np.zeros((windows, tokens), dtype=np.int64)
        rows = np.arange(windows)
        for place in range(tokens - 1, -1, -1):
            paths[:, place] = label
            label = np.where(place < self.lengths, back[place, rows, label], label)
        return [path[:length] for path, length in zip(paths, self.lengths, strict=True)]

    def span(self, window: int, start: int, end: int, kind: int) -> float:
        """Probability that the tokens from start to end, no more and no fewer, are of this kind."""
        if self._sums is None:
            self._sums = self._all_sums()
        before, after, total = self._sums
        begin, inside = 2 * kind + 1, 2 * kind + 2
        score = float(before[window, start, begin])
        last = begin
        if end - start > 1:
            score += float(self.steps[begin, inside] + self.scores[window, start + 1 : end, inside].sum())
            score += float(self.steps[inside, inside]) * (end - start - 2)
            last = inside
        if end < self.lengths[window]:
            onward = self.steps[last] + self.scores[window, end] + after[window, end]
            onward[inside] = -np.inf
            score += float(_log_sum(onward[None], 1)[0])
        return float(np.exp(min(score - float(total[window]), 0.0)))

    def _all_sums(self) -> tuple[Floats, Floats, Floats]:
        """Log-sums of all paths up to, and onward from, each label; and of whole paths (Rabiner 1989)."""
        _, tokens, _ = self.scores.shape
        before, after = np.zeros_like(self.scores), np.zeros_like(self.scores)
        before[:, 0] = self.scores[:, 0] + self.start
        into = np.ascontiguousarray(self.steps.T)
        for place in range(1, tokens):
            before[:, place] = _log_sum(before[:, place - 1, None, :] + into, 2) + self.scores[:, place]
        for place in range(tokens - 2, -1, -1):
            ahead = (self.scores[:, place + 1] + after[:, place + 1])[:, None, :]
            inner = (self.lengths > place + 1)[:, None]
            after[:, place] = np.where(inner, _log_sum(self.steps + ahead, 2), 0.0)
        ends = before[np.arange(len(before)), self.lengths - 1]
        return before, after, _log_sum(ends, 1)


def _log_sum(values: Floats, axis: int) -> Floats:
    top = values.max(axis=axis, keepdims=True)
    summed: Floats = np.log(np.exp(values - top).sum(axis=axis)) + np.squeeze(top, axis)
    return summed
