"""Who "the president" is where the article calls nobody president: whoever needs no introduction."""

from __future__ import annotations

from quotecheck.lexicon.people import roles
from quotecheck.pipeline.mentions_descriptions import Description
from quotecheck.pipeline.speakers_entities import Cast
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_roles import owners, role_words

_HEADS = frozenset({"president"})  # offices that one person at a time is known by
_NOW = frozenset({"current", "sitting"})
_FEWEST = 3  # mentions
_SHARE = 0.5  # of the mentions of whoever is named most often
_CLEAR = 1.5  # times as often named as the next who is not introduced either


def unintroduced(cast: Cast, description: Description) -> Entity | None:
    """The one person of an article, often named, of whom it never says who that is.

    Args:
        cast: Everybody whom the article names, with the roles told.
        description: What may mean somebody so well known.

    Returns:
        None where somebody has the office, or nobody is named so often without a role.
    """
    told = {word.text.casefold() for word in description.modifiers}
    if description.head not in _HEADS or description.determiner != "the" or description.plural or told - _NOW:
        return None
    if description.after or any(_holds(description, entity) for entity in cast.people):
        return None
    known = sorted(
        (e for e in cast.people if not e.kin and not any(map(_introduces, e.roles))),
        key=lambda e: -len(e.places),
    )
    often = [len(entity.places) for entity in known[:2]] + [0, 0]
    most = max((len(entity.places) for entity in cast.people), default=0)
    return known[0] if often[0] >= max(_FEWEST, _CLEAR * often[1], _SHARE * most) else None


def _introduces(role: str) -> bool:
    """Whether a role tells more than that somebody is a man or woman."""
    known = roles().get(role.casefold())
    return known is None or known.gender is None


def _holds(description: Description, entity: Entity) -> bool:
    """Whether an office is somebody's, and not one of a company: "president of Norvik Motors"."""
    held = [role for role in entity.roles if description.head in role_words(role)]
    return any(not owners(role) or role.split()[0][0].isupper() for role in held)
