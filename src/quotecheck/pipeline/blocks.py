"""Block quotations without marks: paragraphs that the sentence before them leads up to."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Doc, Span

from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.classes import class_of
from quotecheck.pipeline.conventions import MARKS, Content, Range, minimal_cue, overlap, words
from quotecheck.pipeline.leads import find_announced, find_lead, gives_whole
from quotecheck.pipeline.reporting import is_introduced
from quotecheck.pipeline.structure import told_paragraphs

_FEWEST_WORDS, _CONFIDENCE = 4, 0.6
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|us|me)\b(?![’']?[A-Z]|\.)")
_I = re.compile(r"\b(?:I|[Mm]y|me)\b(?![’']?[A-Z]|\.)")
_SALUTATION = re.compile(
    r"(?:Dear|To\s(?:all|the|my|our|whom)|My|[Ff]ellow|(?:Good\s)?[Ff]riends|Ladies|Members|Colleagues"
    r"|M(?:r|rs|s|adam))\b[^?!:]{2,60}[,:]$"
)
_FAR, _LONGEST_LINE, _LONG = 4, 8, 30
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
    paragraphs = told_paragraphs(doc)
    for index, paragraph in enumerate(paragraphs[1:], 1):
        span = (paragraph.start, paragraph.end)
        inside = [a for a in found if span[0] <= a.start < span[1]]
        if any(overlap(span, other) for other in taken):
            block = None
            continue
        one = block.next(doc, paragraph, inside) if block else None
        if one is None and _may_be_block(doc, paragraph):
            before = _before(doc, paragraphs, index)
            one = _opened(doc, before, paragraph, inside)
            block = _Block(doc, before, paragraph, one) if one else None
        elif one is None:
            block = None
        if one is not None:
            found = [*(a for a in found if a not in inside or a.cue is not None), one]
    return found


def _before(doc: Doc, paragraphs: Sequence[Span], index: int) -> list[Span]:
    """The paragraphs before one, the nearest first, without the words that address whoever it is to."""
    before = list(reversed(paragraphs[max(0, index - _FAR) : index]))
    return before[1:] if len(before) > 1 and _SALUTATION.match(before[0].text) else before


class _Block:
    """A block quotation as far as it has been read.

    Args:
        doc: The document.
        before: The paragraphs that lead up to it, the nearest first.
        first: Its first paragraph.
        opened: What was made of that.
    """

    def __init__(self, doc: Doc, before: Sequence[Span], first: Span, opened: Attribution) -> None:
        self.whole = gives_whole(before[0].text)
        told = _MARKED.sub("", doc.text[: before[0].end_char])
        self.i = _I.search(first.text) is not None
        self.own = _FIRST_PERSON.search(told) is None and _FIRST_PERSON.search(first.text) is not None
        self.asks = first.text.endswith("?")
        self.name = _name(doc, opened.source, first)
        self.source = opened.source

    def next(self, doc: Doc, paragraph: Span, inside: Sequence[Attribution]) -> Attribution | None:
        """The paragraph as a part of the block, None where the block has ended."""
        text = _MARKED.sub("", paragraph.text)
        own = self.own and (_I if self.i and not self.whole else _FIRST_PERSON).search(text) is not None
        asks = self.asks and paragraph.text.endswith("?")
        whole = self.whole and not any(_is_told(doc, a, self.i) for a in inside)
        if not (own or asks or whole) or is_introduced(doc, paragraph.start):
            return None
        if not _may_be_block(doc, paragraph) and not (self.whole and self.own and _is_broken(paragraph)):
            return None
        if self.name and not own and re.search(rf"\b{re.escape(self.name)}\b", paragraph.text):
            return None
        one = _attribution(doc, (paragraph.start, paragraph.end))
        one.lead = self.source
        return one


def _name(doc: Doc, source: Range | None, first: Span) -> str | None:
    """The last name in a mention, by which its own words do not go on to tell of it."""
    names = [doc[i].text for i in range(*source) if doc[i].text[0].isupper()] if source else []
    return names[-1] if names and names[-1] not in first.text else None


def _is_broken(paragraph: Span) -> bool:
    """Whether a paragraph ends in the midst of a sentence, as a page's columns do."""
    broken = paragraph[-1].is_alpha and ":" not in paragraph[:_LONGEST_LINE].text
    return paragraph.label_ == "body" and broken and len(paragraph) > _LONGEST_LINE


def _is_told(doc: Doc, attribution: Attribution, mine: bool) -> bool:
    """Whether an attribution gives somebody's words as an article does: in marks, or by "said".

    Args:
        doc: The document.
        attribution: One in a paragraph.
        mine: Whether the text is in the first person, which may tell of what others said.
    """
    cue, content = attribution.cue, attribution.content
    if cue is None or attribution.source is None or content is None:
        return False
    return content.kind != "indirect" or (not mine and doc[cue[0]].lower_ == "said")


def _may_be_block(doc: Doc, block: Span) -> bool:
    """Whether a paragraph is a text of its own: sentences that do not begin with a mark or a number."""
    if block.label_ != "body" or not block.text.endswith((".", "!", "?", "…", ")", "]")):
        return False
    if block[0].text in MARKS | {"("} or len(words(doc, (block.start, block.end))) < _FEWEST_WORDS:
        return False
    return not (block[0].like_num and block[1].text in {")", "."})


def _attribution(doc: Doc, span: Range) -> Attribution:
    return Attribution([span], _CONFIDENCE, content=Content((span,), "direct"))


def _opened(
    doc: Doc, before: Sequence[Span], paragraph: Span, inside: Sequence[Attribution]
) -> Attribution | None:
    """The block that begins with a paragraph, if one before leads up to it or all of it is tagged."""
    span = (paragraph.start, paragraph.end)
    one = _attribution(doc, span)
    own = _I.search(paragraph.text) is not None or len(words(doc, span)) >= _LONG
    lead = find_lead(doc, before[0], own=own) or find_announced(doc, before)
    if lead is not None and one.content is not None:
        one.cue, one.source = lead
        one.cls = class_of(doc, one.content, minimal_cue(doc, one.cue)[1])
        return one
    return one if is_introduced(doc, paragraph.start) and _is_tagged(doc, inside, span) else None


def _is_tagged(doc: Doc, inside: Sequence[Attribution], span: Range) -> bool:
    """Whether a whole paragraph is tagged as content that has no cue in it."""
    tagged = sum(len(words(doc, piece)) for a in inside if a.cue is None for piece in a.pieces)
    return tagged == len(words(doc, span))
