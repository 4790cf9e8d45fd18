"""Training: windows cut anew each epoch, a learning rate per layer, averaged weights, early stopping."""

from __future__ import annotations

import copy
import json
import math
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from quotecheck.learning.crf import Crf
from quotecheck.learning.examples import Example
from quotecheck.learning.network import Network, Sizes
from quotecheck.pipeline.labels import ROLES, bio
from quotecheck.pipeline.windows import WINDOW, Batch, Ints, batch, cut
from quotecheck.pipeline.wordpiece import MASK, SEPARATOR, START, WordPiece

STEP = 64
"""Widths of batches are multiples of this: each new shape costs the CPU kernels seconds to prepare."""

Report = Callable[[str], None]


@dataclass(frozen=True)
class Settings:
    """How to train; the defaults made the model that is shipped.

    Attributes:
        epochs: Passes over the role examples.
        windows: Windows per step.
        rate: Highest learning rate of the encoder's top layer.
        decay: Factor on the rate per layer downwards (Howard & Ruder 2018).
        head_rate: Highest learning rate of everything above the encoder.
        warmup: Part of the steps in which the rate rises.
        masked: Part of the input pieces hidden from the encoder.
        averaging: Weight of the past in the moving average of the weights.
        names_every: Steps between two batches for the head of names.
        seed: Of every random choice.
        patience: Epochs without gain on the development set before stopping.
        frozen: Lowest layers of the encoder that stay as they are; with any, its embeddings do too.
    """

    epochs: int = 4
    windows: int = 16
    rate: float = 3e-4
    decay: float = 0.85
    head_rate: float = 1e-3
    warmup: float = 0.08
    masked: float = 0.08
    averaging: float = 0.997
    names_every: int = 8
    seed: int = 1
    patience: int = 3
    frozen: int = 0


class Model(nn.Module):
    """The network with the layer that scores label sequences."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.network = Network(sizes)
        self.crf = Crf(len(bio(ROLES)))


@dataclass(frozen=True)
class Step:
    """A batch with labels: of roles or of names."""

    arrays: Batch
    labels: Tensor
    names: bool


def batches(
    examples: Sequence[Example], wordpiece: WordPiece, size: int, chance: random.Random
) -> Iterator[Step]:
    """Cuts, shuffles and batches examples; windows of like length come together."""
    windows = [
        (example, start, end)
        for example in examples
        for start, end in cut(example.encoded, first=chance.randrange(WINDOW // 4, WINDOW), most=WINDOW)
    ]
    chance.shuffle(windows)
    pool = size * 16
    for begin in range(0, len(windows), pool):
        near = sorted(windows[begin : begin + pool], key=lambda window: window[2] - window[1])
        groups = [near[place : place + size] for place in range(0, len(near), size)]
        chance.shuffle(groups)
        for group in groups:
            yield _step(group, wordpiece)


def _step(group: Sequence[tuple[Example, int, int]], wordpiece: WordPiece, names: bool = False) -> Step:
    arrays = batch([(example.encoded, start, end) for example, start, end in group], wordpiece, STEP)
    labels = torch.zeros(arrays.first.shape, dtype=torch.long)
    for row, (example, start, end) in enumerate(group):
        labels[row, : end - start] = torch.from_numpy(_whole(example.labels[start:end]))
    return Step(arrays, labels, names)


def _whole(labels: Ints) -> Ints:
    """Lets a span that the window's border cuts begin anew: no legal path begins inside one."""
    if labels[0] and labels[0] % 2 == 0:
        labels = labels.copy()
        labels[0] -= 1
    return labels


