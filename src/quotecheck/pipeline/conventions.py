"""Edges as the annotation guidelines draw them: from what a tagger marks to content, cue and source.

The tagger learns from a corpus whose contents hold the introducing "that" and the marks, whose cues
hold auxiliaries and adverbs and whose sources hold appositions; all ranges here are token ranges.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Literal, NamedTuple

from spacy.tokens import Doc

from quotecheck.lexicon.clauses import is_whole_clause
from quotecheck.lexicon.cues import CueEntry, find_cue, find_cues
from quotecheck.lexicon.people import function_words, roles
from quotecheck.models import Kind

Range = tuple[int, int]

MARKS = frozenset(
    ["“", "”", "„", "‟", '"', "''", "``", "«", "»", "‹", "›", "‘", "’", "‚", "‛", "'", "‘‘", "’’", "＂"]
)
ARTICLES = frozenset(["a", "an", "the"])
_CONTRACTED = frozenset(["n't", "n’t"])
_OUTER = MARKS | frozenset([",", ";", ":", ".", "-", "–", "—", "--", "…", "...", ")", "]", "(", "["])
_INTRODUCING = frozenset(["that", ",", ":", "-", "–", "—", "--", ";"])
# Behind these "that" is the clause's subject ("he said that was new"), not what introduces it.
_BEHIND_SUBJECT = frozenset(
    ["is", "was", "’s", "'s", "would", "will", "could", "should", "has", "had", "may", "might", "did", "does"]
)
_SAYING = frozenset(["say", "tell", "write", "answer", "claim", "warn", "announce", "argue"])
_CALLING = frozenset(["call", "describe", "characterize", "refer to"])
_RELATIVES = frozenset(["which", "who", "whom", "that"])
_CONJUNCTIONS = frozenset(["and", "but", "so", "yet"])
_SENTENCE_ENDS = frozenset([",", ".", "!", "?"])
_FINAL = frozenset([".", ",", ";", ":", "-", "–", "—", "--"])
_APPOSITION_ENDS = frozenset([",", "(", "[", "–", "—", "--", "-"])
_NEGATIONS = frozenset(["not", "n't", "n’t", "never", "unwilling", "declined", "refused", "without"])
_ADDRESSING = frozenset(["without", "despite", "at", "in", "on", "during"])
_ABOUT = frozenset(["of", "about", "to", "in", "at", "on", "during", "after", "when", "with"])
_ADDRESSED = frozenset(["him", "her", "them", "me", "us"])
_DETERMINERS = frozenset(["a", "an", "the", "his", "its", "their", "her", "every", "all"]) | _ADDRESSED
_PROGRAMMES = frozenset(["policy", "policies", "campaign", "program", "programme"])
_SHORTEST_LEAD, _LONGEST_NAME = 2, 4
_FRAGMENT_WORDS, _LONGEST_TAIL, _LONGEST_ADDRESSEE = 5, 8, 10


class Content(NamedTuple):
    """The stretches of one content and the kind of quotation they make."""

    spans: tuple[Range, ...]
    kind: Kind


def trim(doc: Doc, span: Range, outer: frozenset[str]) -> Range:
    """Drop white space and the given tokens from both ends of a range."""
    start, end = span
    while start < end and (doc[start].is_space or doc[start].text in outer):
        start += 1
    while start < end and (doc[end - 1].is_space or doc[end - 1].text in outer):
        end -= 1
    return start, end


def words(doc: Doc, span: Range) -> list[int]:
    """Tokens of a range that are words or numbers."""
    texts = [token.text for token in doc[span[0] : span[1]]]
    return [i for i, text in enumerate(texts, span[0]) if text.isalnum() or any(map(str.isalnum, text))]


def is_title(doc: Doc, span: Range) -> bool:
    """Whether all words but small ones are capitalised, as in the title of a book or a show."""
    texts = [doc[i].text for i in words(doc, span) if doc[i].text not in _CONTRACTED]
    return all(text in function_words("titles") or not text[0].islower() for text in texts)


def overlap(one: Range, other: Range) -> int:
    """Number of tokens that two ranges share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def token_range(
    doc: Doc, start: int, end: int, alignment_mode: Literal["strict", "contract", "expand"] = "strict"
) -> Range | None:
    """The tokens of a stretch of code points; None where it is empty or, if strict, cuts a token."""
    span = doc.char_span(start, end, alignment_mode=alignment_mode)
    return (span.start, span.end) if span is not None else None


