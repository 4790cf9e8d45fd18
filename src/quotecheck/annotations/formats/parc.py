"""PARC 3.0 XML (Pareti 2012): words with byte offsets and their roles in attributions. Import only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from quotecheck.annotations.formats.exchange import Edges, Exchange, Group
from quotecheck.errors import InputError


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    sentence: int
    roles: tuple[tuple[str, str], ...]


def read(data: bytes, name: str, path: str) -> Exchange:
    """Read a document; the text is put together from the words at their offsets.

    Raises:
        InputError: It is no PARC XML, or its words overlap.
    """
    try:
        root = ET.fromstring(data)  # noqa: S314 - expat refuses entity expansion attacks since 2.4.1
        words = sorted(_words(root))
    except (ET.ParseError, KeyError, ValueError) as error:
        raise InputError(path, f"is no PARC XML: {error}") from None
    if not words:
        raise InputError(path, "is no PARC XML: it holds no words")
    text, places = _laid_out(words, path)
    return Exchange(name, text, tuple(_groups(words, places, text)))


def _words(root: ET.Element) -> Iterator[_Word]:
    for sentence, element in enumerate(root.iter("SENTENCE")):
        for word in element.iter("WORD"):
            start, end = map(int, word.attrib["ByteCount"].split(","))
            roles = [
                (attribution.attrib["id"], role.attrib["roleValue"])
                for attribution in word.iter("attribution")
                for role in attribution.iter("attributionRole")
            ]
            yield _Word(start, end, word.attrib["text"], sentence, tuple(roles))


def _laid_out(words: list[_Word], path: str) -> tuple[str, list[Edges]]:
    """The text, and where each word stands in it: gaps become blanks, between sentences a line end."""
    pieces: list[str] = []
    places: list[Edges] = []
    length, before = 0, words[0]
    for word in words:
        if pieces and word.start < before.end:
            raise InputError(path, f"the words {before.text!r} and {word.text!r} overlap")
        gap = "\n" if pieces and word.sentence != before.sentence else " " if word.start > before.end else ""
        gap = gap if pieces else ""
        pieces += [gap, word.text]
        places.append((length + len(gap), length + len(gap) + len(word.text)))
        length, before = places[-1][1], word
    return "".join(pieces) + "\n", places


def _groups(words: list[_Word], places: list[Edges], text: str) -> Iterator[Group]:
    spans: dict[str, dict[str, list[Edges]]] = defaultdict(lambda: defaultdict(list))
    for word, (start, end) in zip(words, places, strict=True):
        for attribution, role in word.roles:
            found = spans[attribution][role]
            if found and not text[found[-1][1] : start].strip():
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
    for roles in spans.values():
        if roles["content"]:
            yield Group(tuple(roles["content"]), _around(roles["cue"]), _around(roles["source"]))


def _around(spans: list[Edges]) -> Edges | None:
    return (spans[0][0], spans[-1][1]) if spans else None
