"""`quotecheck_marks`: the stretches between quotation marks, as ``doc.spans["quoted"]``."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from quotecheck.pipeline.pairing import Pairing, pair_marks
from quotecheck.pipeline.teasers import find_teasers, masked
from quotecheck.pipeline.teasers import set_annotations as set_teasers

_STOPS = frozenset([",", ".", "?", "!"])
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


def with_unopened(doc: Doc, outer: list[Span], tagged: Sequence[Span]) -> list[Span]:
    """The stretches, and contents that a mark closes which opened nowhere ("The ice is thin,” Lee said")."""
    ends = {span.start for start in doc.spans[QUOTED].attrs["stray"] if (span := _closing(doc, start))}
    found = [
        Span(doc, content.start, end, label="unopened")
        for content in tagged
        for end in (content.end, content.end + 1)
        if end in ends and content.label_ == "content" and content[0].is_sent_start
    ]
    taken = {i for one in outer for i in range(one.start, one.end)} if found else set()
    own = [span for span in found if taken.isdisjoint(range(span.start, span.end))]
    return sorted([*outer, *own], key=lambda span: span.start)


def _closing(doc: Doc, start: int) -> Span | None:
    """The stray mark at a code point if it closes a sentence or a clause."""
    mark = doc.char_span(start, start + 1)
    return mark if mark is not None and mark.start and doc[mark.start - 1].text in _STOPS else None


@Language.component("quotecheck_marks", assigns=["doc.spans"])
def marks_component(doc: Doc) -> Doc:
    """Pair the quotation marks of an article, but for those in teasers."""
    text = doc.text
    teasers = find_teasers(text)
    set_teasers(doc, teasers)
    set_annotations(doc, pair_marks(masked(text, teasers)))
    return doc
