"""Turns of a transcript or interview: "LEE: It froze.", "Q: Did it?", or a name on a line of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from spacy.tokens import Doc, Span

from quotecheck.pipeline.conventions import Range, words
from quotecheck.pipeline.given import Given
from quotecheck.pipeline.structure import PARAGRAPHS

_NAME = r"[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|d[aei]|de\sla|v[ao]n)){0,4}(?:,\s[JS]r\b\.?)?"
_LABEL = re.compile(
    rf"[*_]{{0,2}}(?P<name>{_NAME})(?P<role>,\s[A-Z]{{4,}})?(?:\s\([^()]{{1,30}}\))?[*_]{{0,2}}\s?:[*_]{{0,2}}(?=\s|$)"
)
_ALONE = re.compile(r"[*_]{0,2}(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){1,3})[*_]{0,2}$")
_QUESTION_AND_ANSWER = frozenset({"q", "a", "question", "answer"})
_NOTE = re.compile(r"[(\[][^()\[\]]*[)\]]$")
_FEWEST_TURNS, _FEWEST_IN_FULL, _FEWEST_EACH, _LONGEST_LABEL = 4, 2, 2, 60
_BESIDE = {"byline", "caption"}


class _Head(NamedTuple):
    """Where a turn begins.

    Attributes:
        paragraph: Index of its paragraph.
        name: The name's tokens.
        behind: The first token behind the label.
        key: The name's last word in lower case.
        in_full: Whether the name is in capitals and the text has it elsewhere: "ANN LEE" for Ann Lee.
    """

    paragraph: int
    name: Range
    behind: int
    key: str
    in_full: bool


def find_turns(doc: Doc) -> list[Given]:
    """Find the turns of a document whose paragraphs are set, in order.

    Names that open paragraphs are speakers where two of them come again and take turns, and where the
    text names them in full: "Winner:" and "Loser:" head a list.
    """
    paragraphs = list(doc.spans[PARAGRAPHS])
    text = doc.text  # spaCy puts it together anew whenever it is asked for
    for pattern in (_LABEL, _ALONE):
        heads = _heads(doc, text, paragraphs, pattern)
        if _take_turns(heads):
            goes_on = pattern is _ALONE or any(_is_cast(doc, head) for head in heads)
            return _turns(doc, paragraphs, heads, goes_on)
    return []


def _heads(doc: Doc, text: str, paragraphs: Sequence[Span], pattern: re.Pattern[str]) -> list[_Head]:
    found = []
    for index, paragraph in enumerate(paragraphs):
        start = paragraph.start_char
        match = pattern.match(text[start : min(paragraph.end_char, start + _LONGEST_LABEL)])
        if match is None:
            continue
        name = doc.char_span(start + match.start("name"), start + match.end("name"))
        whole = doc.char_span(start, start + match.end())
        if name is not None and whole is not None and _may_speak(text, name):
            full = _is_full(text, name)
            found.append(_Head(index, (name.start, name.end), whole.end, name[-1].lower_, full))
    counts = Counter(head.key for head in found)
    return [h for h in found if counts[h.key] >= _FEWEST_EACH or doc[h.name[0] : h.name[1]].text.isupper()]


def _is_full(text: str, name: Span) -> bool:
    """Whether a label in capitals ends with two words that the text has as a name."""
    two = name[-2:].text
    return " " in two and two.isupper() and two.title() in text


def _may_speak(text: str, name: Span) -> bool:
    """Whether a label is a name: in capitals, of several words, or a surname that the text has in full."""
    if name.text.isupper() or name.text.lower() in _QUESTION_AND_ANSWER or len(name) > 1:
        return not any(token.is_digit for token in name)
    surname = re.escape(name.text)
    if re.search(rf"[A-Z][\w.’'-]*,?\s{surname}\b", text) is None:
        return False
    return re.search(rf"\b(?:{surname.lower()}|{surname}s)\b", text) is None


def _take_turns(heads: Sequence[_Head]) -> bool:
    """Whether at least two speak, each more than once or in full, and mostly another than before."""
    counts = Counter(head.key for head in heads)
    full = {head.key for head in heads if head.in_full}
    often = [key for key, count in counts.items() if count >= _FEWEST_EACH or key in full]
    changes = sum(one.key != other.key for one, other in pairwise(heads))
    enough = len(heads) >= (_FEWEST_IN_FULL if full else _FEWEST_TURNS)
    return len(often) > 1 and enough and 2 * changes >= len(heads) - 1


def _is_cast(doc: Doc, head: _Head) -> bool:
    """Whether a label brings a speaker on as programmes do: "ANN LEE, HOST:", "MAYOR ANN LEE:"."""
    return head.in_full or ", " in doc[head.name[0] : head.behind].text


def _turns(doc: Doc, paragraphs: Sequence[Span], heads: Sequence[_Head], goes_on: bool) -> list[Given]:
    """The turns from each head to the next, or of its paragraph alone."""
    ends = [head.paragraph for head in heads[1:]] + [len(paragraphs)]
    found = []
    for head, end in zip(heads, ends, strict=True):
        own = [(head.behind, paragraphs[head.paragraph].end)]
        if goes_on:
            own += [(p.start, p.end) for p in paragraphs[head.paragraph + 1 : end] if _is_spoken(p)]
        spoken = tuple(_without_space(doc, place) for place in own if words(doc, place))
        if spoken:
            found.append(Given(spoken, head.name))
    return found


def _is_spoken(paragraph: Span) -> bool:
    """Whether a paragraph behind a head goes on with it: no note of a sound, no furniture."""
    return paragraph.label_ not in _BESIDE and _NOTE.match(paragraph.text.strip()) is None


def _without_space(doc: Doc, place: Range) -> Range:
    start, end = place
    while start < end and doc[start].is_space:
        start += 1
    return start, end
