"""Agreement between two annotators beyond chance: Krippendorff's alpha."""

from __future__ import annotations

import re
from collections.abc import Sequence

from quotecheck.annotations.scoring.items import Annotation, Item
from quotecheck.annotations.scoring.score import Texts
from quotecheck.extras import require

_WORD = re.compile(r"\w+")
_LABELS = {"direct": 1, "mixed": 2, "indirect": 3}


def alpha(one: Sequence[Annotation], other: Sequence[Annotation], texts: Texts) -> float | None:
    """Krippendorff's alpha (2004, nominal) over words, labelled with the kind of their quotation or none.

    Args:
        one: An annotator's articles.
        other: Another's; articles that only one has are left out.
        texts: Where the words are found; an article without its text is cut into code points.

    Returns:
        1 for perfect agreement, 0 for chance; None where there is only one label, so nothing to disagree on.

    Raises:
        ConfigError: The library is not installed.
    """
    krippendorff = require("krippendorff", "agreement", "Krippendorff's alpha")
    others = {annotation.article.sha256: annotation for annotation in other}
    rows: tuple[list[int], list[int]] = ([], [])
    for annotation in one:
        counterpart = others.get(annotation.article.sha256)
        if counterpart is not None:
            units = _units(texts.of(annotation), (*annotation.items, *counterpart.items))
            rows[0].extend(_labels(annotation.items, units))
            rows[1].extend(_labels(counterpart.items, units))
    if len({*rows[0], *rows[1]}) < 2:
        return None
    return float(krippendorff.alpha(reliability_data=rows, level_of_measurement="nominal"))


def _units(text: str | None, items: Sequence[Item]) -> list[int]:
    if text is None:
        return list(range(max((item.content[-1][1] for item in items), default=0)))
    return [word.start() for word in _WORD.finditer(text)]


def _labels(items: Sequence[Item], units: Sequence[int]) -> list[int]:
    """The label of the innermost quotation around each unit, 0 outside of all."""
    labels: dict[int, int] = {}
    for item in sorted(items, key=lambda item: -sum(end - start for start, end in item.content)):
        for start, end in item.content:
            labels |= dict.fromkeys(range(start, end), _LABELS[item.kind])
    return [labels.get(unit, 0) for unit in units]
