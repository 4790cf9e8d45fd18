"""Where words go: data to stdout, everything else to stderr; what exit codes mean."""

from __future__ import annotations

import sys
from enum import IntEnum
from pathlib import Path
from typing import NoReturn


class Exit(IntEnum):
    """Exit codes of every command."""

    DONE = 0
    FINDINGS = 1
    INCOMPLETE = 2


def say(message: str) -> None:
    """Write one line to stderr."""
    print(message, file=sys.stderr, flush=True)


def emit(text: str, output: Path | None) -> None:
    """Write a result to a file, whole or not at all, or to stdout."""
    from quotecheck.output.atomic import replacing

    if output is None:
        sys.stdout.write(text)
        return
    with replacing(output) as beside:
        beside.write_text(text, encoding="utf-8", newline="\n")


def fail(message: str) -> NoReturn:
    """Write an error to stderr and leave with the code for "could not run"."""
    say(f"error: {message}")
    sys.exit(Exit.INCOMPLETE)
