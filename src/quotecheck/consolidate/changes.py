"""Typed differences between a variant and the reference wording."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from quotecheck.consolidate.alignment import Block, Run, align, moved
from quotecheck.consolidate.attribution import changed_source, with_denial
from quotecheck.consolidate.meaning import (
    are_other_names,
    modalities,
    names,
    negations,
    numbers,
    opposites,
    statement,
    turns_round,
)
from quotecheck.consolidate.rendering import TEXTS_CACHED, Rendering, render
from quotecheck.consolidate.words import Word, is_content, plain_forms, stem
from quotecheck.models import Change, ChangeKind, Quotation, Severity
from quotecheck.text import normalize

SEVERITY: dict[ChangeKind, Severity] = {
    "typographic": "low", "trimmed": "low", "elided": "low", "bracketed": "low", "reworded": "medium",
    "reordered": "low", "merged": "low", "number": "high", "name": "high", "polarity": "high",
    "modality": "medium", "speaker": "high", "source": "medium",
}  # fmt: skip
CONDITIONS = frozenset(("if", "unless", "but", "however", "except", "only"))
EDGE = 3  # a replaced edge this much longer on one side is a trimmed edge beside a replacement
NEAR = 8  # in longer replacements a negation or modal belongs to another clause as often as not
CLOSE = 2  # words that a negation moves within one clause
_NO_MARKS = str.maketrans("", "", "\"'[]")  # marks are house style, brackets a change of their own
_normal = lru_cache(1 << 14)(normalize)  # single words and what stands between two
_ANSWERS = re.compile(r"[,.;!—–]")
_LETTERS = re.compile(r"[^\w$€£%]+")


class Side(NamedTuple):
    """A range of words of one rendering."""

    of: Rendering
    start: int
    end: int

    @property
    def words(self) -> tuple[Word, ...]:
        """The words of the range."""
        return self.of.words[self.start : self.end]

    @property
    def forms(self) -> list[str]:
        """The words as compared."""
        return [word.form for word in self.words]

    @property
    def claimed_forms(self) -> list[str]:
        """The words as compared, without a "no" that answers and stands for itself ("No, we will")."""
        return [
            word.form
            for word in self.words
            if word.form != "no" or _ANSWERS.match(self.of.text, word.end) is None
        ]

    @property
    def at_edges(self) -> tuple[bool, bool]:
        """Whether the range is at the beginning and at the end of its rendering."""
        return self.start == 0, self.end == len(self.of.words)

    @property
    def lower_forms(self) -> list[str]:
        """The words as compared, without those that a capital marks as names ("May")."""
        first = self.of.words[self.start].gap == "." or self.start == 0 if self.words else False
        return [
            word.form
            for k, word in enumerate(self.words)
            if not self.of.text[word.start].isupper() or (first and k == 0)
        ]

    @property
    def tells_names_alone(self) -> bool:
        """Whether no content word of the range is printed small."""
        pairs = zip(self.forms, self.printed, strict=True)
        return not any(is_content(form) and word[0].islower() for form, word in pairs)

    @property
    def printed(self) -> list[str]:
        """The words as printed; a contraction's parts share it."""
        return [self.of.text[word.start : word.end] for word in self.words]

    @property
    def at(self) -> tuple[int, int]:
        """Offsets into the rendering's text; empty between two words where the range is."""
        if self.start < self.end:
            return self.of.words[self.start].start, self.of.words[self.end - 1].end
        place = self.of.words[self.start - 1].end if self.start else 0
        return place, place

    @property
    def text(self) -> str:
        """The range as printed."""
        return self.of.text[slice(*self.at)]

    @property
    def layout(self) -> list[tuple[object, ...]]:
        """Of each word, whether it is bracketed, the gap before it, and its piece, counted from the first."""
        pieces = self.of.piece[self.start : self.end]
        return [(word.bracketed, word.gap, k - pieces[0]) for word, k in zip(self.words, pieces, strict=True)]

    @property
    def outside(self) -> bool:
        """Whether no word of the range stands between marks."""
        return not any(self.of.inside[self.start : self.end])

    @property
    def follows_ellipsis(self) -> bool:
        """Whether an ellipsis stands in the range or right after it."""
        return any(word.gap == "…" for word in self.of.words[self.start : self.end + 1])

    @property
    def is_inserted(self) -> bool:
        """Whether the content words of the range, or all where it has none, stand in square brackets."""
        if not any(word.bracketed for word in self.words):
            return False
        telling = [word for word in self.words if is_content(word.form)] or self.words
        return all(word.bracketed for word in telling)

    @property
    def at_seam(self) -> bool:
        """Whether the range lies where one piece ends and another begins."""
        pieces = self.of.piece[max(0, self.start - 1) : self.end + 1]
        return len(set(pieces)) > 1

    @property
    def is_whole_sentences(self) -> bool:
        """Whether sentence ends stand on both sides of the range."""
        text = self.of.words
        return self.end < len(text) and text[self.start].gap == "." == text[self.end].gap

    def part(self, start: int, end: int) -> Side:
        """A range inside this one, counted from its start."""
        return Side(self.of, self.start + start, self.start + end)


