"""`speakers.toml`: the user's own list of speakers, which pins who is who."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Annotated, NamedTuple

from pydantic import Field, ValidationError

from quotecheck.errors import InputError
from quotecheck.identity.evidence import bare_name
from quotecheck.lexicon.bodies import is_description
from quotecheck.lexicon.names import PersonName, key, name_keys, parse_name, relation
from quotecheck.models import Model, Speaker, SpeakerKind

_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_WIKIDATA = re.compile(r"Q[1-9]\d*")


class KnownSpeaker(Model):
    """One entry of the file.

    Attributes:
        id: Lower-case letters, digits and single hyphens; the id in every export.
        name: The name to print.
        aliases: Other names, each of which means this speaker alone.
        wikidata: Item such as ``Q312``, or None.
        role: What the speaker is, or None.
        since: First day that the entry holds for, or None.
        until: Last day that the entry holds for, or None.
    """

    id: Annotated[str, Field(pattern=f"^{_ID.pattern}$")]
    name: Annotated[str, Field(min_length=1)]
    kind: SpeakerKind = "person"
    aliases: tuple[str, ...] = ()
    wikidata: Annotated[str, Field(pattern=f"^{_WIKIDATA.pattern}$")] | None = None
    role: str | None = None
    since: dt.date | None = None
    until: dt.date | None = None

    def holds(self, published: dt.date | None) -> bool:
        """Whether the entry holds on a day; it does where the day is not known."""
        if published is None:
            return True
        day = published.date() if isinstance(published, dt.datetime) else published
        return (self.since is None or day >= self.since) and (self.until is None or day <= self.until)


class KnownSpeakers(Model):
    """The file: ``[[speakers]]`` entries."""

    speakers: tuple[KnownSpeaker, ...] = ()

    def as_speakers(self) -> tuple[Speaker, ...]:
        """The entries as speakers of an export."""
        return tuple(
            Speaker(id=e.id, name=e.name, kind=e.kind, description=e.role, aliases=e.aliases)
            for e in self.speakers
        )

    @cached_property
    def _by_name(self) -> dict[str, list[KnownSpeaker]]:
        found: dict[str, list[KnownSpeaker]] = defaultdict(list)
        for entry in self.speakers:
            for name in {key(name) for name in (entry.name, *entry.aliases)}:
                found[name].append(entry)
        return found

    @cached_property
    def _by_family(self) -> dict[str, list[tuple[KnownSpeaker, PersonName]]]:
        found: dict[str, list[tuple[KnownSpeaker, PersonName]]] = defaultdict(list)
        for entry in self.speakers:
            name = parse_name(entry.name)
            if entry.kind == "person" and name:
                found[name_keys(name.words)[-1]].append((entry, name))
        return found

    def pin(self, speaker: Speaker, published: dt.date | None) -> str | None:
        """Id of the one entry that a speaker of an article is; None where none or several fit.

        A name or alias must be equal, or for people be the same name with middle names left out. People
        are never pinned by the entry of an organisation.
        """
        exact = [e for e in self._by_name.get(key(speaker.name), []) if e.holds(published)]
        same_kind = [e for e in exact if e.kind == speaker.kind]
        exact = same_kind if same_kind or speaker.kind == "person" else exact
        if exact or speaker.kind != "person":
            return exact[0].id if len(exact) == 1 else None
        name = parse_name(speaker.name)
        if name is None or len(name.words) < 2:
            return None
        near = self._by_family.get(name_keys(name.words)[-1], [])
        fitting = [e for e, known in near if e.holds(published) and relation(known, name) == "same"]
        return fitting[0].id if len(fitting) == 1 else None


class Problem(NamedTuple):
    """Something wrong in a file of known speakers.

    Attributes:
        line: From 1, where known.
    """

    line: int | None
    message: str


def _entry_line(text: str, index: int) -> int | None:
    """Line of the nth ``[[speakers]]`` header."""
    headers = [n for n, line in enumerate(text.splitlines(), start=1) if line.strip() == "[[speakers]]"]
    return headers[index] if index < len(headers) else None


def parse_known(text: str, path: str) -> KnownSpeakers:
    """Read a file of known speakers.

    Args:
        text: The file's content.
        path: Its name, for messages.

    Raises:
        InputError: It is no TOML, or an entry is not as it should be.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise InputError(path, f"no valid TOML: {error}", int(found[1]) if found else None) from error
    try:
        return KnownSpeakers.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = [part for part in first["loc"] if isinstance(part, int)]
        name = ".".join(str(part) for part in first["loc"])
        raise InputError(
            path, f"{name}: {first['msg']}", _entry_line(text, place[0]) if place else None
        ) from error


