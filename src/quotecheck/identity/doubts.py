"""What is doubtful about who is who: names that say too little, people who may be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from quotecheck.lexicon.names import PersonName, key, parse_name, relation
from quotecheck.models import Speaker


def find_doubts(speakers: Sequence[Speaker]) -> dict[str, tuple[str, ...]]:
    """Find what a reader should look at.

    Args:
        speakers: The speakers of an export.

    Returns:
        By speaker's id: `surname only`, and `may be ID` for each other speaker whose name allows it;
        speakers without a doubt are left out.
    """
    people = [(s, name) for s in speakers if s.kind == "person" and (name := parse_name(s.name))]
    blocks: dict[str, list[tuple[Speaker, PersonName]]] = defaultdict(list)
    for speaker, name in people:
        for word in {key(name.words[-1]), key(name.words[0])}:
            blocks[word].append((speaker, name))
    found: dict[str, list[str]] = {}
    for speaker, name in people:
        doubts = ["surname only"] if len(name.words) == 1 else []
        near = blocks[key(name.words[-1])]
        others = {o.id for o, other in near if o.id != speaker.id and _may_be_one(name, other)}
        doubts += [f"may be {other}" for other in sorted(others)]
        if doubts:
            found[speaker.id] = doubts
    return {speaker: tuple(doubts) for speaker, doubts in found.items()}


def _may_be_one(one: PersonName, other: PersonName) -> bool:
    if len(one.words) == 1 and len(other.words) == 1:
        return key(one.words[0]) == key(other.words[0])
    return relation(one, other) is not None or relation(other, one) is not None
