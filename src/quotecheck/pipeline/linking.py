"""`quotecheck_linking`: the source, cue and content of each quotation, as ``doc.spans["attributions"]``."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from quotecheck.lexicon.clauses import is_whole_clause
from quotecheck.models import Kind
from quotecheck.pipeline.apart import around_cue, at_colon
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.blocks import set_off
from quotecheck.pipeline.classes import class_of, is_nobodys, is_term
from quotecheck.pipeline.completing import take_condition, take_named, take_second, take_subject
from quotecheck.pipeline.conventions import (
    MARKS,
    Content,
    Range,
    content_of,
    is_negated,
    minimal_cue,
    minimal_source,
    near,
    overlap,
    with_marks,
    words,
)
from quotecheck.pipeline.coordination import part
from quotecheck.pipeline.floor import lone, own_report
from quotecheck.pipeline.given import clip, give
from quotecheck.pipeline.inner import unwrap
from quotecheck.pipeline.lists import add_items, find_lists, own
from quotecheck.pipeline.marks import outermost, with_unopened
from quotecheck.pipeline.nearest import Roles, link
from quotecheck.pipeline.posts import find_posts
from quotecheck.pipeline.reporting import is_surname
from quotecheck.pipeline.roles import ROLES
from quotecheck.pipeline.structure import PARAGRAPHS, first_tokens
from quotecheck.pipeline.tails import without_tail
from quotecheck.pipeline.teasers import without_teasers
from quotecheck.pipeline.turns import find_turns
from quotecheck.pipeline.unsourced import find_source, names_somebody, source_behind

ATTRIBUTIONS = "attributions"
"""Span group of the parts: label source, cue, content, relay or lead; id the key in attrs["items"]."""

_SURE = 0.5  # a tagged content that is less probable joins no other
_LONGEST_PART = 1_000  # tokens; linking takes time by the cube of the spans that it looks at together


def _tagged(doc: Doc) -> list[Span]:
    """The tagged spans; a pipeline without a trained tagger has none and works by rules alone."""
    return list(doc.spans[ROLES]) if ROLES in doc.spans else []


def _paragraph_roles(doc: Doc, quoted: Sequence[Range]) -> list[Roles]:
    """The tagged spans, paragraph by paragraph; a content over several is parted."""
    parts = list(_parts(doc))
    starts = [start for start, _ in parts]
    found = [Roles([], [], []) for _ in parts]
    tagged = _tagged(doc)
    scores = doc.spans[ROLES].attrs["scores"] if tagged else []
    for span, score in zip(tagged, scores, strict=True):
        whole = (span.start, span.end)
        if span.label_ == "cue" and is_surname(doc, whole):
            continue
        for piece in _parted(doc, whole, quoted) if span.label_ == "content" else [whole]:
            place = max(0, bisect_left(starts, piece[0] + 1) - 1)
            if parts[place][1] != "byline":
                _add(found[place], span.label_, piece, score)
    return found


def _add(roles: Roles, label: str, piece: Range, score: float) -> None:
    if label == "content":
        roles.contents.append((piece, score))
    else:
        (roles.cues if label == "cue" else roles.sources).append(piece)


def _parts(doc: Doc) -> Iterator[tuple[int, str]]:
    """Where paragraphs begin, and what they are; one as long as a book is cut between sentences."""
    sentences = first_tokens(doc)
    for paragraph in doc.spans[PARAGRAPHS]:
        start = paragraph.start
        yield start, paragraph.label_
        while paragraph.end - start > _LONGEST_PART:
            last = sentences[bisect_right(sentences, start + _LONGEST_PART) - 1]
            start = last if last > start else start + _LONGEST_PART
            yield start, paragraph.label_


def _parted(doc: Doc, span: Range, quoted: Sequence[Range]) -> list[Range]:
    """A tagged content, cut at paragraphs and at sentences that begin outside marks."""
    found, (start, end) = [], span
    for i in range(span[0] + 1, span[1]):
        if doc[i].is_space and "\n" in doc[i].text:
            found.append((start, i))
            start = i + 1
            continue
        opens = doc[i].text in MARKS
        if not doc[i].is_sent_start or (opens and doc[start - 1].text in MARKS):
            continue
        if opens or not any(first < i < last for first, last in near(quoted, [(i, i + 1)])):
            found.append((start, i))
            start = i + opens
    return [part for part in [*found, (start, end)] if part[0] < part[1]]


def _bounded(doc: Doc, stretch: Span) -> Range:
    """A stretch between marks; one without a closing mark ends where the tagged content ends."""
    if stretch.label_ != "unclosed":
        return stretch.start, stretch.end
    inside = [span for span in _tagged(doc) if overlap((span.start, span.end), (stretch.start, stretch.end))]
    others = [span.start for span in inside if span.label_ != "content" and span.start > stretch.start]
    contents = [span for span in inside if span.label_ == "content"]
    if not contents:
        return stretch.start, stretch.end
    limit = min(others, default=stretch.end)
    ends = [span.end for span in contents if span.start < limit]
    return stretch.start, min(limit, max(ends, default=stretch.end), stretch.end)


def _finish(doc: Doc, attribution: Attribution, quoted: Sequence[Range]) -> bool:
    """Draw the edges of an attribution; False if nothing is left of it."""
    take_named(doc, attribution)
    take_subject(doc, attribution)
    take_condition(doc, attribution)
    beside = near(quoted, attribution.pieces)
    content = content_of(doc, attribution.pieces, beside)
    if content is None:
        return False
    content = without_tail(doc, content, beside)
    attribution.content = without_teasers(doc, content)
    entry = None
    if attribution.cue is not None:
        negated = is_negated(doc, attribution.cue)
        attribution.cue, entry = minimal_cue(doc, attribution.cue)
        attribution.cls = class_of(doc, attribution.content, None if negated else entry)
    if attribution.cue is not None:
        attribution.source = source_behind(doc, attribution.cue, attribution.source)
        if attribution.source is None and attribution.content.kind == "indirect":
            attribution.source = find_source(doc, attribution.cue, attribution.start)
    if attribution.content.kind == "indirect" and None in (attribution.cue, attribution.source):
        attribution.cls = "attitude"  # nobody is told to have said it
    if is_term(doc, attribution, entry, beside) or is_nobodys(doc, attribution):
        attribution.cls = "attitude"
    if attribution.source is not None:
        attribution.source = minimal_source(doc, attribution.source)
    return True


def _is_bare(attribution: Attribution) -> bool:
    return attribution.cue is None and attribution.source is None and attribution.lead is None


def _goes_on(doc: Doc, one: Attribution, before: Attribution) -> bool:
    """Whether nothing but what attributed the quotation before it attributes this one.

    Somebody else in the sentence of the reporting clause is part of it ("said the mayor, who resigned").
    """
    if one.cue not in (None, before.cue):
        return False
    if one.source in (None, before.source):
        return True
    return one.cue is None and one.source[1] <= one.start and _in_report(doc, before, one.source)


def _in_report(doc: Doc, before: Attribution, part: Range) -> bool:
    """Whether something follows a quotation in the sentence that attributes it."""
    told = before.cue or before.source
    if told is None or part[0] < max(told[0], before.start):
        return False
    return not any(doc[i].is_sent_start for i in range(told[0] + 1, part[0] + 1))


def _marked_before(doc: Doc, found: Sequence[Attribution]) -> Attribution | None:
    """The last quotation; passed over is an indirect one in its own reporting clause ("when asked about")."""
    last = found[-1] if found else None
    if last is None or last.content is None or last.content.kind != "indirect":
        return last
    before = _marked_before(doc, found[:-1])
    told = last.source or last.cue
    if before is None or told is None:
        return last
    return before if told == before.source or _in_report(doc, before, told) else last


def _join(doc: Doc, found: list[Attribution]) -> list[Attribution]:
    """Let a marked sentence without attribution join the direct quotation before it in its paragraph."""
    starts = [span.start for span in doc.spans[PARAGRAPHS]]
    joined: list[Attribution] = []
    for one in found:
        before = _marked_before(doc, joined[-2:])
        if (
            before is not None
            and _goes_on(doc, one, before)
            and bisect_left(starts, one.start + 1) == bisect_left(starts, before.start + 1)
            and one.content is not None
            and before.content is not None
            and (one.content.kind == "direct" or _is_marked_sentence(doc, one))
            and before.content.kind != "indirect"
            and not _follows(doc, before.content.spans[-1], one.content.spans[0])
        ):
            own, spans = before.content.spans, one.content.spans
            if one.content.kind == "mixed":
                own = own if before.content.kind == "mixed" else tuple(with_marks(doc, s, own) for s in own)
            elif before.content.kind == "mixed":
                spans = tuple(with_marks(doc, span, spans) for span in spans)
            kind: Kind = "mixed" if "mixed" in (one.content.kind, before.content.kind) else "direct"
            before.content = Content((*own, *spans), kind)
            before.pieces += one.pieces
        else:
            joined.append(one)
    return joined


def _is_marked_sentence(doc: Doc, one: Attribution) -> bool:
    """Whether a mixed quotation is a sentence of its own: "Its place will be “the old mill.”"."""
    if one.content is None or one.content.kind != "mixed" or one.score < _SURE:
        return False
    if len(one.content.spans) > 1:
        return False
    start, end = one.content.spans[0]
    return bool(doc[start].is_sent_start) and (
        end == len(doc) or doc[end].text == "." or doc[end - 1].text in MARKS
    )


def _turn_about(doc: Doc, attribution: Attribution) -> list[Attribution]:
    """Part a direct quotation where marks close and open again with nothing in between: another speaks."""
    content = attribution.content
    if content is None or content.kind != "direct":
        return [attribution]
    turns: list[list[Range]] = []
    for span in content.spans:
        if turns and not _follows(doc, turns[-1][-1], span):
            turns[-1].append(span)
        else:
            turns.append([span])
    told = attribution.cue or attribution.source
    own = min(turns, key=lambda turn: _gap(turn, told)) if told else turns[0]
    parts = []
    for turn in turns:
        one = attribution if turn is own else Attribution([], attribution.score)
        one.pieces, one.content = turn, Content(tuple(turn), "direct")
        parts.append(one)
    return parts


def _gap(turn: Sequence[Range], told: Range) -> int:
    """How far a turn is from what attributes it."""
    return min(max(start - told[1], told[0] - end) for start, end in turn)


def _follows(doc: Doc, one: Range, other: Range) -> bool:
    """Whether a marked stretch opens where another has closed, with nothing but marks and space between."""
    between = [token for token in doc[one[1] : other[0]] if not token.is_space]
    return len(between) > 1 and all(token.text in MARKS for token in between)


def _parted_by_cue(doc: Doc, attribution: Attribution) -> list[Attribution]:
    """Part a whole clause in marks before a cue from what else of the cue's sentence holds marks.

    "“The ice is thin,” Lee said in a speech billed as “a call to arms”" gives two quotations; a sentence that
    is quoted on both sides of its cue is one.
    """
    content, cue = attribution.content, attribution.cue
    if content is None or content.kind != "mixed" or cue is None or len(content.spans) != 2:
        return [attribution]
    (start, end), behind = content.spans
    sentence = any(doc[i].is_sent_start for i in range(cue[1], behind[0] + 1))
    if not end <= cue[0] < cue[1] <= behind[0] or sentence or not _is_marked_clause(doc, (start, end)):
        return [attribution]
    if doc[behind[0]].text in MARKS | {"and", "but", "that"}:
        return [attribution]
    own = (start + 1, end - 1)
    attribution.pieces, attribution.content = [own], Content((own,), "direct")
    if all(doc[i].text not in MARKS for i in range(*behind)):
        return [attribution]
    rest = Content((behind,), "mixed")
    return [attribution, Attribution([behind], attribution.score, source=attribution.source, content=rest)]


def _is_marked_clause(doc: Doc, span: Range) -> bool:
    """Whether a stretch is a clause with its subject, in marks that a comma ends."""
    start, end = span
    if doc[start].text not in MARKS or doc[end - 1].text not in MARKS or doc[end - 2].text != ",":
        return False
    return is_whole_clause([doc[i].lower_ for i in words(doc, span)])


def _continue(doc: Doc, found: list[Attribution]) -> None:
    """Let a marked paragraph without attribution go on from the quotation that ends the one before it."""
    bounds = [(span.start, span.end) for span in doc.spans[PARAGRAPHS]]
    starts = [start for start, _ in bounds]
    place = [max(0, bisect_left(starts, a.start + 1) - 1) for a in found]
    for index in range(1, len(found)):
        one, before = found[index], found[index - 1]
        if not _is_bare(one) or one.content is None or one.content.kind != "direct":
            continue
        if names_somebody(doc, (bounds[place[index]][0], one.start)):
            continue
        if place[index] == place[index - 1] + 1 and _ends_paragraph(doc, before, bounds[place[index - 1]][1]):
            one.continues = index - 1


def _ends_paragraph(doc: Doc, attribution: Attribution, end: int) -> bool:
    if attribution.content is None or attribution.content.kind == "indirect":
        return False
    last = attribution.content.spans[-1][1]
    return not words(doc, (last, end)) or attribution.cue is not None


def find(doc: Doc) -> list[Attribution]:
    """Find the attributions of a document whose roles, marks and paragraphs are set."""
    outer = with_unopened(doc, outermost(doc), _tagged(doc))
    quoted = [_bounded(doc, span) for span in outer]
    stretches = [(span.start, span.end) for span in outer]
    texts = [*find_posts(doc), *find_turns(doc)]
    linked = [a for roles in _paragraph_roles(doc, quoted) for a in link(doc, roles, stretches)]
    for attribution in linked:
        clip(attribution, texts)
    linked = [one for a in linked for one in part(doc, a, near(quoted, a.pieces))]
    linked = [one for a in linked for one in at_colon(doc, a, near(quoted, a.pieces))]
    for attribution in linked:
        around_cue(doc, attribution, near(quoted, attribution.pieces))
        own_report(doc, attribution, near(quoted, attribution.pieces))
        unwrap(doc, attribution)
    for attribution in linked:
        take_second(doc, attribution, linked)
    found = [a for a in linked if _finish(doc, a, quoted)]
    found = [x for a in found for x in _parted_by_cue(doc, a)]
    taken = [spoken for text in texts for spoken in text.content]
    lists = find_lists(doc, taken)
    found = add_items(doc, found, lists)
    found = set_off(doc, found, [*taken, *(item for listing in lists for item in listing.items)])
    covered = [span for a in found for span in (*a.pieces, *(a.content.spans if a.content else ()))]
    found += lone(doc, outer, quoted, covered)
    found = [turn for a in give(doc, found, texts, quoted) for turn in _turn_about(doc, a)]
    found = _join(doc, sorted(found, key=lambda a: a.start))
    own(doc, found, lists)
    _continue(doc, found)
    _flag(found, outer)
    return found


def _flag(found: Sequence[Attribution], outer: Sequence[Span]) -> None:
    unclosed = [(span.start, span.end) for span in outer if span.label_ == "unclosed"]
    for attribution in found:
        spans = attribution.content.spans if attribution.content else ()
        if any(overlap(span, stretch) for span in spans for stretch in unclosed):
            attribution.flags.append("unclosed")


def _item(attribution: Attribution, kind: Kind) -> dict[str, Any]:
    return {
        "kind": kind,
        "class": attribution.cls,
        "confidence": round(attribution.score, 4),
        "flags": attribution.flags,
        "continues": None if attribution.continues is None else str(attribution.continues),
    }


def set_annotations(doc: Doc, found: Sequence[Attribution]) -> None:
    """Write ``doc.spans["attributions"]``."""
    spans: list[Span] = []
    items: dict[str, dict[str, Any]] = {}
    for index, attribution in enumerate(found):
        if attribution.content is None:
            continue
        key = str(index)
        items[key] = _item(attribution, attribution.content.kind)
        parts = [("content", span) for span in attribution.content.spans]
        parts += [("cue", attribution.cue)] if attribution.cue else []
        parts += [("source", attribution.source)] if attribution.source else []
        parts += [("relay", attribution.relay)] if attribution.relay else []
        parts += [("lead", attribution.lead)] if attribution.lead else []
        spans += [Span(doc, start, end, label=label, span_id=key) for label, (start, end) in parts]
    doc.spans[ATTRIBUTIONS] = SpanGroup(doc, name=ATTRIBUTIONS, spans=spans, attrs={"items": items})


@Language.component(
    "quotecheck_linking", requires=["doc.spans", "token.is_sent_start"], assigns=["doc.spans"]
)
def linking_component(doc: Doc) -> Doc:
    """Join the tagged spans of an article into attributions."""
    set_annotations(doc, find(doc))
    return doc