def near(quoted: Sequence[Range], pieces: Sequence[Range]) -> Sequence[Range]:
    """Of stretches in order those that may touch a content."""
    first, last = min(start for start, _ in pieces), max(end for _, end in pieces)
    return quoted[max(0, bisect_left(quoted, (first, 0)) - 1) : bisect_left(quoted, (last, 0))]


def is_inside(doc: Doc, span: Range, quoted: Sequence[Range]) -> bool:
    """Whether all words of a range stand between marks."""
    return all(any(start <= i < end for start, end in quoted) for i in words(doc, span))


def minimal_cue(doc: Doc, span: Range) -> tuple[Range, CueEntry | None]:
    """The reporting expression alone, without auxiliaries, adverbs and adjuncts, and its lexicon entry."""
    start, end = trim(doc, span, _OUTER - {":"})
    if start >= end:
        return span, None
    text = doc[start:end].text
    entry = find_cue(text)
    if entry is None:
        return (start, end), None
    offset = doc[start].idx
    found = token_range(doc, offset + entry.start, offset + entry.end, "expand")
    return found or (start, end), entry


def is_negated(doc: Doc, cue: Range) -> bool:
    """Whether a tagged cue says that nothing was said ("did not specify", "were unwilling to confirm").

    What follows its verb does not ("claimed without evidence").
    """
    verb, entry = minimal_cue(doc, cue)
    stop = verb[0] if entry is not None and entry.cls != "attitude" else cue[1]
    return any(doc[i].lower_ in _NEGATIONS for i in range(cue[0], stop))


def minimal_source(doc: Doc, span: Range) -> Range:
    """The mention with its title, without a trailing apposition, party tag or relative clause."""
    start, end = trim(doc, span, _OUTER)
    for i in range(start + 1, end):
        if doc[i].text in _APPOSITION_ENDS and not _is_list(doc, i, end) and not joins(doc, i):
            return start, i
        if doc[i].lower_ in {"who", "which"}:
            return trim(doc, (start, i), _OUTER)
    return start, end - _ends_in_adverb(doc, start, end)


def _ends_in_adverb(doc: Doc, start: int, end: int) -> bool:
    """Whether a name has the verb's adverb behind it: "Halvorsen aptly", not "a Halvorsen ally"."""
    last = doc[end - 1].text
    named = end - 2 > start and doc[end - 2].is_title and doc[end - 3].is_title  # not "Her family"
    return named and last.islower() and last.endswith("ly") and last not in roles()


def joins(doc: Doc, i: int) -> bool:
    """Whether a dash joins two words to one: "News-Record"."""
    return doc[i].text in {"-", "–"} and not doc[i].whitespace_ and not doc[i - 1].whitespace_


def _is_list(doc: Doc, comma: int, end: int) -> bool:
    """Whether a comma parts the members of a list ("Lee, Park and Kim") or a suffix ("Lee, Jr.")."""
    rest = [doc[i].lower_ for i in range(comma + 1, end)]
    if rest[:1] in (["jr."], ["sr."], ["iii"]):
        return True
    if (
        doc[comma].text != ","
        or not rest
        or rest[0] in {"a", "an", "the", "who", "which", "whose", "his", "her"}
    ):
        return False
    return "and" in rest[1:8] and doc[comma + 1].is_title and doc[comma - 1].is_title


def _strip_clause(doc: Doc, span: Range) -> Range:
    """A reported clause without introducing "that" and without the sentence's final stop."""
    start, end = trim(doc, span, frozenset())
    start = _behind_addressee(doc, (start, end))
    while start < end and (doc[start].text in _INTRODUCING or _leads_to_mark(doc, start)):
        if doc[start].text == "that" and start + 1 < end and doc[start + 1].lower_ in _BEHIND_SUBJECT:
            break
        start += 1
    while start < end and (doc[end - 1].text in _FINAL or doc[end - 1].is_space):
        end -= 1
    return start, end


