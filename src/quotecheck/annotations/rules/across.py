"""Rules over all files together: utterances and speakers that several files share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from quotecheck.annotations.jsontext import Pointer
from quotecheck.annotations.names import compatible
from quotecheck.annotations.native import AnnotationFile
from quotecheck.annotations.rules.context import Finding

SPEAKER_DIFFERS = "speaker-differs"
"""Flag of a quotation that an outlet gives to somebody else than the others do."""


class Member(NamedTuple):
    """A quotation that claims to render an utterance: names of its speaker and intermediary."""

    path: str
    pointer: Pointer
    id: str
    utterance: str
    names: tuple[str, ...]
    settled: bool


class Named(NamedTuple):
    """A speaker as one file introduces it."""

    path: str
    pointer: Pointer
    id: str
    name: str


class Facts(NamedTuple):
    """What the rules over all files need to know of one."""

    members: tuple[Member, ...] = ()
    speakers: tuple[Named, ...] = ()


def facts(path: str, file: AnnotationFile) -> Facts:
    """Take from a file what the rules over all files need."""
    names = {speaker.id: speaker.name for speaker in file.speakers}
    members = [
        Member(
            path,
            ("quotations", index, "utterance"),
            item.id,
            item.utterance,
            tuple(names.get(who, who) for who in (item.speaker, item.relayed_by) if who),
            SPEAKER_DIFFERS in item.flags,
        )
        for index, item in enumerate(file.quotations)
        if item.utterance
    ]
    speakers = [Named(path, ("speakers", i, "name"), s.id, s.name) for i, s in enumerate(file.speakers)]
    return Facts(tuple(members), tuple(speakers))


def check_across(files: Iterable[Facts]) -> Iterator[tuple[str, Finding]]:
    """Breaches that no file shows alone, each with the file's path."""
    members: dict[str, list[Member]] = defaultdict(list)
    speakers: dict[str, list[Named]] = defaultdict(list)
    for file in files:
        for member in file.members:
            members[member.utterance].append(member)
        for speaker in file.speakers:
            speakers[speaker.id].append(speaker)
    for group in members.values():
        yield from _utterance(group)
    for named in speakers.values():
        yield from _spellings(named)


def _utterance(members: list[Member]) -> Iterator[tuple[str, Finding]]:
    first = next((member for member in members if member.names), members[0])
    if len(members) == 1:
        message = f"the utterance {first.utterance!r} has one member, {first.id}"
        yield first.path, Finding("QC610", first.pointer, message, "is the key spelled as elsewhere?")
    for member in members:
        agreed = any(compatible(a, b) for a in member.names for b in first.names)
        if member.names and first.names and not agreed and not member.settled:
            message = f"{member.id} of the utterance {member.utterance!r} is by {member.names[0]}"
            other = f"{first.id} in {first.path} is by {first.names[0]}"
            hint = f"{other}; if both outlets say so, flag this one {SPEAKER_DIFFERS}"
            yield member.path, Finding("QC609", member.pointer, message, hint)


def _spellings(speakers: list[Named]) -> Iterator[tuple[str, Finding]]:
    first = speakers[0]
    for speaker in speakers[1:]:
        if not compatible(speaker.name, first.name):
            message = f"the speaker {speaker.id!r} is {speaker.name!r} here, {first.name!r} in {first.path}"
            yield speaker.path, Finding("QC611", speaker.pointer, message, "use one name, or two ids")
