"""JSON with places: parse strictly, tell line and column of any value, write for people and diffs."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NoReturn

from quotecheck.errors import InputError

Pointer = tuple[str | int, ...]

_TOKEN = re.compile(r'\s*("(?:[^"\\]|\\.)*"|[\[\]{},:]|[^\s\[\]{},:"]+)')
_LINE_END = re.compile(r"\r\n|\n|\r")
_WIDTH = 110


@dataclass(frozen=True)
class JsonText:
    """A JSON document with its text.

    Attributes:
        text: The document as read.
        value: What it says.
        doubled: Keys that an object gives more than once.
    """

    text: str
    value: Any
    doubled: list[str] = field(default_factory=list)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    @cached_property
    def spans(self) -> dict[Pointer, tuple[int, int]]:
        """Where each value stands, by pointer, as offsets into the document."""
        return _scan(self.text)

    def nearest(self, pointer: Pointer) -> tuple[int, int]:
        """Where a value stands, or the innermost one around it where it does not exist."""
        while pointer and pointer not in self.spans:
            pointer = pointer[:-1]
        return self.spans.get(pointer, (0, 0))

    def place(self, pointer: Pointer) -> tuple[int, int]:
        """Line and column, both from 1, of the nearest value to a pointer."""
        return self.line_column(self.nearest(pointer)[0])

    def line_column(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset into the document."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line, without its end."""
        start = self._starts[number - 1]
        end = _LINE_END.search(self.text, start)
        return self.text[start : end.start() if end else len(self.text)]


class JsonError(InputError):
    """Text that is no JSON.

    Attributes:
        reason: What is wrong with it.
        json: The text as far as it could be decoded, without a value.
        at: Where in it the problem stands.
        undecodable: Whether it is no UTF-8.
    """

    def __init__(self, path: str, reason: str, text: str, offset: int, *, undecodable: bool = False) -> None:
        self.reason, self.json, self.undecodable = reason, JsonText(text, None), undecodable
        self.at = (offset, min(offset + 1, len(text)))
        line, column = self.json.line_column(offset)
        super().__init__(path, f"column {column}: {reason}", line)


def parse_json(data: bytes, path: str) -> JsonText:
    """Parse JSON in UTF-8.

    Raises:
        JsonError: It is no UTF-8 or no JSON; names line and column.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        text, reason = data.decode(errors="replace"), "no valid UTF-8: save the file as UTF-8"
        before = len(data[: error.start].decode())
        raise JsonError(path, reason, text, before, undecodable=True) from None
    doubled: list[str] = []
    try:
        value = json.loads(text, object_pairs_hook=_Pairs(doubled), parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise JsonError(path, f"no valid JSON: {error.msg}", text, error.pos) from None
    except (ValueError, RecursionError) as error:
        reason = "nested too deeply" if isinstance(error, RecursionError) else str(error)
        raise JsonError(path, f"no valid JSON: {reason}", text, 0) from None
    return JsonText(text, value, doubled)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON number")


class _Pairs:
    """Builds objects and remembers keys that came twice."""

    def __init__(self, doubled: list[str]) -> None:
        self._doubled = doubled

    def __call__(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            keys = [key for key, _ in pairs]
            self._doubled += sorted({key for key in keys if keys.count(key) > 1})
        return found


def _scan(text: str) -> dict[Pointer, tuple[int, int]]:
    """Find the place of every value of a document that is known to parse."""
    spans: dict[Pointer, tuple[int, int]] = {}
    stack: list[tuple[Pointer, int]] = []  # containers still open, and where they began
    steps: list[str | int] = []  # the key or index that each of them is at
    wants_key = False
    for match in _TOKEN.finditer(text):
        part, (start, end) = match[1], match.span(1)
        if part in "{[":
            stack.append((tuple(steps), start))
            wants_key = part == "{"
            steps.append("" if wants_key else 0)
        elif part in "}]":
            pointer, begun = stack.pop()
            steps.pop()
            spans[pointer] = begun, end
            wants_key = False
        elif part == ",":
            last = steps[-1]
            wants_key = isinstance(last, str)
            steps[-1] = last if isinstance(last, str) else last + 1
        elif part != ":":
            if wants_key:
                steps[-1], wants_key = json.loads(part), False
            else:
                spans[tuple(steps)] = start, end
    return spans


def dump_block(value: Any, indent: str = "") -> str:
    """Write JSON with two blanks of indent; spans, and what is short and flat, on one line each."""
    inner = indent + "  "
    line = _plain(value)
    if not isinstance(value, dict | list) or not value or _is_flat(value, len(line) + len(indent)):
        return line
    if isinstance(value, list):
        rows = [dump_block(item, inner) for item in value]
        return f"[\n{inner}" + f",\n{inner}".join(rows) + f"\n{indent}]"
    rows = [
        f"{json.dumps(key, ensure_ascii=False)}: {dump_block(item, inner)}" for key, item in value.items()
    ]
    return f"{{\n{inner}" + f",\n{inner}".join(rows) + f"\n{indent}}}"


def _plain(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _is_flat(value: dict[str, Any] | list[Any], width: int) -> bool:
    """Whether a value goes on one line: a span or speaker always, a list of plain values if short."""
    if isinstance(value, dict):
        return "start" in value or "aliases" in value
    return width <= _WIDTH and not any(isinstance(item, dict | list) for item in value)
