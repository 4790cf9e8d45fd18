"""One speaker across articles: local speakers of each article become speakers of the whole export."""

from __future__ import annotations

from quotecheck.identity.doubts import find_doubts
from quotecheck.identity.identify import identify
from quotecheck.identity.known import (
    KnownSpeaker,
    KnownSpeakers,
    Problem,
    check_known,
    parse_known,
    write_known,
)

__all__ = [
    "KnownSpeaker",
    "KnownSpeakers",
    "Problem",
    "check_known",
    "find_doubts",
    "identify",
    "parse_known",
    "write_known",
]