class Trainer:
    """Fits a model to examples of roles and of names.

    Args:
        model: With pretrained encoder, or one to go on with.
        wordpiece: The vocabulary.
        settings: How to train.
        folder: Takes a checkpoint after each epoch.
        report: Told of progress, one line at a time.
    """

    def __init__(
        self, model: Model, wordpiece: WordPiece, settings: Settings, folder: Path, report: Report = print
    ) -> None:
        self.model, self.wordpiece, self.settings = model, wordpiece, settings
        self.folder, self.report = folder, report
        self.chance = random.Random(settings.seed)  # noqa: S311
        torch.manual_seed(settings.seed)
        self.average = copy.deepcopy(model).eval()
        _freeze(model, settings.frozen)
        self.optimizer = torch.optim.AdamW(_groups(model, settings), weight_decay=0.01, fused=True)
        self.epoch, self.best, self.steps, self._planned = 0, -1.0, 0, 1

    def fit(
        self, roles: Sequence[Example], names: Sequence[Example], score: Callable[[Model], dict[str, float]]
    ) -> None:
        """Trains until the epochs are over or the score stays; resumes from the folder's checkpoint.

        Args:
            roles: Articles with labels of roles.
            names: Texts with labels of names.
            score: Judges a model on the development set; `score` of its answer counts.
        """
        self._resume()
        once = batches(roles, self.wordpiece, self.settings.windows, random.Random(0))  # noqa: S311
        self._planned = max(1, self.settings.epochs * sum(1 for _ in once))
        stale = 0
        while self.epoch < self.settings.epochs and stale < self.settings.patience:
            began = time.perf_counter()
            loss = self._learn_epoch(roles, names)
            self.epoch += 1
            figures = score(self.average)
            stale = 0 if figures["score"] > self.best else stale + 1
            self._save(figures)
            shown = " ".join(f"{name} {value:.4f}" for name, value in figures.items())
            self.report(f"epoch {self.epoch} {time.perf_counter() - began:.0f} s loss {loss:.4f} {shown}")

    def _learn_epoch(self, roles: Sequence[Example], names: Sequence[Example]) -> float:
        losses = []
        for step in self._epoch_steps(roles, names):
            rate = _rate(self.steps / self._planned, self.settings.warmup)
            for group in self.optimizer.param_groups:
                group["lr"] = rate * group["highest"]
            losses.append(self._learn(step))
            self.steps += not step.names
            if len(losses) % 25 == 0:
                self.report(f"epoch {self.epoch + 1} step {len(losses)} loss {np.mean(losses[-25:]):.4f}")
        return float(np.mean(losses))

    def restore_best(self) -> None:
        """Takes the averaged weights of the best epoch, where there is one."""
        if (self.folder / "best.pt").exists():
            self.average.load_state_dict(torch.load(self.folder / "best.pt", weights_only=True))

    def _epoch_steps(self, roles: Sequence[Example], names: Sequence[Example]) -> Iterator[Step]:
        others = self._endless(names)
        for place, step in enumerate(batches(roles, self.wordpiece, self.settings.windows, self.chance)):
            yield step
            if names and place % self.settings.names_every == 0:
                yield next(others)

    def _endless(self, names: Sequence[Example]) -> Iterator[Step]:
        while names:
            for step in batches(names, self.wordpiece, self.settings.windows, self.chance):
                yield Step(step.arrays, step.labels, names=True)

    def _learn(self, step: Step) -> float:
        self.model.train()
        ids = self._masked(torch.from_numpy(step.arrays.ids))
        marks, shapes, mask, first, lengths = (
            torch.from_numpy(array)
            for array in (
                step.arrays.marks,
                step.arrays.shapes,
                step.arrays.mask,
                step.arrays.first,
                step.arrays.lengths,
            )
        )
        with torch.autocast("cpu", torch.bfloat16):
            roles, names = self.model.network(ids, marks, shapes, first, mask)
        if step.names:
            inside = torch.arange(names.shape[1])[None, :] < lengths[:, None]
            loss = nn.functional.cross_entropy(names.float()[inside], step.labels[inside])
        else:
            loss = self.model.crf(roles, step.labels, lengths)
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        self._average()
        return loss.item()

    def _masked(self, ids: Tensor) -> Tensor:
        numbers = self.wordpiece.numbers
        hidden = torch.rand(ids.shape) < self.settings.masked
        hidden &= (ids != numbers[START]) & (ids != numbers[SEPARATOR]) & (ids != numbers['"'])
        return ids.masked_fill(hidden, numbers[MASK])

    def _average(self) -> None:
        keep = min(self.settings.averaging, (1 + self.steps) / (10 + self.steps))
        with torch.no_grad():
            mine, theirs = list(self.average.parameters()), list(self.model.parameters())
            torch._foreach_lerp_(mine, theirs, 1 - keep)

    def _save(self, figures: dict[str, float]) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {"model": self.model.state_dict(), "average": self.average.state_dict(),
                 "optimizer": self.optimizer.state_dict(), "epoch": self.epoch, "steps": self.steps,
                 "best": max(self.best, figures["score"])}  # fmt: skip
        torch.save(state, self.folder / "last.pt.tmp")
        (self.folder / "last.pt.tmp").replace(self.folder / "last.pt")
        if figures["score"] > self.best:
            self.best = figures["score"]
            torch.save(self.average.state_dict(), self.folder / "best.pt")
        record = {"epoch": self.epoch, **figures, "settings": asdict(self.settings)}
        with (self.folder / "log.jsonl").open("a", encoding="utf-8") as log:
            log.write(json.dumps(record) + "\n")

    def _resume(self) -> None:
        if (self.folder / "last.pt").exists():
            state = torch.load(self.folder / "last.pt", weights_only=True)
            self.model.load_state_dict(state["model"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.epoch, self.steps, self.best = state["epoch"], state["steps"], state["best"]


def _rate(done: float, warmup: float) -> float:
    """Rises in a line, falls in a half cosine to a hundredth."""
    if done < warmup:
        return done / warmup
    return 0.01 + 0.99 * 0.5 * (1 + math.cos(math.pi * min(1.0, (done - warmup) / (1 - warmup))))


def _freeze(model: Model, layers: int) -> None:
    if layers:
        model.network.encoder.requires_grad_(False)
        for layer in model.network.encoder.layers[layers:]:
            layer.requires_grad_(True)


def _groups(model: Model, settings: Settings) -> list[dict[str, object]]:
    encoder = model.network.encoder
    depth = len(encoder.layers)
    groups: list[dict[str, object]] = [
        {"params": list(layer.parameters()), "highest": settings.rate * settings.decay ** (depth - 1 - place)}
        for place, layer in enumerate(encoder.layers)
    ]
    above = {id(parameter) for group in groups for parameter in cast("list[nn.Parameter]", group["params"])}
    lowest = [parameter for parameter in encoder.parameters() if id(parameter) not in above]
    groups.append({"params": lowest, "highest": settings.rate * settings.decay**depth})
    inside = {id(parameter) for parameter in encoder.parameters()}
    rest = [parameter for parameter in model.parameters() if id(parameter) not in inside]
    groups.append({"params": rest, "highest": settings.head_rate})
    return groups
