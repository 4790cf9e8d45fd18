"""`quotecheck_marks`: the stretches between quotation marks, as ``doc.spans["quoted"]``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from quotecheck.pipeline.pairing import Pairing, pair_marks

QUOTED = "quoted"
"""Span group of the stretches; a span's label is its `Closing`, attrs["stray"] the stray marks' offsets."""


def find(doc: Doc) -> Pairing:
    """Pair the marks of a document's text."""
    return pair_marks(doc.text)


def set_annotations(doc: Doc, pairing: Pairing) -> None:
    """Write the stretches to ``doc.spans["quoted"]``; one that shares no whole token is left out."""
    spans: list[Span] = []
    for quoted in pairing.quoted:
        span = doc.char_span(quoted.start, quoted.end, label=quoted.closing, alignment_mode="contract")
        if span is not None:
            spans.append(span)
    doc.spans[QUOTED] = SpanGroup(doc, name=QUOTED, spans=spans, attrs={"stray": pairing.stray})


def outermost(doc: Doc) -> list[Span]:
    """The stretches between marks that lie in no other, in order."""
    found: list[Span] = []
    for span in sorted(doc.spans[QUOTED], key=lambda span: (span.start, -span.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


@Language.component("quotecheck_marks", assigns=["doc.spans"])
def marks_component(doc: Doc) -> Doc:
    """Pair the quotation marks of an article."""
    set_annotations(doc, find(doc))
    return doc
