"""Who passes on somebody else's words: "…, according to the ministry", "…, Xinhua said"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from quotecheck.lexicon.cues import find_cues
from quotecheck.lexicon.days import ANY_WEEKDAY
from quotecheck.lexicon.people import determiners, roles
from quotecheck.pipeline.speakers_entity import Entity, Resolution
from quotecheck.pipeline.speakers_pronouns import PRONOUNS
from quotecheck.pipeline.speakers_resolve import Resolver
from quotecheck.pipeline.speakers_scene import Attribution, Range
from quotecheck.pipeline.speakers_subject import subject_before

_REPORTS = {"reported", "reports", "has reported", "first reported"}
_TOUCHES = re.compile(r"(?:\s+that)?[,:]?\s*[“\"‘'«„]*\s*")
_TOLD = re.compile(r"\s+(?:[\w.’'-]+\s+){0,5}[\w.’'-]+,?\s*[“\"]\s*")  # whom, then the words
_TOLD_THAT = re.compile(r"\s+(?:[\w.’'-]+\s+){1,8}that\s+[“\"]?")
_NEW_CLAUSE = re.compile(r"\b(?:which|since|while|but|whom)\b|[–—;:\n]")
_NAME = r"(?:[Tt]he\s+|[Aa]n?\s+)?[A-Z][\w.’'-]*(?:\s+(?:(?:of|for)\s+)?[\w.’'-]+){0,6}?"
_ACCORDING = re.compile(
    r"(?:according\s+to|\b[Pp]er|as\s+(?:read|relayed|reported|quoted|told|described|recounted)\s+by)\s+"
    r"(?P<name>[^\s,.;:“\"()](?:[^,.;:“\"()\n]|\.(?=com\b)){1,89})"
)
_FRONT = re.compile(r"(?:\w+\s)?[Aa]ccording\s+to\s+(?P<name>[^,;:“”\"()\n]{2,60}?)\.?,\s+(?:the\s)?")
_REPORTED = re.compile(
    rf"[,”\"]\s+(?:as\s+)?(?P<role>(?:[a-z][\w-]+\s+){{0,3}})(?P<name>{_NAME})\s+(?:has\s+)?(?:first\s+|also\s+|previously\s+)?"
    r"(?:said|reported|says|reports|wrote)\b"
    rf"(?=[.,”]|\s+(?:on|in|for|last|this|earlier|late|{ANY_WEEKDAY})\b[^,.“”]{{0,40}}[.,])"
)
_LEADING = re.compile(
    rf"(?P<name>{_NAME})\s+(?:has\s+)?(?:first\s+)?(?:reported|reports)\s+(?:{ANY_WEEKDAY}\s+)?that\s"
)
_CITING = re.compile(
    r"(?:\s+\w+){0,3},\s+(?:citing|quoting)\s+(?P<name>[^,.;:“”\"()]{2,60}?)(?=,|\.|$|\s+(?:who|as)\b)"
)
_BY_WAY_OF = re.compile(r"\b(?:according\s+to|per)\s+(?:[Tt]he\s+)?$")
_TAIL = re.compile(r"[”\"]\s(?=[^“”\"]{3,60}$)")  # a clause behind the marks that a content took in
_TELLING = frozenset({"say", "tell", "report", "announce", "write", "confirm", "claim", "reveal", "disclose"})
# What may stand between a report's verb and the subject of what it reports.
_GOVERNS = re.compile(
    r"(?:\s+[A-Z][\w.’']*){0,3}(?:\s+(?:on\s+)?\w+day)?"
    r"(?:\s+that(?:\s[^;:—–]{1,60},)?|\s[^,;:—–]{1,40}\swhen)?\s+(?:the\s+)?$"
)
_PARTICIPLE = re.compile(r"[“\"]?[A-Z]\w+ing\s")  # opens a clause of the sentence's own subject
_LONGEST_LEAD = 400  # characters of a sentence before the source that a report's verb is looked for in
_NEAR = 3
_CITES = re.compile(r"\b(?:cites?|cited|quotes?|quoted|points?\s+to|pointed\s+to)\s+(?:the\s+|an?\s+)?$")
_SIGNS = re.compile(r"\s*\(@")
_BEFORE = re.compile(
    rf"(?P<name>{_NAME})\s+(?:first\s+|also\s+)?(?:reported|reports)\b[^“\"]{{0,40}}?\bthat\s+$"
)


def find_relays(resolver: Resolver, attributions: Sequence[Attribution]) -> dict[str, Entity]:
    """Find the intermediaries.

    An attribution is relayed when its sentence names another source for the whole, after its words or
    before its own source: the words stand as the inner speaker's own.

    Args:
        resolver: With all attributions resolved.
        attributions: The article's attributions.

    Returns:
        Entity by attribution id, for those that are relayed.
    """
    found: dict[str, Entity] = {}
    for attribution in attributions:
        speaker = resolver.done[attribution.id].entity
        relayed = _relayed(resolver, attribution, speaker)
        if relayed is None or relayed.speaker is relayed.relay:
            continue
        found[attribution.id] = relayed.relay
        if relayed.speaker is not speaker:
            resolver.done[attribution.id] = Resolution(relayed.speaker)
    return found


class _Relayed(NamedTuple):
    """Whose words they are, and who passes them on."""

    speaker: Entity | None
    relay: Entity


def _relayed(resolver: Resolver, attribution: Attribution, speaker: Entity | None) -> _Relayed | None:
    """Who speaks and who relays in an attribution, from the speaker that its source gives."""
    source, cue = attribution.source, attribution.cue
    if attribution.relay is not None:
        relay = _given(resolver, attribution.relay)
        return _Relayed(speaker, relay) if relay is not None else None
    if speaker is None or source is None or cue is None:
        return None
    if resolver.done[attribution.id].instead:
        behind = _behind(resolver, attribution, source)
        return _Relayed(speaker, behind) if behind is not None else None
    inner = _cited(resolver, attribution, source) or _inner(resolver, attribution, source, cue)
    if inner is not None and inner is not speaker:
        return _Relayed(inner, speaker)
    outer = _outer(resolver, attribution, source, cue)
    if outer is None:
        return None
    if _is_report(resolver, cue):  # "The Courier reported that …, according to officials"
        return _Relayed(outer, speaker)
    return _Relayed(speaker, outer)


def _given(resolver: Resolver, place: Range) -> Entity | None:
    """Who the relay is that the linker found: a name, a pronoun, or the signature of a post."""
    text = resolver.scene.text[slice(*place)]
    if text.casefold() in PRONOUNS:
        return resolver.pronoun(text.casefold(), place[0]).entity
    named = resolver.scene.mentions_in(*place)
    whole = any(m.start - place[0] <= len("The ") and m.end == place[1] for m in named)
    signs = _SIGNS.match(resolver.scene.text, place[1]) and not whole
    return (not signs and resolver.passer_on(*place)) or resolver.fallback(*place, text).entity


def _is_report(resolver: Resolver, cue: Range) -> bool:
    return resolver.scene.text[cue[0] : cue[1]].casefold() in _REPORTS


def _behind(resolver: Resolver, attribution: Attribution, source: Range) -> Entity | None:
    """The source behind the words, if it reports them in the same sentence: "…, Reuters said"."""
    scene = resolver.scene
    end = attribution.content[-1][1]
    if scene.sentence(end - 1) != scene.sentence(source[0]):
        return None
    if _BY_WAY_OF.search(scene.text, end, source[0]):  # "Park said, “…” according to the pool report"
        return resolver.passer_on(*source)
    match = _REPORTED.search(scene.text, end - 1)
    return resolver.at_place(*source) if match and match.span("name")[0] <= source[0] + 4 else None


def _inner(resolver: Resolver, attribution: Attribution, source: Range, cue: Range) -> Entity | None:
    """Who speaks right before the words, where the tagged source only reports it.

    "Halvorsen called the bridge “a mess,” the Courier reported": the reporting clause that touches the
    words is Halvorsen's. The source must stand after the words, or report the inner clause.
    """
    scene = resolver.scene
    start = scene.sentences[scene.sentence(attribution.start)][0]
    before = scene.text[start : attribution.start]
    reports = _is_report(resolver, cue) and cue[1] < attribution.start
    if not (source[0] >= attribution.content[-1][1] or reports):
        return None
    cues = [cue for cue in find_cues(before) if cue.cls != "attitude" and cue.lemma not in {"begin", ":"}]
    told = (_TOLD, _TOLD_THAT)
    touching = [
        c
        for c in cues
        if _TOUCHES.fullmatch(before, c.end)
        or (c.cls == "tell" and any(pattern.fullmatch(before, c.end) for pattern in told))
    ]
    if not touching or cue[0] <= start + touching[0].start < cue[1]:
        return None
    return subject_before(resolver, start, start + touching[0].start, source)


def _cited(resolver: Resolver, attribution: Attribution, source: Range) -> Entity | None:
    """Whose words a tagged source passes on in the same sentence.

    "…,” Halvorsen said on Monday, according to the Courier", "…, the Courier said, citing the mayor",
    "the Courier quoted Halvorsen as saying".
    """
    scene = resolver.scene
    stop = scene.sentences[scene.sentence(source[1] - 1)][1]
    spoke = resolver.done[attribution.id].entity
    person = spoke is not None and spoke.kind == "person"  # who cites in support what others found
    if (
        attribution.kind != "indirect"
        and not person
        and (match := _CITING.match(scene.text, source[1], stop))
    ):
        return resolver.at_place(*match.span("name"))
    end = max((end for _, end in attribution.content if end <= source[0]), default=None)
    first = scene.sentences[scene.sentence(source[0])][0] if end is None else end
    match = _BY_WAY_OF.search(scene.text, first, source[0])
    if end is not None and (tail := _TAIL.search(scene.text, _start_of_piece(attribution, end), end)):
        end = tail.end()
    if match is None or "\n" in scene.text[first : source[0]]:
        return None
    if end is None:  # "Halvorsen, according to the Courier, said"
        said = attribution.cue is not None and source[1] + len(", ") == attribution.cue[0]
        closed = said and scene.text[source[1]] == "," == scene.text[match.start() - 2]
        return resolver.subject_of(first, match.start() - 2, source) if closed else None
    return _sayer(resolver, end, match.start(), source)


def _start_of_piece(attribution: Attribution, end: int) -> int:
    """Where the piece of the content that ends at a place begins."""
    return next(start for start, stop in attribution.content if stop == end)


def _sayer(resolver: Resolver, start: int, end: int, source: Range) -> Entity | None:
    """The subject of the reporting verb between words and those who pass them on."""
    cues = [
        cue for cue in find_cues(resolver.scene.text[start:end]) if cue.cls not in {"attitude", "document"}
    ]
    for cue in cues:
        subject = subject_before(resolver, start, start + cue.start, source)
        if subject is None:
            names = resolver.scene.mentions_in(start, end)
            near = [m for m in names if m.start - start <= _NEAR or m.start == start + cue.end + 1]
            subject = resolver.at_place(near[0].start, near[0].end) if near else None
        if subject is not None:
            return subject
    return None


def _outer(resolver: Resolver, attribution: Attribution, source: Range, cue: Range) -> Entity | None:
    """The other source that an attribution's sentence names."""
    scene = resolver.scene
    if source[0] > attribution.start and (lead := _LEADING.match(scene.text, attribution.start)):
        return resolver.at_place(*lead.span("name"))
    if teller := _teller(resolver, attribution, source) or _citer(resolver, source):
        return teller
    first = scene.sentences[scene.sentence(source[0])][0]
    if (front := _FRONT.fullmatch(scene.text, first, source[0])) and source[0] < attribution.start:
        return resolver.passer_on(*front.span("name"))
    own = max(source[1], cue[1])
    last = max(own, attribution.content[-1][1])
    start, stop = scene.sentences[scene.sentence(max(own, last - 1))]
    taken = (source, cue, *attribution.content)
    for pattern, first, end in (
        (_ACCORDING, source[1], cue[0]),
        (_ACCORDING, own, scene.sentences[scene.sentence(own - 1)][1]),
        (_ACCORDING, max(own, start), stop),
        (_REPORTED, max(own, last - 2), stop),
        (_REPORTED, own, scene.sentences[scene.sentence(own - 1)][1]),
        (_BEFORE, scene.sentences[scene.sentence(source[0])][0], source[0]),
        (_BEFORE, scene.sentences[scene.sentence(attribution.start)][0], attribution.start),
    ):
        for match in pattern.finditer(scene.text, first, end):
            place = match.span("name")
            if any(a < place[1] and place[0] < b for a, b in taken) or not _is_role(match):
                continue
            if pattern is not _ACCORDING:
                return resolver.at_place(*place) or resolver.passer_on(*place)
            if not _NEW_CLAUSE.search(scene.text, first, match.start()):
                return resolver.passer_on(*place)
    return None


