"""Brat standoff, as PolNeAR has it: Source, Cue, Content, and an Attribution event that links them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from quotecheck.annotations.formats.exchange import Edges, Exchange, Group, Record, carried, taken_up
from quotecheck.errors import InputError

_SPANS = re.compile(r"(\S+) (\d+ \d+(?:;\d+ \d+)*)$")
_ROLE = re.compile(r"(Source|Cue|Content)\d*$")
_RECORD = "quotecheck "


class _Bound(NamedTuple):
    label: str
    spans: tuple[Edges, ...]


def read(ann: str, text: str, name: str, path: str) -> Exchange:
    """Read a document; notes and spans outside of events are left out, events without content too.

    Args:
        ann: The ``.ann`` file.
        text: The ``.txt`` file beside it.
        name: Name of the document.
        path: Of the ``.ann`` file, for messages.

    Raises:
        InputError: A span lies outside of the text, or an event names a span that is not there.
    """
    bound: dict[str, _Bound] = {}
    events: list[str] = []
    record: Record | None = None
    # A text field may hold a raw line end, so a line that is no annotation belongs to the one before.
    for number, line in enumerate(ann.split("\n"), 1):
        fields = line.rstrip("\r").split("\t")
        if fields[0][:1] == "T" and len(fields) > 1:
            if found := _bound(fields[1], text, path, number):
                bound[fields[0]] = found
        elif fields[0][:1] == "E" and len(fields) > 1:
            events.append(fields[1])
        elif fields[0][:1] == "#" and len(fields) > 2 and fields[2].startswith(_RECORD):
            record = json.loads(fields[2].removeprefix(_RECORD))
    return taken_up(name, text, _groups(events, bound), record)


def _bound(field: str, text: str, path: str, number: int) -> _Bound | None:
    found = _SPANS.match(field)
    if found is None:
        return None
    spans = tuple(_edges(piece) for piece in found[2].split(";"))
    for start, end in spans:
        if not start < end <= len(text):
            raise InputError(path, f"the span {start} {end} does not lie in the text", number)
    return _Bound(found[1], spans)


def _edges(piece: str) -> Edges:
    start, _, end = piece.partition(" ")
    return int(start), int(end)


def _groups(
    events: list[str], bound: dict[str, _Bound]
) -> Iterator[tuple[tuple[Edges, ...], Edges | None, Edges | None]]:
    for event in events:
        roles: dict[str, list[Edges]] = {"Source": [], "Cue": [], "Content": []}
        for argument in event.split()[1:]:
            role, _, target = argument.partition(":")
            kind = _ROLE.match(role)
            if kind and target in bound:
                roles[kind[1]] += bound[target].spans
        if roles["Content"]:
            content = tuple(sorted(set(roles["Content"])))
            yield content, _around(roles["Cue"]), _around(roles["Source"])


def _around(spans: list[Edges]) -> Edges | None:
    """One stretch over all pieces: cue and source are one each."""
    return (min(start for start, _ in spans), max(end for _, end in spans)) if spans else None


def write(exchange: Exchange) -> str:
    """Write a document's ``.ann``; everything that events do not say goes into a note."""
    lines: list[str] = []
    number = 0
    for event, group in enumerate(exchange.groups, 1):
        arguments = []
        for role, spans in _parts(group):
            number += 1
            lines.append(_line(number, role, spans, exchange.text))
            arguments.append(f"{role}:T{number}")
        number += 1
        trigger = "Attribution" if group.source else "Attribution-no-source"
        lines.append(_line(number, trigger, (group.cue,) if group.cue else group.content[:1], exchange.text))
        lines.append(f"E{event}\t{trigger}:T{number} {' '.join(arguments)}")
    record = json.dumps(carried(exchange), ensure_ascii=True)
    lines.append(f"#1\tAnnotatorNotes T1\t{_RECORD}{record}")
    return "".join(f"{line}\n" for line in lines)


def _parts(group: Group) -> Iterator[tuple[str, tuple[Edges, ...]]]:
    if group.source:
        yield "Source", (group.source,)
    if group.cue:
        yield "Cue", (group.cue,)
    yield "Content", group.content


def _line(number: int, label: str, spans: tuple[Edges, ...], text: str) -> str:
    offsets = ";".join(f"{start} {end}" for start, end in spans)
    words = " ".join(" ".join(text[start:end].split()) for start, end in spans)
    return f"T{number}\t{label} {offsets}\t{words}"
