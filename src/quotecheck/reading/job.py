"""What every reader is given, and how a file that holds one article is loaded."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from quotecheck.errors import InputError
from quotecheck.reading.article import MAX_FILE_BYTES, ArticleDefaults
from quotecheck.reading.find import Source


def raise_problem(problem: InputError) -> None:
    """Stop at the first input that cannot be read."""
    raise problem


def ignore_note(note: str) -> None:
    """Keep quiet."""


@dataclass(frozen=True)
class Job:
    """What the caller wants.

    Attributes:
        defaults: What to take where an article's own data say nothing.
        on_problem: Told of every input or record that cannot be read.
        on_note: Told what was assumed or left out.
        fields: Names of fields that the user laid down.
    """

    defaults: ArticleDefaults = field(default_factory=ArticleDefaults)
    on_problem: Callable[[InputError], None] = raise_problem
    on_note: Callable[[str], None] = ignore_note
    fields: dict[str, str] = field(default_factory=dict)


def load(source: Source) -> bytes:
    """All bytes of a file that holds one article.

    Raises:
        InputError: It is larger than any article, empty, or cannot be opened.
    """
    with source.open() as stream:
        data = stream.read(MAX_FILE_BYTES + 1)
    if len(data) > MAX_FILE_BYTES:
        size = f"{source.path.stat().st_size / 1e6:.0f} MB" if source.path else "more"
        raise InputError(
            source.name, f"is too large for one article ({size}; the limit is {MAX_FILE_BYTES // 10**6} MB)"
        )
    if not data:
        raise InputError(source.name, "is empty")
    return data
