"""The network: a small BERT, features of marks and letter case, a BiLSTM, and two label heads."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from quotecheck.pipeline.labels import NAMES, ROLES, bio
from quotecheck.pipeline.windows import SHAPES

MARK_STATES = 5


@dataclass(frozen=True)
class Sizes:
    """Dimensions of the network; the defaults are those of all-MiniLM-L6-v2."""

    pieces: int
    positions: int = 256
    layers: int = 6
    hidden: int = 384
    heads: int = 12
    inner: int = 1536
    recurrent: int = 128

    def as_dict(self) -> dict[str, int]:
        """For storing beside the weights."""
        return asdict(self)


def by_head(part: Tensor, heads: int) -> Tensor:
    """From (batch, pieces, hidden) to (batch, heads, pieces, hidden / heads)."""
    return part.unflatten(-1, (heads, -1)).transpose(1, 2)


class FusedAttention(torch.autograd.Function):
    """Attention without padding, one operator in an ONNX file."""

    @staticmethod
    def forward(_: object, query: Tensor, key: Tensor, value: Tensor, heads: int) -> Tensor:
        """All (batch, pieces, hidden)."""
        split = (by_head(part, heads) for part in (query, key, value))
        return functional.scaled_dot_product_attention(*split).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any, heads: int) -> Any:
        """ONNX Runtime's own operator, a quarter faster than the products it stands for."""
        made = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=heads)
        return made.setType(query.type())


class Layer(nn.Module):
    """One transformer layer, normalised after each half (Vaswani et al. 2017; Devlin et al. 2019)."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.scale = (sizes.hidden // sizes.heads) ** -0.5
        self.attend = nn.Linear(sizes.hidden, 3 * sizes.hidden)
        self.merge = nn.Linear(sizes.hidden, sizes.hidden)
        self.first_norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.widen = nn.Linear(sizes.hidden, sizes.inner)
        self.narrow = nn.Linear(sizes.inner, sizes.hidden)
        self.second_norm = nn.LayerNorm(sizes.hidden, eps=1e-12)

    def forward(self, states: Tensor, bias: Tensor | None) -> Tensor:
        """States (batch, pieces, hidden); bias is added to attention, 0 at pieces and very low at padding."""
        query, key, value = self.attend(states).chunk(3, dim=-1)
        if bias is None:
            mixed = FusedAttention.apply(query, key, value, self.heads)
        else:
            mixed = self._attention(query, key, value, bias)
        states = self.first_norm(states + self.merge(mixed))
        return self.second_norm(states + self.narrow(functional.gelu(self.widen(states))))

    def _attention(self, query: Tensor, key: Tensor, value: Tensor, bias: Tensor) -> Tensor:
        """Plain products: on CPUs the backward pass of torch's fused attention takes four times as long."""
        query, key, value = (by_head(part, self.heads) for part in (query, key, value))
        weights = torch.softmax(query @ key.transpose(2, 3) * self.scale + bias.to(query.dtype), dim=-1)
        return (weights @ value).transpose(1, 2).flatten(2)


class Encoder(nn.Module):
    """Embeddings and layers; marks and letter case are added to the embedding of each piece."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.words = nn.Embedding(sizes.pieces, sizes.hidden)
        self.positions = nn.Embedding(sizes.positions, sizes.hidden)
        self.marks = nn.Embedding(MARK_STATES, sizes.hidden)
        self.shapes = nn.Embedding(len(SHAPES), sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes) for _ in range(sizes.layers))

    def forward(self, ids: Tensor, marks: Tensor, shapes: Tensor, mask: Tensor | None) -> Tensor:
        """All inputs (batch, pieces), integers; no mask, no padding; returns (batch, pieces, hidden)."""
        embedded = self.words(ids) + self.positions.weight[: ids.shape[1]]
        states = self.norm(embedded + self.marks(marks) + self.shapes(shapes))
        bias = None if mask is None else (1.0 - mask[:, None, None, :].to(states.dtype)) * -1e4
        for layer in self.layers:
            states = layer(states, bias)
        return states


class Network(nn.Module):
    """From a batch of windows to label scores of its tokens."""

    def __init__(self, sizes: Sizes) -> None:
        super().__init__()
        self.sizes = sizes
        self.encoder = Encoder(sizes)
        features = 16
        self.mark_features = nn.Embedding(MARK_STATES, features)
        self.recurrent = nn.LSTM(
            sizes.hidden + features, sizes.recurrent, batch_first=True, bidirectional=True
        )
        self.roles = nn.Linear(2 * sizes.recurrent + sizes.hidden, len(bio(ROLES)))
        self.names = nn.Linear(sizes.hidden, len(bio(NAMES)))

    def forward(
        self, ids: Tensor, marks: Tensor, shapes: Tensor, first: Tensor, mask: Tensor | None = None
    ) -> tuple[Tensor, Tensor]:
        """From inputs (batch, pieces) to scores of roles and of names (batch, tokens, labels)."""
        states = self.encoder(ids, marks, shapes, mask)
        index = first.unsqueeze(-1).expand(-1, -1, states.shape[-1])
        tokens = torch.gather(states, 1, index)
        token_marks = self.mark_features(torch.gather(marks, 1, first))
        context, _ = self.recurrent(torch.cat([tokens, token_marks.to(tokens.dtype)], dim=-1))
        return self.roles(torch.cat([context, tokens], dim=-1)), self.names(tokens)
