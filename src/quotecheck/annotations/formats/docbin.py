"""spaCy DocBin: span group `attributions`, labelled content, cue and source, linked by the spans' ids."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, DocBin, Span, SpanGroup
from spacy.vocab import Vocab

from quotecheck.annotations.formats.exchange import Edges, Exchange, Group, carried, taken_up
from quotecheck.errors import InputError

KEY, RECORD, NAME = "attributions", "quotecheck", "name"
_PIECE = re.compile(r"\w+|[^\w\s]|\s")


def write(exchanges: Sequence[Exchange]) -> bytes:
    """Write documents, cut into tokens so that every edge of a span is one of a token."""
    vocab = Vocab()
    docs = []
    for exchange in exchanges:
        doc = _doc(vocab, exchange)
        spans = []
        for number, group in enumerate(exchange.groups):
            for label, edges in _labelled(group):
                span = doc.char_span(*edges, label=label, span_id=str(number))
                assert span is not None  # noqa: S101 - tokens were cut at these edges
                spans.append(span)
        doc.spans[KEY] = SpanGroup(doc, name=KEY, spans=spans)
        doc.user_data[RECORD] = json.dumps(carried(exchange))
        doc.user_data[NAME] = exchange.name
        docs.append(doc)
    return DocBin(docs=docs, store_user_data=True).to_bytes()


def _labelled(group: Group) -> Iterator[tuple[str, Edges]]:
    yield from (("content", edges) for edges in group.content)
    if group.cue:
        yield "cue", group.cue
    if group.source:
        yield "source", group.source


def _doc(vocab: Vocab, exchange: Exchange) -> Doc:
    text = exchange.text
    spans = [edges for group in exchange.groups for _, edges in _labelled(group)]
    cuts = {found.end() for found in _PIECE.finditer(text)} | {edge for edges in spans for edge in edges}
    words, before = [], 0
    for cut in sorted(cuts - {0}):
        words.append(text[before:cut])
        before = cut
    return Doc(vocab, words=words, spaces=[False] * len(words))


def read(data: bytes, path: str) -> Iterator[Exchange]:
    """Read documents.

    Raises:
        InputError: It is no DocBin of this spaCy.
    """
    try:
        docs = list(DocBin().from_bytes(data).get_docs(Vocab()))
    except Exception as error:  # zlib, msgpack and numpy each raise their own
        raise InputError(path, f"is no DocBin of this spaCy ({type(error).__name__})") from None
    for number, doc in enumerate(docs, 1):
        record = doc.user_data.get(RECORD)
        name = str(doc.user_data.get(NAME, f"document-{number}"))
        yield taken_up(name, doc.text, _groups(doc), json.loads(record) if record else None)


def _groups(doc: Doc) -> Iterator[tuple[tuple[Edges, ...], Edges | None, Edges | None]]:
    parts: dict[str, dict[str, list[Edges]]] = defaultdict(lambda: defaultdict(list))
    spans: list[Span] = list(doc.spans[KEY]) if KEY in doc.spans else []
    for span in spans:
        parts[span.id_][span.label_].append(_edges(span))
    for found in parts.values():
        if found["content"]:
            yield tuple(found["content"]), _first(found["cue"]), _first(found["source"])


def _edges(span: Span) -> Edges:
    return span.start_char, span.end_char


def _first(spans: list[Edges]) -> Edges | None:
    return spans[0] if spans else None
