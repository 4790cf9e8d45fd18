"""The class of a cue where it stands: what was said, and what was only believed, planned or named."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from quotecheck.lexicon.clauses import is_clause, needs_clause, opens_clause, takes_things
from quotecheck.lexicon.cues import CueEntry
from quotecheck.lexicon.people import function_words
from quotecheck.models import CueClass
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import Content, Range, is_title, overlap, words

_SHORTEST_CLAUSE = 3
# Of the marked stretches beside a belief or plan in 65 articles none so short is a quotation.
_LONGEST_TERM, _LONGEST_NOBODYS = 2, 4
_LONGEST_SHOUT, _SHORTEST_HEADLINE = 3, 4
_NAMING = frozenset(["call", "dub", "label", "name", "refer to", "term"])
_NOBODY = frozenset(["anybody", "anyone", "everybody", "everyone", "nobody", "you", "any one", "no one"])
_THINGS = frozenset(["this", "that"])
_WONDERING = frozenset(["wonder", "wonders", "wondering"])  # to themselves; "wondered" reports a question
_SHOWING = frozenset(["say", "read", "declare"])
_SIGNS = frozenset(
    ["sign", "signs", "banner", "banners", "placard", "placards", "poster", "posters"]
) | frozenset(["shirt", "shirts", "hat", "hats", "cap", "caps"])
_TITLING = frozenset(["titled", "entitled", "headlined", "subtitled"])
_OWN = frozenset(["i", "we"])
_BROKEN_OFF = frozenset(["what", "which", "who", "whom", "whose"])  # a clause of another cue goes on
_MODALS = frozenset(["would", "could", "might", "may", "can", "should", "will", "must", "'d", "’d"])
_PAST = ("ed", "said", "told", "wrote")


def class_of(doc: Doc, content: Content, entry: CueEntry | None) -> CueClass:
    """The cue's class; what stands between marks was said, and the object of a verb is no quotation."""
    if content.kind != "indirect":
        return "say" if entry is None or entry.cls == "attitude" else entry.cls
    own = [doc[i].lower_ for start, end in content.spans for i in range(start, end)]
    if entry is None or own[-1] in _BROKEN_OFF:
        return "attitude"
    before = doc[max(0, content.spans[0][0] - 1)].lower_
    if takes_things(entry) and not (opens_clause(own[0]) or opens_clause(before)):
        return "attitude"
    checked = (needs_clause(entry) and before != "that") or len(own) < _SHORTEST_CLAUSE
    return entry.cls if not checked or is_clause(own, entry) else "attitude"


def is_term(doc: Doc, attribution: Attribution, entry: CueEntry | None, quoted: Sequence[Range]) -> bool:
    """Whether marks enclose no words of the source: a title, a name, or a term in a plan or belief.

    Args:
        doc: The document.
        attribution: With its content drawn.
        entry: Its cue in the lexicon.
        quoted: The outermost stretches between marks near it.
    """
    content = attribution.content
    if content is None or content.kind == "indirect":
        return False
    marked = [q for q in quoted if any(overlap(q, span) for span in content.spans)]
    titled = all(_is_named(doc, q) for q in marked)
    if _is_headline(doc, attribution) or _is_shown(doc, attribution, entry):
        return True
    if entry is not None and entry.cls != "attitude":
        return titled and entry.lemma in _NAMING and _length(doc, marked) > 1
    if content.kind == "direct":
        shout = doc[marked[-1][1] - 1].text == "." and _length(doc, marked) <= _LONGEST_SHOUT
        return titled and _length(doc, marked) > 1 and not shout
    longest = _LONGEST_TERM if attribution.source is not None else _LONGEST_NOBODYS
    return titled or _length(doc, marked) <= longest


def is_nobodys(doc: Doc, attribution: Attribution) -> bool:
    """Whether nobody is told to have said something: "you might say", "anyone can tell", "some wonder".

    The reporter's own "I" gives words only of what was said before ("I wrote last week that …").
    """
    source, cue, content = attribution.source, attribution.cue, attribution.content
    if source is None or cue is None or content is None:
        return False
    name = doc[slice(*source)].text.casefold()
    if content.kind == "direct":
        return name == "you"
    if content.kind == "indirect" and (name in _THINGS or doc[cue[0]].lower_ in _WONDERING):
        return True
    if name in _OWN and source[1] <= cue[0]:
        past = doc[cue[0]].lower_.endswith(_PAST)
        return not past or any(
            doc[i].lower_ in _MODALS | function_words("being") for i in range(source[1], cue[0])
        )
    return name in _NOBODY or name.startswith("any ")


def _length(doc: Doc, stretches: Sequence[Range]) -> int:
    return sum(len(words(doc, stretch)) for stretch in stretches)


def _is_headline(doc: Doc, attribution: Attribution) -> bool:
    """Whether cue and mixed content are in capitals, as in the headline of another article."""
    cue, content = attribution.cue, attribution.content
    if cue is None or content is None or content.kind != "mixed" or doc[cue[0]].text[0].islower():
        return False
    own = [span for span in content.spans if len(words(doc, span)) >= _SHORTEST_HEADLINE]
    return len(own) == len(content.spans) and all(is_title(doc, span) for span in own)


def _is_shown(doc: Doc, attribution: Attribution, entry: CueEntry | None) -> bool:
    """Whether words stand on a sign or a shirt: "a sign saying “Closed on Ice”"."""
    before = attribution.cue[0] - 1 if attribution.cue else -1
    return before >= 0 and entry is not None and entry.lemma in _SHOWING and doc[before].lower_ in _SIGNS


def _is_named(doc: Doc, stretch: Range) -> bool:
    """Whether marks enclose a name or title, not a shout in capitals."""
    before = [token.lower_ for token in doc[max(0, stretch[0] - 3) : stretch[0]] if token.is_alpha]
    if before and before[-1] in _TITLING:
        return True
    first, last = doc[stretch[0]].text, doc[stretch[1] - 1].text
    return is_title(doc, stretch) and first[0].isupper() and last not in {"!", "?"}
