"""A cell as text and back, for formats that know only text."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from quotecheck.output.rows import Cell, CellType, Column

# What a spreadsheet takes for a formula (OWASP, "CSV injection"), also in full width.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_SEPARATOR = "; "
_BETWEEN_ITEMS = re.compile(r"(?<!\\)((?:\\\\)*); ")


def guard(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguard(text: str) -> str:
    """Undo `guard`."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def join(items: tuple[str, ...]) -> str:
    r"""Make one text of a list: ``a; b``; a semicolon or backslash within an item gets a backslash."""
    return _SEPARATOR.join(re.sub(r"([\\;])", r"\\\1", item) for item in items)


def split(text: str) -> tuple[str, ...]:
    """Undo `join`."""
    if not text:
        return ()
    parts = _BETWEEN_ITEMS.split(text)
    items = [head + tail for head, tail in zip(parts[::2], [*parts[1::2], ""], strict=True)]
    return tuple(re.sub(r"\\(.)", r"\1", item, flags=re.DOTALL) for item in items)


def to_text(cell: Cell) -> str:
    """A cell as text: nothing is empty, dates are ISO 8601, a list is joined."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, tuple):
        return join(cell)
    return cell.isoformat() if isinstance(cell, dt.date) else str(cell)


def from_text(text: str, column: Column) -> Cell:
    """Undo `to_text`.

    Raises:
        ValueError: The text is no value of the column's type.
    """
    if not text and column.nullable:
        return None
    return _PARSE[column.type](text)


def _boolean(text: str) -> bool:
    if text.lower() not in {"true", "false"}:
        raise ValueError(f"{text!r} is neither true nor false")
    return text.lower() == "true"


_PARSE: dict[CellType, Callable[[str], Cell]] = {
    "text": str,
    "integer": int,
    "number": float,
    "boolean": _boolean,
    "date": dt.date.fromisoformat,
    "list": split,
}
