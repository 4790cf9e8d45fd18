"""QC3xx: offsets that do not lead to the text that stands beside them."""

from __future__ import annotations

from collections.abc import Iterator

from quotecheck.annotations.jsontext import Pointer
from quotecheck.annotations.native import Stretch
from quotecheck.annotations.offsets import Unit, from_unit
from quotecheck.annotations.rules.context import Annotated, Edit, Finding, Place, holds, quoted_words

_UNITS: tuple[tuple[str, Unit, str], ...] = (
    ("QC304", "UTF-16 units", "UTF-16 units, as JavaScript, Java and C# count"),
    ("QC305", "bytes", "bytes of UTF-8"),
    ("QC306", "line ends as one", "a line end of two characters (CRLF) as one"),
)
# Same length on both sides, so that offsets into the copy are offsets into the text.
_ALIKE = str.maketrans("“”„«»‘’‚`\u00a0\u2002\u2003\u2009\u202f\t\n\r–—", '"""""' + "''''" + " " * 8 + "--")


def check_spans(checked: Annotated) -> Iterator[Finding]:
    """Empty and reversed spans, and lengths that cannot be right whatever the article says."""
    for place in checked.places:
        span = place.stretch
        if span.start >= span.end:
            what = "is empty" if span.start == span.end else "ends before it starts"
            yield Finding("QC302", place.pointer, f"the span {span.start}-{span.end} {what}")
        elif checked.text is None and span.text is not None and len(span.text) != span.end - span.start:
            length = span.end - span.start
            yield Finding(
                "QC303",
                place.pointer,
                f"the span is {length} characters long, its text {len(span.text)}",
            )


def check_offsets(checked: Annotated) -> Iterator[Finding]:
    """Offsets out of range, text that is not the slice, offsets in another unit."""
    text = checked.text
    if text is None:
        return
    wrong = [
        place
        for place in checked.places
        if place.stretch.start < place.stretch.end and not holds(place.stretch, text)
    ]
    if wrong and (finding := _other_unit(checked, wrong, text)):
        yield finding
        return
    for place in wrong:
        yield _displaced(place, text)


def _other_unit(checked: Annotated, wrong: list[Place], text: str) -> Finding | None:
    """One finding for the whole file, if another unit explains all that is wrong."""
    if all(place.stretch.text is None for place in wrong):
        return None
    for code, unit, words in _UNITS:
        table = from_unit(text, unit)
        moved = [(place, _convert(place.stretch, table)) for place in checked.places]
        if all(span is not None and holds(span, text) for _, span in moved):
            edits = [edit for place, span in moved if span for edit in _edits(place.pointer, span)]
            count = f"{len(wrong)} span{'s are' if len(wrong) > 1 else ' is'}"
            return Finding(
                code,
                wrong[0].pointer,
                f"offsets count {words}; {count} off by that",
                "count Unicode code points",
                tuple(edits),
            )
    return None


def _convert(span: Stretch, table: dict[int, int]) -> Stretch | None:
    start, end = table.get(span.start), table.get(span.end)
    return None if start is None or end is None else Stretch(start=start, end=end, text=span.text)


def _edits(pointer: Pointer, span: Stretch) -> list[Edit]:
    edits: list[Edit] = [((*pointer, "start"), span.start), ((*pointer, "end"), span.end)]
    return [*edits, ((*pointer, "text"), span.text)] if span.text is not None else edits


def _displaced(place: Place, text: str) -> Finding:
    span = place.stretch
    if span.end > len(text):
        code, message = "QC301", f"{span.start}-{span.end} is out of range: the text ends at {len(text)}"
    else:
        code, message = "QC303", f"{span.start}-{span.end} reads {quoted_words(text[span.start : span.end])}"
    if span.text is None:
        return Finding(code, place.pointer, message)
    found = _occurrences(span.text, text)
    if not found:
        return Finding(
            code, place.pointer, message, f"{quoted_words(span.text)} occurs nowhere in the article"
        )
    nearest = min(found, key=lambda start: abs(start - span.start))
    end = nearest + len(span.text)
    edits = tuple(_edits(place.pointer, Stretch(start=nearest, end=end, text=text[nearest:end])))
    hint = f"{quoted_words(text[nearest:end])} stands at {nearest}-{end}"
    if len(found) > 1:
        return Finding(code, place.pointer, message, f"{hint}, the nearest of {len(found)} places")
    return Finding(code, place.pointer, message, hint, edits)


def _occurrences(words: str, text: str) -> list[int]:
    """Where words stand: exactly so, else with other marks, blanks or dashes."""
    for needle, hay in ((words, text), (words.translate(_ALIKE), text.translate(_ALIKE))):
        starts, start = [], hay.find(needle)
        while start >= 0 and needle:
            starts.append(start)
            start = hay.find(needle, start + 1)
        if starts:
            return starts
    return []


def check_text_beside(checked: Annotated) -> Iterator[Finding]:
    """Spans without text in a file that otherwise gives it."""
    bare = [place for place in checked.places if place.stretch.text is None]
    if len(bare) == len(checked.places):
        return
    for place in bare:
        yield Finding("QC307", place.pointer, "the span has no text beside it; the file's others have")
