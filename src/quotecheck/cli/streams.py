"""Where words go: data to stdout, everything else to stderr; what exit codes mean."""

from __future__ import annotations

import sys
from enum import IntEnum
from typing import NoReturn


class Exit(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    FINDINGS = 1
    INCOMPLETE = 2


def say(message: str) -> None:
    """Write one line to stderr."""
    print(message, file=sys.stderr, flush=True)


def fail(message: str) -> NoReturn:
    """Write an error to stderr and leave with the code for "could not run"."""
    say(f"error: {message}")
    sys.exit(Exit.INCOMPLETE)
