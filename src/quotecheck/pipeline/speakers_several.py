"""Several who speak as one: people or bodies that "and" joins, and somebody with others."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotecheck.pipeline.speakers_entity import Resolution
from quotecheck.pipeline.speakers_named import tells_less
from quotecheck.pipeline.speakers_scene import Attribution

if TYPE_CHECKING:
    from quotecheck.pipeline.speakers_resolve import Resolver

_PRONOUN_AND = re.compile(r"(he|she|they|it)\s+and\s+(?=\S)", re.IGNORECASE)
_AND_OTHERS = re.compile(
    r"\s+and\s+(?P<rest>(?P<others>(?:many |several |two |three )?others\b)?(?=[a-z]|$))"
)


def several(resolver: Resolver, attribution: Attribution, start: int, end: int) -> Resolution | None:
    """People or bodies that "and" joins: "Halvorsen and Brandt", "he and Brandt"."""
    one = _PRONOUN_AND.match(resolver.scene.text, start, end)
    joined = resolver.named.joined(one.end() if one else start, end)
    if one and joined:
        first = resolver.pronoun(one[1].casefold(), start, attribution.content).entity
        others = [entity for _, entity in joined]
        return Resolution(resolver.cast.pair([first, *others]) if first and first not in others else None)
    if one and resolver.named.description(one.end(), end):
        first = resolver.pronoun(one[1].casefold(), start, attribution.content).entity
        rest = " ".join(resolver.scene.text[one.end() : end].split())
        return Resolution(resolver.cast.group(f"{first.name} and {rest}") if first else None)
    description = resolver.named.description(start, end)
    if len(joined) > 1 and (description is None or tells_less(description, joined[0])):
        return Resolution(resolver.cast.pair([entity for _, entity in joined]))
    return _with_others(resolver, start, end)


def _with_others(resolver: Resolver, start: int, end: int) -> Resolution | None:
    """Somebody named and others who are not: "Halvorsen and her colleagues"."""
    match = _AND_OTHERS.search(resolver.scene.text, start, end)
    people = resolver.named.people(start, match.start()) if match else []
    if match is None or len(people) != 1 or resolver.named.heads(match.start(), end):
        return None
    described = resolver.named.description(match.end(), end)
    if resolver.named.description(start, match.start()) or not (match["others"] or described):
        return None
    rest = " ".join(resolver.scene.text[match.start("rest") : end].split())
    return Resolution(resolver.cast.group(f"{people[0].name} and {rest}"))
