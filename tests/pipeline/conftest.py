from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Span, SpanGroup

from quotecheck.pipeline.roles import ROLES
from quotecheck.pipeline.tokenizer import blank_english

_TAG = re.compile(r"\{(source|cue|content|name):([^{}]*)\}")


@pytest.fixture(scope="session")
def tagged() -> Callable[[str], Doc]:
    """Make a document from a text with roles and names: ``{source:Mr. Lee} {cue:said}``, ``{name:Ann}``."""
    nlp = blank_english()
    nlp.add_pipe("quotecheck_marks")
    nlp.add_pipe("quotecheck_structure")

    def make(marked: str) -> Doc:
        text, roles = "", []
        at = 0
        for match in _TAG.finditer(marked):
            text += marked[at : match.start()]
            roles.append((match[1], len(text), len(text) + len(match[2])))
            text += match[2]
            at = match.end()
        doc = nlp(text + marked[at:])
        spans: list[Span] = []
        names: list[Span] = []
        for label, start, end in roles:
            span = doc.char_span(start, end, label=label)
            assert span is not None, f"{doc.text[start:end]!r} does not end at tokens"
            (names if label == "name" else spans).append(span)
        doc.set_ents(names)
        doc.spans[ROLES] = SpanGroup(doc, name=ROLES, spans=spans, attrs={"scores": [0.9] * len(spans)})
        return doc

    return make
