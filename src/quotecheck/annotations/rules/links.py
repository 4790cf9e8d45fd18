"""QC6xx: links between items, speakers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from quotecheck.annotations.names import same_name
from quotecheck.annotations.native import AnnotatedQuotation
from quotecheck.annotations.rules.context import Annotated, Finding


def check_links(checked: Annotated) -> Iterator[Finding]:
    """Links that lead nowhere, to the item itself, or round in a circle."""
    items = {item.id: item for item in checked.file.quotations}
    for index, item in enumerate(checked.file.quotations):
        for field in ("continues", "nested_in"):
            target = getattr(item, field)
            pointer = ("quotations", index, field)
            if target is not None and target not in items:
                yield Finding("QC601", pointer, f"{field} of {item.id} names {target!r}, which is not there")
            elif target is not None and _circular(item, field, items):
                yield Finding("QC602", pointer, f"{field} of {item.id} leads back to it")


def _circular(item: AnnotatedQuotation, field: str, items: dict[str, AnnotatedQuotation]) -> bool:
    seen: set[str] = set()
    target = getattr(item, field)
    while target in items and target not in seen:
        if target == item.id:
            return True
        seen.add(target)
        target = getattr(items[target], field)
    return False


def check_continuations(checked: Annotated) -> Iterator[Finding]:
    """Continuations that come first or that somebody else says."""
    items = {item.id: item for item in checked.file.quotations}
    for index, item in enumerate(checked.file.quotations):
        before = items.get(item.continues or "")
        if before is None or before is item:
            continue
        if before.content[0].start > item.content[0].start:
            yield Finding(
                "QC603",
                ("quotations", index, "continues"),
                f"{item.id} continues {before.id}, which comes after it",
            )
        if item.speaker != before.speaker:
            yield Finding(
                "QC604",
                ("quotations", index, "speaker"),
                f"{item.id} continues {before.id}, but {before.id} is by {before.speaker}",
            )


def check_speakers(checked: Annotated) -> Iterator[Finding]:
    """Speakers that nobody introduced, that nobody names, or that pass on their own words."""
    here = {speaker.id for speaker in checked.file.speakers}
    known = here | {speaker.id for speaker in checked.known}
    used: set[str | None] = set()
    for index, item in enumerate(checked.file.quotations):
        for field, speaker in (("speaker", item.speaker), ("relayed_by", item.relayed_by)):
            used.add(speaker)
            if speaker is not None and speaker not in known:
                yield Finding(
                    "QC605",
                    ("quotations", index, field),
                    f"no speaker has the id {speaker!r}",
                    "add it under speakers",
                )
        if item.speaker is not None and item.speaker == item.relayed_by:
            yield Finding(
                "QC606", ("quotations", index, "relayed_by"), f"{item.id} is relayed by its own speaker"
            )
    for index, entry in enumerate(checked.file.speakers):
        if entry.id not in used:
            yield Finding("QC607", ("speakers", index), f"nothing is said or relayed by {entry.id!r}")


def check_spellings(checked: Annotated) -> Iterator[Finding]:
    """One speaker under two ids, or known elsewhere by another name."""
    elsewhere = {speaker.id: speaker for speaker in checked.known}
    names: dict[str, list[str]] = defaultdict(list)
    for index, speaker in enumerate(checked.file.speakers):
        for form in {
            same_name(speaker.name),
            *map(same_name, speaker.aliases if speaker.kind == "person" else ()),
        }:
            names[form].append(speaker.id)
        other = names[same_name(speaker.name)][0]
        if other != speaker.id:
            yield Finding(
                "QC608",
                ("speakers", index, "name"),
                f"{speaker.name!r} is also the speaker {other!r}",
                "keep one of the two ids",
            )
        known = elsewhere.get(speaker.id)
        if known and same_name(known.name) != same_name(speaker.name):
            yield Finding(
                "QC608",
                ("speakers", index, "name"),
                f"{speaker.id!r} is known as {known.name!r}, not {speaker.name!r}",
            )
