"""An input that gave nothing, and why."""

from __future__ import annotations

from quotecheck.models import Model


class Failure(Model):
    """An input that gave nothing.

    Attributes:
        path: The file as the user named it.
        line: Line or row of the file, where known.
        article: Id of the article, if it could be read.
        reason: What went wrong.
    """

    path: str
    line: int | None = None
    article: str | None = None
    reason: str
