"""What all formats have in common: groups of spans in a text, and a record of everything else.

A format writes the spans its own way and, where it has room, the record as it is; on the way back
the record is taken up for every group whose content is still the same, and inferred for the others.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from quotecheck.annotations.native import AnnotationFile
from quotecheck.annotations.rules.context import MarkedStretch, marked_stretches
from quotecheck.errors import InputError

Edges = tuple[int, int]
Record = dict[str, Any]
ROLES = ("content", "cue", "source")


class Group(NamedTuple):
    """One quotation as spans.

    Attributes:
        content: Its content's stretches, in code points.
        cue: The cue, or None.
        source: The source, or None.
        rest: All other fields of the native item; empty where the format does not carry them.
    """

    content: tuple[Edges, ...]
    cue: Edges | None = None
    source: Edges | None = None
    rest: Record = {}  # noqa: RUF012


class Exchange(NamedTuple):
    """One annotated document on its way between formats.

    Attributes:
        name: Name for files, without ending.
        text: The text that the offsets count in.
        groups: Its quotations.
        rest: All other fields of the native file; empty where the format does not carry them.
        origin: Path of the stored article, where the text is known to be one.
    """

    name: str
    text: str
    groups: tuple[Group, ...]
    rest: Record = {}  # noqa: RUF012
    origin: str | None = None


class Mark(NamedTuple):
    """A labelled span of a format that links spans by relations."""

    id: int
    label: str
    start: int
    end: int


class Link(NamedTuple):
    """A relation: the mark `source` is a part, the cue or the source of the content `target`."""

    source: int
    target: int
    label: str


def to_exchange(file: AnnotationFile, text: str, name: str) -> Exchange:
    """Take a native file apart."""
    record = file.model_dump(mode="json", by_alias=True, exclude={"quotations", "format"})
    record["not_quotes"] = [_bare(span) for span in record["not_quotes"]]
    groups = tuple(map(_group, file.model_dump(mode="json", by_alias=True)["quotations"]))
    return Exchange(name, text, groups, record)


def _group(item: Record) -> Group:
    rest = {key: value for key, value in item.items() if key not in ROLES and value not in (None, [])}
    rest["quoted"] = [_bare(span) for span in item["quoted"]]
    if item["cue"] and item["cue"]["class"]:
        rest["cue_class"] = item["cue"]["class"]
    return Group(tuple(map(_edges, item["content"])), _maybe(item["cue"]), _maybe(item["source"]), rest)


def _bare(span: Record) -> Record:
    return {key: value for key, value in span.items() if key != "text"}


def _edges(span: Record) -> Edges:
    return span["start"], span["end"]


def _maybe(span: Record | None) -> Edges | None:
    return _edges(span) if span else None


def from_exchange(exchange: Exchange, article: str) -> AnnotationFile:
    """Put a native file together.

    Args:
        exchange: The document; what its format did not carry is inferred from the marks.
        article: Path of the text for the file to name.

    Raises:
        InputError: The record that the format carried makes no sense.
    """
    try:
        return AnnotationFile.model_validate(_file(exchange, article))
    except (AttributeError, LookupError, TypeError, ValueError) as error:
        raise InputError(exchange.name, f"what it carries for quotecheck makes no sense: {error}") from None


def _file(exchange: Exchange, article: str) -> Record:
    text = exchange.text
    marked = marked_stretches(text)
    known = exchange.rest.get("article") or {}
    taken: set[str] = {group.rest["id"] for group in exchange.groups if "id" in group.rest}
    free = (name for number in range(1, 10**9) if (name := f"q{number}") not in taken)
    return {
        **{key: exchange.rest[key] for key in ("annotator", "status", "speakers") if key in exchange.rest},
        "article": {**known, "path": article, "sha256": hashlib.sha256(text.encode()).hexdigest()},
        "quotations": [_item(group, text, marked, free) for group in exchange.groups],
        "not_quotes": [
            _with_text(_edges(s), text, reason=s["reason"]) for s in exchange.rest.get("not_quotes", [])
        ],
    }


def _item(group: Group, text: str, marked: list[MarkedStretch], free: Iterator[str]) -> Record:
    rest = dict(group.rest)
    more = {} if "kind" in rest else infer_kind(group.content, text, marked)
    quoted = [_edges(span) for span in rest.pop("quoted", [])] or more.get("quoted", [])
    name = {"class": rest.pop("cue_class", None)}
    return {
        "id": rest.get("id") or next(free),
        "kind": rest.get("kind") or more["kind"],
        **{key: value for key, value in rest.items() if key not in ("id", "kind")},
        "content": [_with_text(span, text) for span in group.content],
        "quoted": [_with_text(span, text) for span in quoted],
        "cue": _with_text(group.cue, text, **name) if group.cue else None,
        "source": _with_text(group.source, text) if group.source else None,
    }


def _with_text(span: Edges, text: str, **more: Any) -> Record:
    return {"start": span[0], "end": span[1], "text": text[span[0] : span[1]], **more}


def infer_kind(content: Sequence[Edges], text: str, marked: Sequence[MarkedStretch]) -> Record:
    """Kind and quoted stretches of content that a format gives without them.

    Args:
        content: Stretches of the text.
        text: The text.
        marked: Its stretches between marks.

    Returns:
        `direct` where every word stands between marks, `mixed` where some do, else `indirect`.
    """
    quoted: list[Edges] = []
    for start, end in content:
        for stretch in marked:
            first, last = max(start, stretch.start), min(end, stretch.end)
            if first < last and not any(a <= first and last <= b for a, b in quoted):
                quoted.append((first, last))
    outside = 0
    for start, end in content:
        inside = {offset for a, b in quoted for offset in range(max(a, start), min(b, end))}
        outside += sum(text[offset].isalnum() for offset in range(start, end) if offset not in inside)
    kind = "indirect" if not quoted else "mixed" if outside else "direct"
    return {"kind": kind, "quoted": sorted(quoted)}


def marks_and_links(groups: Iterable[Group]) -> tuple[list[Mark], list[Link]]:
    """Groups as labelled spans with relations to the first stretch of the content."""
    marks: list[Mark] = []
    links: list[Link] = []
    for group in groups:
        first = len(marks) + 1
        marks.append(Mark(first, "content", *group.content[0]))
        parts = [("content", "part", span) for span in group.content[1:]]
        parts += [("cue", "cue", group.cue)] if group.cue else []
        parts += [("source", "source", group.source)] if group.source else []
        for label, relation, span in parts:
            marks.append(Mark(len(marks) + 1, label, *span))
            links.append(Link(len(marks), first, relation))
    return marks, links


def groups_from(
    marks: Iterable[Mark], links: Iterable[Link]
) -> list[tuple[tuple[Edges, ...], Edges | None, Edges | None]]:
    """Spans and relations back to content, cue and source; cues and sources of nothing are left out."""
    spans = {mark.id: mark for mark in marks}
    parts: dict[int, list[Link]] = defaultdict(list)
    for link in links:
        if link.source in spans and link.target in spans:
            parts[link.target].append(link)
    inner = {link.source for found in parts.values() for link in found if link.label == "part"}
    groups = []
    for mark in spans.values():
        if mark.label == "content" and mark.id not in inner:
            mine = {
                label: [spans[link.source] for link in parts[mark.id] if link.label == label]
                for label in ("part", "cue", "source")
            }
            content = [(mark.start, mark.end), *((part.start, part.end) for part in mine["part"])]
            groups.append((tuple(content), _only(mine["cue"]), _only(mine["source"])))
    return groups


def _only(marks: list[Mark]) -> Edges | None:
    return (marks[0].start, marks[0].end) if marks else None


def carried(exchange: Exchange) -> Record:
    """The record of a document for a format with room for it."""
    return {**exchange.rest, "items": [[_key(group.content), group.rest] for group in exchange.groups]}


def taken_up(
    name: str,
    text: str,
    groups: Iterable[tuple[tuple[Edges, ...], Edges | None, Edges | None]],
    record: Record | None,
) -> Exchange:
    """A document read from a format, with the record that it carried, where it still fits."""
    left: dict[str, list[Record]] = defaultdict(list)
    for key, rest in (record or {}).get("items", []):
        left[key].append(rest)
    found = []
    for content, cue, source in groups:
        waiting = left[_key(content)]
        found.append(Group(content, cue, source, waiting.pop(0) if waiting else {}))
    rest = {key: value for key, value in (record or {}).items() if key != "items"}
    return Exchange(name, text, tuple(found), rest)


def _key(content: Iterable[Edges]) -> str:
    return ",".join(f"{start}-{end}" for start, end in content)
