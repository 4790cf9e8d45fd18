"""Attributions made by hand for tests: the content, source and cue as they stand in a text."""

from __future__ import annotations

from typing import NamedTuple

import spacy
from spacy.tokens import Doc, Span, SpanGroup

import quotecheck.pipeline.marks
import quotecheck.pipeline.mentions
import quotecheck.pipeline.speakers
import quotecheck.pipeline.structure  # noqa: F401  (registers the components)
from quotecheck.pipeline.linking import ATTRIBUTIONS
from quotecheck.pipeline.speakers import SPEAKERS, speakers_component

NLP = spacy.blank("en")
for name in ("quotecheck_marks", "quotecheck_structure", "quotecheck_mentions"):
    NLP.add_pipe(name)


class Says(NamedTuple):
    """An attribution; each part is the first occurrence after the attribution before it, or at `at`."""

    content: str
    source: str | None
    cue: str | None
    continues: str | None = None


def _span(doc: Doc, part: str, near: int, label: str, key: str) -> Span:
    places = [i for i in range(len(doc.text)) if doc.text.startswith(part, i)]
    start = min(places, key=lambda place: abs(place - near))
    span = doc.char_span(start, start + len(part), label=label, span_id=key, alignment_mode="expand")
    assert span is not None
    return span


def attribute(text: str, *said: Says) -> Doc:
    """Run the components over a text with attributions given."""
    doc = NLP(text)
    spans, items, near = [], {}, 0
    for number, one in enumerate(said):
        key = str(number)
        near = text.index(one.content, near)
        parts = [("content", one.content, near), ("source", one.source, near + len(one.content))]
        parts += [("cue", one.cue, near + len(one.content))]
        spans += [_span(doc, part, place, label, key) for label, part, place in parts if part]
        items[key] = {"kind": "direct", "continues": one.continues, "confidence": 1.0, "flags": []}
    doc.spans[ATTRIBUTIONS] = SpanGroup(doc, name=ATTRIBUTIONS, spans=spans, attrs={"items": items})
    return speakers_component(doc)


def speakers_of(text: str, *said: Says) -> list[str | None]:
    """Names of the speakers found, None where unsure."""
    attrs = attribute(text, *said).spans[SPEAKERS].attrs
    keys = [attrs["speaker"][str(number)] for number in range(len(said))]
    return [attrs["entities"][key]["name"] if key else None for key in keys]


def speaker_of(text: str, content: str, source: str | None, cue: str | None) -> str | None:
    """The one speaker of a text with one attribution."""
    return speakers_of(text, Says(content, source, cue))[0]
