"""The user's file of known speakers, from an option or the configuration."""

from __future__ import annotations

from pathlib import Path

from quotecheck.config import load_config
from quotecheck.errors import InputError
from quotecheck.identity.known import KnownSpeakers, check_known, parse_known


def load_known(path: str | None) -> KnownSpeakers | None:
    """Read and check the file that was named, else the configuration's; None where none was.

    Raises:
        ConfigError: The configuration makes no sense.
        InputError: It cannot be read, or something in it is wrong; the line is named.
    """
    path = path or load_config().speakers
    if path is None:
        return None
    try:
        text = Path(path).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "no UTF-8"
        raise InputError(path, f"cannot be read ({reason}): name a file of known speakers") from error
    for problem in check_known(text, path):
        raise InputError(path, problem.message, problem.line)
    return parse_known(text, path)
