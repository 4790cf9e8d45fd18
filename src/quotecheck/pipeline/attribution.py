"""One attribution while it is put together: token ranges and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass, field

from quotecheck.models import CueClass
from quotecheck.pipeline.conventions import Content, Range


@dataclass
class Attribution:
    """One quotation as token ranges.

    Attributes:
        pieces: The content as tagged, in order.
        score: Probability of the tagged content.
        cue: The reporting expression.
        source: The mention beside it.
        relay: The mention of who passes the words on.
        lead: The mention in a sentence before that says whose words they are; within the content where they
            are somebody's of whom nothing tells.
        content: The content as the guidelines draw its edges, with the kind.
        cls: Class of the cue.
        continues: Index of the attribution that this one goes on from.
        flags: Oddities.
    """

    pieces: list[Range]
    score: float
    cue: Range | None = None
    source: Range | None = None
    relay: Range | None = None
    lead: Range | None = None
    content: Content | None = None
    cls: CueClass = "say"
    continues: int | None = None
    flags: list[str] = field(default_factory=list)

    @property
    def start(self) -> int:
        """First token of the content."""
        return self.pieces[0][0]
