"""Groups of quotations that render one utterance, without chaining.

Average-link agglomeration: two groups join while the mean log-odds over all their pairs speak for it, the
surest first. Pairs that never met, or were judged different, speak against it, so A and B do not come
together through one quotation that holds both; where most renderings hold both, they do. What one article
says twice joins after what articles share: less is known of it, as all of an article has one setting.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from quotecheck.consolidate.decision import SURE

Ints = NDArray[np.int64]
UNSEEN = -SURE  # log-odds of a pair that shares too little to be looked at


def labels(first: Ints, second: Ints, n: int) -> Ints:
    """Connected components of a graph, all edges at a time.

    In each round the components that an edge joins take the smaller of their labels (hooking and pointer
    jumping, Shiloach and Vishkin 1982).

    Args:
        first: One end of each edge.
        second: The other.
        n: Number of nodes.

    Returns:
        For each node the smallest member of its component.
    """
    label = np.arange(n, dtype=np.int64)
    while len(first):
        one, other = label[first], label[second]
        apart = one != other
        first, second, one, other = first[apart], second[apart], one[apart], other[apart]
        np.minimum.at(label, np.maximum(one, other), np.minimum(one, other))
        while not np.array_equal(label, further := label[label]):
            label = further
    return label


def components(pairs: Iterable[tuple[int, int]], n: int) -> list[list[int]]:
    """Connected components of a graph.

    Args:
        pairs: Its edges.
        n: Number of nodes.

    Returns:
        The members of each component, sorted; components in the order of their first member.
    """
    edges = np.array(list(pairs), dtype=np.int64).reshape(-1, 2)
    members: dict[int, list[int]] = defaultdict(list)
    for k, label in enumerate(labels(edges[:, 0], edges[:, 1], n).tolist()):
        members[label].append(k)
    return list(members.values())


class _Agglomeration:
    """Groups of one component, the articles of each, and the sums of log-odds between them."""

    def __init__(
        self, members: list[int], odds: Mapping[tuple[int, int], float], articles: Sequence[str]
    ) -> None:
        self.groups = {k: [k] for k in members}
        self.articles = {k: {articles[k]} for k in members}
        self.between: dict[int, dict[int, tuple[float, int]]] = {k: {} for k in members}
        for (a, b), value in odds.items():
            self.between[a][b] = self.between[b][a] = (value, 1)
        self.heap = [(self.within(*pair), -value, *pair) for pair, value in odds.items() if value > 0]
        heapq.heapify(self.heap)

    def within(self, a: int, b: int) -> bool:
        """Whether two groups are of one article."""
        return len(self.articles[a] | self.articles[b]) == 1

    def mean(self, a: int, b: int) -> float:
        """Mean log-odds over all pairs of two groups."""
        total, count = self.between[a].get(b, (0.0, 0))
        size = len(self.groups[a]) * len(self.groups[b])
        return (total + UNSEEN * (size - count)) / size

    def join(self, a: int, b: int) -> None:
        """Put one group into another."""
        self.groups[a] += self.groups.pop(b)
        self.articles[a] |= self.articles.pop(b)
        ours = self.between[a]
        del ours[b]
        for other, (total, count) in self.between.pop(b).items():
            if other != a:
                del self.between[other][b]
                before = ours.get(other, (0.0, 0))
                ours[other] = (before[0] + total, before[1] + count)
        for other, met in ours.items():
            self.between[other][a] = met
            if met[0] > 0 and (mean := self.mean(a, other)) > 0:
                heapq.heappush(self.heap, (self.within(a, other), -mean, min(a, other), max(a, other)))

    def run(self) -> list[list[int]]:
        """Join until nothing speaks for joining any more."""
        while self.heap:
            _, value, a, b = heapq.heappop(self.heap)
            if a in self.groups and b in self.groups and -value == self.mean(a, b):
                self.join(a, b)
        return [sorted(group) for group in self.groups.values()]


def clusters(odds: Mapping[tuple[int, int], float], articles: Sequence[str]) -> list[list[int]]:
    """Group quotations into utterances.

    Args:
        odds: Log-odds of the pairs that were compared, the smaller position first.
        articles: The article of each quotation.

    Returns:
        Each quotation's position in exactly one group; groups in the order of their first member.
    """
    positive = [pair for pair, value in odds.items() if value > 0]
    found: list[list[int]] = []
    home: dict[int, int] = {}
    parts = components(positive, len(articles))
    for number, part in enumerate(parts):
        home.update(dict.fromkeys(part, number))
    inner: dict[int, dict[tuple[int, int], float]] = defaultdict(dict)
    for pair, value in odds.items():
        if home[pair[0]] == home[pair[1]]:
            inner[home[pair[0]]][pair] = value
    for number, part in enumerate(parts):
        found += [part] if len(part) == 1 else _Agglomeration(part, inner[number], articles).run()
    return sorted(found)
