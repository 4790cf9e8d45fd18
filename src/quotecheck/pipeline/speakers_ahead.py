"""Who is described first and named further on, as reports often open."""

from __future__ import annotations

from collections.abc import Sequence

from quotecheck.lexicon.people import modifiers, role_class
from quotecheck.pipeline.mentions_descriptions import Description
from quotecheck.pipeline.speakers_entities import Cast
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_roles import (
    contradicts,
    description_words,
    elsewhere,
    fit,
    lands,
    owners,
    role_words,
)
from quotecheck.pipeline.speakers_scene import Range, Scene

UNTOLD = frozenset({"official", "aide"})  # whom reports mostly leave unnamed
_NEXT = range(3)  # paragraphs on to a name


def named_later(cast: Cast, description: Description) -> Entity | None:
    """Who is named further on with the role, and for the same, as "a spokeswoman for Norvik Motors"."""
    if description.kind != "role" or description.plural or description.determiner not in {"a", "an"}:
        return None
    whose = owners(" ".join(w.text for w in description.modifiers) + " " + description.after)
    fits = [e for e in cast.people if e.places[0][0] > description.end and fit(description, e) > 1]
    fits = [e for e in fits if whose and any(whose <= owners(role) for role in e.roles)]
    return fits[0] if len(fits) == 1 else None


def named_next(
    scene: Scene, cast: Cast, description: Description, words: Sequence[Range] = ()
) -> Entity | None:
    """Whom the next paragraph brings in by full name, with a word of the role.

    Args:
        scene: The article.
        cast: Everybody whom it names.
        description: What a source says.
        words: What is said: whom it names does not say it.
    """
    if description.kind != "role" or description.plural or description.anonymous:
        return None
    if description.determiner in {"another", "other"} or description.head in UNTOLD:
        return None
    here = scene.paragraph(description.start)
    told = [w for w in description.modifiers if not w.possessive or w.capital]  # not "the president's lawyer"
    wanted = description_words(description._replace(modifiers=tuple(told))) | {role_class(description.head)}
    wanted -= modifiers() | lands()
    fits = [
        e
        for e in cast.people
        if e.full_places
        and min(e.places)[0] > description.end
        and scene.paragraph(e.full_places[0]) - here in _NEXT
        and not any(start <= e.full_places[0] < end for start, end in words)
        and not contradicts(description, e)
        and not elsewhere(description, e, same=True)
        and wanted & set().union(*map(role_words, e.roles))
    ]
    return fits[0] if len(fits) == 1 else None
