"""`quotecheck_structure`: paragraphs as ``doc.spans["paragraphs"]``, and quote-aware sentences."""

from __future__ import annotations

from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from quotecheck.pipeline.layout import ParagraphKind, classify
from quotecheck.pipeline.paragraphs import paragraphs

PARAGRAPHS = "paragraphs"
"""Span group of the paragraphs; a span's label is its `ParagraphKind`."""

_TERMINALS = frozenset(".!?…")
_CLOSERS = frozenset("”\"’')]»") | {"''", "’’"}
_OPENERS = frozenset("“‘([«") | {"``", "‘‘"}


class Paragraph(NamedTuple):
    """A paragraph's token range and kind."""

    start: int
    end: int
    kind: ParagraphKind


def find(doc: Doc) -> list[Paragraph]:
    """Find the paragraphs of a document."""
    spans = [doc.char_span(start, end, alignment_mode="expand") for start, end in paragraphs(doc.text)]
    found = [span for span in spans if span is not None]
    kinds = classify([span.text for span in found])
    return [Paragraph(span.start, span.end, kind) for span, kind in zip(found, kinds, strict=True)]


def _ends_sentence(token: Token) -> bool:
    text = token.text
    return text[-1] in _TERMINALS and (len(set(text)) == 1 or text in {"?!", "!?"})


def _begins_sentence(token: Token) -> bool:
    """Whether a token may begin a sentence: not in lower case, and not punctuation that goes on."""
    return (
        token.text in _OPENERS
        or token.text[0] in "“\"‘'"
        or token.text[0].isupper()
        or token.text[0].isdigit()
    )


def sentence_starts(doc: Doc, paragraph: Paragraph) -> set[int]:
    """First tokens of a paragraph's sentences.

    A closing mark belongs to the sentence before it, and a sentence does not end between a quoted
    question and the lower-case words that report it.
    """
    starts = {paragraph.start}
    index = paragraph.start
    while index < paragraph.end - 1:
        if not _ends_sentence(doc[index]):
            index += 1
            continue
        index += 1
        while index < paragraph.end and (doc[index].text in _CLOSERS or doc[index].is_space):
            if doc[index].text in {'"', "'", "''"} and doc[index - 1].whitespace_:
                break  # a straight mark after a space opens the next sentence
            index += 1
        if index < paragraph.end and _begins_sentence(doc[index]):
            starts.add(index)
    return starts


def set_annotations(doc: Doc, found: list[Paragraph]) -> None:
    """Write ``doc.spans["paragraphs"]`` and the sentence boundaries."""
    spans = [Span(doc, p.start, p.end, label=p.kind) for p in found]
    doc.spans[PARAGRAPHS] = SpanGroup(doc, name=PARAGRAPHS, spans=spans)
    starts = {0}.union(*(sentence_starts(doc, p) for p in found)) if found else {0}
    for token in doc:
        token.is_sent_start = token.i in starts


@Language.component("quotecheck_structure", assigns=["doc.spans", "token.is_sent_start"])
def structure_component(doc: Doc) -> Doc:
    """Mark the paragraphs and sentences of an article."""
    set_annotations(doc, find(doc))
    return doc
