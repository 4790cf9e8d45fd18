"""`quotecheck_structure`: paragraphs as ``doc.spans["paragraphs"]``, and quote-aware sentences."""

from __future__ import annotations

import re
from typing import NamedTuple

import numpy as np
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup, Token

from quotecheck.pipeline.layout import ParagraphKind, classify
from quotecheck.pipeline.paragraphs import paragraphs
from quotecheck.pipeline.teasers import tokens_of

PARAGRAPHS = "paragraphs"
"""Span group of the paragraphs; a span's label is its `ParagraphKind`."""

_FURNITURE = frozenset(["byline", "caption"])
_TERMINAL = re.compile(r"[.!?…]")
_TERMINAL_TOKEN = re.compile(r"\.+|!+|\?+|…+|\?!|!\?")
_CLOSERS = frozenset("”\"’')]»") | {"''", "’’"}
_OPENERS = frozenset("“‘([«") | {"``", "‘‘"}


class Paragraph(NamedTuple):
    """A paragraph's token range and kind."""

    start: int
    end: int
    kind: ParagraphKind


def find(doc: Doc) -> list[Paragraph]:
    """Find the paragraphs of a document."""
    text = doc.text
    spans = paragraphs(text)
    kinds = classify([text[start:end] for start, end in spans])
    offsets = doc.to_array("IDX")
    firsts = np.searchsorted(offsets, [start for start, _ in spans], side="right") - 1
    ends = np.searchsorted(offsets, [end for _, end in spans], side="left")
    return [
        Paragraph(int(start), int(end), kind) for start, end, kind in zip(firsts, ends, kinds, strict=True)
    ]


def _sentence_ends(doc: Doc) -> list[int]:
    """Tokens that are nothing but a run of one sentence-final mark, in order."""
    offsets = doc.to_array("IDX")
    places = [match.start() for match in _TERMINAL.finditer(doc.text)]
    at = np.searchsorted(offsets, places, side="right") - 1
    return [i for i in dict.fromkeys(map(int, at)) if _TERMINAL_TOKEN.fullmatch(doc[i].text)]


def _begins_sentence(token: Token) -> bool:
    """Whether a token may begin a sentence: not in lower case, and not punctuation that goes on."""
    return (
        token.text in _OPENERS
        or token.text[0] in "“\"‘'"
        or token.text[0].isupper()
        or token.text[0].isdigit()
    )


def sentence_starts(doc: Doc, found: list[Paragraph]) -> set[int]:
    """First tokens of all sentences.

    A closing mark belongs to the sentence before it, and a sentence does not end between a quoted
    question and the lower-case words that report it.
    """
    starts = {0, *(paragraph.start for paragraph in found)}
    for end in _sentence_ends(doc):
        index = end + 1
        while index < len(doc) and (doc[index].text in _CLOSERS or doc[index].is_space):
            if doc[index].text in {'"', "'", "''"} and doc[index - 1].whitespace_:
                break  # a straight mark after a space opens the next sentence
            index += 1
        if index < len(doc) and _begins_sentence(doc[index]):
            starts.add(index)
    return starts - tokens_of(doc)


def set_annotations(doc: Doc, found: list[Paragraph]) -> None:
    """Write ``doc.spans["paragraphs"]`` and the sentence boundaries."""
    spans = [Span(doc, p.start, p.end, label=p.kind) for p in found]
    doc.spans[PARAGRAPHS] = SpanGroup(doc, name=PARAGRAPHS, spans=spans)
    is_start = np.isin(np.arange(len(doc)), list(sentence_starts(doc, found)))
    column = np.where(is_start, 1, -1).astype(np.uint64).reshape(-1, 1)
    doc.from_array(["SENT_START"], column)  # type: ignore[arg-type]


def told_paragraphs(doc: Doc) -> list[Span]:
    """The paragraphs of a document but its bylines and captions, which stand between others anywhere."""
    return [paragraph for paragraph in doc.spans[PARAGRAPHS] if paragraph.label_ not in _FURNITURE]


def first_tokens(doc: Doc) -> list[int]:
    """Where the sentences of a document begin, without going through its tokens one by one."""
    found: list[int] = np.flatnonzero(doc.to_array("SENT_START") == 1).tolist()
    return found


@Language.component("quotecheck_structure", assigns=["doc.spans", "token.is_sent_start"])
def structure_component(doc: Doc) -> Doc:
    """Mark the paragraphs and sentences of an article."""
    set_annotations(doc, find(doc))
    return doc
