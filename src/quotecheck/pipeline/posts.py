"""Posts from social media as sites embed them.

The words, then "— Name (@handle) June 3, 2018"; or a paragraph of "Name (@handle)" and the words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import pairwise

from spacy.tokens import Doc, Span

from quotecheck.pipeline.conventions import Range, token_range
from quotecheck.pipeline.given import Given
from quotecheck.pipeline.structure import PARAGRAPHS

_SIGNATURE = re.compile(
    r"(?:(?<=\s)|^)[—–-]{1,2}\s*(?P<name>[^\s()—–][^()—–\n]{0,60}?)\s*\(@\w{1,30}\)"
    r"(?:\s*,?\s*[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}|\s*$)"
)
# "Name (@handle) teaches at …" tells of somebody.
_HEADING = re.compile(r"(?P<name>[^\s()—–][^()—–\n“”\":.,]{0,60}?) \(@\w{1,30}\)[ \t]+(?=[^\sa-z—–(,;:-])")
_LINK = r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S++|@\w++"
_TAIL = re.compile(rf"(?:[\s|]++|{_LINK})*+$")
_TAGS = re.compile(r"[@#]\w++")
_LONGEST_TAIL = 400
_LONGEST_POST = 320  # characters: 280, and what links and handles stand for
_WORD = re.compile(r"[^\W_]")


def find_posts(doc: Doc) -> list[Given]:
    """Find the embedded posts of a document whose paragraphs are set, in order."""
    text = doc.text
    if "(@" not in text:
        return []
    paragraphs = list(doc.spans[PARAGRAPHS])
    parted = _parted(text, paragraphs)
    found = []
    for index, paragraph in enumerate(paragraphs):
        stretch = text[paragraph.start_char : paragraph.end_char]
        for place, (own, name) in enumerate(_signed(doc, stretch, paragraph.start_char)):
            before = (
                () if place or (own and name[0] < own[0]) else _paragraphs_before(paragraphs, index, parted)
            )
            content = (*before, *([own] if own else []))
            if content:
                found.append(Given(content, name, posted=True))
    return found


def _parted(text: str, paragraphs: Sequence[Span]) -> list[bool]:
    """Whether more line breaks than usual part each paragraph from the next."""
    breaks = [text.count("\n", one.end_char, other.start_char) for one, other in pairwise(paragraphs)]
    counts = Counter(breaks)
    usual = max(counts, key=lambda gap: (counts[gap], -gap), default=0)
    return [gap > usual for gap in breaks]


def _paragraphs_before(paragraphs: Sequence[Span], last: int, parted: Sequence[bool]) -> tuple[Range, ...]:
    """The first paragraphs of a post that is signed in a later one: more line breaks than usual part them."""
    first, end = last, paragraphs[last].start_char
    while first > 0 and parted[first - 1]:
        before = paragraphs[first - 1]
        if end - before.start_char > _LONGEST_POST or _SIGNATURE.search(before.text):
            break
        first -= 1
    return tuple((p.start, p.end) for p in paragraphs[first:last] if _WORD.search(p.text))


def _signed(doc: Doc, text: str, start: int) -> Iterator[tuple[Range | None, Range]]:
    """The posts signed in one paragraph, None where links are all; each begins where the last is signed."""
    at, tokens = 0, partial(token_range, doc, alignment_mode="expand")
    signatures = list(_SIGNATURE.finditer(text))
    heading = None if signatures else _HEADING.match(text)
    if heading:
        first, last = _own_words(text, heading.end(), len(text))
        own, name = tokens(start + first, start + last), tokens(start, start + heading.end("name"))
        if own and name and _has_words(text[first:last]):
            yield own, name
    for signature in signatures:
        first, last = _own_words(text, at, signature.start())
        at = signature.end()
        own = tokens(start + first, start + last) if _has_words(text[first:last]) else None
        name = tokens(*(start + place for place in signature.span("name")))
        if name is not None:
            yield own, name


def _has_words(text: str) -> bool:
    return _WORD.search(_TAGS.sub("", text)) is not None


def _own_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without white space at its edges and without links and handles at its end."""
    while start < end and text[start].isspace():
        start += 1
    tail = _TAIL.search(text, max(start, end - _LONGEST_TAIL), end)
    return start, tail.start() if tail else end
