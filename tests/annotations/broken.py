"""Broken files, one phenomenon each: (phenomenon, how it is broken, (code, what stands at the place) …)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from quotecheck.annotations.offsets import Unit, in_unit
from tests.annotations.samples import ARTICLE, cue, dumps, item, span

Record = dict[str, Any]
CHANGED = ARTICLE.replace("40", "50")


class Broken(NamedTuple):
    """One broken file: what is done to the record or to its text, and what must be found where."""

    phenomenon: str
    expected: tuple[tuple[str, str], ...]
    change: Callable[[Record], None] | None = None
    replace: tuple[str, str] | None = None
    article: str | None = ARTICLE


def at(*path: str | int, value: Any) -> Callable[[Record], None]:
    """Put a value into a record."""

    def change(record: Record) -> None:
        holder: Any = record
        for step in path[:-1]:
            holder = holder[step]
        if value is GONE:
            del holder[path[-1]]
        else:
            holder[path[-1]] = value

    return change


def both(*changes: Callable[[Record], None]) -> Callable[[Record], None]:
    """Several changes, one after the other."""

    def change(record: Record) -> None:
        for single in changes:
            single(record)

    return change


def quotation(index: int, field: str, value: Any) -> Callable[[Record], None]:
    """Change one field of a quotation."""
    return at("quotations", index, field, value=value)


def shift(found: Record, by: int, till: int | None = None, text: str | None = None) -> Record:
    """A span with other edges, and with what stands there or the text given."""
    start, end = found["start"] + by, found["end"] + (by if till is None else till)
    more = {key: value for key, value in found.items() if key not in ("start", "end", "text")}
    return {"start": start, "end": end, "text": ARTICLE[start:end] if text is None else text, **more}


def counted(unit: Unit, text: str = ARTICLE) -> Callable[[Record], None]:
    """Count all offsets of a record in another unit."""
    table = in_unit(text, unit)

    def convert(value: Any) -> None:
        if isinstance(value, dict):
            if "start" in value:
                value["start"], value["end"] = table[value["start"]], table[value["end"]]
            for inner in value.values():
                convert(inner)
        elif isinstance(value, list):
            for inner in value:
                convert(inner)

    return convert


GONE: Any = object()
SAID, LUND, DAWN = span("said", **cue("say")), span("Mayor Ida Lund"), span("We begin at dawn,")
WAITS, SLEEPS = span("Nobody waits."), span("And nobody sleeps,")
LATE, PLAN = span("absurd and late"), span("the plan “absurd and late”")
REEFS, NEVER, TIME = span("the reefs would die"), span("They never were,"), span("work was on time")
OVERRUNS = span("it had hidden “cost overruns” in a paper titled “Stone by Stone.”")
LATE_MARKS = shift(LATE, -1, 1)
CRLF = ARTICLE.replace("\n", "\r\n")
SELF: Record = {
    "id": "ida-lund",
    "name": "Ida Lund",
    "kind": "person",
    "description": "mayor",
    "aliases": ["Lund"],
}
TWIN: Record = {"id": "lund", "name": "Mayor Ida LUND", "kind": "person", "description": None, "aliases": []}
SILENT: Record = {"id": "bo-ek", "name": "Bo Ek", "kind": "person", "description": None, "aliases": []}
OUT = {"start": 5_000, "end": 5_017, "text": DAWN["text"]}
NOWHERE = {"start": 5_000, "end": 5_004, "text": "nope"}
BARE = {"start": DAWN["start"], "end": DAWN["end"]}
SPACED = shift(LUND, -1, 0)
TWICE = {"start": 0, "end": 4, "text": "Lund"}
STRAIGHT = {**span("‘Stop now.’"), "text": "'Stop now.'"}

CROSSING = item("q11", "indirect", [span("told us that the reefs")], [], cue=span("called"))

BROKEN: tuple[Broken, ...] = (
    # the file
    Broken("comma too many", (("QC102", "]"),), replace=('"annotator": "ann",', '"annotator": "ann",]')),
    Broken("merge conflict", (("QC102", "<<<<"),), replace=('  "annotator"', '<<<<<<< HEAD\n  "annotator"')),
    Broken("value missing", (("QC102", ': "reviewed"'),), replace=('"ann",', "")),
    Broken("raw line end in a string", (("QC102", "\n"),), replace=('"ann"', '"an\nn"')),
    Broken("not a number", (("QC102", "{"),), replace=('"status": "reviewed"', '"status": NaN')),
    Broken("key given twice", (("QC103", "{"),), replace=('"id": "q1",', '"id": "q1", "id": "q1",')),
    Broken("misspelled field", (("QC104", "null"),), replace=('"speaker": null', '"speker": null'), change=quotation(6, "speaker", None)),
    Broken("unknown field of the file", (("QC104", '"red"'),), change=at("colour", value="red")),
    Broken("unknown field of a span", (("QC104", '"x"'),), change=quotation(0, "source", {**LUND, "note": "x"})),
    Broken("kind missing", (("QC105", "{"),), change=quotation(0, "kind", GONE)),
    Broken("end missing", (("QC105", '{"start"'),), change=quotation(3, "source", {"start": 3})),
    Broken("checksum missing", (("QC105", "{"),), change=at("article", "sha256", value=GONE)),
    Broken("unknown kind", (("QC106", '"verbatim"'),), change=quotation(0, "kind", "verbatim")),
    Broken("unknown cue class", (("QC106", '"sing"'),), change=quotation(0, "cue", {**SAID, "class": "sing"})),
    Broken("unknown reason", (("QC106", '"joke"'),), change=at("not_quotes", 0, "reason", value="joke")),
    Broken("offset as text", (("QC106", '"5"'),), change=quotation(0, "source", {**LUND, "start": "5"})),
    Broken("fractional offset", (("QC106", "5.5"),), change=quotation(0, "source", {**LUND, "start": 5.5})),
    Broken("negative offset", (("QC106", "-5"),), change=quotation(0, "source", {**LUND, "start": -5})),
    Broken("no content", (("QC106", "[]"),), change=quotation(0, "content", [])),
    Broken("empty id", (("QC106", '""'),), change=quotation(0, "id", "")),
    Broken("date that does not exist", (("QC106", '"2024-13-01"'),), change=at("article", "published", value="2024-13-01")),
    Broken("checksum of another kind", (("QC106", '"abc"'),), change=at("article", "sha256", value="abc")),
    Broken("another version", (("QC107", '"quotecheck-annotations/9"'),), change=at("format", value="quotecheck-annotations/9")),
    Broken("format missing", (("QC107", "{"),), change=at("format", value=GONE)),
    # the article
    Broken("article missing", (("QC201", '"harbour.md"'),), article=None),
    Broken("article empty", (("QC202", '"harbour.md"'),), article=""),
    Broken("article changed beside the spans", (("QC203", '"'),), article=CHANGED),
    Broken("outlet's title changed", (("QC204", '"Another'),), change=at("article", "title", value="Another title")),
    Broken("date differs", (("QC204", '"2024-05-02"'),), change=at("article", "published", value="2024-05-02")),
    # offsets
    Broken("out of range, occurs once", (("QC301", dumps(OUT)),), change=quotation(0, "content", [OUT, WAITS])),
    Broken("out of range, occurs nowhere", (("QC301", dumps(NOWHERE)),), change=quotation(0, "source", NOWHERE)),
    Broken("ends before it starts", (("QC302", '{"start": 9'),), change=quotation(0, "source", {"start": 9, "end": 3, "text": ""})),
    Broken("empty span", (("QC302", '{"start": 9'),), change=quotation(0, "source", {"start": 9, "end": 9, "text": ""})),
    Broken("off by one", (("QC303", '{"start"'),), change=quotation(0, "source", {**shift(LUND, 1), "text": LUND["text"]})),
    Broken("text retyped with straight marks", (("QC303", dumps(STRAIGHT)),), change=quotation(3, "source", STRAIGHT)),
    Broken("text that occurs twice", (("QC303", dumps(TWICE)),), change=quotation(1, "source", TWICE)),
    Broken("UTF-16 units after an emoji", (("QC304", '{"start"'),), change=counted("UTF-16 units")),
    Broken("bytes", (("QC305", '{"start"'),), change=counted("bytes")),
    Broken("text left out", (("QC307", dumps(BARE)),), change=quotation(0, "content", [BARE, WAITS])),
    # edges
    Broken("starts inside a word", (("QC401", '{"start"'),), change=quotation(0, "source", shift(LUND, 1, 0))),
    Broken("ends inside a word", (("QC401", '{"start"'),), change=quotation(0, "cue", shift(SAID, 0, -1))),
    Broken("space before", (("QC402", dumps(SPACED)),), change=quotation(0, "source", SPACED)),
    Broken("space after", (("QC402", '{"start"'),), change=quotation(0, "source", shift(LUND, 0, 1))),
    Broken("quoted with its marks", (("QC403", dumps(LATE_MARKS)),), change=quotation(2, "quoted", [LATE_MARKS])),
    Broken("no quotation with its marks", (("QC403", '{"start"'),), change=at("not_quotes", 0, value=shift(span("cost overruns", reason="scare"), -1, 1))),
    Broken("closing mark left out", (("QC404", '{"start"'),), change=quotation(2, "content", [shift(PLAN, 0, -1)])),
    Broken("introducing that", (("QC405", '{"start"'),), change=quotation(3, "content", [shift(REEFS, -5, 0)])),
    Broken("final full stop", (("QC406", '{"start"'),), change=quotation(3, "content", [shift(REEFS, 0, 1)])),
    # items
    Broken("id taken", (("QC501", '"q1"'),), change=quotation(2, "id", "q1")),
    Broken("speaker's id taken", (("QC501", '"ida-lund"'),), change=lambda record: record["speakers"].append(SELF)),
    Broken("quotation copied", (("QC502", "{"),), change=lambda record: record["quotations"].append({**record["quotations"][3], "id": "q11"})),
    Broken("not_quotes entry copied", (("QC502", '{"start"'),), change=lambda record: record["not_quotes"].append(record["not_quotes"][0])),
    Broken("content out of order", (("QC503", "["),), change=quotation(0, "content", [WAITS, DAWN])),
    Broken("cue in content", (("QC504", '{"start"'),), change=quotation(3, "cue", span("die"))),
    Broken("source in content", (("QC505", '{"start"'),), change=quotation(3, "source", span("the reefs"))),
    Broken("quoted outside content", (("QC506", dumps(SLEEPS)),), change=quotation(2, "quoted", [SLEEPS, LATE])),
    Broken("contents cross", (("QC507", "["),), change=lambda record: record["quotations"].append(CROSSING)),
    Broken("inside without saying so", (("QC508", "["), ("QC512", "{")), change=quotation(6, "nested_in", None)),
    Broken("nobody says it, between marks", (("QC512", "{"),), change=quotation(8, "flags", [])),
    Broken("nobody says it", (("QC509", "{"),), change=quotation(3, "cue", None)),
    Broken("continuation with a cue", (("QC510", '{"start"'),), change=quotation(7, "continues", "q9")),
    Broken("quoted and not", (("QC511", '{"start"'),), change=lambda record: record["not_quotes"].append({**LATE, "reason": "term"})),
    # links and speakers
    Broken("continues nothing that is there", (("QC601", '"q77"'),), change=quotation(8, "continues", "q77")),
    Broken("nested in nothing", (("QC601", '"q0"'), ("QC508", "[")), change=quotation(6, "nested_in", "q0")),
    Broken("continues itself", (("QC602", '"q9"'),), change=quotation(8, "continues", "q9")),
    Broken("two continue each other", (("QC602", '"q8"'), ("QC602", '"q9"'), ("QC603", '"q8"')), change=both(quotation(8, "continues", "q8"), quotation(7, "continues", "q9"), quotation(7, "cue", None), quotation(7, "source", None))),
    Broken("continues a later item", (("QC603", '"q8"'),), change=quotation(8, "continues", "q8")),
    Broken("continuation by somebody else", (("QC604", '"per-holm"'),), change=both(quotation(7, "continues", "q9"), quotation(7, "cue", None), quotation(7, "source", None), quotation(7, "speaker", "per-holm"))),
    Broken("speaker not introduced", (("QC605", '"ida-lundt"'),), change=quotation(0, "speaker", "ida-lundt")),
    Broken("relays itself", (("QC606", '"panel"'), ("QC607", '{"id": "jon-aas"')), change=quotation(9, "relayed_by", "panel")),
    Broken("speaker without a word", (("QC607", '{"id": "bo-ek"'),), change=lambda record: record["speakers"].append(SILENT)),
    Broken("two ids of one speaker", (("QC608", '"Mayor Ida LUND"'),), change=both(lambda record: record["speakers"].append(TWIN), quotation(0, "speaker", "lund"))),
    Broken("utterance of one member", (("QC610", '"dwan"'),), change=quotation(0, "utterance", "dwan")),
    Broken("utterance by two speakers", (("QC609", '"dawn"'),), change=both(quotation(0, "utterance", "dawn"), quotation(2, "utterance", "dawn"))),
    # kinds and marks
    Broken("direct without marks", (("QC708", '"direct"'),), change=quotation(3, "kind", "direct")),
    Broken("direct, its marks forgotten", (("QC708", '"direct"'),), change=quotation(1, "quoted", [])),
    Broken("direct beyond its marks", (("QC701", '"direct"'), ("QC403", '{"start"')), change=quotation(2, "kind", "direct")),
    Broken("indirect with marks", (("QC702", '"indirect"'),), change=quotation(2, "kind", "indirect")),
    Broken("mixed without marks", (("QC703", '"mixed"'),), change=quotation(3, "kind", "mixed")),
    Broken("mixed all in marks", (("QC704", '"mixed"'),), change=quotation(1, "kind", "mixed")),
    Broken("marks forgotten", (("QC705", "["),), change=at("not_quotes", value=[span("cost overruns", reason="scare")])),
    Broken("quoted without marks", (("QC707", '{"start"'),), change=lambda record: record["not_quotes"].append(span("breakwater", reason="title"))),
)  # fmt: skip
