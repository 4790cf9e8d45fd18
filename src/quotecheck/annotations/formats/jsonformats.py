"""Formats in JSON: Citron, Prodigy and spaCy JSONL, doccano, Label Studio, W3C Web Annotation."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotecheck.annotations.formats.exchange import (
    Edges,
    Exchange,
    Group,
    Link,
    Mark,
    Record,
    carried,
    groups_from,
    marks_and_links,
    taken_up,
)
from quotecheck.annotations.offsets import Unit, from_unit, in_unit

_TOKEN = re.compile(r"\w+|[^\w\s]|[\n\r]+")
META = "quotecheck"
"""Key under which a format's own metadata hold what its spans do not say."""


def _span(edges: Edges, text: str) -> Record:
    return {"start": edges[0], "end": edges[1], "text": text[edges[0] : edges[1]]}


def write_citron(exchange: Exchange) -> Record:
    """A Citron document: text and quotes; offsets count code points."""
    text = exchange.text
    quotes = [
        {
            "cue": _span(group.cue, text) if group.cue else None,
            "sources": [_span(group.source, text)] if group.source else [],
            "contents": [_span(span, text) for span in group.content],
            **({"id": group.rest["id"]} if "id" in group.rest else {}),
            **({"confidence": group.rest["confidence"]} if "confidence" in group.rest else {}),
        }
        for group in exchange.groups
    ]
    return {"text": text, "quotes": quotes}


def read_citron(record: Record, name: str) -> Exchange:
    """A Citron document."""
    groups = []
    for quote in record["quotes"]:
        content = tuple((span["start"], span["end"]) for span in quote["contents"])
        sources = [(span["start"], span["end"]) for span in quote.get("sources") or []]
        cue = quote.get("cue")
        rest = {key: quote[key] for key in ("id", "confidence") if quote.get(key) is not None}
        if content:
            groups.append(
                Group(
                    content,
                    (cue["start"], cue["end"]) if cue else None,
                    sources[0] if sources else None,
                    rest,
                )
            )
    return Exchange(name, record["text"], tuple(groups))


def write_prodigy(exchange: Exchange) -> Record:
    """A Prodigy task for `rel.manual` and `spans.manual`; offsets count code points."""
    marks, links = marks_and_links(exchange.groups)
    spans = {
        mark.id: {"id": mark.id, "start": mark.start, "end": mark.end, "label": mark.label} for mark in marks
    }
    relations = [
        {"head_span": spans[link.source], "child_span": spans[link.target], "label": link.label}
        for link in links
    ]
    meta = {"name": exchange.name, META: carried(exchange)}
    return {"text": exchange.text, "spans": list(spans.values()), "relations": relations, "meta": meta}


def read_prodigy(record: Record, name: str) -> Exchange:
    """A Prodigy task; relations repeat their spans, told apart by id or by place."""
    spans = record.get("spans") or []
    marks = [Mark(i, span["label"], span["start"], span["end"]) for i, span in enumerate(spans)]
    places = {_name(span): i for i, span in enumerate(spans)}
    links = [
        Link(places[_name(relation["head_span"])], places[_name(relation["child_span"])], relation["label"])
        for relation in record.get("relations") or []
    ]
    meta = record.get("meta") or {}
    return taken_up(meta.get("name", name), record["text"], groups_from(marks, links), meta.get(META))


def _name(span: Record) -> tuple[object, ...]:
    return span.get("id"), span["label"], span["start"], span["end"]


def write_doccano(exchange: Exchange) -> Record:
    """A doccano record with relations; offsets count code points."""
    marks, links = marks_and_links(exchange.groups)
    return {
        "text": exchange.text,
        "entities": [
            {"id": mark.id, "label": mark.label, "start_offset": mark.start, "end_offset": mark.end}
            for mark in marks
        ],
        "relations": [
            {"id": i, "from_id": link.source, "to_id": link.target, "type": link.label}
            for i, link in enumerate(links, 1)
        ],
        "name": exchange.name,
        META: carried(exchange),
    }


def read_doccano(record: Record, name: str) -> Exchange:
    """A doccano record."""
    marks = [
        Mark(entity["id"], entity["label"], entity["start_offset"], entity["end_offset"])
        for entity in record.get("entities") or []
    ]
    links = [
        Link(relation["from_id"], relation["to_id"], relation["type"])
        for relation in record.get("relations") or []
    ]
    return taken_up(record.get("name", name), record["text"], groups_from(marks, links), record.get(META))


_LABEL_STUDIO: Unit = "UTF-16 units"


def write_label_studio(exchange: Exchange) -> Record:
    """A Label Studio task with one annotation; offsets count UTF-16 units, as its editor does."""
    marks, links = marks_and_links(exchange.groups)
    offsets = in_unit(exchange.text, _LABEL_STUDIO)
    result: list[Record] = [
        {
            "id": f"m{mark.id}",
            "type": "labels",
            "from_name": "label",
            "to_name": "text",
            "value": {
                "start": offsets[mark.start],
                "end": offsets[mark.end],
                "text": exchange.text[mark.start : mark.end],
                "labels": [mark.label],
            },
        }
        for mark in marks
    ]
    result += [
        {
            "type": "relation",
            "from_id": f"m{link.source}",
            "to_id": f"m{link.target}",
            "direction": "right",
            "labels": [link.label],
        }
        for link in links
    ]
    data = {"text": exchange.text, "name": exchange.name, META: carried(exchange)}
    return {"data": data, "annotations": [{"result": result}]}


