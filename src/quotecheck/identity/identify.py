"""`identify`: put the speakers of all articles together and rewrite the quotations' ids."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from quotecheck.identity.evidence import Local
from quotecheck.identity.known import KnownSpeaker, KnownSpeakers
from quotecheck.identity.people import group_people
from quotecheck.lexicon.bodies import is_acronym, is_description, organization_key
from quotecheck.lexicon.names import slug
from quotecheck.models import Extraction, Quotation, Speaker

# A fuller name is printed for a speaker if it is at most so much rarer than the commonest.
_LONGER = 5


class _Group(NamedTuple):
    """The local speakers that are one, with the user's entry where one pins them."""

    members: tuple[Local, ...]
    known: KnownSpeaker | None


def _locals(extractions: Iterable[Extraction], known: KnownSpeakers | None) -> list[Local]:
    found = [
        Local(extraction.article.id, speaker, day, known.pin(speaker, day) if known else None)
        for extraction in extractions
        for day in [extraction.article.published]
        for speaker in extraction.speakers
    ]
    return sorted(found, key=lambda one: (one.article, one.speaker.id))


def _body_key(one: Local) -> tuple[str, str, str]:
    """What is one body: what has one name; what is described, in one article alone."""
    speaker = one.speaker
    kind = "unnamed" if speaker.kind == "group" else speaker.kind
    if is_description(speaker.kind, speaker.name):
        return kind, one.article, speaker.id
    if kind == "organization":
        return kind, "", slug(organization_key(speaker.name))
    return kind, "", slug(speaker.name.removeprefix("The ").removeprefix("the "))


def _spelled_out(groups: Mapping[tuple[str, str, str], Sequence[Local]]) -> dict[str, str]:
    """Keys of acronyms, each with the key of the one name that articles spell it out as."""
    found: dict[str, set[str]] = defaultdict(set)
    for (kind, _, body), members in groups.items():
        if kind == "organization":
            for one in members:
                for alias in one.speaker.aliases:
                    if is_acronym(alias, one.speaker.name):
                        found[slug(organization_key(alias))].add(body)
    spelled = {short: names.pop() for short, names in found.items() if len(names) == 1}
    return {short: name for short, name in spelled.items() if short != name and name not in spelled}


def _group_others(others: Iterable[Local]) -> list[tuple[Local, ...]]:
    """Organisations and groups by name; a description may mean somebody else in another article."""
    groups: dict[tuple[str, str, str], list[Local]] = defaultdict(list)
    for one in others:
        groups[_body_key(one)].append(one)
    for short, name in sorted(_spelled_out(groups).items()):
        groups[("organization", "", name)] += groups.pop(("organization", "", short), [])
    return [part for _, members in sorted(groups.items()) for part in _by_pin(members)]


def _by_pin(members: Sequence[Local]) -> Iterable[tuple[Local, ...]]:
    """All of them, unless the user's entries tell several apart."""
    pins = {one.pin for one in members}
    if len(pins - {None}) < 2:
        yield tuple(members)
        return
    for pin in sorted(pins, key=str):
        yield tuple(one for one in members if one.pin == pin)


def _groups(everyone: Sequence[Local], known: KnownSpeakers | None) -> list[_Group]:
    people = [one for one in everyone if one.speaker.kind == "person"]
    parts = [*group_people(people), *_group_others(one for one in everyone if one.speaker.kind != "person")]
    entries = {entry.id: entry for entry in known.speakers} if known else {}
    pinned: dict[str, list[Local]] = defaultdict(list)
    free: list[_Group] = []
    for part in parts:
        pin = next((one.pin for one in part if one.pin), None)
        if pin:
            pinned[pin] += part
        else:
            free.append(_Group(part, None))
    named = [_Group(tuple(members), entries[pin]) for pin, members in sorted(pinned.items())]
    return [*named, *sorted(free, key=_order)]