def _citer(resolver: Resolver, source: Range) -> Entity | None:
    """Who cites a source: "Halvorsen cited a study showing that …"."""
    scene = resolver.scene
    start = scene.sentences[scene.sentence(source[0])][0]
    cites = _CITES.search(scene.text, start, source[0])
    return resolver.subject_of(start, cites.start(), source) if cites else None


def _is_role(match: re.Match[str]) -> bool:
    """Whether small words before a name are a role: "council clerk Halvorsen", not "but Halvorsen"."""
    small = (match.groupdict().get("role") or "").split()
    return not small or small[-1] in roles()


def _teller(resolver: Resolver, attribution: Attribution, source: Range) -> Entity | None:
    """Whose report a source's own clause is part of: "the Courier said that Halvorsen threatened …"."""
    scene = resolver.scene
    start = scene.sentences[scene.sentence(source[0])][0]
    before = scene.text[start : source[0]]
    far = len(before) > _LONGEST_LEAD or source[1] > attribution.start
    if far or _PARTICIPLE.match(before) or any(mark in before for mark in '“”"'):
        return None
    for cue in find_cues(before):
        own = attribution.cue is not None and start + cue.start == attribution.cue[0]
        noun = not determiners().isdisjoint(before[: cue.start].casefold().split()[-1:])  # "his report"
        if not own and not noun and cue.lemma in _TELLING and _GOVERNS.fullmatch(before, cue.end):
            return resolver.subject_of(start, start + cue.start, source)
    return None
