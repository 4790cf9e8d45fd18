"""What is called something belongs to the words: "called [the plan “absurd”]", where a cue took it in."""

from __future__ import annotations

from spacy.tokens import Doc

from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import MARKS, minimal_cue, words

_NAMING = frozenset(["call", "brand", "describe", "dub", "label", "term", "characterize", "deem"])
_NO_NAME = frozenset(["out", "for", "on", "into", "upon", "off", "up", "to", "by"])  # "called into question"
_VERBS = frozenset(["is", "are", "was", "were", "has", "had", "have", "will", "would"])
_INSIDE = frozenset(["'s", "’s", "-"])
_LONGEST, _LONGEST_SUBJECT = 8, 15


def take_named(doc: Doc, attribution: Attribution) -> None:
    """Let a content begin right behind a cue that names something, unless a mark or comma stands between."""
    cue = attribution.cue
    if cue is None or doc[cue[0] - 1].lower_ == "so":
        return
    (_, end), entry = minimal_cue(doc, cue)
    start = attribution.pieces[0][0]
    between = doc[end:start]
    if entry is None or entry.lemma not in _NAMING or not 0 < len(between) <= _LONGEST + 1:
        return
    last = between[-1].text in MARKS
    named = between[: len(between) - last]
    source = attribution.source is not None and end <= attribution.source[0] < start
    if len(named) == 0 or source or named[0].lower_ in _NO_NAME:
        return
    if not all(token.text[0].isalnum() or token.text in _INSIDE for token in named):
        return
    attribution.pieces[0] = (end, attribution.pieces[0][1])


def take_subject(doc: Doc, attribution: Attribution) -> None:
    """Take in the subject before a reporting clause between commas: "[The reason], she said, [was “…”]"."""
    told = [part for part in (attribution.cue, attribution.source) if part]
    start = attribution.start
    if len(told) < 2 or doc[start].text not in _VERBS or doc[start - 1].text != ",":
        return
    first, last = min(told)[0] - 1, max(told)[1]
    if last != start - 1 or first < 1 or doc[first].text != ",":
        return
    opens = first
    while opens > 0 and not doc[opens].is_sent_start:
        opens -= 1
    if 0 < len(words(doc, (opens, first))) <= _LONGEST_SUBJECT:
        attribution.pieces.insert(0, (opens, first))
