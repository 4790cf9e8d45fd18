"""Diagnostics in the formats of terminals, code hosts and CI services."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from quotecheck.diagnostics import Diagnostic
from quotecheck.output.diagnostics.sarif import sarif
from quotecheck.output.diagnostics.services import github, gitlab, junit, plain_json, rdjson
from quotecheck.output.diagnostics.terminal import concise, full, statistics

FORMATS: dict[str, Callable[[Sequence[Diagnostic]], str]] = {
    "full": full,
    "concise": concise,
    "json": plain_json,
    "github": github,
    "gitlab": gitlab,
    "sarif": sarif,
    "junit": junit,
    "rdjson": rdjson,
}

__all__ = ["FORMATS", "statistics"]
