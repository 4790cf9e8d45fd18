"""Who says what a cue reports, where the tagger marked nobody beside it."""

from __future__ import annotations

from spacy.tokens import Doc

from quotecheck.lexicon.people import documents, function_words, roles
from quotecheck.pipeline.conventions import ARTICLES, Range, words
from quotecheck.pipeline.reporting import mention_after

_AUXILIARIES = frozenset(
    ["has", "had", "have", "also", "then", "later", "once", "recently", "now", "’s", "'s"]
)
_PRONOUNS = frozenset(["he", "she", "they", "it"])
_JOINING = frozenset(["and", "but", ","])
_REACH = 1


def source_behind(doc: Doc, cue: Range, source: Range | None) -> Range | None:
    """The source of "according to", which stands right behind it; that of another cue as it was tagged."""
    if doc[cue[0]].lower_ != "according" or doc[cue[1] - 1].lower_ != "to":
        return source
    if source is not None and cue[1] <= source[0] <= cue[1] + _REACH:
        return source
    return mention_after(doc, cue[1], doc[cue[0]].sent.end)


def find_source(doc: Doc, cue: Range, start: int) -> Range | None:
    """Find the source of a cue that none was tagged for.

    Args:
        doc: With names and sentences.
        cue: The reporting expression alone.
        start: Where its content begins.

    Returns:
        The name or pronoun that is the cue's subject, or stands behind "asked by".
    """
    if doc[cue[0]].is_sent_start and doc[cue[1] : cue[1] + 1].text.lower() == "by":
        return mention_after(doc, cue[1] + 1, max(start, cue[1] + 1))
    return _subject(doc, cue[0]) if start >= cue[1] else None


def names_somebody(doc: Doc, lead: Range) -> bool:
    """Whether what stands before words in their paragraph brings in another: "Lee had an answer: “…”"."""
    own = [doc[i] for i in words(doc, lead)]
    return any(t.lower_ in roles() or (t.text[0].isupper() and not t.is_sent_start) for t in own)


def _subject(doc: Doc, verb: int) -> Range | None:
    """The subject of a verb: right before it, or the sentence's where commas or "and" part them."""
    first, last = doc[verb].sent.start, verb
    while last > first and (doc[last - 1].lower_ in _AUXILIARIES or doc[last - 1].lower_.endswith("ly")):
        last -= 1
    if last <= first or doc[last - 1].lower_ in function_words("being") | {"to"}:
        return None
    if doc[last - 1].lower_ in _JOINING:
        return _opener(doc, first, last)
    if doc[verb].lower_.endswith("ing"):
        issued = any(doc[i].lower_ in documents() for i in range(first, last))
        return _opener(doc, first, last) if issued else None
    if doc[last - 1].lower_ in _PRONOUNS:
        return last - 1, last
    return next((_whole(doc, ent.start, ent.end) for ent in doc[first:verb].ents if ent.end == last), None)


def _opener(doc: Doc, first: int, last: int) -> Range | None:
    """The name or pronoun that a sentence begins with, as its subject."""
    start = first
    while start < last and (doc[start].is_space or doc[start].lower_ in _JOINING):
        start += 1
    if doc[start].lower_ in _PRONOUNS:
        return start, start + 1
    begins = (start, start + 1) if doc[start].lower_ in ARTICLES else (start,)
    return next(
        (_whole(doc, ent.start, ent.end) for ent in doc[first:last].ents if ent.start in begins), None
    )


def _whole(doc: Doc, start: int, end: int) -> Range:
    """A name with its article."""
    return (start - 1, end) if start > 0 and doc[start - 1].lower_ in ARTICLES else (start, end)
