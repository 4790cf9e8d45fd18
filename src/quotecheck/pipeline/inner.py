"""Words given as an inner speaker's own, inside what somebody else says or does.

"The Courier reported that Lee said, “No one came.”" is tagged as one content of the Courier. The
guidelines make Lee the speaker, of the words alone, and the Courier the one who relays them. In "she
vowed to mend what Lee called “a hole in the map”" the words are Lee's as well, and nobody relays them.
"""

from __future__ import annotations

import re

from spacy.tokens import Doc, Span

from quotecheck.lexicon.bodies import is_outlet
from quotecheck.lexicon.clauses import is_clause
from quotecheck.lexicon.cues import CueEntry, find_cue, find_cues
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import MARKS, Range, overlap, token_range
from quotecheck.pipeline.inner_clauses import PRONOUNS, clause_of, is_speaker, parts_of
from quotecheck.pipeline.inner_quoted import (
    QUOTES,
    Place,
    find_passed_on,
    find_quoted,
    find_quoted_behind,
    find_saying,
)

# Cues that pass on what others said; others' cues report the source's own words.
_REPORTS = re.compile(
    r"(?:(?:has|had|first|also|previously|later|earlier|then)\s+)*"
    r"(?:report(?:ed|s|ing)?|according\s+to|per|relayed|read\s+by)(?:\s+\w+day)?",
    re.I,
)
_SAYS = re.compile(r"(?:has\s+|also\s+)*(?:says|said)(?:\s+\w+day)?", re.I)  # an outlet's is a report
# Verbs that name what was said rather than give it.
_NAMES_ONLY = frozenset(
    {"express", "reiterate", "stress", "emphasize", "underscore", "highlight", "refer to"}
)
_MARK = r"[“\"«„‘]|''|``"
_OPENS = re.compile(rf"(?:{_MARK})(?=\S)")
_LEADS_IN = re.compile(r"(?:\s+(?:that|to\s+\S+(?:\s\S+){0,3}))?\s*[,:]?\s*")
_CLOSED = re.compile(r"[”\"»’]\s+")
_SUBJECT = re.compile(
    r"(?:which\s+|who\s+|and\s+|that\s+|but\s+)?(?P<name>(?:[A-Z]\S*|he|she|they|it|the\s\S+)(?:\s+\S+){0,6}?)\s+$"
)
_NAMER = re.compile(
    r"(?:(?:\bwhat|\bwhich|\bpeople|,\s+that)\s+(?P<name>(?:[\w.’'-]+\s+){0,6}?[\w.’'-]+)|\b(?:that|which))\s+"
    r"(?:(?:has|have|had|also|once|later)\s+)*$"
)
_CALLER = re.compile(_SUBJECT.pattern.removesuffix("$") + r"(?:(?:has|had|have|also|later|once)\s+)*")
_NAMING = frozenset({"call", "describe", "term", "dub", "label", "characterize", "refer to", "deem"})
_NAMED_AS = re.compile(rf"\s+(?:(?:as|to\s+be)\s+)?(?=(?:[\w’'-]+\s+){{0,4}}(?:{_MARK}))")
_CALLED_AS = re.compile(rf"\s+(?:[\w’'-]+\s+){{1,8}}?(?:{_MARK})")
_GOES_ON = frozenset(
    {"that", "which", "who", "whom", "and", "but", ",", ";", "as", "while", "when", "because"}
)
_ADJUNCTS = frozenset({"in", "on", "at", "during", "after", "before", "for"})
_OPENED, _CLOSES = re.compile(_MARK), re.compile(r"[”\"»]|''")
_NEXT = re.compile(rf"(?:[\w’'-]++|[,;])(?!\s+(?:{_MARK}))")
_NAME = re.compile(r"he|she|they|it|(?:the\s|a\s)?(?:[\w.’'-]+\s){0,6}?[A-Z][\w.’'-]*")
_MAKING = frozenset({"attitude", "write", "document"})  # cues whose object may be what holds the words
_NO_PARTICIPLE = frozenset(
    {"is", "are", "was", "were", "be", "been", "by", "of", "in", "while", "and", "from"}
)
_LONGEST, _LONGEST_TAIL, _LONGEST_NOUN = 90, 200, 3
_FURTHEST_NAME = 20


