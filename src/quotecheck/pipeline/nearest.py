"""Tagged spans of one paragraph joined into attributions by their distance.

A content goes to the nearest cue of its paragraph and a cue to the nearest source; distances are
tokens, with a surcharge for each sentence end and each other cue in between.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from spacy.tokens import Doc

from quotecheck.lexicon.people import function_words, is_verb
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import ARTICLES, MARKS, Range, is_inside, near, overlap
from quotecheck.pipeline.layers import ASKED, asks, lift
from quotecheck.pipeline.reporting import has_cue
from quotecheck.pipeline.structure import first_tokens

# Measured on gold spans of PolNeAR train: .958 of triples are right with these, fewer with either at zero.
_SENTENCE_END, _OTHER_CUE = 15, 12
_LATER_SENTENCE = 30
_REACH_SOURCE, _REACH_CONTENT, _REACH_THAT = 2, 4, 10
_ADVERBIAL = 3  # words
_ANSWERS = frozenset(
    ["said", "says", "replied", "answered", "responded", "told", "declined", "refused", "laughed"]
)
_SHORT = frozenset(["'s", "’s"])
_BETWEEN = frozenset(
    ["also", "then", "later", "once", "often", "never", "not", "now", "widely", "previously"]
)
_OPENING = frozenset(["when", "if", "once", "while"])
_PARTICIPLES = ("ed", "told", "said")
_PARTICLES = frozenset(["for", "of", "with", "to", "as", "that", "about", "on"])
_CONCEDING = frozenset(["while", "although", "though"])
_JOINING = frozenset(["and", "but", "or"])
_PARTING = frozenset([",", ";", "-", "–", "—", "--"])
_CALLS = frozenset(["?", "!"])
_SOURCE_ENDS = frozenset([",", ";", "and", "but"])


@dataclass(frozen=True)
class Roles:
    """The tagged spans of one paragraph, as token ranges with scores."""

    contents: list[tuple[Range, float]]
    cues: list[Range]
    sources: list[Range]


class _Distance:
    """Distances within one document."""

    def __init__(self, doc: Doc, cues: Sequence[Range], outer: Sequence[Range]) -> None:
        self.outer = outer
        self.starts = first_tokens(doc)
        self.cue_starts, self.cue_ends = sorted(cue[0] for cue in cues), sorted(cue[1] for cue in cues)

    def __call__(self, one: Range, other: Range) -> int:
        first, second = (one, other) if one < other else (other, one)
        gap = max(0, second[0] - first[1])
        between = bisect_right(self.cue_ends, second[0]) - bisect_left(self.cue_starts, first[1])
        return gap + _SENTENCE_END * self.sentences(one, other) + _OTHER_CUE * max(0, between)

    def around(self, one: Range, other: Range, sources: Sequence[Range]) -> int:
        """The distance without the words of a source that stands in between, which may be long."""
        low, high = min(one[1], other[1]), max(one[0], other[0])
        between = (source[1] - source[0] for source in sources if low <= source[0] and source[1] <= high)
        return self(one, other) - max(between, default=0)

    def sentences(self, one: Range, other: Range) -> int:
        """The number of sentences that begin between two spans."""
        first, second = (one, other) if one < other else (other, one)
        return max(0, bisect_left(self.starts, second[0] + 1) - bisect_left(self.starts, first[1]))

    def to_source(self, cue: Range, source: Range) -> int:
        """The distance from a cue to a source; one in a later sentence is hardly ever the cue's."""
        later = bisect_left(self.starts, source[0] + 1) - bisect_left(self.starts, cue[0] + 1)
        return self(cue, source) + _LATER_SENTENCE * max(0, later)


