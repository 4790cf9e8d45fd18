"""A baseline: problems that are known and wait, so that only new ones stop anybody."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from quotecheck.annotations.jsontext import parse_json
from quotecheck.annotations.native import read_bytes
from quotecheck.diagnostics import Diagnostic
from quotecheck.errors import InputError

FORMAT = "quotecheck-baseline/1"


def dumps_baseline(diagnostics: Iterable[Diagnostic]) -> str:
    """Write the fingerprints of problems, one a line, with path and code for people."""
    known = [{"fingerprint": item.fingerprint, "code": item.code, "path": item.path} for item in diagnostics]
    rows = sorted(known, key=lambda row: (row["path"], row["code"], row["fingerprint"]))
    lines = ",\n    ".join(json.dumps(row, ensure_ascii=False) for row in rows)
    body = f"[\n    {lines}\n  ]" if lines else "[]"
    return f'{{\n  "format": "{FORMAT}",\n  "known": {body}\n}}\n'


def load_baseline(path: str) -> Counter[str]:
    """Read a baseline: how often each fingerprint is known.

    Raises:
        InputError: It cannot be read, or is no baseline.
    """
    value = parse_json(read_bytes(path), path).value
    try:
        if value["format"] != FORMAT:
            raise KeyError("format")
        return Counter(str(row["fingerprint"]) for row in value["known"])
    except (KeyError, TypeError):
        raise InputError(path, "is no baseline: write one with --write-baseline") from None


def new_since(diagnostics: Iterable[Diagnostic], known: Counter[str]) -> list[Diagnostic]:
    """Problems that a baseline does not have; of one that occurs more often, the surplus."""
    left = known.copy()
    fresh = []
    for item in diagnostics:
        if left[item.fingerprint] > 0:
            left[item.fingerprint] -= 1
        else:
            fresh.append(item)
    return fresh