def check_known(text: str, path: str) -> list[Problem]:
    """Check a file of known speakers: its form, and that no id or name stands for two at one time.

    Args:
        text: The file's content.
        path: Its name, for messages.
    """
    try:
        known = parse_known(text, path)
    except InputError as error:
        return [Problem(error.line, error.problem)]
    return [*_repeated_ids(text, known), *_shared_names(text, known), *_dates(text, known)]


def _repeated_ids(text: str, known: KnownSpeakers) -> Iterable[Problem]:
    seen: set[str] = set()
    for index, entry in enumerate(known.speakers):
        if entry.id in seen:
            yield Problem(_entry_line(text, index), f"the id {entry.id!r} is given twice; ids are unique")
        seen.add(entry.id)


def _overlap(one: KnownSpeaker, other: KnownSpeaker) -> bool:
    first, last = dt.date.min, dt.date.max
    return (one.since or first) <= (other.until or last) and (other.since or first) <= (one.until or last)


def _shared_names(text: str, known: KnownSpeakers) -> Iterable[Problem]:
    names: dict[str, list[tuple[int, KnownSpeaker, str]]] = defaultdict(list)
    for index, entry in enumerate(known.speakers):
        for name in dict.fromkeys((entry.name, *entry.aliases)):
            for _, other, _ in names[key(name)]:
                if other.id != entry.id and _overlap(entry, other):
                    message = (
                        f"{name!r} stands for {other.id!r} and {entry.id!r} at one time; drop it from one"
                    )
                    yield Problem(_entry_line(text, index), message)
            names[key(name)].append((index, entry, name))


def _dates(text: str, known: KnownSpeakers) -> Iterable[Problem]:
    for index, entry in enumerate(known.speakers):
        if entry.since and entry.until and entry.since > entry.until:
            yield Problem(
                _entry_line(text, index), f"{entry.id!r} ends before it begins; swap since and until"
            )


def _toml(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def _telling(speaker: Speaker) -> list[str]:
    """Names that mean this speaker in any article: of people's, full names only."""
    if speaker.kind != "person":
        return [speaker.name, *speaker.aliases]
    names = [bare_name(alias) for alias in (speaker.name, *speaker.aliases)]
    return list(dict.fromkeys(name.full for name in names if len(name.words) > 1))


def write_known(speakers: Iterable[Speaker]) -> str:
    """Write a first file of known speakers, to be looked through and corrected.

    Args:
        speakers: Those to list. Left out are those whom no name pins: descriptions, surnames alone, and
            names that several bear.

    Returns:
        TOML that `parse_known` reads back.
    """
    listed = [
        (speaker, names)
        for speaker in speakers
        if speaker.kind not in {"unnamed", "document"} and not is_description(speaker.kind, speaker.name)
        if (names := _telling(speaker))
    ]
    bearers = Counter(name for _, names in listed for name in {key(name) for name in names})
    entries = [
        _entry(speaker, [name for name in names if bearers[key(name)] == 1])
        for speaker, names in listed
        if bearers[key(names[0])] == 1
    ]
    return "\n".join(entries)


def _entry(speaker: Speaker, names: Sequence[str]) -> str:
    name, *aliases = names
    lines = [
        "[[speakers]]",
        f"id = {_toml(speaker.id)}",
        f"name = {_toml(name)}",
        f"kind = {_toml(speaker.kind)}",
    ]
    if aliases:
        lines.append(f"aliases = [{', '.join(_toml(alias) for alias in aliases)}]")
    if speaker.description:
        lines.append(f"role = {_toml(speaker.description)}")
    return "\n".join(lines) + "\n"