def link(doc: Doc, roles: Roles, outer: Sequence[Range]) -> list[Attribution]:
    """Join the tagged spans of one paragraph into attributions.

    Contents of one cue are one attribution. A content without a cue in its paragraph stands alone, and
    so does one without marks whose cue stands in another sentence. A marked sentence without a cue goes on
    from the marked words before it.
    """
    roles = _with_sources_behind(doc, roles, outer)
    distance = _Distance(doc, roles.cues, outer)
    asked = [cue for cue in roles.cues if _is_asked(doc, cue)]
    by_cue: dict[Range, list[tuple[Range, float]]] = defaultdict(list)
    found: list[Attribution] = []
    going_on: Range | None = None
    for content, score in roles.contents:
        marked = _is_marked(content, distance.outer)
        cue = _cue_before(doc, content, roles) or min(
            _told(content, roles.cues, asked) if marked else roles.cues,
            key=lambda cue: distance(cue, content),
            default=None,
        )
        if cue is not None and _goes_on(doc, content, cue, distance):
            other = _cue_behind(doc, content, roles) if going_on else None
            cue = other or going_on or (None if by_cue and cue[0] >= content[1] else cue)
        afar = cue is not None and distance.around(cue, content, roles.sources) >= _SENTENCE_END
        if cue is None or (not marked and (afar or asks(doc, content[0]))):
            found.append(Attribution([content], score))
        else:
            by_cue[cue].append((content, score))
        going_on = cue if marked or cue == going_on else None
    for cue, contents in by_cue.items():
        for one in _outdone(doc, contents, cue, roles.sources, distance):
            contents.remove(one)
            found.append(Attribution([one[0]], one[1]))
        source = _source_of(doc, cue, roles, distance)
        near, far = _by_sentence(doc, contents, cue, roles.sources, distance)
        score = sum(score for _, score in near) / len(near)
        found.append(Attribution([span for span, _ in sorted(near)], score, cue, source))
        found += [Attribution([span], score, source=source) for span, score in far]
    return lift(doc, found, roles.cues, roles.sources)


def _outdone(
    doc: Doc,
    contents: Sequence[tuple[Range, float]],
    cue: Range,
    sources: Sequence[Range],
    distance: _Distance,
) -> list[tuple[Range, float]]:
    """The contents before a cue that a clause with marks follows at once.

    In "[Once a diver], she said [it “froze”]" the first is nobody's claim. A content on both sides of its
    cue is parted by commas ("The lake, she said, is “thin”"), and a verb behind "and" goes on with the
    clause before it.
    """
    at_once = [span for span, _ in contents if _follows_at_once(doc, cue, span, sources)]
    if not any(_is_marked(span, distance.outer) for span in at_once) or doc[cue[0] - 1].lower_ in _JOINING:
        return []
    return [
        (span, score)
        for span, score in contents
        if span[1] <= cue[0]
        and span[1] - span[0] > 1
        and not distance.sentences(cue, span)
        and not _stays(doc, span, distance.outer)
    ]


def _stays(doc: Doc, span: Range, outer: Sequence[Range]) -> bool:
    """Whether a content before its cue is said too: all in marks, a condition, or marked and conceded."""
    opening = doc[span[0]].lower_
    conceded = opening in _CONCEDING and _is_marked(span, outer)
    return opening == "if" or conceded or _is_wholly_marked(doc, span, outer)


def _follows_at_once(doc: Doc, cue: Range, span: Range, sources: Sequence[Range]) -> bool:
    """Whether no comma, source or sentence's end stands between a cue and a content behind it."""
    between = range(cue[1], span[0] + 1)
    if any(source[0] in between for source in sources):
        return False
    return span[0] >= cue[1] and not any(doc[i].text in _PARTING or doc[i].is_sent_start for i in between)


def _with_sources_behind(doc: Doc, roles: Roles, outer: Sequence[Range]) -> Roles:
    """The tagged spans, a source cut off that opens a content: "“…,” says [the report, and “…”]"."""
    contents, sources = list(roles.contents), list(roles.sources)
    for index, ((start, end), score) in enumerate(roles.contents):
        cue = next((cue for cue in roles.cues if cue[1] == start), None)
        if cue is None or not _is_inverted(doc, cue, roles):
            continue
        ends = (i for i in range(start, end) if doc[i].text in _SOURCE_ENDS or doc[i].is_sent_start)
        stop = next(ends, end)
        if any(doc[i].text in MARKS for i in range(start, stop)):
            continue
        sources.append((start, stop))
        first = next((q[0] for q in near(outer, [(stop, end)]) if stop <= q[0]), end)
        contents[index] = (first, end), score
    return Roles([content for content in contents if content[0][0] < content[0][1]], roles.cues, sources)