def read_label_studio(record: Record, name: str) -> Exchange:
    """A Label Studio task; of several annotations the first that was not cancelled."""
    data = record["data"]
    table = from_unit(data["text"], _LABEL_STUDIO)
    wanted = [found for found in record.get("annotations") or [] if not found.get("was_cancelled")]
    result = wanted[0]["result"] if wanted else []
    ids: dict[str, int] = {}
    marks, links = [], []
    for region in result:
        if region["type"] == "labels":
            ids[region["id"]] = len(ids) + 1
            value = region["value"]
            start, end = table[value["start"]], table[value["end"]]
            marks.append(Mark(ids[region["id"]], value["labels"][0], start, end))
    for region in result:
        if region["type"] == "relation" and {region["from_id"], region["to_id"]} <= ids.keys():
            links.append(
                Link(ids[region["from_id"]], ids[region["to_id"]], (region.get("labels") or ["part"])[0])
            )
    return taken_up(data.get("name", name), data["text"], groups_from(marks, links), data.get(META))


_CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_OWN_TERMS = {META: {"@id": "urn:quotecheck:record", "@type": "@json"}, "text": "urn:quotecheck:text"}
_AROUND = 32


def write_web_annotation(exchange: Exchange) -> Record:
    """A W3C Web Annotation collection: an annotation per span, by position in code points and by quote."""
    marks, links = marks_and_links(exchange.groups)
    parts = {link.source: link for link in links}
    items = []
    for mark in marks:
        body = [{"type": "TextualBody", "purpose": "tagging", "value": mark.label}]
        if link := parts.get(mark.id):
            purpose = {
                "type": "SpecificResource",
                "purpose": "linking",
                "source": f"#m{link.target}",
                "value": link.label,
            }
            body.append(purpose)
        target = {"source": exchange.name, "selector": _selectors(mark, exchange.text)}
        items.append({"type": "Annotation", "id": f"#m{mark.id}", "body": body, "target": target})
    page = {"type": "AnnotationPage", "items": items}
    return {
        "@context": [_CONTEXT, _OWN_TERMS],
        "type": "AnnotationCollection",
        "label": exchange.name,
        "total": len(items),
        "first": page,
        "text": exchange.text,
        META: carried(exchange),
    }


def _selectors(mark: Mark, text: str) -> list[Record]:
    quote = {
        "type": "TextQuoteSelector",
        "exact": text[mark.start : mark.end],
        "prefix": text[max(0, mark.start - _AROUND) : mark.start],
        "suffix": text[mark.end : mark.end + _AROUND],
    }
    return [{"type": "TextPositionSelector", "start": mark.start, "end": mark.end}, quote]


def read_web_annotation(record: Record, name: str) -> Exchange:
    """A W3C Web Annotation collection whose page is at hand."""
    marks, links = [], []
    for item in record["first"]["items"]:
        number = int(item["id"].removeprefix("#m"))
        for body in item["body"]:
            if body["purpose"] == "linking":
                links.append(Link(number, int(body["source"].removeprefix("#m")), body["value"]))
            else:
                label = body["value"]
        position = next(s for s in item["target"]["selector"] if s["type"] == "TextPositionSelector")
        marks.append(Mark(number, label, position["start"], position["end"]))
    return taken_up(record.get("label", name), record["text"], groups_from(marks, links), record.get(META))


def schema_org(exchange: Exchange) -> Record:
    """Quotations as schema.org knows them, for search engines and fact-checkers; cannot be read back."""
    article = exchange.rest.get("article") or {}
    work = {
        "@type": "NewsArticle",
        "headline": article.get("title"),
        "url": article.get("url"),
        "datePublished": article.get("published"),
        "publisher": _named("Organization", article.get("outlet")),
    }
    speakers = {speaker["id"]: speaker for speaker in exchange.rest.get("speakers", [])}
    graph = [_quotation(group, exchange.text, speakers, _present(work)) for group in exchange.groups]
    return {"@context": "https://schema.org", "@graph": graph}


def _quotation(group: Group, text: str, speakers: dict[str, Record], work: Record) -> Record:
    speaker = speakers.get(group.rest.get("speaker", ""))
    kind = "Person" if speaker and speaker["kind"] in ("person", "unnamed") else "Organization"
    return _present(
        {
            "@type": "Quotation",
            "text": " ".join(text[start:end] for start, end in group.content),
            "spokenByCharacter": _named(kind, speaker["name"] if speaker else None),
            "isPartOf": work,
        }
    )


def _named(kind: str, name: str | None) -> Record | None:
    return {"@type": kind, "name": name} if name else None


def _present(record: Record) -> Record:
    return {key: value for key, value in record.items() if value is not None}


def conll(exchange: Exchange) -> str:
    """CoNLL columns: word, and per role a BIO tag; a blank line ends a paragraph. Cannot be read back."""
    tags: dict[str, dict[int, int]] = {"content": {}, "cue": {}, "source": {}}
    marks, _ = marks_and_links(exchange.groups)
    for mark in marks:
        tags[mark.label] |= dict.fromkeys(range(mark.start, mark.end), mark.id)
    lines = [f"-DOCSTART-\t{exchange.name}", ""]
    before: dict[str, int] = {}
    for start, word in _words(exchange.text):
        if not word:
            lines.append("")
            before = {}
            continue
        now = {role: found[start] for role, found in tags.items() if start in found}
        columns = [
            f"{'I' if before.get(role) == now[role] else 'B'}-{role}" if role in now else "O" for role in tags
        ]
        lines.append("\t".join((word, *columns)))
        before = now
    return "\n".join(lines).rstrip("\n") + "\n\n"


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Words and single signs with their place; an empty word at each line end."""
    for found in _TOKEN.finditer(text):
        yield found.start(), "" if found[0].isspace() else found[0]
