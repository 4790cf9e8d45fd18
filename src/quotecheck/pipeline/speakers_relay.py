"""Who passes on somebody else's words: "…, according to the ministry", "…, Xinhua said"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotecheck.pipeline.speakers_entities import Entity
from quotecheck.pipeline.speakers_resolve import Resolver
from quotecheck.pipeline.speakers_scene import Attribution

_OUTER = re.compile(
    r",[”\"’]*\s+(?:according\s+to|as\s+(?:read|relayed|reported|quoted|told|described)\s+by|said|"
    r"as\s+quoted\s+by)\s+(?P<after>[^,.;:“\"]{2,80})"
    r"|,[”\"’]*\s+(?P<before>(?:the\s+)?[\w.’'-]+(?:\s+[\w.’'-]+){0,6}?)\s+(?:said|reported|says|reports|added|told)\b"
)


def find_relays(resolver: Resolver, attributions: Sequence[Attribution]) -> dict[str, Entity]:
    """Find the intermediaries.

    An attribution whose own source and cue stand before its content is relayed when the sentence goes
    on to name another source for the whole: the words stand as the inner speaker's own.

    Args:
        resolver: With all attributions resolved.
        attributions: The article's attributions.

    Returns:
        Entity by attribution id, for those that are relayed.
    """
    found: dict[str, Entity] = {}
    for attribution in attributions:
        speaker = resolver.done[attribution.id].entity
        outer = _outer(resolver, attribution)
        if speaker is not None and outer is not None and outer is not speaker:
            found[attribution.id] = outer
    return found


def _outer(resolver: Resolver, attribution: Attribution) -> Entity | None:
    source, cue = attribution.source, attribution.cue
    if source is None or cue is None or max(source[0], cue[0]) > attribution.start:
        return None
    scene = resolver.scene
    end = attribution.content[-1][1]
    stop = scene.sentences[scene.sentence(max(0, end - 1))][1]
    match = _OUTER.search(scene.text, max(attribution.start, end - 2), stop)
    if not match or match.start() > end + 3:
        return None
    group = "after" if match["after"] else "before"
    return resolver.at_place(match.start(group), match.end(group))
