"""The subject of a cue that leads into words, where the source linked with them stands behind."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotecheck.lexicon.bodies import is_outlet
from quotecheck.lexicon.cues import find_cues
from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_scene import Attribution, Range

if TYPE_CHECKING:
    from quotecheck.pipeline.speakers_resolve import Resolver

_ING = re.compile(r"\w+ing\b")
_BEHIND = re.compile(r"\s(?:[a-z]+ly\s)?(?P<cue>[a-z]+)\b")


def subject_instead(resolver: Resolver, attribution: Attribution, source: Range) -> Entity | None:
    """Who is the subject of the cue, and not the source; None where the source may stand.

    Args:
        resolver: With all attributions before resolved.
        attribution: Whose cue may stand before the words.
        source: The source linked.
    """
    cue, scene = attribution.cue, resolver.scene
    if cue is None or cue[0] >= attribution.start or source[0] < attribution.content[-1][1]:
        return None
    sentence = scene.sentence(cue[0])
    if sentence != scene.sentence(attribution.start):
        return None
    closes = sentence == scene.sentence(source[0]) and not is_outlet(scene.text[slice(*source)])
    if closes and _says(scene.text, source):
        return None
    return subject_before(resolver, scene.sentences[sentence][0], cue[0], source)


def subject_before(resolver: Resolver, start: int, verb: int, source: Range) -> Entity | None:
    """A verb's subject: right before it, before a clause in commas, or the sentence's before a participle."""
    text = resolver.scene.text[start:verb].rstrip()
    if text.endswith(","):
        if _ING.match(resolver.scene.text, verb):
            return resolver.opener(start, verb)
        comma = text.find(",")
        return resolver.subject_of(start, start + comma, source) if comma < len(text) - 1 else None
    return resolver.subject_of(start, verb, source)


def _says(text: str, source: Range) -> bool:
    """Whether a source has a cue of its own right behind it: "…, Halvorsen said"."""
    behind = _BEHIND.match(text, source[1])
    return behind is not None and any(cue.cls != "attitude" for cue in find_cues(behind["cue"]))
