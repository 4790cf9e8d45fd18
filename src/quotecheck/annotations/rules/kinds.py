"""QC7xx: kinds and marks that contradict each other, and marks that nobody accounted for."""

from __future__ import annotations

from collections.abc import Iterator

from quotecheck.annotations.native import AnnotatedQuotation, Stretch
from quotecheck.annotations.rules.context import Annotated, Finding, MarkedStretch, quoted_words


def check_kinds(checked: Annotated) -> Iterator[Finding]:
    """Kinds that the marks contradict."""
    for index, item in checked.trusted:
        if problem := _contradiction(item):
            code, message, hint = problem
            yield Finding(code, ("quotations", index, "kind"), f"{item.id} {message}", hint)


def _contradiction(item: AnnotatedQuotation) -> tuple[str, str, str] | None:
    bare = sum(span.end - span.start for span in item.content) - _covered(item)
    if item.kind == "indirect" and item.quoted:
        return "QC702", "is indirect and has quoted stretches", "mixed"
    if item.kind == "mixed" and not item.quoted and not item.nested_in:
        return "QC703", "is mixed and has no quoted stretch", "indirect, or list the stretches"
    if item.kind == "direct" and not item.quoted and not item.nested_in:
        return "QC708", "is direct and has no quoted stretch", "list what stands between marks under quoted"
    if item.kind == "direct" and item.quoted and bare > 0:
        return "QC701", f"is direct, but {bare} characters of its content are not quoted", "mixed"
    if item.kind == "mixed" and item.quoted and bare <= 0:
        return "QC704", "is mixed, but all of its content is quoted", "direct"
    return None


def _covered(item: AnnotatedQuotation) -> int:
    """How many characters of the content are quoted; marks inside marks count once."""
    outer: list[Stretch] = []
    for span in sorted(item.quoted, key=lambda span: (span.start, -span.end)):
        if not outer or span.start >= outer[-1].end:
            outer.append(span)
    pairs = ((span, quoted) for span in item.content for quoted in outer)
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a, b in pairs)


def check_accounted(checked: Annotated) -> Iterator[Finding]:
    """Stretches between marks that are neither quoted nor listed as no quotation."""
    text = checked.text
    if text is None or len(checked.sound) < len(checked.places):
        return
    taken = [place.stretch for place, _ in checked.sound_places("quoted", "not_quote")]
    taken += [span for item in checked.file.quotations if _is_set_off(item) for span in item.content]
    for marked in checked.marked:
        if not any(span.start < marked.end and marked.start < span.end for span in taken):
            code = "QC706" if marked.single else "QC705"
            line = text.count("\n", 0, marked.start) + 1
            words = quoted_words(text[marked.start : marked.end])
            yield Finding(
                code,
                ("quotations",),
                f"{words} at {marked.start}-{marked.end} (line {line} of the article) stands between marks",
                "annotate it, or list it under not_quotes",
            )


def _is_set_off(item: AnnotatedQuotation) -> bool:
    """Whether an item is direct without marks around it: all in it is the speaker's, marks too."""
    return item.kind == "direct" and not item.quoted and not item.nested_in


def check_marked(checked: Annotated) -> Iterator[Finding]:
    """Stretches said to be between marks that are not."""
    for place, text in checked.sound_places("quoted", "not_quote"):
        span = place.stretch
        if not any(_inside(span.start, span.end, marked) for marked in checked.marked):
            words = quoted_words(text[span.start : span.end])
            yield Finding("QC707", place.pointer, f"{words} does not stand between marks")


def _inside(start: int, end: int, marked: MarkedStretch) -> bool:
    """Whether a span lies in a stretch; one without its closing mark may be read to end earlier or later."""
    return (
        marked.outer_start <= start and (end <= marked.outer_end or not marked.closed) and start < marked.end
    )
