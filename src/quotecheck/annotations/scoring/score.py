"""Score predictions against a reference, article by article, and list what differs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal, NamedTuple

from quotecheck.annotations.articles import Articles
from quotecheck.annotations.scoring.figures import Compared, Figures, figures, verdict
from quotecheck.annotations.scoring.items import Annotation, Item
from quotecheck.annotations.scoring.match import Pair, match
from quotecheck.annotations.scoring.sentences import sentence_around
from quotecheck.errors import InputError
from quotecheck.models import Model

Change = Literal["missed", "spurious", "kind", "edges", "speaker", "relayed", "gain", "loss"]


class Difference(Model):
    """One item that the two sides do not agree on.

    Attributes:
        change: `missed`, `spurious`, other `kind`, other `edges`, other `speaker`, other `relayed` by;
            `gain` and `loss` against earlier predictions.
        path: The annotation file.
        start: First code point of the content.
        end: One past its last.
        what: What differs, in words.
        sentence: The article around it, where its text is at hand.
    """

    change: Change
    path: str
    start: int
    end: int
    what: str
    sentence: str | None = None


class Score(NamedTuple):
    """The outcome of a comparison.

    Attributes:
        figures: All figures.
        differences: Every item that differs.
        notes: What could not be compared.
    """

    figures: Figures
    differences: list[Difference]
    notes: list[str]


def score(
    gold: Sequence[Annotation],
    predicted: Sequence[Annotation],
    *,
    articles: Articles | None = None,
    previous: Sequence[Annotation] | None = None,
) -> Score:
    """Compare predictions with a reference; articles belong together by checksum.

    Args:
        gold: The reference; its articles are the ones that count.
        predicted: What is compared with it.
        articles: Where texts are found; without a text edges must be the same to the character.
        previous: Earlier predictions, to list gains and losses against.
    """
    texts = Texts(articles or Articles())
    compared, notes = compare(gold, predicted, texts)
    differences = [difference for article in compared for difference in _differences(article)]
    if previous is not None:
        before, _ = compare(gold, previous, texts)
        for old, new in zip(before, compared, strict=True):
            differences += _gains_and_losses(old, new)
    return Score(figures(compared), differences, notes + texts.notes)


class Texts:
    """Texts of annotated articles; one that cannot be found is told once."""

    def __init__(self, articles: Articles) -> None:
        self._articles = articles
        self.notes: list[str] = []

    def of(self, annotation: Annotation) -> str | None:
        """The text that was annotated, None where it is not at hand."""
        try:
            article = self._articles.find(annotation.article, annotation.path)
        except InputError as error:
            problem = str(error)
        else:
            if article.sha256 == annotation.article.sha256:
                return article.text
            problem = f"{annotation.path}: the article's text has changed"
        if problem not in self.notes:
            self.notes.append(problem)
        return None


def compare(
    gold: Sequence[Annotation], predicted: Sequence[Annotation], texts: Texts
) -> tuple[list[Compared], list[str]]:
    """Match the items of each article of the reference; what nobody predicted is missed."""
    found = {annotation.article.sha256: annotation for annotation in predicted}
    compared, notes = [], []
    for annotation in gold:
        other = found.get(annotation.article.sha256)
        if other is None:
            notes.append(f"{annotation.path}: nothing is predicted for {annotation.article.path}")
        text = texts.of(annotation)
        matching = match(annotation.items, other.items if other else (), text)
        compared.append(Compared(annotation.path, text, matching))
    extra = len(found.keys() - {annotation.article.sha256 for annotation in gold})
    if extra:
        notes.append(f"{extra} predicted articles are not in the reference and were left out")
    return compared, notes


def _differences(article: Compared) -> Iterator[Difference]:
    say = _teller(article)
    for item in article.matching.missed:
        if not item.optional:
            yield say("missed", item, f"{item.kind} by {_name(item)}")
    for item in article.matching.spurious:
        yield say("spurious", item, f"{item.kind} by {_name(item)}")
    for pair in article.matching.pairs:
        if not pair.gold.optional:
            yield from _pair_differences(pair, say)


def _pair_differences(pair: Pair, say: Callable[[Change, Item, str], Difference]) -> Iterator[Difference]:
    gold, found = pair.gold, pair.found
    if gold.kind != found.kind:
        yield say("kind", gold, f"{found.kind}, not {gold.kind}")
    if not pair.exact:
        span = f"{found.content[0][0]}-{found.content[-1][1]}"
        yield say(
            "edges", gold, f"{span}, not {gold.content[0][0]}-{gold.content[-1][1]} (IoU {pair.iou:.2f})"
        )
    if pair.reaches("iou"):
        what = verdict(pair)
        if what not in ("right", "null"):
            yield say("speaker", gold, f"{what}: {_name(found)}, not {_name(gold)}")
        one, other = gold.relayed_by, found.relayed_by
        if (one is None) != (other is None):
            yield say("relayed", gold, f"{other.name if other else None}, not {one.name if one else None}")


def _name(item: Item) -> str:
    return item.speaker.name if item.speaker else "nobody named"


def _teller(article: Compared) -> Callable[[Change, Item, str], Difference]:
    def say(change: Change, item: Item, what: str) -> Difference:
        start, end = item.content[0][0], item.content[-1][1]
        sentence = None if article.text is None else sentence_around(article.text, start, end)
        return Difference(
            change=change, path=article.path, start=start, end=end, what=what, sentence=sentence
        )

    return say


def _right(article: Compared) -> dict[Item, bool]:
    """Which items of the reference were found with the right kind, edges (IoU ≥ 0.8) and speaker."""
    found = {item: False for item in article.matching.missed if not item.optional}
    for pair in article.matching.pairs:
        good = (
            pair.reaches("iou") and pair.gold.kind == pair.found.kind and verdict(pair) in ("right", "null")
        )
        if not pair.gold.optional:
            found[pair.gold] = good
    return found


def _gains_and_losses(old: Compared, new: Compared) -> Iterator[Difference]:
    say = _teller(new)
    before, after = _right(old), _right(new)
    for item, good in after.items():
        if good != before[item]:
            yield say("gain" if good else "loss", item, f"{item.kind} by {_name(item)}")
    olds = {item.content for item in old.matching.spurious}
    news = {item.content for item in new.matching.spurious}
    for item in new.matching.spurious:
        if item.content not in olds:
            yield say("loss", item, "newly spurious")
    for item in old.matching.spurious:
        if item.content not in news:
            yield say("gain", item, "no longer spurious")
