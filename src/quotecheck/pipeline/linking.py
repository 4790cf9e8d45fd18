"""`quotecheck_linking`: the source, cue and content of each quotation, as ``doc.spans["attributions"]``."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from quotecheck.models import Kind
from quotecheck.pipeline.apart import around_cue, at_colon, at_cue, past_dateline
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.blocks import set_off
from quotecheck.pipeline.classes import class_of, is_nobodys, is_term
from quotecheck.pipeline.completing import take_condition, take_named, take_second, take_subject
from quotecheck.pipeline.conventions import (
    MARKS,
    Range,
    content_of,
    is_negated,
    minimal_cue,
    minimal_source,
    near,
    overlap,
)
from quotecheck.pipeline.coordination import part
from quotecheck.pipeline.floor import lone, own_report
from quotecheck.pipeline.given import clip, give
from quotecheck.pipeline.inner import unwrap
from quotecheck.pipeline.joining import go_on, join, turn_about
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
from quotecheck.pipeline.untagged import find_source, source_behind

ATTRIBUTIONS = "attributions"
"""Span group of the parts: label source, cue, content, relay or lead; id the key in attrs["items"]."""

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
    found, start, end = [], past_dateline(doc, span), span[1]
    for i in range(start + 1, end):
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
    found = [x for a in found for x in at_cue(doc, a)]
    taken = [spoken for text in texts for spoken in text.content]
    lists = find_lists(doc, taken)
    found = add_items(doc, found, lists)
    found = set_off(doc, found, [*taken, *(item for listing in lists for item in listing.items)])
    covered = [span for a in found for span in (*a.pieces, *(a.content.spans if a.content else ()))]
    found += lone(doc, outer, quoted, covered)
    found = [turn for a in give(doc, found, texts, quoted) for turn in turn_about(doc, a)]
    found = join(doc, sorted(found, key=lambda a: a.start))
    own(doc, found, lists)
    go_on(doc, found)
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
