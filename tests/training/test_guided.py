"""Labels from articles annotated by the guidelines."""

from __future__ import annotations

from typing import Any

import pytest
from spacy.tokens import Doc, Span, SpanGroup
from training.guided import labels

from quotecheck.annotations.native import AnnotationFile
from quotecheck.pipeline.linking import ATTRIBUTIONS
from quotecheck.pipeline.roles import ROLES
from quotecheck.pipeline.tokenizer import blank_english

SAID = "The mayor has said that the bridge is safe for lorries."
HOPED = "The mayor hopes that the bridge is safe for lorries."
CLAUSE = "the bridge is safe for lorries"
Parts = dict[str, str]

ROWS: list[tuple[str, str, Parts, Parts | None, Parts | None, set[tuple[str, str]]]] = [
    (
        "found as annotated: the tagged edges stay",
        SAID,
        {"source": "The mayor", "cue": "has said", "content": f"that {CLAUSE}"},
        {"source": "The mayor", "cue": "said", "content": CLAUSE, "class": "say"},
        {"source": "The mayor", "cue": "said", "content": CLAUSE},
        {("source", "The mayor"), ("cue", "has said"), ("content", f"that {CLAUSE}")},
    ),
    (
        "cut short: the annotated clause, with its conjunction",
        SAID,
        {"source": "The mayor", "cue": "has said", "content": "that the bridge is safe"},
        {"source": "The mayor", "cue": "said", "content": "the bridge is safe", "class": "say"},
        {"source": "The mayor", "cue": "said", "content": CLAUSE},
        {("source", "The mayor"), ("cue", "has said"), ("content", f"that {CLAUSE}")},
    ),
    (
        "not found: all as annotated",
        SAID,
        {},
        None,
        {"source": "The mayor", "cue": "said", "content": CLAUSE},
        {("source", "The mayor"), ("cue", "said"), ("content", f"that {CLAUSE}")},
    ),
    (
        "wrongly found: nothing",
        SAID,
        {"source": "The mayor", "cue": "has said", "content": f"that {CLAUSE}"},
        {"source": "The mayor", "cue": "said", "content": CLAUSE, "class": "say"},
        None,
        set(),
    ),
    (
        "an attitude that nobody annotates: as tagged",
        HOPED,
        {"source": "The mayor", "cue": "hopes", "content": f"that {CLAUSE}"},
        {"source": "The mayor", "cue": "hopes", "content": CLAUSE, "class": "attitude"},
        None,
        {("source", "The mayor"), ("cue", "hopes"), ("content", f"that {CLAUSE}")},
    ),
]


@pytest.mark.parametrize(
    ("text", "tagged", "found", "gold", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_labels(
    text: str, tagged: Parts, found: Parts | None, gold: Parts | None, expected: set[tuple[str, str]]
) -> None:
    marked = labels(document(text, tagged, found), annotated(text, gold))
    assert {(role, text[start:end]) for start, end, role in marked} == expected


def document(text: str, tagged: Parts, found: Parts | None) -> Doc:
    doc = blank_english()(text)
    doc.spans[ROLES] = [part(doc, words, role, "") for role, words in tagged.items()]
    parts = [(role, words) for role, words in (found or {}).items() if role != "class"]
    items = {"0": {"class": found["class"]}} if found else {}
    spans = [part(doc, words, role, "0") for role, words in parts]
    doc.spans[ATTRIBUTIONS] = SpanGroup(doc, name=ATTRIBUTIONS, spans=spans, attrs={"items": items})
    return doc


def part(doc: Doc, words: str, role: str, key: str) -> Span:
    start = doc.text.index(words)
    span = doc.char_span(start, start + len(words))
    assert span is not None
    return Span(doc, span.start, span.end, label=role, span_id=key)


def annotated(text: str, gold: Parts | None) -> AnnotationFile:
    quotations = []
    if gold:
        stretch: dict[str, Any] = {
            role: {"start": text.index(words), "end": text.index(words) + len(words)}
            for role, words in gold.items()
        }
        stretch["content"] = [stretch["content"]]
        quotations.append({"id": "q1", "kind": "indirect", **stretch})
    article = {"path": "a.txt", "sha256": "0" * 64}
    return AnnotationFile.model_validate({"article": article, "quotations": quotations})
