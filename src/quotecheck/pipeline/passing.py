"""Embedded posts whose authors only pass on what somebody else said: "JUST IN: Lee says “…”".

The guidelines make Lee the speaker, of the inner words alone, and whoever signs the post the one who
relays them. A post with words of its author's own stays a direct quotation of its author.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from spacy.tokens import Doc

from quotecheck.lexicon.cues import find_cue
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import Content, Range, is_inside, is_negated, near, overlap, words
from quotecheck.pipeline.inner_clauses import GIVING
from quotecheck.pipeline.reporting import has_cue

_CREDIT = re.compile(r"\s*[—–-]{1,2}\s*(?P<name>[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){0,3})(?=\s|$)")
_LINK = re.compile(r"[”\"]?[\s|]*(?:https?://|t\.co/)")
_OWN = frozenset(["i", "we", "me", "us", "my", "our", "i'm", "i’m", "mine", "ours"])
_NOBODY = frozenset(["he", "she", "they", "it", "who", "which", "that", "this"])
_LONGEST_LEAD = 4  # words before the name in "FULL PART 1: Lee: “…”"
_MOST_OWN = 0.4  # of the words of a post that passes words on, those in sentences of its author's own
_LEAST_REPORT = 0.6  # of the words of a sentence that passes words on without marks
_CONFIDENCE = 0.9


def passed_on(
    doc: Doc, post: Sequence[Range], inside: Sequence[Attribution], quoted: Sequence[Range]
) -> list[Attribution]:
    """What a post passes on; nothing where it gives its author's own words.

    Args:
        doc: The document.
        post: The post's paragraphs.
        inside: The attributions in it, with their contents drawn.
        quoted: The outermost stretches between marks.
    """
    marked = [q for own in post for q in near(quoted, [own]) if overlap(q, own)]
    if credited := _credited(doc, post, marked) or _linked(doc, post, marked):
        return [credited]
    reports = [a for a in inside if _is_report(doc, a)]
    if reports:
        others = [a for a in inside if a not in reports]
        quotes = [a for a in others if a.content is not None and a.content.kind == "direct"]
        return [*reports, *quotes] if _is_all(doc, post, reports, marked) else []
    return list(inside) if _is_announced(doc, post, marked) else []


def _credited(doc: Doc, post: Sequence[Range], marked: Sequence[Range]) -> Attribution | None:
    """Words in marks that a post credits to somebody behind a dash: "“…” - Lee on the vote"."""
    start, end = post[-1]
    if len(marked) != 1 or words(doc, (start, marked[0][0])) or marked[0][1] >= end:
        return None
    match = _CREDIT.match(doc.text, doc[marked[0][1]].idx + 1)
    name = doc.char_span(*match.span("name")) if match else None
    if name is None or name.end > end:
        return None
    content = Content((marked[0],), "direct")
    return Attribution([marked[0]], _CONFIDENCE, source=(name.start, name.end), content=content)


def _linked(doc: Doc, post: Sequence[Range], marked: Sequence[Range]) -> Attribution | None:
    """Words in marks that are all of a post but the link to where they stand: nobody is told to say them."""
    link = _LINK.match(doc.text, doc[post[-1][1] - 1].idx + len(doc[post[-1][1] - 1]))
    if len(post) != 1 or len(marked) != 1 or link is None:
        return None
    if len(words(doc, post[0])) > len(words(doc, marked[0])):
        return None
    return Attribution([marked[0]], _CONFIDENCE, content=Content((marked[0],), "direct"))


def _is_announced(doc: Doc, post: Sequence[Range], marked: Sequence[Range]) -> bool:
    """Whether a post's last paragraph is nothing but marked words, and one before it has a cue."""
    *before, last = post
    if not before or not is_inside(doc, last, marked):
        return False
    own = {doc[i].lower_ for span in before for i in range(*span)}
    return own.isdisjoint(_OWN) and any(has_cue(doc, span) for span in before)


def _is_report(doc: Doc, attribution: Attribution) -> bool:
    """Whether an attribution gives words of somebody else than whoever writes."""
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if source is None or cue is None or content is None or attribution.cls == "attitude":
        return False
    named = {doc[i].lower_ for i in range(*source)}
    entry = find_cue(doc[cue[0] : cue[1]].text)
    if entry is None or not named.isdisjoint(_OWN | {"you"}):
        return False
    sentence = doc[source[0]].sent
    if doc[cue[0]].text == ":":
        lead = words(doc, (sentence.start, source[0]))
        return content.kind == "direct" and len(lead) <= _LONGEST_LEAD and source[1] == cue[0]
    if content.kind != "indirect":
        return not is_negated(doc, (max(0, cue[0] - 1), cue[1]))
    gives = entry.lemma in GIVING or doc[content.spans[0][0] - 1].lower_ == "that"
    asks = any(token.text == "?" for token in sentence)
    return gives and not asks and not named <= _NOBODY


def _sentences(doc: Doc, span: Range) -> list[Range]:
    """The sentences of a range of tokens."""
    starts = [span[0], *(i for i in range(span[0] + 1, span[1]) if doc[i].is_sent_start), span[1]]
    return list(pairwise(starts))


def _is_all(doc: Doc, post: Sequence[Range], reports: Sequence[Attribution], marked: Sequence[Range]) -> bool:
    """Whether a post says hardly anything but what its reports give."""
    taken = {i for a in reports for part in (a.source, a.cue, *a.pieces) if part for i in range(*part)}
    taken |= {i for stretch in marked for i in range(*stretch)}
    if any(doc[i].lower_ in _OWN and i not in taken for own in post for i in range(*own)):
        return False
    quotes = [piece for a in reports if a.content and a.content.kind != "indirect" for piece in a.pieces]
    own = total = 0
    for sentence in (s for paragraph in post for s in _sentences(doc, paragraph)):
        here = words(doc, sentence)
        given = sum(i in taken for i in here)
        total += len(here)
        if given < _LEAST_REPORT * len(here) and not any(overlap(sentence, piece) for piece in quotes):
            own += len(here)
    return own <= _MOST_OWN * total
