"""What the search for candidates and the decision look at, computed once per quotation and article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from quotecheck.consolidate.words import Reading, read
from quotecheck.lexicon.rarity import information, surprise
from quotecheck.models import Article, Quotation

ROOT = 5  # letters by which words of one family, such as "apology" and "apologize", are known
FUNCTION_BITS = 2.0


class Wording:
    """The words of a text; each view of them is made when first asked for, as few quotations need all.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    @cached_property
    def _read(self) -> list[Reading]:
        return read(self._text)

    @cached_property
    def stems(self) -> tuple[str, ...]:
        """Stems of all words, in order."""
        return tuple([one for one, _ in self._read])

    @cached_property
    def occurrences(self) -> tuple[tuple[str, int], ...]:
        """Stems of all words, in order, each with how often it stands before: a multiset as a set."""
        before: Counter[str] = Counter()
        found = []
        for stem in self.stems:
            found.append((stem, before[stem]))
            before[stem] += 1
        return tuple(found)

    @cached_property
    def content(self) -> tuple[str, ...]:
        """Stems of the content words, in order."""
        return tuple([one for one, tells in self._read if tells])

    @cached_property
    def bits(self) -> tuple[float, ...]:
        """Information of each word.

        A content word's after the one before it, a function word's as measured on stretches that recur.
        """
        told = map(surprise, ("", *self.content), self.content)
        return tuple([next(told) if tells else FUNCTION_BITS for _, tells in self._read])

    @cached_property
    def families(self) -> Mapping[str, float]:
        """Roots of the content words, each with the information of its words."""
        return {root(one): information(one) for one in self.content}

    @cached_property
    def stem_bits(self) -> Mapping[str, float]:
        """Each stem with the information of all its words together."""
        found: dict[str, float] = {}
        for stem, bits in zip(self.stems, self.bits, strict=True):
            found[stem] = found.get(stem, 0.0) + bits
        return found

    @cached_property
    def weight(self) -> float:
        """Information of the words together."""
        return sum(self.bits)


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A quotation as the decision sees it.

    Attributes:
        quotation: The quotation.
        order: Position after sorting by id, which makes everything independent of input order.
        wording: Its words; quotations of the same text share them.
        verbatim: The words between marks where only a part stands between marks; else None.
        day: Day of publication as an ordinal, or None.
        article: Position of its article among the articles, or -1.
    """

    quotation: Quotation
    order: int
    wording: Wording
    verbatim: Wording | None
    day: int | None
    article: int

    @property
    def stems(self) -> tuple[str, ...]:
        """Stems of all words, in order."""
        return self.wording.stems

    @property
    def content(self) -> tuple[str, ...]:
        """Stems of the content words, in order."""
        return self.wording.content


def profiles(quotations: Sequence[Quotation], articles: Sequence[Article]) -> list[Profile]:
    """Profile every quotation, sorted by id."""
    positions = {article.id: k for k, article in enumerate(articles)}
    days = [article.published.toordinal() if article.published else None for article in articles]
    worded = cache(Wording)
    found = []
    for order, quotation in enumerate(sorted(quotations, key=lambda q: q.id)):
        where = positions.get(quotation.article, -1)
        quoted = " ".join(span.text for span in quotation.quoted) if quotation.kind == "mixed" else ""
        text = quotation.text
        verbatim = worded(quoted) if quoted and quoted != text else None
        day = days[where] if where >= 0 else None
        found.append(Profile(quotation, order, worded(text), verbatim, day, where))
    return found


@cache
def root(stem: str) -> str:
    """What the words of one family begin with."""
    return stem[:ROOT]
