"""What a reporter adds behind somebody's words: "“…,” a blow to the mayor", "“…” in a statement on Monday".

The guidelines leave loose additions to the reporter: appositions, participles, and the occasion on which
something was said. What the clause needs, and a clause with its own verb, belong to the content.
"""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quotecheck.pipeline.conventions import MARKS, Content, Range, overlap, words

_APPOSING = frozenset(["a", "an", "who", "which", "whose", "whom"])
_PREPOSITIONS = frozenset(["including", "meaning", "being", "regarding", "during", "concerning"])
_OCCASIONS = frozenset(
    ["statement", "statements", "interview", "interviews", "tweet", "tweets", "post", "posts", "speech"]
) | frozenset(["remarks", "rally", "appearance", "letter", "email", "memo", "briefing", "op-ed"])
_PAST = ("ed", "said", "told", "says")
_AT = frozenset(["in", "during", "on", "via"])
_NO_OCCASION = _AT | {"to"}  # "in order to interview"
_DEFINITE = frozenset(["the", "that", "this", "his", "her", "its", "their", "my", "our", "your"])
_DASHES = frozenset(["—", "–", "--"])
# Behind a dash these go on with the clause or name what stands before it; others set off a remark.
_GOING_ON = (
    frozenset(["and", "but", "or", "a", "an", "the", "such", "that", "which", "who", "not", "like"])
    | frozenset(["especially", "from", "in", "on", "to"])
    | _PREPOSITIONS
)
_LONGEST_OCCASION = 4


def without_tail(doc: Doc, content: Content, quoted: Sequence[Range]) -> Content:
    """A mixed content without what the reporter adds behind its last marks.

    Args:
        doc: The document.
        content: With its edges drawn.
        quoted: The outermost stretches between marks near it.
    """
    if content.kind != "mixed":
        return content
    return Content(tuple((span[0], _end(doc, span, quoted)) for span in content.spans), "mixed")


def _end(doc: Doc, span: Range, quoted: Sequence[Range]) -> int:
    """Where a clause ends for the guidelines."""
    start, end = span
    last = max((q[1] for q in quoted if overlap(q, span)), default=end)
    closed = last + 1 if last < end and doc[last].text in MARKS else last
    tail = words(doc, (closed, end))
    if not tail:
        return end
    loose = doc[last - 1].text == "," and _is_loose(doc, tail)
    if loose or _is_occasion(doc, tail) or _breaks_off(doc, tail):
        return closed
    rest = (closed, end)
    return min(_before_remark(doc, start, rest), _before_addition(doc, rest), _before_occasion(doc, rest))


def _is_loose(doc: Doc, tail: Sequence[int]) -> bool:
    """Whether an apposition or participle begins a tail: "…,” a blow to …", "…,” possibly ending …"."""
    first = doc[tail[0]].lower_
    verb = doc[tail[1]].lower_ if first.endswith("ly") and len(tail) > 1 else first
    return first in _APPOSING or (verb.endswith("ing") and verb not in _PREPOSITIONS)


def _breaks_off(doc: Doc, tail: Sequence[int]) -> bool:
    """Whether the reporter goes on behind the marks: "“…” but gave no reason", "“…” and accused the mayor".

    Of 540 such mixed quotations none goes on behind "but", three of 36 behind "and" and a verb of the past.
    """
    first, *rest = [doc[i].lower_ for i in tail[:2]]
    if first == "but":
        return rest[:1] != ["that"]
    return first == "and" and bool(rest) and rest[0].endswith(_PAST)


def _before_addition(doc: Doc, tail: Range) -> int:
    """Where a comma and a participle or "but" and a verb begin what the reporter adds, else the end."""
    for i in range(tail[0], tail[1] - 2):
        if doc[i].text == "," and (_is_participle(doc, i + 1, tail[1]) or _goes_on(doc, i + 1)):
            return i - (doc[i - 1].lower_ in {"and", "but"})
    return tail[1]


def _is_participle(doc: Doc, i: int, end: int) -> bool:
    """Whether a participle begins an addition, not a member of a list ("roofs, parking lots, and dams")."""
    verb = doc[i].lower_
    return verb.endswith("ing") and verb not in _PREPOSITIONS and ", and" not in doc[i:end].text


def _goes_on(doc: Doc, i: int) -> bool:
    """Whether "but" and a verb of the past follow, of which whoever spoke is the subject."""
    return doc[i].lower_ == "but" and doc[i + 1].lower_.endswith(_PAST)


def _is_occasion(doc: Doc, tail: Sequence[int]) -> bool:
    """Whether a tail tells where something was said: "in a statement", "during an interview with …"."""
    first, *rest = [doc[i].lower_ for i in tail[: _LONGEST_OCCASION + 1]]
    if first not in _AT or not rest or rest[0] in _DEFINITE:
        return False
    noun = next((i for i, word in enumerate(rest) if word in _OCCASIONS), None)
    return noun is not None and _NO_OCCASION.isdisjoint(rest[:noun])


def _before_occasion(doc: Doc, tail: Range) -> int:
    """Where the interview or post in which something was said is told of, else the end."""
    for i in range(tail[0] + 1, tail[1] - 1):
        if doc[i].text in _AT and _is_occasion(doc, words(doc, (i, tail[1]))):
            return i
    return tail[1]


def _before_remark(doc: Doc, start: int, tail: Range) -> int:
    """Where a remark behind a lone dash begins, else the end."""
    dashes = [i for i in range(start, tail[1]) if doc[i].text in _DASHES]
    if len(dashes) != 1 or dashes[0] < tail[0]:
        return tail[1]
    behind = words(doc, (dashes[0], tail[1]))
    if not behind or doc[behind[0]].lower_ in _GOING_ON or not doc[behind[0]].text[0].islower():
        return tail[1]
    return dashes[0]
