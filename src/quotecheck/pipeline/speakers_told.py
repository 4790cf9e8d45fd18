"""Whom somebody speaks to, and so who is not the speaker: the one told, or the one who asked."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quotecheck.pipeline.speakers_entity import Entity
from quotecheck.pipeline.speakers_scene import Attribution

if TYPE_CHECKING:
    from quotecheck.pipeline.speakers_resolve import Resolver

_ASKED = frozenset({"asked", "asks", "wondered"})
_WHOM = re.compile(r",?\s(?:whom|who)\s$")  # "Halvorsen, whom she admires": she is somebody else
_HER = re.compile(r"\s(?:him|her|them)\b")
_QUESTION = re.compile(r"(?:if|whether|what|who|why|how|when|where|which)\b")


def spoken_to(resolver: Resolver, attribution: Attribution) -> Entity | None:
    """Who stands right behind a cue ("he told Halvorsen"), or asked what is answered now."""
    if (related := _related(resolver, attribution)) is not None:
        return related
    place = attribution.cue[1] + 1 if attribution.cue else 0
    if place and not any(start <= place < end for start, end in attribution.content):
        behind = resolver.scene.mention_at(place)
        told = resolver.cast.at.get((behind.start, behind.end)) if behind else None
        if told is not None:
            return told
    return _asker(resolver, attribution)


def _related(resolver: Resolver, attribution: Attribution) -> Entity | None:
    """Whom a relative clause tells of whose subject is the source: "Halvorsen, whom she said she admires"."""
    source = attribution.source
    match = _WHOM.search(resolver.scene.text, max(0, source[0] - 8), source[0]) if source else None
    name = resolver.scene.mention_to(match.start()) if match else None
    return resolver.cast.at.get((name.start, name.end)) if name else None


def _asker(resolver: Resolver, attribution: Attribution) -> Entity | None:
    """Who put a reported question in the paragraph before."""
    before = resolver.order[-1] if resolver.order else None
    if before is None or before.cue is None or attribution.cue is None:
        return None
    if before.source is None or before.source[1] + 1 != before.cue[0]:  # "when asked whether"
        return None
    scene = resolver.scene
    apart = scene.paragraph(attribution.start) - scene.paragraph(before.start)
    near = apart == 1 or (apart == 0 and attribution.cls == "answer")
    asked, asks = (scene.text[slice(*cue)].casefold() in _ASKED for cue in (before.cue, attribution.cue))
    reported = scene.text[max(0, before.start - 1) : before.start] not in {"“", '"', "‘", "'"}
    question = (
        _QUESTION.match(scene.text, before.start) if reported else _HER.match(scene.text, before.cue[1])
    )
    answers = attribution.cls == "answer" and scene.text[before.content[-1][1] - 1] == "?"
    told = near and asked and not asks and (question or answers)
    return resolver.done[before.id].entity if told else None


def answered(resolver: Resolver, attribution: Attribution) -> Entity | None:
    """Who spoke right before somebody who answers."""
    before = next((a for a in reversed(resolver.order) if a.said), None)
    if before is None or attribution.cls != "answer":
        return None
    scene = resolver.scene
    near = scene.paragraph(attribution.start) - scene.paragraph(before.start) <= 1
    return resolver.done[before.id].entity if near else None


def asks(resolver: Resolver, attribution: Attribution) -> bool:
    """Whether somebody asks a question in marks: "“Is it shut?” Halvorsen asked"."""
    cue = attribution.cue
    asked = cue is not None and resolver.scene.text[slice(*cue)].casefold() in _ASKED
    return asked and is_question(resolver, attribution)


def is_question(resolver: Resolver, attribution: Attribution) -> bool:
    """Whether words end with a question mark."""
    return resolver.scene.text[attribution.content[-1][1] - 1] == "?"
