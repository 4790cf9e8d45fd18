"""What belongs to somebody's words by the grammar of the sentence though the tagger left it out.

What a cue names or urges ("called [the plan “absurd”]", "urged [Lee on Monday to wait]"), the subject or the
condition before a reporting clause, and a second clause that "and that" joins.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import MARKS, Range, minimal_cue, overlap, words

_NAMING = frozenset(["call", "brand", "describe", "dub", "label", "term", "characterize", "deem"])
_URGING = frozenset(["urge", "warn", "instruct", "ask", "order", "call on", "encourage", "implore", "beg"])
_WHAT_FOR = frozenset(["to", "not", "against"])
_NO_NAME = frozenset(["out", "for", "on", "into", "upon", "off", "up", "to", "by"])  # "called into question"
_VERBS = frozenset(["is", "are", "was", "were", "has", "had", "have", "will", "would"])
_CONDITIONS = frozenset(["Although", "Though", "If", "Unless", "While", "Because", "Since", "Until", "Once"])
_SECOND = frozenset(["and that", "but that"])
_LOOSE = frozenset(["though", "although", "while", "which", "who", "but", "according", "for", "perhaps"])
_DASHES = frozenset(["-", "–", "—", "--", ";", "("])
_SHORTEST = 5
_INSIDE = frozenset(["'s", "’s", "-"])
_LONGEST, _LONGEST_SUBJECT = 8, 15


def take_named(doc: Doc, attribution: Attribution) -> None:
    """Let a content begin right behind a cue that names or urges, unless a mark or comma stands between."""
    cue = attribution.cue
    if cue is None or doc[cue[0] - 1].lower_ == "so":
        return
    (_, end), entry = minimal_cue(doc, cue)
    start = attribution.pieces[0][0]
    between = doc[end:start]
    if entry is None or not 0 < len(between) <= _LONGEST + 1:
        return
    urged = entry.lemma in _URGING and doc[start].lower_ in _WHAT_FOR
    if entry.lemma not in _NAMING and not urged:
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
    opens = doc[first].sent.start
    if 0 < len(words(doc, (opens, first))) <= _LONGEST_SUBJECT:
        attribution.pieces.insert(0, (opens, first))


def take_condition(doc: Doc, attribution: Attribution) -> None:
    """Take in the subordinate clause that opens the sentence of a content whose cue stands behind it."""
    cue, source, start = attribution.cue, attribution.source, attribution.start
    if cue is None or source is None or doc[start - 1].text != ",":
        return
    if min(cue, source)[0] < attribution.pieces[0][1]:
        return
    opens = doc[start - 1].sent.start
    clause = (opens, start - 1)
    if doc[opens].text in _CONDITIONS and all(doc[i].text not in MARKS for i in range(*clause)):
        attribution.pieces[0] = (opens, attribution.pieces[0][1])


def take_second(doc: Doc, attribution: Attribution, others: Sequence[Attribution]) -> None:
    """Take in the clause that "and that" joins to a content behind its cue.

    Args:
        doc: The document.
        attribution: As linked.
        others: All attributions; a clause that one of them has, or its cue, is left to it.
    """
    cue, last = attribution.cue, attribution.pieces[-1][1]
    if cue is None or cue[1] > attribution.start:
        return
    start = last
    while start < len(doc) and (doc[start].text in MARKS or doc[start].text == ","):
        start += 1
    if doc[start : start + 2].text not in _SECOND or doc[start].is_sent_start:
        return
    end = start + 2
    while end < len(doc) and not doc[end].is_sent_start and not _parts(doc, end):
        end += 1
    second = (start + 2, end)
    verb = doc[start + 2].lower_ if start + 2 < len(doc) else ""
    if end - start > _SHORTEST and verb not in _VERBS and not any(_is_taken(second, one) for one in others):
        attribution.pieces[-1] = (attribution.pieces[-1][0], end)


def _is_taken(span: Range, one: Attribution) -> bool:
    return any(overlap(span, part) for part in (*one.pieces, *([one.cue] if one.cue else [])))


def _parts(doc: Doc, i: int) -> bool:
    """Whether a clause ends before a comma and a loose addition, a dash or a mark."""
    if doc[i].text != ",":
        return doc[i].text in _DASHES or (doc[i].is_space and "\n" in doc[i].text)
    after = doc[i + 1].lower_ if i + 1 < len(doc) else ""
    return after in _LOOSE or after.endswith("ing")