def unwrap(doc: Doc, attribution: Attribution) -> None:
    """Give words to the inner speaker who stands in a content; a source that passes them on relays.

    Nothing changes unless the inner subject and cue touch marks, or open the content that the source reports.
    """
    cue, sourced = attribution.cue, attribution.source is not None
    told = doc[slice(*cue)].text if cue else ""
    relays, quotes = sourced and _passes_on(doc, attribution, told), QUOTES.search(told)
    behind_as = cue is not None and doc[max(0, cue[0] - 1)].lower_ == "as"
    if cue and (quotes or behind_as) and _is_passed_on(doc, attribution, cue):
        return
    if cue and quotes and _is_quoted(doc, attribution, cue):
        return
    if cue and (told_of := _told_of(doc, attribution, cue)):
        inner, attribution.cue, words = told_of
        attribution.source = inner or attribution.source
        attribution.pieces[0] = words
        return
    for index, (start, end) in enumerate(attribution.pieces):
        opened = start > 0 and doc[start - 1].text in MARKS
        piece = doc[start - opened : end]
        found = (_before(piece) or _after(piece) or clause_of(piece, _speech(piece.text))) if relays else None
        found = found or (_quoted(piece) if quotes else None)
        if found:
            attribution.relay = attribution.source
            attribution.source, attribution.cue, attribution.pieces[index] = found
            del attribution.pieces[:index]
            return
        if named := _named(piece):
            inner, attribution.cue, words = named
            attribution.source = inner or attribution.source
            attribution.pieces = [words]
            return
        if called := _called(piece):
            attribution.relay = attribution.source
            attribution.source, attribution.cue, words = called
            attribution.pieces = [words]
            return


def _passes_on(doc: Doc, attribution: Attribution, told: str) -> bool:
    """Whether a cue passes on what others said; an outlet's "says" does where no mark opens its own words."""
    if _REPORTS.fullmatch(told) is not None:
        return True
    outlet = attribution.source is not None and is_outlet(doc[slice(*attribution.source)].text)
    opened = attribution.start > 0 and doc[attribution.start - 1].text in MARKS
    return outlet and not opened and _SAYS.fullmatch(told) is not None


def _speech(text: str) -> list[CueEntry]:
    return [
        c for c in find_cues(text) if c.cls != "attitude" and c.lemma not in _NAMES_ONLY and c.lemma != ":"
    ]


def _before(piece: Span) -> tuple[Range, Range, Range] | None:
    """The inner clause before the words: "Lee said, “…"."""
    opening = _OPENS.search(piece.text)
    if not opening or not 0 < opening.start() <= _LONGEST:
        return None
    lead = piece.text[: opening.start()]
    for cue in reversed(_speech(lead)):
        subject = _SUBJECT.search(lead, 0, cue.start)
        if subject and _LEADS_IN.fullmatch(lead, cue.end) and is_speaker(subject["name"]):
            return parts_of(piece, subject.span("name"), cue, (opening.start(), len(piece.text)))
    return None


def _after(piece: Span) -> tuple[Range, Range, Range] | None:
    """The inner clause after the words: "“…,” the mayor Ann Lee said in a letter"."""
    text = piece.text
    if not _OPENS.match(text):
        return None
    closing = next(_CLOSED.finditer(text, 1), None)
    if not closing or len(text) - closing.end() > _LONGEST_TAIL:
        return None
    for cue in _speech(text[closing.end() :]):
        name = text[closing.end() : closing.end() + cue.start].rstrip()
        head, _, rest = name.partition(", who ")
        name = head if rest.endswith(",") else name
        if _NAME.fullmatch(name):
            place = closing.end() + cue.start
            here = cue._replace(start=place, end=closing.end() + cue.end)
            subject = (closing.end(), closing.end() + len(name))
            return parts_of(piece, subject, here, (0, closing.start() + 1))
    return None


def _is_quoted(doc: Doc, attribution: Attribution, cue: Range) -> bool:
    """Give words to who is quoted: "Lee was quoted as saying it froze", "“…,” they quoted Lee as saying"."""
    before = [piece for piece in attribution.pieces if piece[1] <= cue[0]]
    behind = doc[cue[0] : cue[1] + _FURTHEST_NAME]
    if before and (quoted := find_quoted_behind(behind.text)):
        source, said = _tokens(behind, quoted)
        attribution.relay, attribution.source, attribution.cue = attribution.source, source, said
        attribution.pieces = before
        return True
    piece = doc[slice(*attribution.pieces[-1])]
    opened = find_saying(piece.text, find_cues(piece.text))
    if opened is None:
        return False
    said, words = _tokens(piece, opened)
    if said is None or words is None:
        return False
    by = attribution.source is not None and attribution.source[0] >= cue[1]
    if before or by:
        attribution.relay, attribution.source = attribution.source, before[-1] if before else None
    attribution.cue, attribution.pieces = said, [words]
    return True


