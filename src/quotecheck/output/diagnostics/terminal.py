"""Diagnostics for people: with the line and a caret, one a line, counted."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence

from rich.cells import cell_len

from quotecheck.diagnostics import Diagnostic

_WIDTH = 110


def full(diagnostics: Sequence[Diagnostic]) -> str:
    """Each problem with its line and a caret under the place."""
    return "".join(f"{_block(item)}\n\n" for item in diagnostics)


def _block(item: Diagnostic) -> str:
    shown, column, width = _window(item)
    margin = " " * len(str(item.line))
    caret = " " * cell_len(shown[: column - 1]) + "^" * max(
        1, cell_len(shown[column - 1 : column - 1 + width])
    )
    lines = [
        f"{item.severity}[{item.code}]: {item.message}",
        f"{margin}--> {item.path}:{item.line}:{item.column}",
    ]
    if item.excerpt:
        lines += [f"{margin} |", f"{item.line} | {shown}", f"{margin} | {caret}"]
    if item.hint:
        lines.append(f"{margin} = help: {item.hint}")
    if item.fixable:
        lines.append(f"{margin} = --fix mends this")
    return "\n".join(lines)


def _window(item: Diagnostic) -> tuple[str, int, int]:
    """The part of the line around the place, one cell per control character; its column and width."""
    line = "".join(" " if unicodedata.category(char).startswith("C") else char for char in item.excerpt)
    end = item.end_column if item.end_line == item.line else len(line) + 1
    first = max(0, item.column - 1 - 30) if len(line) > _WIDTH else 0
    shown = line[first : first + _WIDTH]
    column = item.column - first
    return shown, column, max(1, min(end - item.column, len(shown) - column + 1))


def concise(diagnostics: Sequence[Diagnostic]) -> str:
    """``path:line:column: code message``, one a line."""
    return "".join(
        f"{item.path}:{item.line}:{item.column}: {item.code} {item.message}\n" for item in diagnostics
    )


def statistics(diagnostics: Sequence[Diagnostic]) -> str:
    """How often each rule is broken, the most frequent first."""
    counts = Counter((item.code, item.name) for item in diagnostics)
    fixable = {item.code for item in diagnostics if item.fixable}
    rows = sorted(counts.items(), key=lambda row: (-row[1], row[0]))
    return "".join(
        f"{count:6}  {code}  {'[*]' if code in fixable else '   '} {name}\n" for (code, name), count in rows
    )