def _source_of(doc: Doc, cue: Range, roles: Roles, distance: _Distance) -> Range | None:
    """The nearest source of a cue; of one in the passive whoever "by" names behind it, else nobody."""
    sources = roles.sources
    if _is_passive(doc, cue):
        sources = [
            source
            for source in sources
            if source[0] >= cue[1]
            and doc[source[0] - 1].lower_ == "by"
            and not distance.sentences(cue, source)
        ]
    nearest = min(sources, key=partial(distance.to_source, cue), default=None)
    if nearest is None or not _is_loose(doc, cue) or _is_subject(doc, nearest):
        return nearest
    subjects = [
        one for one in sources if _is_subject(doc, one) and one < cue and not distance.sentences(cue, one)
    ]
    return max(subjects, default=nearest)


def _is_loose(doc: Doc, cue: Range) -> bool:
    """Whether a participle behind a comma goes with the sentence's subject: "Lee left, once saying …"."""
    if not doc[cue[0]].lower_.endswith("ing") or doc[cue[0]].lower_ == "according":
        return False
    adverbial = cue[0] - 1
    while adverbial > max(0, cue[0] - _ADVERBIAL - 1) and doc[adverbial].is_lower and doc[adverbial].is_alpha:
        adverbial -= 1
    return doc[adverbial].text == ","


def _is_subject(doc: Doc, source: Range) -> bool:
    """Whether a verb stands right behind a source, or its adverb."""
    behind = doc[source[1] : source[1] + 2]
    after = behind[-1:] if len(behind) > 1 and behind[0].lower_.endswith("ly") else behind[:1]
    return any(is_verb(token.lower_) for token in after)


def _is_passive(doc: Doc, cue: Range) -> bool:
    """Whether a cue tells what was said to or of somebody: "was asked whether", "Asked if", "is said to"."""
    verb = cue[1] - 1
    while verb > cue[0] and doc[verb].lower_ in _PARTICLES:
        verb -= 1
    if not doc[verb].lower_.endswith(_PARTICIPLES):
        return False
    before = verb - 1
    while before > 0 and doc[before].lower_ in _BETWEEN:
        before -= 1
    asked = doc[verb].lower_ == "asked"
    opens = doc[verb].is_sent_start or (before >= 0 and doc[before].lower_ in _OPENING)
    opens = opens or (doc[verb - 1].text == "," and _answers_behind(doc, verb))
    return (before >= 0 and doc[before].lower_ in function_words("being") | _SHORT) or (asked and opens)


def _answers_behind(doc: Doc, verb: int) -> bool:
    """Whether a comma and a verb of answering follow in the sentence: "Lee, asked if it rained, said no"."""
    rest = doc[verb : doc[verb].sent.end]
    return any(one.text == "," and other.lower_ in _ANSWERS for one, other in pairwise(rest))


def _told(content: Range, cues: Sequence[Range], asked: Sequence[Range]) -> list[Range]:
    """The cues that may report a content: none that tells what its speaker was asked, but right before it."""
    return [cue for cue in cues if cue not in asked or 0 <= content[0] - cue[1] <= _REACH_CONTENT]


def _is_asked(doc: Doc, cue: Range) -> bool:
    """Whether a cue tells what somebody was asked ("when asked about it")."""
    return any(doc[i].lower_ in ASKED for i in range(*cue)) and _is_passive(doc, cue)


def _is_inverted(doc: Doc, cue: Range, roles: Roles) -> bool:
    """Whether a cue closes a clause behind a comma and has no source beside it."""
    if cue[1] - cue[0] > 1 or doc[cue[0]].lower_.endswith("ing"):
        return False
    before = [content for content, _ in roles.contents if content[1] <= cue[0] <= content[1] + _REACH_SOURCE]
    closes = any(all(other[1] != content[0] for other in roles.cues) for content in before)
    beside = any(s[1] <= cue[0] <= s[1] + _REACH_SOURCE or s[0] == cue[1] for s in roles.sources)
    name = doc[cue[1]].text[0].isupper() or doc[cue[1]].lower_ in ARTICLES
    return closes and not beside and name and doc[cue[0] - 1].text in MARKS | {","}