def _behind_addressee(doc: Doc, span: Range) -> int:
    """Where "that" follows to whom, where or how something was said ("to voters that …"), else the start."""
    start, end = span
    if start + 1 >= end or not _is_addressee(doc, start):
        return start
    comma = False
    for i in range(start + 1, min(end, start + _LONGEST_ADDRESSEE)):
        if doc[i].text == "that" and (not comma or doc[i - 1].text == ","):
            return i
        comma = comma or doc[i].text == ","
        if doc[i].text in _OUTER - {","} or doc[i].is_sent_start:
            break
    return start


def _is_addressee(doc: Doc, start: int) -> bool:
    """Whether a content begins with whom or where something was said, not with an infinitive."""
    first, after = doc[start].text, doc[start + 1]
    if first != "to":
        return first in _ADDRESSING or (first in _ADDRESSED and after.text == "that")
    plural = after.text.endswith("s") and not after.text.endswith("ss")
    return after.lower_ in _DETERMINERS or after.text[0].isupper() or plural


def _is_sentence(doc: Doc, span: Range) -> bool:
    """Whether words are a sentence of their own rather than part of the reporter's."""
    own = words(doc, span)
    return len(own) >= _FRAGMENT_WORDS and doc[own[0]].text[0].isupper()


def _leads_to_mark(doc: Doc, i: int) -> bool:
    """Whether a token before a mark is an "as" ("described as “cold”") or joins sentences ("But “it …”")."""
    as_what = doc[i].text == "as"
    if as_what and i > 0 and (cue := find_cue(doc[i - 1].text)) and cue.lemma in _CALLING:
        return True
    leads = as_what or doc[i].lower_ in _CONJUNCTIONS
    return leads and i + 1 < len(doc) and doc[i + 1].text in MARKS


def with_marks(doc: Doc, span: Range, quoted: Sequence[Range]) -> Range:
    """Take in the mark at an edge when the range begins or ends inside a stretch between marks."""
    start, end = span
    for first, last in quoted:
        if first - 1 <= start < last and start > 0 and doc[first - 1].text in MARKS:
            start = min(start, first - 1)
        if first < end <= last + 1 and last < len(doc) and doc[last].text in MARKS:
            end = max(end, last + 1)
    return start, end


def _opens_sentence(doc: Doc, start: int) -> bool:
    """Whether one word and a mark alone stand between a sentence's start and a stretch."""
    return any(doc[i].is_sent_start for i in range(max(0, start - 2), start))


def _is_fragment(doc: Doc, stretch: Range) -> bool:
    """Whether a marked stretch that is the whole content is a part of the reporter's own clause."""
    own = words(doc, stretch)
    if not own or doc[own[0]].text[0].isupper():
        return False
    before = [doc[i].lower_ for i in range(max(0, stretch[0] - 3), stretch[0]) if doc[i].text not in MARKS]
    joined = before[-1:] and before[-1] in _CONJUNCTIONS and _opens_sentence(doc, stretch[0])
    introduced = joined or before[-1:] in ([","], [":"], ["that"])
    if len(own) >= _FRAGMENT_WORDS and introduced:
        return False
    return not is_whole_clause([doc[i].lower_ for i in own]) or not _reports_words(before)


def _reports_words(before: Sequence[str]) -> bool:
    """Whether a verb of saying ends what stands before a mark ("he told them “it froze”")."""
    cues = find_cues(" ".join(before))
    last = cues[-1] if cues else None
    return last is not None and last.cls in _SAYING and last.lemma not in _CALLING


def _kept(doc: Doc, pieces: Sequence[Range], quoted: Sequence[Range]) -> list[Range]:
    """The pieces without what stands before a clause that "that" introduces and is not marked itself.

    Nor is a relative pronoun that another piece follows a part of it ("which she called “thin”").
    """
    if doc[pieces[0][0]].lower_ in _RELATIVES and len(words(doc, pieces[0])) == 1:
        pieces = pieces[1:] or pieces
    introduced = [p for p in pieces if "that" in (doc[p[0]].lower_, doc[max(0, p[0] - 1)].lower_)]
    first = introduced[0] if introduced else pieces[0]
    return [p for p in pieces if p >= first or any(overlap(p, q) for q in quoted)]


