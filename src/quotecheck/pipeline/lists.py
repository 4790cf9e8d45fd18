"""Lists of somebody's words: questions, remarks or findings, item by item, and whose they are.

The sentence that leads up to a list says whose it is; that holds for all of its items, whatever the reporter
remarks in between, and whomever an item is about.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from spacy.tokens import Doc, Span

from quotecheck.lexicon.cues import find_cue
from quotecheck.lexicon.people import introduced
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import MARKS, Content, Range, words
from quotecheck.pipeline.leads import find_lead
from quotecheck.pipeline.owners import by_noun
from quotecheck.pipeline.questions import asker_of, find_questions, sentences_of
from quotecheck.pipeline.reporting import is_noun
from quotecheck.pipeline.structure import told_paragraphs

_BULLET = re.compile(r"[•●▪·*⦁►‣◦]\s*|[—–-]{1,2}(?=\s|[A-Z“\"])\s*")
_NUMBER = re.compile(r"\(?(?P<number>\d{1,2})[.):]\s+")
_LETTER = re.compile(r"Q(?:uestion)?\s?\d*[.:]\s+")
_MARKED = re.compile(r"[“\"][^“”\"]{12,}")
_HERE = re.compile(
    r"\b(?:here\s+(?:is|are)|here[’']s|below|following|as\s+follows|these\s+(?:are|were))\b", re.IGNORECASE
)
_SET = frozenset(
    ["questions", "demands", "conditions", "principles", "promises", "requests", "recommendations"]
)
_MANY = frozenset(["list", "transcript", "thread", "speech", "interview"]) | _SET
_FEWEST, _FEWEST_WORDS, _MOST_REMARKS = 2, 3, 3
_CONFIDENCE = 0.6


class Listing(NamedTuple):
    """A list.

    Attributes:
        owner: The mention of whose words its items are, None where nobody says.
        items: The words of each, without bullet or number.
    """

    owner: Range | None
    items: tuple[Range, ...]


def find_lists(doc: Doc, taken: Sequence[Range]) -> list[Listing]:
    """Find the lists of a document, as far as a sentence says whose they are.

    Args:
        doc: A document whose paragraphs are set.
        taken: Stretches that are given to somebody by their layout.
    """
    given = {token for stretch in taken for token in range(*stretch)}
    paragraphs = [p for p in told_paragraphs(doc) if given.isdisjoint(range(p.start, p.end))]
    found: list[Listing] = []
    last = 0
    for index in range(len(paragraphs) - 1):
        if index < last or _form(paragraphs[index + 1]) is None:
            continue
        items = _items(paragraphs, index + 1)
        last = index + 1 + paragraphs[index + 1 :].index(items[-1])
        told = _told(doc, paragraphs[: index + 1], items) if len(items) >= _FEWEST else None
        if told is not None:
            found.append(Listing(told[0], tuple(_own_words(doc, item) for item in items)))
    listed = {item for listing in found for item, _ in listing.items}
    asked = find_questions(doc, [p for p in paragraphs if listed.isdisjoint(range(p.start, p.end))])
    if asked is not None:
        found.append(Listing(asked[1], tuple(_own_words(doc, item) for item in asked[0])))
    return found


def _told(doc: Doc, before: Sequence[Span], items: Sequence[Span]) -> tuple[Range | None] | None:
    """Whose items are, as the last of the paragraphs before says, or any where they are questions."""
    owner = _owner(doc, before[-1], listed=_form(items[0]) != "marks")
    return (owner,) if owner is not None else asker_of(doc, before, items)


def _form(paragraph: Span) -> str | None:
    """What makes a paragraph an item: a bullet, a number, "Q:", or marks around all of it."""
    text = paragraph.text
    if _BULLET.match(text):
        return "bullet"
    if _NUMBER.match(text):
        return "number"
    if _LETTER.match(text):
        return "letter"
    marked = text[0] in '“"' and text.rstrip(" .")[-1:] in '”")'
    return "marks" if marked else None


def _items(paragraphs: Sequence[Span], first: int) -> list[Span]:
    """The items from the first on: of one form, numbers in order, a reporter's remarks between."""
    form = _form(paragraphs[first])
    items, remarks = [paragraphs[first]], 0
    for paragraph in paragraphs[first + 1 :]:
        if _form(paragraph) == form and _comes_next(items[-1], paragraph):
            items.append(paragraph)
            remarks = 0
            continue
        remarks += 1
        if form == "marks" or remarks > _MOST_REMARKS or paragraph.text.endswith(":"):
            break
    return items


