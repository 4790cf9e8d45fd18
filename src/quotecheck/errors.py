"""One tree of exceptions.

QuotecheckError
├── InputError            an input that cannot be read; names the file and, where known, the line
├── ConfigError           a configuration, option or user file that makes no sense
├── ModelError            a pipeline that cannot be loaded or lacks what is needed
├── WorkerError           worker processes that ended for no article's sake
└── OutputError           a result that cannot be written
"""

from __future__ import annotations


class QuotecheckError(Exception):
    """Everything that quotecheck raises on purpose; the message names the fix."""


class InputError(QuotecheckError):
    """An input that cannot be read.

    Args:
        path: The file as the user named it.
        problem: What is wrong, and what would mend it.
        line: Line of the file, from 1, where known.
    """

    def __init__(self, path: str, problem: str, line: int | None = None) -> None:
        self.path, self.problem, self.line = path, problem, line
        super().__init__(f"{path}:{line}: {problem}" if line else f"{path}: {problem}")


class ConfigError(QuotecheckError):
    """A configuration, option or user file that makes no sense."""


class ModelError(QuotecheckError):
    """A pipeline that cannot be loaded or lacks what is needed."""


class WorkerError(QuotecheckError):
    """Worker processes that ended for no article's sake."""


class OutputError(QuotecheckError):
    """A result that cannot be written."""
