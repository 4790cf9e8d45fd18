"""What the search for candidates and the decision look at, computed once per quotation and article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from quotecheck.consolidate.words import printed_words, read, readings
from quotecheck.lexicon.rarity import information, surprise
from quotecheck.models import Article, Quotation

TOPIC_WORDS = 40
ROOT = 5  # letters by which words of one family, such as "apology" and "apologize", are known
FUNCTION_BITS = 2.0
NEAR = 300  # code points on each side of a quotation that count as its surroundings


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A quotation as the decision sees it.

    Attributes:
        quotation: The quotation.
        order: Position after sorting by id, which makes everything independent of input order.
        stems: Stems of all words, in order.
        bits: Information of each word: a content word's after the one before it, a function word's as
            measured on stretches that recur.
        content: Stems of the content words, in order.
        weight: Information of the words together.
        day: Day of publication as an ordinal, or None.
        article: Position of its article among the articles, or -1.
    """

    quotation: Quotation
    order: int
    stems: tuple[str, ...]
    bits: tuple[float, ...]
    content: tuple[str, ...]
    weight: float
    day: int | None
    article: int


def profiles(quotations: Sequence[Quotation], articles: Sequence[Article]) -> list[Profile]:
    """Profile every quotation, sorted by id."""
    positions = {article.id: k for k, article in enumerate(articles)}
    days = [article.published.toordinal() if article.published else None for article in articles]
    found = []
    for order, quotation in enumerate(sorted(quotations, key=lambda q: q.id)):
        where = positions.get(quotation.article, -1)
        found.append(_profile(quotation, order, where, days[where] if where >= 0 else None))
    return found


def _profile(quotation: Quotation, order: int, article: int, day: int | None) -> Profile:
    found = read(quotation.text)
    content = tuple(one for one, tells in found if tells)
    surprises = map(surprise, ("", *content), content)
    bits = tuple(next(surprises) if tells else FUNCTION_BITS for _, tells in found)
    stems = tuple(one for one, _ in found)
    return Profile(quotation, order, stems, bits, content, sum(bits), day, article)


def topic(article: Article) -> dict[str, float]:
    """The words that tell most about an article.

    Args:
        article: Any article.

    Returns:
        At most `TOPIC_WORDS` stems with their weights (root of the frequency times information), scaled
        to length 1.
    """
    counts: Counter[str] = Counter()
    for printed, n in Counter(printed_words(article.text)).items():
        for one, tells in readings(printed):
            if tells:
                counts[one] += n
    weights = [(-((1 + n) ** 0.5) * information(one), one) for one, n in counts.items()]
    top = nsmallest(TOPIC_WORDS, weights)
    length = sum(weight**2 for weight, _ in top) ** 0.5 or 1.0
    return {one: -weight / length for weight, one in top}


def surroundings(article: Article, quotation: Quotation) -> frozenset[str]:
    """Content stems around a quotation, the quotation itself left out."""
    start, end = quotation.content[0].start, quotation.content[-1].end
    text = article.text
    around = f"{text[max(0, start - NEAR) : start]} {text[end : end + NEAR]}"
    return frozenset(one for one, tells in read(around) if tells)


def likeness(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """Cosine of two topics."""
    return sum(weight * second[one] for one, weight in first.items() if one in second)
