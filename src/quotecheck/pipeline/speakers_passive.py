"""Who speaks by a cue in the passive: "was called “…” by Halvorsen", or nobody whom the sentence names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_scene import Attribution

if TYPE_CHECKING:
    from quotecheck.pipeline.speakers_resolve import Resolver

_BE = re.compile(
    r"\b(?:am|is|are|was|were|been|being|be|got|gets)\s+(?:(?:also|later|often|once|then|now|never|first)\s+|[a-z]+ly\s+)?$"
)
_PARTICIPLE = re.compile(r"(?:\w+ed|said|told|known|sworn|written|shown|taught|given|overheard|heard)\b")
_SAYING = re.compile(r"\w+\sas\s\w+ing\b")  # "was quoted as saying"
_BY = re.compile(r"\bby\s+(?:the\s+)?")
_NEAR = 4  # characters of an article between "by" and whom it names


def is_passive(resolver: Resolver, attribution: Attribution) -> bool:
    """Whether the subject of the cue is told, asked or described, and does not speak."""
    if attribution.cue is None or attribution.cls == "attitude":
        return False
    start, end = attribution.cue
    text = resolver.scene.text
    if _PARTICIPLE.match(text, start, end) is None or _SAYING.match(text, start):
        return False
    return _BE.search(text, max(0, start - 30), start) is not None


def agent(resolver: Resolver, attribution: Attribution) -> Entity | None:
    """Whom "by" names behind a cue in the passive, outside the words between marks."""
    scene = resolver.scene
    if attribution.cue is None:
        return None
    end = attribution.cue[1]
    stop = scene.sentences[scene.sentence(end - 1)][1]
    for match in _BY.finditer(scene.text, end, stop):
        if any(a <= match.start() < b for a, b in scene.quoted):
            continue
        place = max(match.start() + 1, match.end() - _NEAR), match.end() + _NEAR + 1
        near = [(m.start, m.end) for m in scene.mentions_from(*place) if not m.attributive]
        near += [(d.start, d.end) for d in scene.descriptions_from(*place) if d.kind != "document"]
        return resolver.at_place(*min(near, key=lambda s: (s[0], -s[1]))) if near else None
    return None
