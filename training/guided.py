"""Articles annotated by the project's guidelines, as labels for a tagger that knows PolNeAR's conventions.

Where the pipeline makes of the tagged spans what the annotators marked, the spans stay as they are; else the
annotators' take their place. Beliefs and plans, which the guidelines leave out, stay as tagged. So the tagger
learns what it got wrong and keeps the edges that the pipeline's conventions start from.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from quotecheck.annotations.native import AnnotatedQuotation, AnnotationFile
from quotecheck.learning.examples import Marked
from quotecheck.pipeline.conventions import overlap
from quotecheck.pipeline.linking import ATTRIBUTIONS
from quotecheck.pipeline.roles import ROLES

Offsets = tuple[int, int]
Letters = frozenset[int]

_SAME, _MOST_BESIDE = 0.95, 0.3
_INTRODUCING = "that "


@dataclass(frozen=True)
class Item:
    """One attribution of the pipeline.

    Attributes:
        content: Its stretches.
        beside: Its cue, source and relay.
        attitude: Whether it is left out as no speech.
    """

    content: tuple[Offsets, ...]
    beside: tuple[Offsets, ...]
    attitude: bool


def labels(doc: Doc, file: AnnotationFile) -> list[Marked]:
    """What the tagger is to mark in an annotated article.

    Args:
        doc: The article, with what the pipeline tagged and linked.
        file: Its annotations; items within others do not count.
    """
    tagged = [(span.start_char, span.end_char, span.label_) for span in doc.spans[ROLES]]
    found = items(doc)
    gold = [item for item in file.quotations if item.nested_in is None]
    marked: set[Marked] = set()
    for item in gold:
        marked.update(_contents(doc.text, item, tagged, found))
        marked.update(_parts(item, tagged))
    marked.update(_left(tagged, found, [stretch for item in gold for stretch in offsets(item)], marked))
    return sorted(marked)


def items(doc: Doc) -> list[Item]:
    """The attributions that the pipeline made."""
    group = doc.spans[ATTRIBUTIONS]
    parts: dict[str, dict[bool, list[Offsets]]] = defaultdict(lambda: {True: [], False: []})
    for span in group:
        parts[span.id_][span.label_ == "content"].append((span.start_char, span.end_char))
    return [
        Item(tuple(part[True]), tuple(part[False]), group.attrs["items"][key]["class"] == "attitude")
        for key, part in parts.items()
    ]


def offsets(item: AnnotatedQuotation) -> list[Offsets]:
    """The stretches of an annotated content."""
    return [(stretch.start, stretch.end) for stretch in item.content]


def _contents(
    text: str, item: AnnotatedQuotation, tagged: Sequence[Marked], found: Sequence[Item]
) -> list[Marked]:
    """The tagged contents that come out as annotated, else the annotated ones with their "that"."""
    wanted = offsets(item)
    gold = letters(text, wanted)
    mine = [span for span in tagged if span[2] == "content" and _touches(span, wanted)]
    covered = letters(text, [span[:2] for span in mine])
    as_wanted = any(_iou(letters(text, one.content), gold) >= _SAME for one in found)
    covers = len(gold & covered) >= _SAME * len(gold) and len(covered - gold) <= _MOST_BESIDE * len(gold)
    if as_wanted and covers:
        return mine
    introduced = 0 if item.kind == "direct" else len(_INTRODUCING)
    return [
        (start - introduced * text.endswith(_INTRODUCING, 0, start), end, "content") for start, end in wanted
    ]


def _parts(item: AnnotatedQuotation, tagged: Sequence[Marked]) -> list[Marked]:
    """Cue and source, with the tagged edges where they were found."""
    chosen = []
    for role, stretch in (("cue", item.cue), ("source", item.source)):
        if stretch is not None:
            wanted = (stretch.start, stretch.end)
            same = [span for span in tagged if span[2] == role and overlap(span[:2], wanted)]
            chosen.append(max(same, key=lambda span: overlap(span[:2], wanted), default=(*wanted, role)))
    return chosen


def _left(
    tagged: Sequence[Marked], found: Sequence[Item], gold: Sequence[Offsets], marked: set[Marked]
) -> list[Marked]:
    """Tagged spans that have nothing to do with a quotation, annotated or wrongly found."""
    attitudes = [one for one in found if one.attitude and not any(_touches(c, gold) for c in one.content)]
    others = [one for one in found if one not in attitudes]
    wrong = [stretch for one in others if not one.attitude for stretch in one.content]
    beside = [stretch for one in others for stretch in one.beside]
    kept = [stretch for one in attitudes for stretch in (*one.content, *one.beside)]
    return [
        span
        for span in tagged
        if span not in marked
        and not _touches(span, gold)
        and (not _touches(span, wrong if span[2] == "content" else beside) or _touches(span, kept))
    ]


def letters(text: str, stretches: Iterable[Offsets]) -> Letters:
    """Places of the letters and digits in stretches of a text."""
    return frozenset(i for start, end in stretches for i in range(start, end) if text[i].isalnum())


def _iou(one: Letters, other: Letters) -> float:
    return len(one & other) / max(1, len(one | other))


def _touches(one: Offsets | Marked, others: Iterable[Offsets]) -> bool:
    return any(overlap(one[:2], other) for other in others)
