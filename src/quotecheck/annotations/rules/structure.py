"""QC5xx: spans and items that get in each other's way."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from quotecheck.annotations.jsontext import Pointer
from quotecheck.annotations.native import AnnotatedQuotation, Stretch
from quotecheck.annotations.rules.context import Annotated, Finding, in_order

NO_CUE = "no-cue"
"""Flag of a quotation that nothing but its marks or its place tells to be one."""


def check_ids(checked: Annotated) -> Iterator[Finding]:
    """Ids given twice."""
    groups = {
        "quotations": [item.id for item in checked.file.quotations],
        "speakers": [speaker.id for speaker in checked.file.speakers],
    }
    for group, ids in groups.items():
        for index, name in enumerate(ids):
            if name in ids[:index]:
                yield Finding("QC501", (group, index, "id"), f"the id {name!r} is taken by another item")


def check_doubles(checked: Annotated) -> Iterator[Finding]:
    """Two quotations with the same content, and a span listed twice."""
    seen: dict[tuple[tuple[int, int], ...], str] = {}
    for index, item in enumerate(checked.file.quotations):
        key = tuple(map(_edges, item.content))
        if key in seen:
            yield Finding("QC502", ("quotations", index), f"{item.id} has the same content as {seen[key]}")
        seen.setdefault(key, item.id)
    spans: set[tuple[int, int]] = set()
    for index, span in enumerate(checked.file.not_quotes):
        if _edges(span) in spans:
            yield Finding("QC502", ("not_quotes", index), "the span is listed twice")
        spans.add(_edges(span))


def _edges(span: Stretch) -> tuple[int, int]:
    return span.start, span.end


def check_order(checked: Annotated) -> Iterator[Finding]:
    """Stretches of one quotation that overlap or stand in the wrong order."""
    for index, item in checked.trusted:
        for name, spans in (("content", item.content), ("quoted", item.quoted)):
            if not in_order(spans) and (name == "content" or not _may_nest(spans)):
                yield Finding(
                    "QC503", ("quotations", index, name), f"spans of {name} overlap or are out of order"
                )


def _may_nest(spans: tuple[Stretch, ...]) -> bool:
    """Whether spans are sorted and none crosses another: marks inside marks."""
    ordered = all((a.start, -a.end) < (b.start, -b.end) for a, b in pairwise(spans))
    return ordered and not any(_crosses(a, b) for a in spans for b in spans)


def _crosses(a: Stretch, b: Stretch) -> bool:
    return a.start < b.start < a.end < b.end


def _overlaps(a: Stretch, b: Stretch) -> bool:
    return a.start < b.end and b.start < a.end


def check_inside(checked: Annotated) -> Iterator[Finding]:
    """Cue or source inside the content; `quoted` outside it."""
    for index, item in checked.trusted:
        base: Pointer = ("quotations", index)
        for code, name, span in (("QC504", "cue", item.cue), ("QC505", "source", item.source)):
            if span and any(_overlaps(span, content) for content in item.content):
                yield Finding(code, (*base, name), f"the {name} of {item.id} stands inside its content")
        for i, quoted in enumerate(item.quoted):
            if not any(c.start <= quoted.start and quoted.end <= c.end for c in item.content):
                yield Finding(
                    "QC506", (*base, "quoted", i), f"a quoted stretch of {item.id} stands outside its content"
                )


def check_crossing(checked: Annotated) -> Iterator[Finding]:
    """Contents of two quotations that overlap without one being nested in the other."""
    spans = sorted((span.start, span.end, index) for index, item in checked.trusted for span in item.content)
    reported: set[tuple[int, int]] = set()
    for number, (_, end, first) in enumerate(spans):
        for start, _, second in spans[number + 1 :]:
            if start >= end:
                break
            pair = (min(first, second), max(first, second))
            if first != second and pair not in reported:
                reported.add(pair)
                yield from _overlap(checked, *pair)


def _overlap(checked: Annotated, first: int, second: int) -> Iterator[Finding]:
    a, b = checked.file.quotations[first], checked.file.quotations[second]
    if _within(a, b) or _within(b, a):
        if (
            a.nested_in != b.id
            and b.nested_in != a.id
            and [*map(_edges, a.content)] != [*map(_edges, b.content)]
        ):
            yield Finding(
                "QC508",
                ("quotations", second, "content"),
                f"{b.id} and {a.id} lie one inside the other",
                "name the outer one in nested_in of the inner one",
            )
    else:
        yield Finding("QC507", ("quotations", second, "content"), f"the contents of {b.id} and {a.id} cross")


def _within(inner: AnnotatedQuotation, outer: AnnotatedQuotation) -> bool:
    return all(any(o.start <= i.start and i.end <= o.end for o in outer.content) for i in inner.content)


def check_attribution(checked: Annotated) -> Iterator[Finding]:
    """Items that nobody says, and continuations that are attributed anew."""
    for index, item in enumerate(checked.file.quotations):
        base: Pointer = ("quotations", index)
        if not (item.cue or item.continues or item.nested_in or NO_CUE in item.flags):
            code = "QC512" if item.kind == "direct" else "QC509"
            yield Finding(code, base, f"{item.id} has no cue and continues nothing")
        if item.continues and (item.cue or item.source):
            name = "cue" if item.cue else "source"
            yield Finding(
                "QC510",
                (*base, name),
                f"{item.id} continues {item.continues} and has a {name} of its own",
                "leave out one of the two",
            )


def check_covered(checked: Annotated) -> Iterator[Finding]:
    """A stretch that is both quoted and no quotation."""
    quoted = defaultdict(list)
    for item in checked.file.quotations:
        for span in item.quoted:
            quoted[_edges(span)].append(item.id)
    for index, span in enumerate(checked.file.not_quotes):
        if owners := quoted.get(_edges(span)):
            yield Finding(
                "QC511",
                ("not_quotes", index),
                f"the span is quoted in {owners[0]} and listed as no quotation",
            )
