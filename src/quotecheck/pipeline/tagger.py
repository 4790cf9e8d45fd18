"""The trained network at run time: ONNX Runtime on one thread, no torch.

ONNX Runtime was chosen over thinc and NumPy for its int8 kernels, which run the encoder at twice
the speed of 32-bit floats.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from quotecheck.pipeline.crf import Floats, Ints, Lattice, with_bars
from quotecheck.pipeline.labels import NAMES, ROLES, spans
from quotecheck.pipeline.windows import Batch, Encoded, batch, cut
from quotecheck.pipeline.wordpiece import WordPiece

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

_TOGETHER = 32

Knots = tuple[tuple[float, float], ...]
"""Points of a rising line: (what the model says, how often it is right)."""


@dataclass(frozen=True)
class Found:
    """A tagged span as a range of an `Encoded`'s tokens, with its probability."""

    start: int
    end: int
    label: str
    score: float


@dataclass(frozen=True)
class Weights:
    """All that was learned.

    Attributes:
        network: The ONNX file's bytes.
        pieces: Vocabulary of word pieces.
        steps: CRF scores of one label after another, shape (labels, labels).
        start: CRF scores of first labels, shape (labels,).
        reliability: For each role, how probabilities turn into calibrated ones.
    """

    network: bytes
    pieces: tuple[str, ...]
    steps: tuple[tuple[float, ...], ...]
    start: tuple[float, ...]
    reliability: Mapping[str, Knots] = field(default_factory=dict)

    def with_reliability(self, reliability: Mapping[str, Knots]) -> Weights:
        """The same weights, calibrated anew."""
        return replace(self, reliability=reliability)


class Tagger:
    """Tags roles and names.

    Args:
        weights: What was learned.
    """

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.wordpiece = WordPiece(weights.pieces)
        steps = np.array(weights.steps, dtype=np.float32)
        self._crf = with_bars(steps, np.array(weights.start, dtype=np.float32))
        names = 2 * len(NAMES) + 1
        self._names_crf = with_bars(
            np.zeros((names, names), dtype=np.float32), np.zeros(names, dtype=np.float32)
        )

    def __getstate__(self) -> dict[str, Any]:
        state = self.__dict__.copy()
        state.pop("_session", None)
        return state

    @cached_property
    def _session(self) -> InferenceSession:
        from onnxruntime import InferenceSession, SessionOptions

        options = SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        return InferenceSession(
            self.weights.network,
            options,
            providers=["CPUExecutionProvider"],
            # Fused, sum and norm take three times as long as apart.
            disabled_optimizers=["SkipLayerNormFusion"],
        )

    def tag(self, documents: Sequence[Encoded]) -> list[tuple[list[Found], list[Found]]]:
        """Roles and names of each document, in order of their tokens."""
        found: list[tuple[list[Found], list[Found]]] = [([], []) for _ in documents]
        windows = [(place, *window) for place, document in enumerate(documents) for window in cut(document)]
        windows.sort(key=lambda window: window[2] - window[1])
        for begin in range(0, len(windows), _TOGETHER):
            group = windows[begin : begin + _TOGETHER]
            role_scores, name_scores, lengths = self._scores(
                [(documents[place], start, end) for place, start, end in group]
            )
            roles = self._read(Lattice(role_scores, lengths, *self._crf), ROLES)
            names = self._read(Lattice(name_scores, lengths, *self._names_crf), NAMES)
            for (place, start, _), in_roles, in_names in zip(group, roles, names, strict=True):
                found[place][0].extend(_shifted(in_roles, start))
                found[place][1].extend(_shifted(in_names, start))
        for roles_names in found:
            for spans_found in roles_names:
                spans_found.sort(key=lambda span: span.start)
        return found

    def _read(self, lattice: Lattice, kinds: Sequence[str]) -> Iterator[list[Found]]:
        for window, path in enumerate(lattice.best_paths()):
            yield [
                Found(start, end, kinds[kind], self._score(lattice, window, (start, end, kind), kinds))
                for start, end, kind in spans(path.tolist())
            ]

    def _score(
        self, lattice: Lattice, window: int, span: tuple[int, int, int], kinds: Sequence[str]
    ) -> float:
        """Calibrated probability of a role; names have none, which saves summing over their paths."""
        if kinds is NAMES:
            return 1.0
        return self._calibrated(kinds[span[2]], lattice.span(window, *span))

    def _calibrated(self, kind: str, probability: float) -> float:
        knots = self.weights.reliability.get(kind)
        if not knots:
            return probability
        return float(np.interp(probability, [x for x, _ in knots], [y for _, y in knots]))

    def _scores(self, windows: Sequence[tuple[Encoded, int, int]]) -> tuple[Floats, Floats, Ints]:
        """Scores of some windows, padded with zeros.

        Each window runs alone: 8-bit scales are drawn from the whole input, so that a neighbour in
        a batch, or padding, would change the outcome.
        """
        found = [self._run(batch([window], self.wordpiece)) for window in windows]
        lengths = np.array([end - start for _, start, end in windows], dtype=np.int64)
        roles, names = (
            np.zeros((len(windows), int(lengths.max()), scores.shape[-1]), dtype=np.float32)
            for scores in found[0]
        )
        for place, (of_roles, of_names) in enumerate(found):
            roles[place, : lengths[place]] = of_roles[0]
            names[place, : lengths[place]] = of_names[0]
        return roles, names, lengths

    def _run(self, arrays: Batch) -> tuple[Floats, Floats]:
        feed = {
            "ids": arrays.ids,
            "marks": arrays.marks,
            "shapes": arrays.shapes,
            "first": arrays.first,
        }
        roles, names = self._session.run(["roles", "names"], feed)
        return np.asarray(roles), np.asarray(names)


def _shifted(found: list[Found], by: int) -> list[Found]:
    return [Found(span.start + by, span.end + by, span.label, span.score) for span in found]
