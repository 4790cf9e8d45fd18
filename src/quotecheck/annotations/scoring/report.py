"""A score as JSON, as a table of text, as a list of differences."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from quotecheck.annotations.scoring.figures import GROUPS, Figures, Rate
from quotecheck.annotations.scoring.score import Difference, Score

Row = tuple[str, ...]


def as_json(score: Score, alpha: float | None = None) -> str:
    """All figures with precision, recall and F, and all differences."""
    record = {
        "format": "quotecheck-score/1",
        "figures": _with_rates(score.figures.model_dump()),
        "alpha": alpha,
        "differences": [difference.model_dump() for difference in score.differences],
        "notes": score.notes,
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _with_rates(value: Any) -> Any:
    """Add precision, recall and F to every rate."""
    if not isinstance(value, dict):
        return value
    if value.keys() == Rate.model_fields.keys():
        rate = Rate(**value)
        return {
            **value,
            "precision": round(rate.precision, 4),
            "recall": round(rate.recall, 4),
            "f": round(rate.f, 4),
        }
    return {key: _with_rates(inner) for key, inner in value.items()}


def as_table(figures: Figures, alpha: float | None = None) -> str:
    """All figures as text in columns."""
    blocks = [
        _columns(
            [("content", "gold", "found", "P", "R", "F", "exact F", "overlap F"), *_content_rows(figures)]
        ),
        _columns([("", "right", "gold", "found", "P", "R", "F"), *_rate_rows(figures)]),
        _columns(
            [
                ("speaker", "items", "right", "partial", "wrong", "unresolved", "invented", "accuracy"),
                *_speaker_rows(figures),
            ]
        ),
    ]
    head = f"{figures.articles} articles; content at IoU ≥ 0.8 unless another level is named\n\n"
    chance = "" if alpha is None else f"\nKrippendorff's alpha over words: {alpha:.3f}\n"
    return head + "\n".join(blocks) + chance


def _content_rows(figures: Figures) -> Iterator[Row]:
    for name in GROUPS:
        rates = figures.content[name]
        middle = rates["iou"]
        others = (f"{rates['exact'].f:.3f}", f"{rates['overlap'].f:.3f}")
        yield (name, str(middle.gold), str(middle.found), *_prf(middle), *others)


def _prf(rate: Rate) -> Row:
    return (
        f"{rate.precision:.3f}" if rate.found else "–",
        f"{rate.recall:.3f}" if rate.gold else "–",
        f"{rate.f:.3f}" if rate.found or rate.gold else "–",
    )


def _rate_rows(figures: Figures) -> Iterator[Row]:
    rates = {
        f"{name}, speaker right too": figures.attributed[name] for name in ("direct+mixed", "indirect", "all")
    }
    rates |= {
        "content characters": figures.characters,
        "content with its source": figures.triples,
        "kind": figures.kind,
        **{f"source {name}": rate for name, rate in figures.source.items()},
        **{f"cue {name}": rate for name, rate in figures.cue.items()},
        "relayed by": figures.relayed_by,
        "utterance links": figures.utterances,
    }
    for name, rate in rates.items():
        yield (name, str(rate.right), str(rate.gold), str(rate.found), *_prf(rate))


def _speaker_rows(figures: Figures) -> Iterator[Row]:
    for name, found in figures.speaker.items():
        right = found.right + found.null
        counts = (found.total, right, found.partial, found.wrong, found.unresolved, found.invented)
        yield (name, *map(str, counts), f"{found.accuracy:.3f}")


def _columns(rows: Sequence[Row]) -> str:
    """Rows as text, the first column to the left, the others to the right."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        cells = [row[0].ljust(widths[0])]
        cells += [cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True)]
        lines.append("  ".join(cells).rstrip())
    return "\n".join(lines) + "\n"


def as_list(differences: Sequence[Difference]) -> str:
    """Every difference with its sentence, for reading and for comparing as text."""
    order = sorted(differences, key=lambda item: (item.path, item.start, item.end, item.change))
    return "".join(_entry(item) for item in order)


def _entry(item: Difference) -> str:
    sentence = f"    {item.sentence}\n" if item.sentence else ""
    return f"{item.path}:{item.start}-{item.end}: {item.change}: {item.what}\n{sentence}"
