"""`quotecheck_mentions`: names and descriptions of people and bodies, as ``doc.spans["mentions"]``."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from quotecheck.pipeline.marks import QUOTED
from quotecheck.pipeline.mentions_descriptions import Description
from quotecheck.pipeline.mentions_names import MentionKind
from quotecheck.pipeline.speakers_scene import Paragraph, Scene
from quotecheck.pipeline.structure import PARAGRAPHS, first_tokens
from quotecheck.pipeline.teasers import full_names, masked, teasers_of

MENTIONS = "mentions"
"""Span group; a span's label is its `MentionKind`, "" for a single capitalised word that tells nothing."""

_DESCRIBED: dict[str, MentionKind] = {"document": "document", "body": "organization"}


def read_scene(doc: Doc) -> Scene:
    """Take from a document what names and speakers are found by."""
    paragraphs = [Paragraph(s.start_char, s.end_char, s.label_) for s in doc.spans[PARAGRAPHS]]
    starts = [doc[first].idx for first in first_tokens(doc)] or [0]
    teasers = [(s.start_char, s.end_char) for s in teasers_of(doc)]
    text = doc.text
    return Scene(
        text=masked(text, teasers),
        full_names=full_names(text, teasers),
        paragraphs=paragraphs,
        sentences=list(zip(starts, [*starts[1:], len(text)], strict=True)),
        quoted=[(s.start_char, s.end_char) for s in doc.spans[QUOTED]],
        names=[(s.start_char, s.end_char, s.label_) for s in doc.ents],
    )


def _label(description: Description) -> MentionKind:
    if description.kind == "role" and description.plural and not description.anonymous:
        return "group"
    return _DESCRIBED.get(description.kind, "unnamed")


def find(doc: Doc) -> list[tuple[int, int, str]]:
    """Find the names and descriptions in a document, as ``(start, end, label)`` in code points."""
    scene = read_scene(doc)
    named = [(m.start, m.end, m.kind or "") for m in scene.mentions]
    inside = {place for start, end, _ in named for place in range(start, end)}
    described = [(d.start, d.end, _label(d)) for d in scene.descriptions if d.end - 1 not in inside]
    return sorted({*named, *described})


def set_annotations(doc: Doc, found: Sequence[tuple[int, int, str]]) -> None:
    """Write ``doc.spans["mentions"]``."""
    spans: list[Span] = []
    for start, end, label in found:
        span = doc.char_span(start, end, label=label, alignment_mode="contract")
        if span is not None:
            spans.append(span)
    doc.spans[MENTIONS] = SpanGroup(doc, name=MENTIONS, spans=spans)


@Language.component("quotecheck_mentions", requires=["doc.spans"], assigns=["doc.spans"])
def mentions_component(doc: Doc) -> Doc:
    """Mark who is named or described in an article."""
    set_annotations(doc, find(doc))
    return doc
