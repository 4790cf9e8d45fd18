"""Loss of a linear-chain conditional random field (Lafferty et al. 2001) with forbidden steps."""

from __future__ import annotations

import torch
from torch import Tensor, nn

from quotecheck.pipeline.labels import legal

_FORBIDDEN = -1e4


class Crf(nn.Module):
    """Scores of steps between labels, learned where legal."""

    def __init__(self, labels: int) -> None:
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(labels, labels))
        self.start = nn.Parameter(torch.zeros(labels))
        *rows, first = legal(labels)
        self.register_buffer("step_bar", _bars(rows))
        self.register_buffer("start_bar", _bars(first))

    def forward(self, scores: Tensor, labels: Tensor, lengths: Tensor) -> Tensor:
        """Negative log-likelihood per token.

        Args:
            scores: (batch, tokens, labels), any float type.
            labels: (batch, tokens), padded anyhow.
            lengths: (batch,), tokens of each row.

        Returns:
            A scalar.
        """
        scores = scores.float()
        inside = torch.arange(scores.shape[1])[None, :] < lengths[:, None]
        steps, start = self.steps + self.step_bar, self.start + self.start_bar
        gold = (scores.gather(2, labels[..., None]).squeeze(-1) * inside).sum(1) + start[labels[:, 0]]
        gold = gold + (steps[labels[:, :-1], labels[:, 1:]] * inside[:, 1:]).sum(1)
        total = _log_partition(scores, steps, start, inside)
        return (total - gold).sum() / lengths.sum()


def _bars(flags: list[list[bool]] | list[bool]) -> Tensor:
    return torch.where(torch.tensor(flags), 0.0, _FORBIDDEN)


def _log_partition(scores: Tensor, steps: Tensor, start: Tensor, inside: Tensor) -> Tensor:
    columns, kept = scores.unbind(1), inside.unbind(1)
    alpha = columns[0] + start
    for column, keep in zip(columns[1:], kept[1:], strict=True):
        onward = torch.logsumexp(alpha[:, :, None] + steps, dim=1) + column
        alpha = torch.where(keep[:, None], onward, alpha)
    return torch.logsumexp(alpha, dim=1)
