"""`quotecheck_marks`: the stretches between quotation marks, as ``doc.spans["quoted"]``."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from quotecheck.pipeline.pairing import Pairing, pair_marks
from quotecheck.pipeline.teasers import find_teasers, masked
from quotecheck.pipeline.teasers import set_annotations as set_teasers

QUOTED = "quoted"
"""Span group of the stretches; a span's label is its `Closing`, attrs["stray"] the stray marks' offsets."""


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
    """Pair the quotation marks of an article, but for those in teasers."""
    text = doc.text
    teasers = find_teasers(text)
    set_teasers(doc, teasers)
    set_annotations(doc, pair_marks(masked(text, teasers)))
    return doc
