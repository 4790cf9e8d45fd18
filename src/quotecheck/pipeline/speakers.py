"""`quotecheck_speakers`: who speaks in each attribution, as ``doc.spans["speakers"]``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from quotecheck.lexicon.names import slug
from quotecheck.pipeline.linking import ATTRIBUTIONS
from quotecheck.pipeline.mentions import read_scene
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_relay import find_relays
from quotecheck.pipeline.speakers_resolve import AMBIGUOUS, Resolver
from quotecheck.pipeline.speakers_scene import Attribution, Range

SPEAKERS = "speakers"
"""Span group of the mentions of those who speak or relay; a span's id is the entity's.

attrs["entities"]: {entity id: {name, kind, description, aliases}}; attrs["speaker"] and
attrs["relayed_by"]: {attribution id: entity id or None}; attrs["flags"]: {attribution id: [flag]}.
"""

Found = dict[str, Any]


def read_attributions(doc: Doc) -> list[Attribution]:
    """The attributions of a document, as ranges of code points."""
    group = doc.spans[ATTRIBUTIONS]
    parts: dict[str, dict[str, list[Range]]] = defaultdict(lambda: defaultdict(list))
    for span in group:
        parts[span.id_][span.label_].append((span.start_char, span.end_char))
    items: dict[str, dict[str, Any]] = group.attrs["items"]
    return [
        Attribution(
            id=key,
            kind=items[key]["kind"],
            source=next(iter(ranges["source"]), None),
            cue=next(iter(ranges["cue"]), None),
            content=tuple(sorted(ranges["content"])),
            relay=next(iter(ranges["relay"]), None),
            lead=next(iter(ranges["lead"]), None),
            continues=items[key]["continues"],
            cls=items[key].get("class", "say"),
        )
        for key, ranges in parts.items()
        if ranges["content"]
    ]


def _ids(entities: Sequence[Entity]) -> dict[int, str]:
    """A readable id for each entity, by the object's identity."""
    ids: dict[int, str] = {}
    for entity in entities:
        base = name = slug(entity.name)
        number = 1
        while name in ids.values():
            number += 1
            name = f"{base}-{number}"
        ids[id(entity)] = name
    return ids


def find(doc: Doc) -> Found:
    """Find who speaks and who relays in each attribution of a document."""
    attributions = read_attributions(doc)
    if not attributions:
        return {"places": [], "entities": {}, "speaker": {}, "relayed_by": {}, "flags": {}}
    resolver = Resolver(read_scene(doc))
    done = resolver.resolve(attributions)
    relays = find_relays(resolver, attributions)
    speaking = [done[a.id].entity for a in attributions] + list(relays.values())
    entities = {id(entity): entity for entity in speaking if entity is not None}
    ids = _ids(list(entities.values()))
    return {
        "places": [(*place, ids[key]) for key, entity in entities.items() for place in entity.places],
        "entities": {ids[key]: _facts(entity) for key, entity in entities.items()},
        "speaker": {key: ids[id(r.entity)] if r.entity else None for key, r in done.items()},
        "relayed_by": {key: ids[id(entity)] for key, entity in relays.items()},
        "flags": {key: [AMBIGUOUS] for key, r in done.items() if r.doubtful},
    }


def _facts(entity: Entity) -> dict[str, Any]:
    aliases = sorted(alias for alias in entity.aliases if alias != entity.name)
    return {"name": entity.name, "kind": entity.kind, "description": entity.description, "aliases": aliases}


def set_annotations(doc: Doc, found: Found) -> None:
    """Write ``doc.spans["speakers"]``."""
    spans: list[Span] = []
    for start, end, key in sorted(set(found["places"])):
        span = doc.char_span(start, end, span_id=key, alignment_mode="contract")
        if span is not None:
            spans.append(span)
    attrs = {name: value for name, value in found.items() if name != "places"}
    doc.spans[SPEAKERS] = SpanGroup(doc, name=SPEAKERS, spans=spans, attrs=attrs)


@Language.component("quotecheck_speakers", requires=["doc.spans"], assigns=["doc.spans"])
def speakers_component(doc: Doc) -> Doc:
    """Find who speaks in each attribution of an article."""
    set_annotations(doc, find(doc))
    return doc
