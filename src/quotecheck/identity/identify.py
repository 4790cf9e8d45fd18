"""`identify`: put the speakers of all articles together and rewrite the quotations' ids."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from quotecheck.identity.known import KnownSpeaker, KnownSpeakers
from quotecheck.identity.people import Local, group_people
from quotecheck.lexicon.bodies import organization_name
from quotecheck.lexicon.names import slug
from quotecheck.models import Extraction, Quotation, Speaker

_ARTICLES = ("the ", "a ", "an ")


class _Group(NamedTuple):
    """The local speakers that are one, with the user's entry where one pins them."""

    members: tuple[Local, ...]
    known: KnownSpeaker | None


def _locals(extractions: Iterable[Extraction]) -> list[Local]:
    found = [
        Local(extraction.article.id, speaker, extraction.article.published)
        for extraction in extractions
        for speaker in extraction.speakers
    ]
    return sorted(found, key=lambda one: (one.article, one.speaker.id))


def _pinned(people: Sequence[Local], known: KnownSpeakers | None) -> tuple[list[_Group], list[Local]]:
    """Those that the user's file names, and the rest."""
    if known is None:
        return [], list(people)
    groups: dict[str, list[Local]] = defaultdict(list)
    rest: list[Local] = []
    for one in people:
        entry = known.find(one.speaker, one.published)
        if entry:
            groups[entry.id].append(one)
        else:
            rest.append(one)
    by_id = {entry.id: entry for entry in known.speakers}
    return [_Group(tuple(members), by_id[key]) for key, members in sorted(groups.items())], rest


def _body_key(speaker: Speaker) -> tuple[str, str]:
    name = organization_name(speaker.name) if speaker.kind == "organization" else speaker.name
    bare = name.casefold()
    for article in _ARTICLES:
        bare = bare.removeprefix(article)
    kind = "unnamed" if speaker.kind == "group" else speaker.kind
    return kind, slug(bare)


def _group_others(others: Iterable[Local]) -> list[_Group]:
    """Organisations by name, everybody unnamed by description."""
    groups: dict[tuple[str, str], list[Local]] = defaultdict(list)
    for one in others:
        groups[_body_key(one.speaker)].append(one)
    return [_Group(tuple(members), None) for _, members in sorted(groups.items())]


def _commonest(values: Iterable[str]) -> str | None:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], -len(value), value)) if counts else None


def _name(group: _Group) -> str:
    if group.known:
        return group.known.name
    names = [one.speaker.name for one in group.members]
    if group.members[0].speaker.kind == "person":
        full = [name for name in names if " " in name]
        return _commonest(full or names) or names[0]
    return _commonest(names) or names[0]


def _speaker(group: _Group, key: str) -> Speaker:
    name = _name(group)
    heard = {alias for one in group.members for alias in (one.speaker.name, *one.speaker.aliases)}
    heard |= set(group.known.aliases) if group.known else set()
    role = group.known.role if group.known else None
    described = (one.speaker.description for one in group.members if one.speaker.description)
    return Speaker(
        id=key,
        name=name,
        kind=group.known.kind if group.known else group.members[0].speaker.kind,
        description=role or _commonest(described),
        aliases=tuple(sorted(heard - {name})),
    )


def _keys(groups: Sequence[_Group]) -> list[str]:
    """A readable id for each group; namesakes are told apart by their role, then by number."""
    taken = {group.known.id for group in groups if group.known}
    keys: list[str] = []
    for group in groups:
        if group.known:
            keys.append(group.known.id)
            continue
        base = slug(_name(group))
        role = _commonest(one.speaker.description for one in group.members if one.speaker.description)
        options = [base] + ([f"{base}-{slug(role)}"] if role else [])
        number = 1
        key = next((option for option in options if option not in taken), "")
        while not key or key in taken:
            number += 1
            key = f"{base}-{number}"
        taken.add(key)
        keys.append(key)
    return keys


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
    everyone = _locals(extractions)
    pinned, rest = _pinned(everyone, known)
    people = [one for one in rest if one.speaker.kind == "person"]
    named = [_Group(members, None) for members in group_people(people)]
    groups = [
        *pinned,
        *sorted([*named, *_group_others(o for o in rest if o.speaker.kind != "person")], key=_order),
    ]
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
