"""Posts from social media as sites embed them: the words, then "— Name (@handle) June 3, 2018"."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.tokens import Doc

from quotecheck.pipeline.conventions import Range
from quotecheck.pipeline.structure import PARAGRAPHS

_SIGNATURE = re.compile(
    r"(?:(?<=\s)|^)[—–-]{1,2}\s*(?P<name>[^\s()—–][^()—–\n]{0,60}?)\s*\(@\w{1,30}\)"
    r"(?:\s*,?\s*[A-Z][a-z]{2,8}\.?\s\d{1,2},\s\d{4}|\s*$)"
)
_LINK = r"(?:https?://|www\.|pic\.twitter\.com/|t\.co/)\S++|@\w++"
_TAIL = re.compile(rf"(?:[\s|]++|{_LINK})*+$")
_TAGS = re.compile(r"[@#]\w++")
_LONGEST_TAIL = 400
_WORD = re.compile(r"[^\W_]")


class Post(NamedTuple):
    """An embedded post, in tokens: its words without links and handles, and the name that signs it."""

    content: Range
    name: Range


def find_posts(doc: Doc) -> list[Post]:
    """Find the embedded posts of a document whose paragraphs are set, in order."""
    if "(@" not in doc.text:
        return []
    return [
        post
        for paragraph in doc.spans[PARAGRAPHS]
        for post in _in_stretch(doc, paragraph.start_char, paragraph.end_char)
    ]


def _in_stretch(doc: Doc, start: int, end: int) -> list[Post]:
    """The posts of one paragraph: each begins where the one before it is signed."""
    found: list[Post] = []
    text = doc.text[start:end]
    at = 0
    for signature in _SIGNATURE.finditer(text):
        first, last = _own_words(text, at, signature.start())
        at = signature.end()
        if not _WORD.search(_TAGS.sub("", text[first:last])):
            continue
        places = ((first, last), signature.span("name"))
        content, name = (doc.char_span(start + a, start + b, alignment_mode="expand") for a, b in places)
        if content is not None and name is not None:
            found.append(Post((content.start, content.end), (name.start, name.end)))
    return found


def _own_words(text: str, start: int, end: int) -> tuple[int, int]:
    """A stretch without white space at its edges and without links and handles at its end."""
    while start < end and text[start].isspace():
        start += 1
    tail = _TAIL.search(text, max(start, end - _LONGEST_TAIL), end)
    return start, tail.start() if tail else end
