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
from quotecheck.pipeline.owners import by_noun, by_wish
from quotecheck.pipeline.reporting import is_noun
from quotecheck.pipeline.structure import PARAGRAPHS

_BULLET = re.compile(r"[•●▪·*⦁►‣◦]\s*|[—–-]{1,2}(?=\s|[A-Z“\"])\s*")
_NUMBER = re.compile(r"\(?(?P<number>\d{1,2})[.):]\s+")
_LETTER = re.compile(r"Q(?:uestion)?\s?\d*[.:]\s+")
_MARKED = re.compile(r"[“\"][^“”\"]{12,}")
_HERE = re.compile(
    r"\b(?:here\s+(?:is|are)|here[’']s|below|following|as\s+follows|these\s+(?:are|were))\b", re.IGNORECASE
)
_ASKED = re.compile(r"\byour?\b", re.IGNORECASE)
_QUESTIONS = frozenset(["questions"])
_MANY = frozenset(["list", "transcript", "thread", "speech", "interview"]) | frozenset(
    ["questions", "demands", "conditions", "principles", "promises", "requests", "recommendations"]
)
_FEWEST, _FEWEST_QUESTIONS, _FEWEST_WORDS, _MOST_REMARKS = 2, 3, 3, 3
_FURNITURE = frozenset(["byline", "caption"])
_CONFIDENCE = 0.6


class Listing(NamedTuple):
    """A list.

    Attributes:
        owner: The mention of whose words its items are.
        items: The words of each, without bullet or number.
    """

    owner: Range
    items: tuple[Range, ...]


def find_lists(doc: Doc, taken: Sequence[Range]) -> list[Listing]:
    """Find the lists of a document, as far as a sentence says whose they are.

    Args:
        doc: A document whose paragraphs are set.
        taken: Stretches that are given to somebody by their layout.
    """
    paragraphs = [p for p in doc.spans[PARAGRAPHS] if p.label_ not in _FURNITURE]
    given = {token for stretch in taken for token in range(*stretch)}
    paragraphs = [p for p in paragraphs if given.isdisjoint(range(p.start, p.end))]
    found: list[Listing] = []
    last = 0
    for index in range(len(paragraphs) - 1):
        if index < last or _form(paragraphs[index + 1]) is None:
            continue
        items = _items(paragraphs, index + 1)
        last = index + 1 + paragraphs[index + 1 :].index(items[-1])
        owner = _owner(doc, paragraphs[index]) if len(items) >= _FEWEST else None
        if owner is not None:
            found.append(Listing(owner, tuple(_own_words(doc, item) for item in items)))
    return found or _questions(doc, paragraphs)


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


def _owner(doc: Doc, before: Span) -> Range | None:
    """Whose the words behind a paragraph are, if it leads up to them."""
    lead = find_lead(doc, before)
    if lead is not None and lead[1] is not None and not _is_one(doc, lead[0]):
        return lead[1] if doc[lead[1][0]].lower_ not in {"i", "we"} else None
    sentences = _sentences(before)[-2:]
    leads = before.text.endswith(":")
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


def _sentences(paragraph: Span) -> list[Range]:
    """The sentences of a paragraph."""
    starts = [paragraph.start, *(t.i for t in paragraph[1:] if t.is_sent_start)]
    return list(zip(starts, [*starts[1:], paragraph.end], strict=True))


def _questions(doc: Doc, paragraphs: Sequence[Span]) -> list[Listing]:
    """The paragraphs of nothing but questions to somebody, where one before says who asks them.

    Questions that head a reporter's answers say "you" to nobody.
    """
    asked = [i for i, paragraph in enumerate(paragraphs) if _is_asked(paragraph)]
    direct = [i for i in asked if _ASKED.search(paragraphs[i].text)]
    if len(direct) < max(_FEWEST_QUESTIONS, len(asked) / 2):
        return []
    for before in reversed(paragraphs[: asked[0]]):
        for sentence in reversed(_sentences(before)):
            found = by_noun(doc, sentence, _QUESTIONS) or by_wish(doc, sentence)
            if found is not None:
                return [Listing(found[1], tuple(_own_words(doc, paragraphs[i]) for i in asked))]
    return []


def _is_asked(paragraph: Span) -> bool:
    """Whether a paragraph is nothing but questions, without marks."""
    if paragraph.label_ != "body" or paragraph[0].text in MARKS:
        return False
    return all(paragraph.doc[end - 1].text == "?" for _, end in _sentences(paragraph))


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
    attribution.lead = listing.owner