def _by_sentence(
    doc: Doc,
    contents: list[tuple[Range, float]],
    cue: Range,
    sources: Sequence[Range],
    distance: _Distance,
) -> tuple[list[tuple[Range, float]], list[tuple[Range, float]]]:
    """The contents of one cue: those of one quotation, and clauses of other sentences.

    Behind a clause without marks a marked sentence is another quotation.
    """
    nearest = min(contents, key=lambda content: distance(cue, content[0]))
    beside = [span for span, _ in contents if not distance.sentences(cue, span)] or [nearest[0]]
    marked = any(_is_marked(span, distance.outer) for span in beside)

    def joins(span: Range) -> bool:
        return _goes_on(doc, span, cue, distance) or _is_wholly_marked(doc, span, distance.outer)

    far = [
        content
        for content in contents
        if content is not nearest
        and distance.around(cue, content[0], sources) >= _SENTENCE_END
        and not (marked and joins(content[0]))
    ]
    return [content for content in contents if content not in far], far


def _goes_on(doc: Doc, content: Range, cue: Range, distance: _Distance) -> bool:
    """Whether a content is a sentence with marks, or begins one, that no cue stands in."""
    start, outer = content[0], distance.outer
    opens = any(doc[i].is_sent_start for i in range(max(0, start - 1), start + 1))
    if not opens or not _is_marked(content, outer) or not distance.sentences(cue, content):
        return False
    return _is_wholly_marked(doc, content, outer) or not has_cue(doc, _before_marks(content, outer))


def _before_marks(content: Range, outer: Sequence[Range]) -> Range:
    """The words of a content before the first mark."""
    first = min(start for start, end in near(outer, [content]) if overlap(content, (start, end)))
    return content[0], max(content[0], first)


def _is_wholly_marked(doc: Doc, span: Range, outer: Sequence[Range]) -> bool:
    return is_inside(doc, span, near(outer, [span]))


def _cue_before(doc: Doc, content: Range, roles: Roles) -> Range | None:
    """The cue of "Lee told Park that …", which outdoes a nearer one behind the content."""
    for cue in roles.cues:
        between = range(cue[1], content[0])
        sentence = any(doc[i].is_sent_start for i in range(cue[1], content[0] + 1))
        that = doc[content[0]].text == "that"
        subject = any(source[1] <= cue[0] <= source[1] + _REACH_SOURCE for source in roles.sources)
        if (
            (subject or (that and doc[cue[0]].lower_.endswith("ing")))
            and 0 <= content[0] - cue[1] <= (_REACH_THAT if that and subject else _REACH_CONTENT)
            and not sentence
            and not any(doc[i].text in {",", ";"} for i in between)
            and not any(other[0] in between for other in roles.cues)
        ):
            return cue
    return None


def _cue_behind(doc: Doc, content: Range, roles: Roles) -> Range | None:
    """The cue of "“Why?” Lee asked.", though the name behind the marks looks like a new sentence's."""
    end = content[1]
    behind = [doc[i].text for i in range(end - 2, min(end + _REACH_SOURCE, len(doc)))]
    if _CALLS.isdisjoint(behind) or MARKS.isdisjoint(behind):
        return None
    source = next((one for one in roles.sources if end <= one[0] <= end + _REACH_SOURCE), None)
    cue = next((cue for cue in roles.cues if source and cue[0] == source[1]), None)
    return cue if cue and cue[1] < len(doc) and doc[cue[1]].text == "." else None


def _is_marked(span: Range, outer: Sequence[Range]) -> bool:
    """Whether a tagged content stands between marks, at least in part."""
    return any(overlap(span, stretch) for stretch in near(outer, [span]))
