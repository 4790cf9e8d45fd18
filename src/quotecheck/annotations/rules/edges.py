"""QC4xx: spans that begin or end in the wrong place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from quotecheck.annotations.native import AnnotatedQuotation
from quotecheck.annotations.rules.context import Annotated, Edit, Finding, MarkedStretch, Place, quoted_words

_INTRODUCING = re.compile(r"that\s+(?!(?:of|is|was|has|had|will|would|can|could|may|might|should)\b)")
_ABBREVIATION = re.compile(r"(?:\b(?:[A-Za-z]\.)+|\b(?:Inc|Corp|Co|Ltd|Jr|Sr|St|No|etc|vs|a\.m|p\.m)\.)$")


def _moved(place: Place, start: int, end: int, text: str) -> tuple[Edit, ...]:
    """Edits that give a stretch other edges; none where nothing would be left."""
    if start >= end:
        return ()
    values: dict[str, int | str] = {"start": start, "end": end}
    if place.stretch.text is not None:
        values["text"] = text[start:end]
    return tuple(((*place.pointer, key), value) for key, value in values.items())


def check_words(checked: Annotated) -> Iterator[Finding]:
    """Edges inside a word or inside a character with its combining marks."""
    for place, text in checked.sound_places("content", "quoted", "cue", "source", "not_quote"):
        for side, edge in (("starts", place.stretch.start), ("ends", place.stretch.end)):
            if _inside_word(text, edge):
                around = text[max(0, edge - 12) : edge] + "|" + text[edge : edge + 12]
                yield Finding("QC401", place.pointer, f"the {place.role} {side} inside a word: {around!r}")


def _inside_word(text: str, edge: int) -> bool:
    if not 0 < edge < len(text):
        return False
    before, after = text[edge - 1], text[edge]
    if after.isascii():
        return after.isalnum() and before.isalnum()
    combining = unicodedata.category(after).startswith("M") or "\u200d" in (before, after)
    return combining or (before.isalnum() and after.isalnum())


def check_space(checked: Annotated) -> Iterator[Finding]:
    """White space at an edge."""
    for place, text in checked.sound_places("content", "quoted", "cue", "source", "not_quote"):
        words = text[place.stretch.start : place.stretch.end]
        if words != words.strip():
            start = place.stretch.start + len(words) - len(words.lstrip())
            edits = _moved(place, start, start + len(words.strip()), text)
            hint = None if edits else "there is nothing else in it: remove it"
            yield Finding("QC402", place.pointer, f"the {place.role} has white space at an edge", hint, edits)


def check_marks_outside(checked: Annotated) -> Iterator[Finding]:
    """Direct content, `quoted` and `not_quotes` that take their own marks in."""
    for place, text in checked.sound_places("content", "quoted", "not_quote"):
        if place.role == "content" and not _between_marks(checked.quotation(place)):
            continue
        start, end = place.stretch.start, place.stretch.end
        for marked in checked.marked:
            if marked.level == 0 or place.role == "not_quote":
                start = marked.start if start == marked.outer_start else start
                end = marked.end if end == marked.outer_end > marked.end else end
        if (start, end) != (place.stretch.start, place.stretch.end):
            edits = _moved(place, start, end, text)
            yield Finding(
                "QC403", place.pointer, f"the {place.role} takes its marks in", "leave them outside", edits
            )


def _between_marks(item: AnnotatedQuotation) -> bool:
    """Whether an item's content should lie between marks; a post that is set off has none of its own."""
    return item.kind == "direct" and bool(item.quoted)


def check_balance(checked: Annotated) -> Iterator[Finding]:
    """Content that holds one mark of a pair."""
    for place, text in checked.sound_places("content"):
        for marked in checked.marked:
            if marked.closed and _splits(place, marked):
                words = quoted_words(text[marked.outer_start : marked.outer_end])
                yield Finding("QC404", place.pointer, f"the content takes in one mark of the pair {words}")


def _splits(place: Place, marked: MarkedStretch) -> bool:
    """Whether a stretch holds one of the two marks and not the other."""
    start, end = place.stretch.start, place.stretch.end
    opening = start <= marked.outer_start < end
    closing = start < marked.outer_end <= end
    return opening != closing


def check_reported_clause(checked: Annotated) -> Iterator[Finding]:
    """Reported clauses with an introducing "that" or the sentence's full stop."""
    for place, text in checked.sound_places("content"):
        if checked.quotation(place).kind == "direct":
            continue
        start, end = place.stretch.start, place.stretch.end
        if place.pointer[-1] == 0 and (that := _INTRODUCING.match(text, start, end)):
            edits = _moved(place, that.end(), end, text)
            yield Finding("QC405", place.pointer, "the content begins with “that”", "begin after it", edits)
        elif _full_stop(text, start, end) and not _said(checked.marked, end):
            edits = _moved(place, start, end - 1, text)
            yield Finding(
                "QC406",
                place.pointer,
                "the content takes in the sentence's full stop",
                "end before it",
                edits,
            )


def _said(marked: list[MarkedStretch], end: int) -> bool:
    """Whether the last character stands between marks: then the full stop is the speaker's."""
    return any(stretch.start < end <= stretch.end for stretch in marked)


def _full_stop(text: str, start: int, end: int) -> bool:
    return text[end - 1] == "." and text[end - 2 : end] != ".." and not _ABBREVIATION.search(text, start, end)