def _comes_next(one: Span, other: Span) -> bool:
    """Whether an item's number is behind another's, if they are numbered."""
    before, behind = _NUMBER.match(one.text), _NUMBER.match(other.text)
    if before is None or behind is None:
        return True
    return int(before["number"]) < int(behind["number"]) <= int(before["number"]) + 2


def _owner(doc: Doc, before: Span, *, listed: bool) -> Range | None:
    """Whose the words behind a paragraph are, if it leads up to them, or names what is listed behind it."""
    lead = find_lead(doc, before)
    if lead is not None and lead[1] is not None and not _is_one(doc, lead[0]):
        return lead[1] if doc[lead[1][0]].lower_ not in {"i", "we"} else None
    sentences = sentences_of(before)[-2:]
    leads = before.text.endswith(":")
    if not leads and listed and (found := by_noun(doc, sentences[-1], _SET)):
        return found[1]
    if not leads and _HERE.search(before.text[doc[sentences[-1][0]].idx - before.start_char :]) is None:
        return None
    named = (
        by_noun(doc, sentence, _several()) for sentence in reversed(sentences[-1:] if leads else sentences)
    )
    return next((found[1] for found in named if found is not None), None)


@cache
def _several() -> frozenset[str]:
    """Nouns for several texts or one of many parts, in lower case."""
    return frozenset(noun for noun in introduced() if noun.endswith("s")) | _MANY


def _is_one(doc: Doc, cue: Range) -> bool:
    """Whether a cue is a noun for one text: "points found in Lee's report" are the reporter's."""
    word = doc[cue[0]].lower_
    return word in introduced() and not word.endswith("s") and is_noun(doc, cue)


def _own_words(doc: Doc, item: Span) -> Range:
    """An item without its bullet or number."""
    match = _BULLET.match(item.text) or _NUMBER.match(item.text) or _LETTER.match(item.text)
    start = item.start
    while match and start < item.end and doc[start].idx < item.start_char + match.end():
        start += 1
    return start, item.end


def add_items(doc: Doc, found: list[Attribution], lists: Sequence[Listing]) -> list[Attribution]:
    """Add the items without marks, as direct quotations.

    Args:
        doc: The document.
        found: The attributions found so far.
        lists: From `find_lists`.

    Returns:
        The attributions with those, without what was tagged of them and has no cue.
    """
    items = [item for listing in lists for item in listing.items if _is_text(doc, item)]
    tokens = {token for item in items for token in range(*item)}
    kept = [a for a in found if a.start not in tokens or a.cue is not None]
    return kept + [Attribution([item], _CONFIDENCE, content=Content((item,), "direct")) for item in items]


def _is_text(doc: Doc, item: Range) -> bool:
    """Whether an item is a sentence of its own, and no words in marks with what the reporter says of them."""
    text = doc[item[0] : item[1]].text
    if len(words(doc, item)) < _FEWEST_WORDS or _MARKED.search(text) or doc[item[0]].text in MARKS:
        return False
    return text.endswith((".", "!", "?", "…", "]"))


def own(doc: Doc, found: Sequence[Attribution], lists: Sequence[Listing]) -> None:
    """Tell whose list the items are in that nobody else is told to have said."""
    owners = {token: listing for listing in lists for item in listing.items for token in range(*item)}
    for attribution in found if owners else ():
        tokens = (token for piece in attribution.pieces for token in range(*piece))
        if listing := next((owners[token] for token in tokens if token in owners), None):
            _give(doc, attribution, listing)


def _give(doc: Doc, attribution: Attribution, listing: Listing) -> None:
    """Make an item its list's owner's; what leads up to marked words in an item is no report."""
    content, cue = attribution.content, attribution.cue
    direct = content is not None and content.kind == "direct"
    entry = find_cue(doc[cue[0] : cue[1]].text) if cue else None
    if cue is not None and not (direct and (entry is None or entry.lemma == ":")):
        return
    if cue is None and attribution.source is not None and not direct:
        return
    attribution.cue = attribution.source = None
    attribution.lead = (listing.owner or content.spans[0]) if content is not None else None
