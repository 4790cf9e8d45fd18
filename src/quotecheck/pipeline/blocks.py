"""Block quotations without marks: paragraphs that the sentence before them leads up to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc, Span

from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.classes import class_of
from quotecheck.pipeline.conventions import MARKS, Content, Range, minimal_cue, overlap, words
from quotecheck.pipeline.leads import find_lead
from quotecheck.pipeline.reporting import is_introduced
from quotecheck.pipeline.structure import PARAGRAPHS

_FEWEST_WORDS, _CONFIDENCE = 4, 0.6
_WHOLE = re.compile(
    r"\b(?:full|entire|complete)\b[^.]*$|\bin\s+full\b|\bin\s+its\s+entirety\b|\bbelow\W*$", re.I
)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b(?![’']?[A-Z]|\.)")
_MARKED = re.compile(r"“[^”]*”|\"[^\"]*\"")


def set_off(doc: Doc, found: list[Attribution], taken: Sequence[Range]) -> list[Attribution]:
    """Add block quotations: paragraphs that a sentence leads up to, or that are tagged as a whole.

    A block goes on where a text is given in full, where it and the next paragraph are in the first person
    as the article before is not, and from question to question, as in a list.

    Args:
        doc: The document.
        found: The attributions found so far.
        taken: Stretches that are given to somebody by their layout.

    Returns:
        The attributions with those, without what was tagged of them.
    """
    block: _Block | None = None
    for before, paragraph in pairwise(doc.spans[PARAGRAPHS]):
        span = (paragraph.start, paragraph.end)
        inside = [a for a in found if span[0] <= a.start < span[1]]
        if not _may_be_block(doc, paragraph) or any(overlap(span, other) for other in taken):
            block = None
            continue
        one = block.next(doc, paragraph, inside) if block else None
        if one is None:
            one = _opened(doc, before, paragraph, inside)
            block = _Block(doc, before, paragraph) if one else None
        if one is not None:
            found = [*(a for a in found if a not in inside or a.cue is not None), one]
    return found


class _Block:
    """A block quotation as far as it has been read.

    Args:
        doc: The document.
        before: The paragraph that leads up to it.
        first: Its first paragraph.
    """

    def __init__(self, doc: Doc, before: Span, first: Span) -> None:
        self.whole = _WHOLE.search(before.text) is not None
        told = _MARKED.sub("", doc.text[: before.end_char])
        self.own = _FIRST_PERSON.search(told) is None and _FIRST_PERSON.search(first.text) is not None
        self.asks = first.text.endswith("?")

    def next(self, doc: Doc, paragraph: Span, inside: Sequence[Attribution]) -> Attribution | None:
        """The paragraph as a part of the block, None where the block has ended."""
        own = self.own and _FIRST_PERSON.search(_MARKED.sub("", paragraph.text)) is not None
        asks = self.asks and paragraph.text.endswith("?")
        whole = self.whole and not any(map(_is_told, inside))
        if not (own or asks or whole) or is_introduced(doc, paragraph.start):
            return None
        return _attribution(doc, (paragraph.start, paragraph.end))


def _is_told(attribution: Attribution) -> bool:
    """Whether an attribution gives somebody's words in marks, as an article does and a statement seldom."""
    told = attribution.cue is not None and attribution.source is not None
    return told and attribution.content is not None and attribution.content.kind != "indirect"


def _may_be_block(doc: Doc, block: Span) -> bool:
    """Whether a paragraph is a text of its own: sentences that do not begin with a mark or a number."""
    if block.label_ != "body" or not block.text.endswith((".", "!", "?", "…", ")", "]")):
        return False
    if block[0].text in MARKS | {"("} or len(words(doc, (block.start, block.end))) < _FEWEST_WORDS:
        return False
    return not (block[0].like_num and block[1].text in {")", "."})


def _attribution(doc: Doc, span: Range) -> Attribution:
    return Attribution([span], _CONFIDENCE, content=Content((span,), "direct"))


def _opened(doc: Doc, before: Span, paragraph: Span, inside: Sequence[Attribution]) -> Attribution | None:
    """The block that begins with a paragraph, if the one before leads up to it or all of it is tagged."""
    span = (paragraph.start, paragraph.end)
    one = _attribution(doc, span)
    lead = find_lead(doc, before)
    if lead is not None and one.content is not None:
        one.cue, one.source = lead
        one.cls = class_of(doc, one.content, minimal_cue(doc, one.cue)[1])
        return one
    return one if is_introduced(doc, paragraph.start) and _is_tagged(doc, inside, span) else None


def _is_tagged(doc: Doc, inside: Sequence[Attribution], span: Range) -> bool:
    """Whether a whole paragraph is tagged as content that has no cue in it."""
    tagged = sum(len(words(doc, piece)) for a in inside if a.cue is None for piece in a.pieces)
    return tagged == len(words(doc, span))
