"""Questions to somebody, each in a paragraph of its own without marks, and who asks them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from quotecheck.pipeline.askers import are_asked, find_asker
from quotecheck.pipeline.conventions import MARKS, Range

_TO_SOMEBODY = re.compile(r"\byour?\b", re.IGNORECASE)
_FEWEST, _FEWEST_DIRECT = 3, 2


def find_questions(doc: Doc, paragraphs: Sequence[Span]) -> tuple[list[Span], Range | None] | None:
    """The paragraphs of nothing but questions to somebody, and whose they are as far as one before says so.

    Questions that head a reporter's answers say "you" to nobody.

    Args:
        doc: A document with sentences.
        paragraphs: Those that are no items of a list found otherwise.
    """
    asked = [i for i, paragraph in enumerate(paragraphs) if _is_asked(paragraph) or _ends_asking(paragraph)]
    if not asked:
        return None
    items = [paragraphs[i] for i in asked]
    told = asker_of(doc, paragraphs[: asked[0]], items)
    return (items, told[0]) if told is not None else None


def asker_of(doc: Doc, before: Sequence[Span], items: Sequence[Span]) -> tuple[Range | None] | None:
    """Whose items are that put questions to somebody, None in the tuple where nobody is named.

    Args:
        doc: A document with sentences.
        before: The paragraphs before them.
        items: Paragraphs.

    Returns:
        None where they are no such items, or may be the writer's own. Where nobody is named more of them
        have to say "you".
    """
    asked = [item for item in items if item.text.endswith("?")]
    direct = [item for item in asked if _TO_SOMEBODY.search(item.text)]
    if len(asked) < max(_FEWEST, len(items) / 2) or len(direct) < max(_FEWEST_DIRECT, len(items) / 3):
        return None
    sentences = [sentence for paragraph in reversed(before) for sentence in reversed(sentences_of(paragraph))]
    owner = find_asker(doc, sentences)
    nobodys = len(direct) >= max(_FEWEST, len(items) / 2) and are_asked(doc, sentences)
    return (owner,) if owner is not None or nobodys else None


def sentences_of(paragraph: Span) -> list[Range]:
    """The sentences of a paragraph."""
    starts = [paragraph.start, *(t.i for t in paragraph[1:] if t.is_sent_start)]
    return list(zip(starts, [*starts[1:], paragraph.end], strict=True))


def _is_asked(paragraph: Span) -> bool:
    """Whether a paragraph is nothing but questions, without marks."""
    if paragraph.label_ != "body" or paragraph[0].text in MARKS:
        return False
    return all(paragraph.doc[end - 1].text == "?" for _, end in sentences_of(paragraph))


def _ends_asking(paragraph: Span) -> bool:
    """Whether a paragraph without marks ends with a question to somebody."""
    if paragraph.label_ != "body" or any(token.text in MARKS - {"'", "’"} for token in paragraph):
        return False
    last = sentences_of(paragraph)[-1]
    return paragraph.text.endswith("?") and _TO_SOMEBODY.search(paragraph.doc[slice(*last)].text) is not None
