"""PolNeAR (Newell, Margolin & Ruths 2018): Brat files to source, cue and content spans.

An attribution's pieces that only blanks or quotation marks part are merged, since annotators
cut them by accident. Nothing else is changed: the conventions stay PolNeAR's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

ROLES = ("source", "cue", "content")
Offsets = tuple[int, int]

_NOT_WORDS = re.compile(r"[\W_]*")
_SPAN_LINE = re.compile(r"^(T\d+)\t(\w[\w-]*) ([\d ;]+)(?:\t|$)")
_EVENT_LINE = re.compile(r"^E\d+\t(?:Attribution[\w-]*:T\d+)((?: \w+:T\d+)*)")


@dataclass(frozen=True)
class Attribution:
    """One attribution: pieces of each role, merged and in order."""

    source: tuple[Offsets, ...]
    cue: tuple[Offsets, ...]
    content: tuple[Offsets, ...]


@dataclass(frozen=True)
class Annotated:
    """One article as one annotator marked it."""

    article: str
    annotator: str
    text: str
    attributions: tuple[Attribution, ...]


def read_split(folder: Path) -> Iterator[Annotated]:
    """Reads a split, in the order of file names.

    Args:
        folder: Holds ``attributions/DOC_ANNOTATOR.ann`` and ``text/DOC.txt``.
    """
    texts = {path.stem: path.read_bytes().decode("utf-8") for path in (folder / "text").glob("*.txt")}
    for path in sorted((folder / "attributions").glob("*.ann")):
        article, annotator = path.stem.rsplit("_", 1)
        text = texts[article]
        yield Annotated(article, annotator, text, tuple(parse(path.read_bytes().decode("utf-8"), text)))


def first_annotators(items: Iterable[Annotated]) -> Iterator[Annotated]:
    """Each article once, as its first annotator marked it."""
    seen: set[str] = set()
    for item in items:
        if item.article not in seen:
            seen.add(item.article)
            yield item


def parse(standoff: str, text: str) -> list[Attribution]:
    """Reads Brat standoff; events without arguments and notes are dropped."""
    spans: dict[str, list[Offsets]] = {}
    events: list[list[tuple[str, str]]] = []
    for line in standoff.split("\n"):
        if found := _SPAN_LINE.match(line):
            spans[found[1]] = [_offsets(piece) for piece in found[3].split(";")]
        elif found := _EVENT_LINE.match(line):
            events.append([_argument(part) for part in found[1].split()])
    return [_attribution(arguments, spans, text) for arguments in events if arguments]


def _offsets(piece: str) -> Offsets:
    start, end = piece.split()
    return int(start), int(end)


def _argument(part: str) -> tuple[str, str]:
    role, span = part.split(":")
    return role.rstrip("0123456789").lower(), span


def _attribution(arguments: list[tuple[str, str]], spans: dict[str, list[Offsets]], text: str) -> Attribution:
    pieces = {
        role: merge([piece for name, span in arguments if name == role for piece in spans[span]], text)
        for role in ROLES
    }
    return Attribution(**pieces)


def merge(pieces: list[Offsets], text: str) -> tuple[Offsets, ...]:
    """Joins pieces with no word between them; trims blanks; drops empty ones."""
    merged: list[Offsets] = []
    for start, end in sorted(pieces):
        if merged and _NOT_WORDS.fullmatch(text, merged[-1][1], start):
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return tuple(trimmed for piece in merged if (trimmed := _trim(piece, text))[0] < trimmed[1])


def _trim(piece: Offsets, text: str) -> Offsets:
    start, end = piece
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end
