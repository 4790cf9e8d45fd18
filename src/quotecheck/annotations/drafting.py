"""Start annotation files from what the extractor found; what a person reviewed stays."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from quotecheck.annotations.native import (
    AnnotatedQuotation,
    AnnotationFile,
    ArticleRef,
    CueStretch,
    Stretch,
)
from quotecheck.annotations.scoring.match import iou
from quotecheck.models import Quotation, Report, Span

ANNOTATOR = "quotecheck"


def drafts(report: Report) -> Iterator[AnnotationFile]:
    """One unreviewed annotation file per article of a report, in its order.

    Args:
        report: What the extractor found. Articles' paths are as it has them.
    """
    quotations: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in report.quotations:
        quotations[quotation.article].append(quotation)
    utterances = {
        variant.quotation: utterance.id
        for utterance in report.utterances
        if len(utterance.variants) > 1
        for variant in utterance.variants
    }
    for article in report.articles:
        items = sorted(quotations[article.id], key=lambda item: item.content[0].start)
        numbers = {item.id: f"q{number}" for number, item in enumerate(items, 1)}
        used = {item.speaker for item in items} | {item.relayed_by for item in items}
        yield AnnotationFile(
            article=ArticleRef.model_validate(article.model_dump(exclude={"id"})),
            annotator=ANNOTATOR,
            status="unreviewed",
            speakers=tuple(speaker for speaker in report.speakers if speaker.id in used),
            quotations=tuple(_item(item, numbers, utterances.get(item.id)) for item in items),
        )


def _item(quotation: Quotation, numbers: dict[str, str], utterance: str | None) -> AnnotatedQuotation:
    cue = quotation.cue
    return AnnotatedQuotation(
        id=numbers[quotation.id],
        kind=quotation.kind,
        content=tuple(map(_stretch, quotation.content)),
        quoted=tuple(map(_stretch, quotation.quoted)),
        cue=CueStretch(start=cue.start, end=cue.end, text=cue.text, cls=cue.cls) if cue else None,
        source=_stretch(quotation.source) if quotation.source else None,
        speaker=quotation.speaker,
        relayed_by=quotation.relayed_by,
        continues=numbers.get(quotation.continues or ""),
        utterance=utterance,
        flags=quotation.flags,
        confidence=round(quotation.confidence, 3),
    )


def _stretch(span: Span) -> Stretch:
    return Stretch(start=span.start, end=span.end, text=span.text)


def merge(existing: AnnotationFile, draft: AnnotationFile) -> AnnotationFile:
    """Bring a new draft into a file: reviewed items stay as they are, unreviewed ones are replaced.

    Args:
        existing: The file as it stands.
        draft: What the extractor finds now, in the same text.

    Returns:
        The reviewed items, and the draft's items that overlap none of them, under ids that are free.
    """
    kept = [item for item in existing.quotations if (item.status or existing.status) == "reviewed"]
    free = [item for item in draft.quotations if not any(_overlap(item, other) for other in kept)]
    names = _free_ids({item.id for item in kept}, free)
    added = [
        item.model_copy(
            update={
                "id": names[item.id],
                "continues": names.get(item.continues or ""),
                "status": "unreviewed" if existing.status == "reviewed" else None,
            }
        )
        for item in free
    ]
    used = {who for item in (*kept, *added) for who in (item.speaker, item.relayed_by)}
    here = {speaker.id for speaker in existing.speakers}
    speakers = [
        speaker for speaker in existing.speakers if speaker.id in used or existing.status == "reviewed"
    ]
    speakers += [speaker for speaker in draft.speakers if speaker.id in used and speaker.id not in here]
    return existing.model_copy(update={"quotations": (*kept, *added), "speakers": tuple(speakers)})


def _overlap(one: AnnotatedQuotation, other: AnnotatedQuotation) -> bool:
    a, b = ([(span.start, span.end) for span in item.content] for item in (one, other))
    return iou(a, b) > 0


def _free_ids(taken: set[str], items: list[AnnotatedQuotation]) -> dict[str, str]:
    names: dict[str, str] = {}
    number = 0
    for item in items:
        number += 1
        while f"q{number}" in taken:
            number += 1
        names[item.id] = f"q{number}"
    return names


def relocated(file: AnnotationFile, path: str) -> AnnotationFile:
    """The file with another path to its article."""
    return file.model_copy(update={"article": file.article.model_copy(update={"path": path})})