def _commonest(values: Iterable[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None


def _name(group: _Group) -> str:
    if group.known:
        return group.known.name
    names = [one.speaker.name for one in group.members]
    full = [name for name in names if " " in name] if group.members[0].speaker.kind == "person" else names
    return _fuller(Counter(full or names))


def _fuller(names: Counter[str]) -> str:
    """The commonest name; a longer one that ends in it where that is not rare (Lund Berg, Ada Lund Berg)."""
    best = _commonest(names.elements()) or ""
    longer = [name for name in names if name.endswith(f" {best}") and _LONGER * names[name] >= names[best]]
    return max(longer, key=lambda name: (names[name], name), default=best)


def _speaker(group: _Group, key: str) -> Speaker:
    name = _name(group)
    heard = Counter(alias for one in group.members for alias in {one.speaker.name, *one.speaker.aliases})
    heard.update(group.known.aliases if group.known else ())
    role = group.known.role if group.known else None
    described = (one.speaker.description for one in group.members if one.speaker.description)
    return Speaker(
        id=key,
        name=name,
        kind=group.known.kind if group.known else group.members[0].speaker.kind,
        description=role or _commonest(described),
        aliases=tuple(sorted(heard.keys() - {name}, key=lambda alias: (-heard[alias], alias))),
    )


def _keys(groups: Sequence[_Group]) -> list[str]:
    """A readable id for each group; namesakes are told apart by their role, then by number."""
    taken = {group.known.id for group in groups if group.known}
    numbers: Counter[str] = Counter()
    keys: list[str] = []
    for group in groups:
        key = group.known.id if group.known else _free(group, taken, numbers)
        taken.add(key)
        keys.append(key)
    return keys


def _free(group: _Group, taken: set[str], numbers: Counter[str]) -> str:
    base = slug(_name(group))
    role = _commonest(one.speaker.description for one in group.members if one.speaker.description)
    for option in (base, f"{base}-{slug(role)}" if role else base):
        if option not in taken:
            return option
    while (key := f"{base}-{numbers[base] + 2}") in taken:
        numbers[base] += 1
    return key


def _order(group: _Group) -> tuple[str, int, str, str]:
    first = group.members[0]
    return slug(_name(group)), -len(group.members), first.article, first.speaker.id


def identify(
    extractions: Sequence[Extraction], known: KnownSpeakers | None = None
) -> tuple[tuple[Speaker, ...], tuple[Quotation, ...]]:
    """Make one speaker of each person and organisation over all articles.

    Names that conflict stay apart. The result does not depend on the order of the articles.

    Args:
        extractions: What was found in each article, with ids of that article.
        known: The user's own list, which decides where it speaks.

    Returns:
        The speakers by id, and all quotations in the order given with `speaker` and `relayed_by`
        rewritten to these ids.
    """
    speakers, to_global = merge_speakers(extractions, known)
    return speakers, tuple(_rewritten(extractions, to_global))


def merge_speakers(
    extractions: Iterable[Extraction], known: KnownSpeakers | None = None
) -> tuple[tuple[Speaker, ...], dict[tuple[str, str], str]]:
    """Make one speaker of each person and organisation, without touching quotations.

    Args:
        extractions: What was found in each article; read once, so they need not all be in memory.
        known: The user's own list, which decides where it speaks.

    Returns:
        The speakers by id, and for each article's id and speaker's id in it the id over all articles.
    """
    groups = _groups(_locals(extractions, known), known)
    keys = _keys(groups)
    to_global = {
        (one.article, one.speaker.id): key
        for group, key in zip(groups, keys, strict=True)
        for one in group.members
    }
    speakers = sorted(
        (_speaker(group, key) for group, key in zip(groups, keys, strict=True)), key=lambda s: s.id
    )
    return tuple(speakers), to_global


def _rewritten(
    extractions: Sequence[Extraction], to_global: dict[tuple[str, str], str]
) -> Iterable[Quotation]:
    for extraction in extractions:
        article = extraction.article.id
        for quotation in extraction.quotations:
            yield quotation.model_copy(
                update={
                    "speaker": to_global.get((article, quotation.speaker or "")),
                    "relayed_by": to_global.get((article, quotation.relayed_by or "")),
                }
            )