def _tokens(piece: Span, places: tuple[Place, Place]) -> tuple[Range | None, Range | None]:
    one, other = (
        token_range(piece.doc, piece.start_char + a, piece.start_char + b, "contract") for a, b in places
    )
    return one, other


def _is_passed_on(doc: Doc, attribution: Attribution, cue: Range) -> bool:
    """Give words to who "was quoted by the Courier as saying" them: the Courier passes them on."""
    lead = doc[max(0, cue[0] - _FURTHEST_NAME) : max(cue[1], attribution.pieces[0][0])]
    found = find_passed_on(lead.text)
    relay, said = _tokens(lead, found) if found else (None, None)
    if relay is None or said is None:
        return False
    source = attribution.source
    attribution.source = None if source is None or overlap(source, relay) else source
    attribution.relay, attribution.cue = relay, said
    return True


def _quoted(piece: Span) -> tuple[Range, Range, Range] | None:
    """Whom the source quotes: "(the Courier quoted) Lee as saying it froze"."""
    found = find_quoted(piece.text, find_cues(piece.text))
    return parts_of(piece, *found) if found else None


def _named(piece: Span) -> tuple[Range | None, Range, Range] | None:
    """The clause that says whose words a name is: "what Lee called “a hole in the map”"."""
    text = piece.text
    for cue in find_cues(text):
        namer = _NAMER.search(text, max(0, cue.start - _LONGEST), cue.start) if cue.lemma in _NAMING else None
        opened = namer and _NAMED_AS.match(text, cue.end)
        if not namer or not opened or re.search(_MARK, text[: namer.start()]):
            continue
        name = namer["name"] or ""
        if not name and len(text[: namer.start()].split()) > _LONGEST_NOUN:
            continue
        if name.lower() in PRONOUNS and is_clause(text[: namer.start()].lower().split()):
            continue
        named = (opened.end(), _stop(text, opened.end()))
        found = parts_of(piece, namer.span("name") if name else namer.span(), cue, named)
        return (found[0] if name else None, *found[1:]) if found else None
    return None


def _told_of(doc: Doc, attribution: Attribution, cue: Range) -> tuple[Range | None, Range, Range] | None:
    """The participle that gives the words of a thing: "wrote a memo criticizing …", "shows Lee vowing …"."""
    start, end = attribution.pieces[0]
    outer = find_cue(doc[slice(*cue)].text)
    opening = _OPENED.search(doc[start:end].text)
    if opening is None or cue[0] > start or (outer is not None and outer.cls not in _MAKING):
        return None
    piece = doc[start:end]
    lead = piece.text[: opening.start()]
    for inner in reversed(_speech(lead)):
        before = lead[: inner.start].split()
        if not before or not lead[inner.start : inner.end].split()[0].endswith("ing"):
            continue
        if before[-1].lower() in _NO_PARTICIPLE:
            return None
        found = parts_of(piece, (0, inner.start), inner, (inner.end + 1, len(piece.text)))
        named = outer is not None and outer.cls == "document" and is_speaker(lead[: inner.start])
        return (found[0] if named else None, *found[1:]) if found else None
    return None


def _called(piece: Span) -> tuple[Range, Range, Range] | None:
    """The clause of somebody who calls a thing something: "the report described it as “thin”"."""
    text = piece.text
    for cue in find_cues(text):
        subject = _CALLER.fullmatch(text[: cue.start]) if cue.lemma in _NAMING else None
        opened = subject and _CALLED_AS.match(text, cue.end)
        if subject and opened and is_speaker(subject["name"]):
            words = (cue.end + 1, _stop(text, cue.end, _GOES_ON | _ADJUNCTS))
            return parts_of(piece, subject.span("name"), cue, words)
    return None


def _stop(text: str, start: int, ends: frozenset[str] = _GOES_ON) -> int:
    """Where the named thing ends: before what goes on after its mark, unless another mark follows."""
    closing = _CLOSES.search(text, _OPENED.search(text, start).end())  # type: ignore[union-attr]
    if closing is None:
        return len(text)
    stop = next((w for w in _NEXT.finditer(text, closing.end()) if w.group() in ends), None)
    return stop.start() if stop else len(text)
