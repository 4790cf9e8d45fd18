"""How a model does on examples that it did not learn from, during training."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import torch

from quotecheck.learning.examples import Example
from quotecheck.learning.loop import STEP, Model
from quotecheck.pipeline.crf import Floats, Ints, Lattice, with_bars
from quotecheck.pipeline.labels import NAMES, ROLES, bio, spans
from quotecheck.pipeline.windows import batch, cut
from quotecheck.pipeline.wordpiece import WordPiece

_TOGETHER = 16


def score_roles(model: Model, wordpiece: WordPiece, examples: Sequence[Example]) -> dict[str, float]:
    """Exact F of spans for each role."""
    bars = with_bars(model.crf.steps.detach().numpy(), model.crf.start.detach().numpy())
    return _f_scores(examples, _paths(model, wordpiece, examples, 0, bars), ROLES)


def score_names(model: Model, wordpiece: WordPiece, examples: Sequence[Example]) -> dict[str, float]:
    """Exact F of spans for each kind of name."""
    labels = len(bio(NAMES))
    bars = with_bars(np.zeros((labels, labels), dtype=np.float32), np.zeros(labels, dtype=np.float32))
    return _f_scores(examples, _paths(model, wordpiece, examples, 1, bars), NAMES)


def _paths(
    model: Model, wordpiece: WordPiece, examples: Sequence[Example], head: int, bars: tuple[Floats, Floats]
) -> list[Ints]:
    paths = [np.zeros_like(example.labels) for example in examples]
    windows = [
        (number, *window) for number, example in enumerate(examples) for window in cut(example.encoded)
    ]
    windows.sort(key=lambda window: window[2] - window[1])
    for begin in range(0, len(windows), _TOGETHER):
        group = windows[begin : begin + _TOGETHER]
        arrays = batch(
            [(examples[number].encoded, start, end) for number, start, end in group], wordpiece, STEP
        )
        inputs = (arrays.ids, arrays.marks, arrays.shapes, arrays.first, arrays.mask)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            scores = model.network(*map(torch.from_numpy, inputs))[head].float().numpy()
        found = Lattice(scores, arrays.lengths, *bars).best_paths()
        for (number, start, end), path in zip(group, found, strict=True):
            paths[number][start:end] = path
    return paths


def _f_scores(examples: Sequence[Example], paths: Sequence[Ints], kinds: Sequence[str]) -> dict[str, float]:
    gold, found, right = Counter[int](), Counter[int](), Counter[int]()
    for example, path in zip(examples, paths, strict=True):
        wanted, got = set(spans(example.labels.tolist())), set(spans(path.tolist()))
        gold.update(kind for _, _, kind in wanted)
        found.update(kind for _, _, kind in got)
        right.update(kind for _, _, kind in wanted & got)
    return {name: 2 * right[kind] / max(1, gold[kind] + found[kind]) for kind, name in enumerate(kinds)}