def _change(kind: ChangeKind, before: Side, after: Side, severity: Severity | None = None) -> Change:
    return Change(
        kind=kind, before=before.text, after=after.text, severity=severity or SEVERITY[kind],
        before_at=before.at, after_at=after.at,
    )  # fmt: skip


def _is_edge(block: Block, first: Rendering, second: Rendering) -> bool:
    return block.i1 == block.j1 == 0 or (block.i2 == len(first.words) and block.j2 == len(second.words))


def _trim(before: Side, after: Side) -> Change:
    """Words that one side has and the other leaves out at an edge or seam."""
    longer = before if before.end > before.start else after
    conditional = bool(CONDITIONS & set(longer.forms)) or bool(negations(longer.forms))
    return _change("trimmed", before, after, "medium" if conditional and before is longer else "low")


def _missing(before: Side, after: Side, edge: bool) -> Iterator[Change]:
    """Words that stand on one side only."""
    longer, shorter = (before, after) if before.end > before.start else (after, before)
    if shorter.follows_ellipsis:
        yield _change("elided", before, after)
    elif longer.is_inserted:
        yield _change("bracketed", before, after)
    elif edge or shorter.at_seam or longer.is_whole_sentences:
        yield _trim(before, after)
    else:
        yield from _meaning(before, after)


def _same_letters(before: Side, after: Side) -> bool:
    first, second = (_LETTERS.sub("", side.text).casefold() for side in (before, after))
    return first == second


def _special(before: Side, after: Side) -> Iterator[ChangeKind]:
    """What a replacement does beyond the words."""
    first, second = before.forms, after.forms
    near = max(len(first), len(second)) <= NEAR
    in_place = near and before.at_edges == after.at_edges and _is_in_place(before, after)
    if in_place and turns_round(before.claimed_forms, after.claimed_forms):
        yield "polarity"
    if near and modalities(before.lower_forms) != modalities(after.lower_forms):
        yield "modality"
    counted = [sorted(numbers(forms)) for forms in (first, second)]
    if all(counted) and counted[0] != counted[1] and _is_in_place(before, after):
        yield "number"
    named = [names(side.forms, side.printed) for side in (before, after)]
    alone = before.tells_names_alone and after.tells_names_alone and before.start and after.start
    apart = all(named) and named[0].isdisjoint(named[1])
    if alone and apart and are_other_names(before.text, after.text):
        yield "name"


def _is_in_place(before: Side, after: Side) -> bool:
    """Whether a word stands for a word, or none for none.

    In freer paraphrase a negation or number is of a clause that the other side has not: of 22 negations found
    so over the outlets of 2018 none turned anything round.
    """
    told = len(statement(before.forms, after.forms)), len(statement(after.forms, before.forms))
    return told[0] == told[1] <= 1