def _sentence_in(doc: Doc, piece: Range, quoted: Sequence[Range]) -> Range:
    """The marked sentence that a piece leads to ("her view is that “It …”") or attributes, else the piece."""
    inside = [q for q in quoted if overlap(q, piece)]
    if all(is_title(doc, q) for q in inside[:-1]):
        inside = inside[-1:]
    if len(inside) != 1 or not _is_sentence(doc, inside[0]):
        return piece
    start, end = inside[0]
    lead, tail = words(doc, (piece[0], start)), words(doc, (end, piece[1]))
    before = [doc[i].lower_ for i in range(max(piece[0], start - 3), start - 1)]
    introduced = before[-1:] == [":"] or (before[-1:] == ["that"] and before[0] not in _CONJUNCTIONS)
    about = before[-1:] == [","] and _is_about(doc, lead)
    leads = introduced or about or len(lead) < _SHORTEST_LEAD
    attributes = not tail or (len(tail) <= _LONGEST_TAIL and _is_speech(doc, (tail[0], tail[-1] + 1)))
    return inside[0] if leads and attributes else piece


def _is_about(doc: Doc, lead: Sequence[int]) -> bool:
    """Whether words behind a cue tell of what or to whom something was said ("said of the lake, “…”")."""
    if not lead or len(lead) > _LONGEST_TAIL:
        return False
    return doc[lead[0]].text in _ABOUT and not doc[lead[0]].is_sent_start


def _is_speech(doc: Doc, tail: Range) -> bool:
    """Whether words behind a mark end with a cue that reports speech ("the officer wrote")."""
    text = doc[tail[0] : tail[1]].text
    cue = find_cue(text)
    return cue is not None and cue.cls != "attitude" and cue.end == len(text)


def _is_name(doc: Doc, clause: Range, quoted: Sequence[Range]) -> bool:
    """Whether all that a clause has is a name in marks.

    "“Correct,” she said" is somebody's words, as is "“By the Lake,” she said" at the start of a sentence.
    """
    if not is_title(doc, clause) or not is_inside(doc, clause, quoted):
        return False
    start, end = [q for q in quoted if overlap(q, clause)][-1]
    opens = any(doc[i].is_sent_start for i in (max(0, start - 1), start))
    return doc[end - 1].text not in _SENTENCE_ENDS or (len(words(doc, clause)) > 1 and not opens)


def _is_programme(doc: Doc, stretch: Range) -> bool:
    """Whether marks enclose what a policy is called, not somebody's words: "the “open lake” policy"."""
    start, end = stretch
    if len(words(doc, stretch)) > _LONGEST_NAME:
        return False
    before, behind = words(doc, (max(0, start - 4), start)), words(doc, (end, min(len(doc), end + 2)))
    so_called = [doc[i].lower_ for i in before[-2:]] == ["so", "called"] or (
        before[-1:] != [] and doc[before[-1]].lower_ == "so-called"
    )
    return so_called or (behind != [] and doc[behind[0]].lower_ in _PROGRAMMES)


def content_of(doc: Doc, pieces: Sequence[Range], quoted: Sequence[Range]) -> Content | None:
    """Draw the edges of one content.

    Args:
        doc: The document.
        pieces: What the tagger marked, in order, with marks and "that" inside.
        quoted: The outermost stretches between marks.

    Returns:
        The content's stretches and kind, or None if nothing but punctuation is left.
    """
    clauses = [
        span
        for span in (_strip_clause(doc, _sentence_in(doc, p, quoted)) for p in _kept(doc, pieces, quoted))
        if any(doc[i].lower_ not in _CONJUNCTIONS for i in words(doc, span))
    ]
    clauses = [c for c in clauses if not _is_name(doc, c, quoted)] or clauses[:1]
    if not clauses:
        return None
    if any(is_inside(doc, c, quoted) and _is_sentence(doc, c) for c in clauses):
        clauses = [c for c in clauses if any(overlap(c, q) for q in quoted)]
    touched = [q for q in quoted if any(overlap(q, clause) for clause in clauses)]
    if all(_is_programme(doc, q) for q in touched):
        return Content(tuple(with_marks(doc, clause, touched) for clause in clauses), "indirect")
    whole = all(is_inside(doc, clause, touched) for clause in clauses)
    if whole and not all(_is_fragment(doc, q) for q in touched):
        return Content(tuple(touched), "direct")
    clauses = [with_marks(doc, clause, touched) for clause in clauses]
    return Content(tuple(clauses), "mixed")
