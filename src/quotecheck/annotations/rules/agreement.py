"""QC8xx: disagreement with other annotations of the same article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotecheck.annotations.jsontext import Pointer
from quotecheck.annotations.names import same_name
from quotecheck.annotations.rules.context import Annotated, Finding, quoted_words
from quotecheck.annotations.scoring.items import Annotation, Item, from_file
from quotecheck.annotations.scoring.match import Matching, Pair, match


@dataclass(frozen=True)
class Others:
    """Other annotations to compare with.

    Attributes:
        annotations: The other annotator's, or the extractor's.
        threshold: F score below which an article is reported.
    """

    annotations: Sequence[Annotation]
    threshold: float = 0.8

    def check(self, checked: Annotated) -> Iterator[Finding]:
        """Compare a file with all others of the same article."""
        own = from_file(checked.file, checked.path)
        for other in self.annotations:
            if other.article.sha256 == own.article.sha256 and other.path != own.path:
                matching = match(own.items, other.items, checked.text)
                score = agreement(matching)
                if score < self.threshold:
                    who = other.annotator or other.path
                    message = f"agrees with {who} by F {score:.2f}, less than {self.threshold:.2f}"
                    yield Finding("QC801", ("quotations",), message)
                    yield from _items(checked, matching, who)


def agreement(matching: Matching) -> float:
    """F score of items that share 80 % of their content and have one kind; optional ones left out."""
    agreed = sum(
        p.reaches("iou") and p.gold.kind == p.found.kind for p in matching.pairs if not p.gold.optional
    )
    here = sum(not item.optional for item in (*(p.gold for p in matching.pairs), *matching.missed))
    there = sum(not p.gold.optional for p in matching.pairs) + len(matching.spurious)
    return 2 * agreed / (here + there) if here + there else 1.0


def _items(checked: Annotated, matching: Matching, who: str) -> Iterator[Finding]:
    places: dict[str, Pointer] = {
        item.id: ("quotations", index) for index, item in enumerate(checked.file.quotations)
    }
    for item in matching.missed:
        if not item.optional:
            yield Finding("QC802", places[item.id], f"{who} does not have {item.id}")
    for item in matching.spurious:
        yield Finding("QC803", ("quotations",), f"{who} has {_shown(item, checked.text)} as {item.kind}")
    for pair in matching.pairs:
        for difference in _differences(pair):
            yield Finding("QC804", places[pair.gold.id], f"{who} has {pair.gold.id} {difference}")


def _shown(item: Item, text: str | None) -> str:
    start, end = item.content[0][0], item.content[-1][1]
    return f"{start}-{end}" + (f" {quoted_words(text[start:end])}" if text is not None else "")


def _differences(pair: Pair) -> Iterator[str]:
    gold, found = pair.gold, pair.found
    if gold.kind != found.kind:
        yield f"as {found.kind}, not {gold.kind}"
    if not pair.reaches("iou"):
        yield f"at {found.content[0][0]}-{found.content[-1][1]}"
    if gold.speaker and found.speaker and same_name(gold.speaker.name) != same_name(found.speaker.name):
        yield f"by {found.speaker.name}, not {gold.speaker.name}"