def _explained(kinds: Sequence[ChangeKind], before: Side, after: Side) -> bool:
    """Whether the kinds found account for all content words of a replacement."""
    first, second = before.forms, after.forms
    rest = [
        form
        for form, word in zip((*first, *second), (*before.printed, *after.printed), strict=True)
        if is_content(form)
        and not ("number" in kinds and form[0].isdigit())
        and not ("name" in kinds and word[:1].isupper())
        and not ("modality" in kinds and modalities([form]))
        and not ("polarity" in kinds and negations([form]))
    ]
    return bool(kinds) and (not rest or ("polarity" in kinds and opposites(first, second) * 2 == len(rest)))


def _meaning(before: Side, after: Side) -> Iterator[Change]:
    """A replacement, by what it does to the meaning."""
    if _same_letters(before, after):
        yield _change("typographic", before, after)
        return
    kinds = list(_special(before, after))
    for kind in kinds:
        yield _change(kind, before, after)
    if not _explained(kinds, before, after):
        content = {stem(form) for form in before.forms if is_content(form)} ^ {
            stem(form) for form in after.forms if is_content(form)
        }
        paraphrase = before.outside or after.outside
        yield _change("reworded", before, after, "medium" if content and not paraphrase else "low")


def _replaced(before: Side, after: Side, block: Block) -> Iterator[Change]:
    """Other words in the place of words."""
    if before.is_inserted != after.is_inserted:
        yield _change("bracketed", before, after)
        return
    n, m = before.end - before.start, after.end - after.start
    at_start, at_end = block.i1 == block.j1 == 0, block.i2 == len(before.of.words)
    if (at_start or at_end) and abs(n - m) >= EDGE:
        kept = min(n, m)
        (rest, one), (place, other) = (_cut(side, kept, at_start) for side in (before, after))
        yield _trim(rest, place)
        yield from _meaning(one, other)
    else:
        yield from _meaning(before, after)


def _cut(side: Side, kept: int, at_start: bool) -> tuple[Side, Side]:
    """What an edge has beyond its `kept` inner words, and these."""
    n = side.end - side.start
    cut = n - kept if at_start else kept
    outer, inner = side.part(0, cut), side.part(cut, n)
    return (outer, inner) if at_start else (inner, outer)


def _of_block(block: Block, first: Rendering, second: Rendering) -> Iterator[Change]:
    before, after = Side(first, block.i1, block.i2), Side(second, block.j1, block.j2)
    if block.same:
        yield from _form(before, after)
    elif block.i1 == block.i2 or block.j1 == block.j2:
        yield from _missing(before, after, _is_edge(block, first, second))
    else:
        yield from _replaced(before, after, block)


def _form(before: Side, after: Side) -> Iterator[Change]:
    """Differences of form inside a stretch of the same words."""
    if before.text == after.text and before.layout == after.layout:
        return
    for k, n in _printed_words(before, after):
        one, other = before.part(k, k + n), after.part(k, k + n)
        if one.is_inserted != other.is_inserted:
            yield _change("bracketed", one, other)
        elif one.start and other.start and _is_merged(one, other):
            yield _change("merged", before.part(k - 1, k + 1), after.part(k - 1, k + 1))
        elif k and _point(before, k) != _point(after, k):
            yield _change("typographic", before.part(k - 1, k + 1), after.part(k - 1, k + 1))
        elif _normal(one.text) != _normal(other.text):
            yield _change("typographic", one, other)


def _printed_words(before: Side, after: Side) -> Iterator[tuple[int, int]]:
    """Number and length of the words as printed: a contraction on either side counts as one.

    A contraction of which only a part is the same is left to the change beside it.
    """
    n = before.end - before.start
    starts = [k for k in range(n) if not (_is_within(before, k) or _is_within(after, k))]
    for k, following in pairwise((*starts, n)):
        if not (_is_within(before, following) or _is_within(after, following)):
            yield k, following - k


