"""A reporting clause that opens the content of another: "(the Courier reported that) Lee said it froze"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span

from quotecheck.lexicon.clauses import is_clause
from quotecheck.lexicon.cues import CueEntry
from quotecheck.pipeline.conventions import Range, token_range

Place = tuple[int, int]

_LEAD = re.compile(
    r"(?:that\s+)?(?:(?:after|before|when|while|as|in|on|at|during)\s[^,“”\"]{1,80},\s+)?", re.I
)
_AUXILIARIES = re.compile(r"(?:\s+(?:has|have|had|also|then|later|once|recently|previously|repeatedly))*\s+$")
# No verb, and no word that opens another clause, stands in whoever speaks.
_NO_NAME = (
    "to|that|which|who|what|if|is|are|was|were|be|been|can|could|may|might|will|would|not|"
    "regularly|uses?|used|using|approached"
)
_NO_END = "an?|the|its|his|her|their|by|of|for|with|in|on|from"
_SPEAKER = re.compile(
    rf"(?:(?!(?:{_NO_NAME})\b)\S+\s+)*(?!(?:{_NO_NAME}|{_NO_END})\b|\w+[’']re\b)[^\s,]+,?", re.I
)
_NAMED = re.compile(r"[A-Z]|\w(?:s|er|or|man)$")
_DETERMINER = re.compile(r"(?:the|an?)\s", re.I)
PRONOUNS = frozenset(["he", "she", "they", "it", "i", "we"])
"""Those that may be the subject of a reporting clause, in lower case."""

_THAT = re.compile(
    r"(?:\s+(?:to|on|in|at|during|last|this)(?:\s\S+){1,4}?)?\s+that\s+(?=\S)|\s+(?=(?:why|how|whether|if)\s)"
)
_TOLD_THAT = re.compile(r"(?:\s+\S+){1,5}?\s+that\s+(?=\S)")
# A clause or an infinitive stands behind these also without "that".
GIVING = frozenset(
    ["say", "claim", "argue", "warn", "confirm", "announce", "promise", "suggest", "insist", "write"]
) | frozenset(["urge", "demand", "order", "ask", "tell", "vow", "pledge", "predict", "estimate"])
"""Cues that give what was said without "that" too; behind others stands as often what was done."""
_LONGEST_LEAD, _LONGEST_NAME, _SHORTEST = 90, 10, 3


def find_clause(text: str, cues: Sequence[CueEntry]) -> tuple[Place, CueEntry, Place] | None:
    """Find who speaks, by what cue, and what, where a content opens with a report.

    Args:
        text: The content.
        cues: The cues of speech in it, in order.
    """
    lead = _LEAD.match(text)
    first = lead.end() if lead else 0
    cue = next(iter(cues), None)
    if cue is None or cue.start > first + _LONGEST_LEAD:
        return None
    before = _AUXILIARIES.search(text, first, cue.start)
    start = _complement(text, cue)
    if before is None or start is None or not _is_subject(text[first : before.start()]):
        return None
    return (first, before.start()), cue, (start, len(text))


def clause_of(piece: Span, cues: Sequence[CueEntry]) -> tuple[Range, Range, Range] | None:
    """The tokens of what `find_clause` finds: source, cue and words."""
    found = find_clause(piece.text, cues)
    return parts_of(piece, *found) if found else None


def parts_of(piece: Span, subject: Place, cue: CueEntry, words: Place) -> tuple[Range, Range, Range] | None:
    """The tokens of the parts of an attribution, from code points of a stretch; None where one is empty."""
    offset = piece.start_char
    places = (subject, (cue.start, cue.end), words)
    source, verb, own = (token_range(piece.doc, offset + a, offset + b, "contract") for a, b in places)
    return (source, verb, own) if source and verb and own else None


def is_speaker(name: str) -> bool:
    """Whether words before a cue may be whoever speaks, as far as their form tells."""
    return _SPEAKER.fullmatch(name.strip()) is not None


def _is_subject(name: str) -> bool:
    """Whether all words before a cue are its subject: a pronoun, or a name or role and what is told of it."""
    head, comma, rest = name.split(" who ")[0].partition(",")
    if head.casefold() in PRONOUNS:
        return True
    whole = not comma or (rest.endswith(",") and len(rest) > 1)
    named = _NAMED.search(_DETERMINER.sub("", head, count=1)) is not None
    return whole and named and len(head.split()) <= _LONGEST_NAME and is_speaker(head)


def _complement(text: str, cue: CueEntry) -> int | None:
    """Where the clause begins that a cue reports; None where what follows is no clause."""
    that = _THAT.match(text, cue.end) or (_TOLD_THAT.match(text, cue.end) if cue.cls == "tell" else None)
    if that:
        return that.end()
    rest = text[cue.end :].casefold().split()
    return cue.end + 1 if cue.lemma in GIVING and len(rest) > _SHORTEST and is_clause(rest) else None
