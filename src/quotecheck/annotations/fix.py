"""Mend what is mechanical: moved spans, offset units, marks and space at edges, checksums."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable

from quotecheck.annotations.check import CheckOptions, check_file
from quotecheck.annotations.jsontext import JsonText, Pointer
from quotecheck.annotations.native import read_bytes
from quotecheck.annotations.rules.context import Finding

# One mending may uncover another (a moved span that has space at its edge); more rounds than this never help.
_ROUNDS = 8


def fix_file(path: str, options: CheckOptions) -> tuple[str, str]:
    """Mend a file as far as only one mending is possible.

    Args:
        path: The file; it is not written.
        options: What to check; only findings of these rules are mended.

    Returns:
        The file's text before and after.

    Raises:
        InputError: It cannot be read.
    """
    data = read_bytes(path)
    before = after = data.decode("utf-8-sig", errors="replace")
    for _ in range(_ROUNDS):
        checked = check_file(path, options, after.encode("utf-8", "replace"))
        if checked.json is None or not any(finding.edits for finding in checked.findings):
            break
        after = apply_edits(checked.json, checked.findings)
    return before, after


def apply_edits(document: JsonText, findings: Iterable[Finding]) -> str:
    """Change values of a document in place; findings that want the same value changed wait."""
    changes: dict[Pointer, str] = {}
    for finding in findings:
        pointers = [pointer for pointer, _ in finding.edits]
        if all(pointer in document.spans and pointer not in changes for pointer in pointers):
            changes |= {pointer: json.dumps(value, ensure_ascii=False) for pointer, value in finding.edits}
    text = document.text
    for (start, end), new in sorted(((document.spans[p], new) for p, new in changes.items()), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def diff(path: str, before: str, after: str) -> str:
    """The changes as a unified diff."""
    lines = difflib.unified_diff(
        before.splitlines(keepends=True), after.splitlines(keepends=True), path, path, n=1
    )
    return "".join(line if line.endswith("\n") else f"{line}\n" for line in lines)