def _is_within(side: Side, k: int) -> bool:
    """Whether a word of a side shares its offsets with the word before it."""
    i = side.start + k
    return 0 < i < len(side.of.words) and side.of.words[i].start == side.of.words[i - 1].start


def _is_merged(one: Side, other: Side) -> bool:
    gaps = {one.words[0].gap, other.words[0].gap}
    return gaps == {"", "."} and not one.at_seam and not other.at_seam


def _point(side: Side, k: int) -> str:
    """The punctuation before a word, house style aside; nothing where two pieces meet."""
    here = side.part(k, k + 1)
    if side.of.piece[here.start] != side.of.piece[here.start - 1]:
        return ""
    between = side.of.text[side.of.words[here.start - 1].end : here.words[0].start]
    return _normal(between).translate(_NO_MARKS).strip()


def _reordered(run: Run, first: Rendering, second: Rendering) -> Change:
    return _change("reordered", Side(first, run.i, run.i + run.n), Side(second, run.j, run.j + run.n))


def changes(reference: Quotation, variant: Quotation) -> tuple[Change, ...]:
    """All differences of a variant from the reference wording.

    Marks, dashes, ellipses and spaces of another style, and punctuation at the edges, are no difference.

    Args:
        reference: The quotation that others are compared with.
        variant: The quotation to describe.

    Returns:
        The changes in the order of the reference; those of the attribution come last.
    """
    found = _settled(_of_wording(render(reference), render(variant)), reference.text)
    return (*with_denial(found, reference, variant), *changed_source(reference, variant))


@lru_cache(TEXTS_CACHED)
def _of_wording(reference: Rendering, variant: Rendering) -> tuple[Change, ...]:
    """The changes of the words."""
    first, second = reference.forms, variant.forms
    blocks = align(first, second, is_content)
    runs = moved(blocks, first, second, is_content)
    found = [_reordered(run, reference, variant) for run in runs]
    for block in blocks:
        pieces = [block] if block.same else list(_without(block, runs))
        for piece in pieces:
            if piece == block or not _is_filler(piece, first, second):
                found.extend(_of_block(piece, reference, variant))
    return tuple(sorted(found, key=lambda change: (change.before_at or (0, 0), change.after_at or (0, 0))))


def _settled(found: Sequence[Change], text: str) -> Sequence[Change]:
    """Drop negations that cancel, as they are moved by a word or two."""
    turns = [change for change in found if change.kind == "polarity"]
    cancel = len(turns) == 2 and _is_moved(turns[0], turns[1], text)
    return [change for change in found if not (cancel and change in turns)]


def _is_moved(first: Change, second: Change, text: str) -> bool:
    """Whether one change takes a negation away and the other brings one, within `CLOSE` words."""
    taken = [bool(negations(plain_forms(change.before))) for change in (first, second)]
    between = text[_end(first) : (second.before_at or (0, 0))[0]]
    return taken[0] != taken[1] and len(between.split()) <= CLOSE


def _end(change: Change) -> int:
    return change.before_at[1] if change.before_at else 0


def _without(block: Block, runs: Sequence[Run]) -> Iterator[Block]:
    """What of a differing block did not move elsewhere."""
    for run in runs:
        if block.i1 <= run.i < block.i2:
            yield from _without(block._replace(i2=run.i), [r for r in runs if r != run])
            yield from _without(Block(False, run.i + run.n, block.i2, block.j2, block.j2), [])
            return
        if block.j1 <= run.j < block.j2:
            yield from _without(block._replace(j2=run.j), [r for r in runs if r != run])
            yield from _without(Block(False, block.i2, block.i2, run.j + run.n, block.j2), [])
            return
    if block.i1 < block.i2 or block.j1 < block.j2:
        yield block


def _is_filler(block: Block, first: Sequence[str], second: Sequence[str]) -> bool:
    """Whether nothing but function words that do not negate is left beside what moved."""
    rest = [*first[block.i1 : block.i2], *second[block.j1 : block.j2]]
    return not any(is_content(form) for form in rest) and not negations(rest)
