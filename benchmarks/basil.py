"""Speakers on BASIL: ``python -m benchmarks.basil [--json benchmarks/basil.json]``.

BASIL (Fan et al. 2019) marks stretches of bias in 300 articles about 100 events; those within quotations name
their speaker where it is one of the article's main figures. An item is right when the quotation that covers
most of the stretch is by that speaker. Labels such as "House Democrats", which stand for whole parties, are
left out. Events are numbered in order of their files: rules were written with the
even ones, the odd ones measure. Writes figures, never text.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from quotecheck.annotations.names import same_name
from quotecheck.extract import extract, load
from quotecheck.lexicon.bodies import peoples
from quotecheck.lexicon.people import roles
from quotecheck.models import Extraction, Speaker
from quotecheck.reading.article import ArticleDefaults, make_article
from training import corpora_folder

VERDICTS = ("right", "wrong", "open", "no quotation")
ROWS = ("even events", "odd events", "all")


@dataclass(frozen=True)
class Item:
    """A stretch within a quotation, and who says it as the corpus names them."""

    start: int
    end: int
    speaker: str


@dataclass(frozen=True)
class Annotated:
    """An article with the stretches that have a named speaker."""

    name: str
    event: int
    text: str
    items: tuple[Item, ...]


def read(folder: Path) -> Iterator[Annotated]:
    """Read the articles that have items, with the number of their event."""
    paths = sorted((folder / "data" / "articles").rglob("*.json"))
    events = {event: number for number, event in enumerate(dict.fromkeys(map(_event, paths)))}
    for path in paths:
        article = json.loads(path.read_text(encoding="utf-8"))
        text, starts = _text(article["body-paragraphs"])
        resolved = folder / "data" / "annotations" / "resolved" / path.parent.name / f"{path.stem}_ann.json"
        found = json.loads(resolved.read_text(encoding="utf-8"))["phrase-level-annotations"]
        items = tuple(item for phrase in found if (item := _item(phrase, text, starts)))
        if items:
            yield Annotated(path.stem, events[_event(path)], text, items)


def _event(path: Path) -> str:
    return f"{path.parent.name}/{path.stem.rpartition('_')[0]}"


def _text(paragraphs: Sequence[Sequence[str]]) -> tuple[str, list[int]]:
    """The article's text and where each of its sentences begins."""
    starts: list[int] = []
    place = 0
    for paragraph in paragraphs:
        for sentence in paragraph:
            starts.append(place)
            place += len(sentence) + 1
        place += 1
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs), starts


def _item(phrase: dict[str, str], text: str, starts: Sequence[int]) -> Item | None:
    named = phrase["speaker"] and not phrase["speaker"].startswith("other")
    number = phrase["id"].removeprefix("p")
    if phrase["quote"] != "yes" or not named or not number.isdigit() or int(number) >= len(starts):
        return None
    start = starts[int(number)] + int(phrase["start"])
    end = start + len(phrase["txt"])
    label = phrase["speaker"].replace("_", " ")
    return Item(start, end, label) if text[start:end] == phrase["txt"] and _is_person(label) else None


def _is_person(label: str) -> bool:
    words = label.split()
    return len(words) > 1 and not any(
        word.casefold() in roles() or word in peoples() or word.islower() for word in words
    )


def verdict(item: Item, found: Extraction) -> str:
    """What the program says of an item: one of `VERDICTS`."""
    shared, best = 0, None
    for quotation in found.quotations:
        inside = sum(max(0, min(s.end, item.end) - max(s.start, item.start)) for s in quotation.content)
        if 2 * inside > item.end - item.start and inside > shared:
            shared, best = inside, quotation
    if best is None:
        return "no quotation"
    speaker = next((s for s in found.speakers if s.id == best.speaker), None)
    if speaker is None:
        return "open"
    return "right" if _same(item.speaker, speaker) else "wrong"


def _same(label: str, speaker: Speaker) -> bool:
    """Whether the corpus' label is the speaker's name, or one holds the other's last name."""
    wanted = same_name(label).split()
    for name in (speaker.name, *speaker.aliases):
        words = same_name(name).split()
        shorter, longer = sorted((wanted[-1], words[-1]), key=len)  # "Calder" is cut short in the corpus
        if longer.startswith(shorter) and (set(wanted[:-1]) <= set(words) or set(words) <= set(wanted)):
            return True
    return False


def tally(pairs: Sequence[tuple[Annotated, Extraction]]) -> dict[str, dict[str, float]]:
    """Verdicts on even and odd events and on all."""
    counts: dict[str, Counter[str]] = {row: Counter() for row in ROWS}
    for annotated, found in pairs:
        for item in annotated.items:
            outcome = verdict(item, found)
            counts[ROWS[annotated.event % 2]][outcome] += 1
            counts["all"][outcome] += 1
    return {row: _figures(count) for row, count in counts.items()}


def _figures(count: Counter[str]) -> dict[str, float]:
    matched = count.total() - count["no quotation"]
    accuracy = round(count["right"] / matched, 3) if matched else 1.0
    return {"items": count.total(), **{name: count[name] for name in VERDICTS}, "accuracy": accuracy}


def measure(nlp: Language, articles: Sequence[Annotated]) -> list[tuple[Annotated, Extraction]]:
    """Run the pipeline over the articles."""
    made = [make_article(annotated.name, annotated.text, ArticleDefaults()) for annotated in articles]
    return list(zip(articles, extract(made, nlp), strict=True))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=corpora_folder())
    parser.add_argument("--model", default=None, help="a pipeline's folder or name; default: the shipped one")
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    figures = tally(measure(load(options.model), list(read(options.corpora / "basil"))))
    text = json.dumps(figures, indent=1) + "\n"
    sys.stdout.write(text)
    if options.json:
        options.json.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
