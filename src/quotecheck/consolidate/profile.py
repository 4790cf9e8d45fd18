"""What the search for candidates and the decision look at, computed once per quotation and article."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import compress

from quotecheck.consolidate.words import forms, is_content, plain_forms, stem
from quotecheck.lexicon.rarity import information, surprise
from quotecheck.models import Article, Quotation

TOPIC_WORDS = 40
FUNCTION_BITS = 2.0
NEAR = 300  # code points on each side of a quotation that count as its surroundings
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


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
    found = plain_forms(quotation.text)
    stems = tuple(map(stem, found))
    telling = list(map(is_content, found))
    content = tuple(compress(stems, telling))
    surprises = map(surprise, ("", *content), content)
    bits = tuple(next(surprises) if tells else FUNCTION_BITS for tells in telling)
    return Profile(quotation, order, stems, bits, content, sum(bits), day, article)


def _content_stems(text: str) -> list[str]:
    return [stem(form) for word in _WORD.findall(text) for form in forms(word) if is_content(form)]


def topic(article: Article) -> dict[str, float]:
    """The words that tell most about an article.

    Args:
        article: Any article.

    Returns:
        At most `TOPIC_WORDS` stems with their weights (term frequency times information), scaled to
        length 1.
    """
    counts = Counter(_content_stems(article.text))
    weights = {one: (1 + n) ** 0.5 * information(one) for one, n in counts.items()}
    top = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:TOPIC_WORDS]
    length = sum(weight**2 for _, weight in top) ** 0.5 or 1.0
    return {one: weight / length for one, weight in top}


def surroundings(article: Article, quotation: Quotation) -> frozenset[str]:
    """Content stems around a quotation, the quotation itself left out."""
    start, end = quotation.content[0].start, quotation.content[-1].end
    text = article.text
    return frozenset(_content_stems(text[max(0, start - NEAR) : start] + " " + text[end : end + NEAR]))


def likeness(first: Mapping[str, float], second: Mapping[str, float]) -> float:
    """Cosine of two topics."""
    return sum(weight * second[one] for one, weight in first.items() if one in second)
