"""Names that differ in one letter, as misprints and transliterations do."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from rapidfuzz.distance import OSA

from quotecheck.lexicon.names import PersonName, key, name_keys

# Shorter words are as often another name as a misprint (Dan, Don).
_LETTERS = 5


def near_spellings(
    names: Mapping[int, PersonName], is_misprint: Callable[[int, int], bool]
) -> Iterator[tuple[int, int]]:
    """Find names that are equal but for one letter of one word.

    Found by the forms that they have in common with one letter left out (Bocek and others' deletion
    neighbourhoods, as in Garbe's SymSpell), so that time grows in line with the number of names.

    Args:
        names: Names by number.
        is_misprint: Whether the first may be a misprint of the second, by number.

    Yields:
        Misprint and name, each pair once.
    """
    forms: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for number, name in sorted(names.items()):
        for form in _shortened(name_keys(name.words)):
            forms[form].append(number)
    seen: set[tuple[int, int]] = set()
    for numbers in forms.values():
        for pair in combinations(numbers, 2):
            for rare, common in (pair, pair[::-1]):
                if (rare, common) not in seen and is_misprint(rare, common) and _is_near(names, rare, common):
                    seen.add((rare, common))
                    yield rare, common


def _shortened(words: tuple[str, ...]) -> set[tuple[str, ...]]:
    found = {words}
    for place, word in enumerate(words):
        if len(word) >= _LETTERS - 1:
            for letter in range(1, len(word)):
                found.add((*words[:place], word[:letter] + word[letter + 1 :], *words[place + 1 :]))
    return found


def _is_near(names: Mapping[int, PersonName], one: int, other: int) -> bool:
    first, second = name_keys(names[one].words), name_keys(names[other].words)
    if key(names[one].suffix) != key(names[other].suffix):
        return False
    differing = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(differing) == 1 and _is_misprint(*differing[0])


def _is_misprint(one: str, other: str) -> bool:
    return max(len(one), len(other)) >= _LETTERS and OSA.distance(one, other) == 1
