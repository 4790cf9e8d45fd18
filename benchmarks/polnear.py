"""Quality of the installed pipeline on PolNeAR dev, whole articles: ``python -m benchmarks.polnear``.

Edges are compared after trimming punctuation and marks; overlap counts words. Where an article has
several annotators the first counts. Writes figures as JSON and a table as Markdown, never text.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.measures import Calibration, Score, Words, iou, matched
from spacy.language import Language
from spacy.tokens import Doc
from training.polnear import ROLES, Annotated, Attribution, Offsets, first_annotators, read_split

from quotecheck.extract import load
from quotecheck.lexicon.cues import find_cue
from quotecheck.pipeline.pairing import pair_marks
from quotecheck.pipeline.trimming import trimmed
from training import corpora_folder

TITLE = """# Quality of attribution

Made by `python -m benchmarks.polnear --json benchmarks/polnear.json --table docs/quality.md`:
PolNeAR dev, {articles} whole articles, the installed pipeline, attitudes included. Edges are
compared exactly after trimming punctuation and marks, or by the words that are shared (IoU).
"Found" is recall of whole attributions, at IoU ≥ 0.5 unless it says otherwise; a linked triple is
right when the sources overlap and the contents share 0.8.

"""
PRONOUNS = frozenset(["i", "you", "he", "she", "it", "we", "they", "him", "her", "them", "us", "me"])
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Gold:
    """One attribution of the corpus, with what the table asks about it."""

    attribution: Attribution
    content: Words
    source: Words
    kind: str
    speech: bool
    pronoun: bool


@dataclass(frozen=True)
class Guess:
    """One attribution of the pipeline."""

    content: Words
    source: Words
    confidence: float
    where: Offsets


class Text:
    """An article's text with its words numbered."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [match.span() for match in _WORD.finditer(text)]
        quoted = [(quoted.start, quoted.end) for quoted in pair_marks(text).quoted]
        self.inside = self.within(quoted)

    def within(self, spans: Sequence[Offsets]) -> Words:
        return frozenset(
            number
            for number, (start, end) in enumerate(self.words)
            if any(first < end and start < last for first, last in spans)
        )

    def kind(self, content: Words) -> str:
        inside = len(content & self.inside)
        return "indirect" if not inside else "direct" if inside == len(content) else "mixed"

    def gold(self, attribution: Attribution) -> Gold:
        content = self.within(attribution.content)
        cue = find_cue(" ".join(self.text[start:end] for start, end in attribution.cue))
        source = " ".join(self.text[start:end] for start, end in attribution.source)
        return Gold(
            attribution,
            content,
            self.within(attribution.source),
            self.kind(content),
            cue is not None and cue.cls != "attitude",
            source.lower() in PRONOUNS,
        )


def guesses(doc: Doc, text: Text) -> list[Guess]:
    """The attributions that the pipeline found, attitudes among them."""
    group = doc.spans["attributions"]
    parts: dict[str, dict[str, list[Offsets]]] = defaultdict(lambda: defaultdict(list))
    for span in group:
        parts[span.id_][span.label_].append((span.start_char, span.end_char))
    return [
        Guess(
            text.within(part["content"]),
            text.within(part["source"]),
            group.attrs["items"][key]["confidence"],
            (part["content"][0][0], part["content"][-1][1]),
        )
        for key, part in parts.items()
    ]


class Tally:
    """All figures, gathered article by article."""

    def __init__(self) -> None:
        self.scores: dict[str, Score] = defaultdict(Score)
        self.calibration = Calibration()
        self.outcomes: dict[str, bool] = {}

    def add(self, annotated: Annotated, doc: Doc) -> None:
        text = Text(annotated.text)
        gold = [text.gold(a) for a in annotated.attributions if a.content]
        found = guesses(doc, text)
        self._spans(annotated, doc, text)
        self._triples(gold, found)
        self._recalls(annotated.article, gold, found)
        contents = [item.content for item in gold]
        for guess in found:
            self.calibration.add(guess.confidence, any(iou(guess.content, c) >= 0.8 for c in contents))

    def _spans(self, annotated: Annotated, doc: Doc, text: Text) -> None:
        publisher = annotated.article.split("_")[0]
        style = mark_style(annotated.text)
        tagged: dict[str, set[Offsets]] = defaultdict(set)
        for span in doc.spans["roles"]:
            tagged[span.label_].add(trimmed(text.text, span.start_char, span.end_char))
        final = {
            trimmed(text.text, span.start_char, span.end_char)
            for span in doc.spans["attributions"]
            if span.label_ == "content"
        }
        for role in ROLES:
            wanted = {
                trimmed(text.text, *piece) for a in annotated.attributions for piece in getattr(a, role)
            }
            places = [role, f"{role}, {publisher}", f"{role}, {style} marks"]
            for place in places if role == "content" else places[:1]:
                self.scores[place].add(
                    [s in tagged[role] for s in wanted], [s in wanted for s in tagged[role]]
                )
            if role == "content":
                self._contents(text, wanted, tagged[role])
                self._finished(text, wanted, final)

    def _contents(self, text: Text, wanted: set[Offsets], tagged: set[Offsets]) -> None:
        both = [{span: text.within([span]) for span in spans} for spans in (wanted, tagged)]
        kinds = [{span: text.kind(words) for span, words in side.items()} for side in both]
        for kind in ("direct", "mixed", "indirect"):
            mine = [s for s in wanted if kinds[0][s] == kind]
            theirs = [s for s in tagged if kinds[1][s] == kind]
            self.scores[f"{kind} content"].add([s in tagged for s in mine], [s in wanted for s in theirs])
            self.scores[f"{kind} content, IoU ≥ 0.8"].add(
                matched((both[0][s] for s in mine), list(both[1].values()), 0.8),
                matched((both[1][s] for s in theirs), list(both[0].values()), 0.8),
            )
        self._characters(text, wanted, tagged)

    def _finished(self, text: Text, wanted: set[Offsets], final: set[Offsets]) -> None:
        """Direct contents as they are printed: edges drawn, and found where the tagger saw none."""
        both = [[text.within([span]) for span in spans] for spans in (wanted, final)]
        mine, theirs = ([words for words in side if text.kind(words) == "direct"] for side in both)
        self.scores["direct content as printed, IoU ≥ 0.8"].add(
            matched(mine, both[1], 0.8), matched(theirs, both[0], 0.8)
        )

    def _characters(self, text: Text, wanted: set[Offsets], tagged: set[Offsets]) -> None:
        letters = [characters(text.text, spans) for spans in (wanted, tagged)]
        shared = len(letters[0] & letters[1])
        score = self.scores["content characters"]
        score.gold += len(letters[0])
        score.found += len(letters[1])
        score.right_gold += shared
        score.right_found += shared

    def _triples(self, gold: Sequence[Gold], found: Sequence[Guess]) -> None:
        def same(item: Gold, guess: Guess) -> bool:
            sources = bool(item.source & guess.source) or not (item.source or guess.source)
            return sources and iou(item.content, guess.content) >= 0.8

        self.scores["linked triples"].add(
            [any(same(item, guess) for guess in found) for item in gold],
            [any(same(item, guess) for item in gold) for guess in found],
        )

    def _recalls(self, article: str, gold: Sequence[Gold], found: Sequence[Guess]) -> None:
        contents = [guess.content for guess in found]
        for item in gold:
            half, most = (matched([item.content], contents, least)[0] for least in (0.5, 0.8))
            places = [f"{item.kind} found"]
            if item.kind != "indirect":
                places.append("marked found")
            elif item.speech and len(item.content) >= 4 and item.source:
                places.append("indirect with speech cue found")
            if item.pronoun:
                places.append("pronoun source found")
            for place in places:
                self.scores[place].add([half], [])
            if len(item.attribution.content) > 1:
                self.scores["discontinuous found, IoU ≥ 0.8"].add([most], [])
            start, end = item.attribution.content[0][0], item.attribution.content[-1][1]
            self.outcomes[f"{article}:{start}-{end}"] = most

    def figures(self) -> dict[str, Any]:
        rows = {name: score.as_dict() for name, score in sorted(self.scores.items())}
        return {"scores": rows, "calibration error": round(self.calibration.error, 4)}


def characters(text: str, spans: set[Offsets]) -> set[int]:
    return {i for start, end in spans for i in range(start, end) if not text[i].isspace()}


def mark_style(text: str) -> str:
    counts = {"curly": text.count("“"), "straight": text.count('"'), "doubled": text.count("''")}
    return max(counts, key=lambda style: counts[style]) if any(counts.values()) else "no"


def measure(nlp: Language, articles: Sequence[Annotated]) -> tuple[dict[str, Any], dict[str, bool]]:
    tally = Tally()
    nlp(articles[0].text)
    began = time.process_time()
    docs = list(nlp.pipe([annotated.text for annotated in articles]))
    seconds = time.process_time() - began
    for annotated, doc in zip(articles, docs, strict=True):
        tally.add(annotated, doc)
    words = sum(len(annotated.text.split()) for annotated in articles)
    figures = {"articles": len(articles), "words per second": round(words / seconds), **tally.figures()}
    return figures, tally.outcomes


def table(figures: dict[str, Any]) -> str:
    title = TITLE.format(articles=figures["articles"])
    lines = [title + "| | precision | recall | F | gold |", "|---|---|---|---|---|"]
    for name, row in figures["scores"].items():
        only_recall = name.endswith("found") or " found," in name
        precision, f = ("–", "–") if only_recall else (f"{row['precision']:.3f}", f"{row['f']:.3f}")
        lines.append(f"| {name} | {precision} | {row['recall']:.3f} | {f} | {row['gold']} |")
    lines.append("")
    lines.append(f"Calibration error of the confidence: {figures['calibration error']:.3f}.")
    return "\n".join(lines) + "\n"


def differences(before: dict[str, bool], after: dict[str, bool], texts: dict[str, str]) -> Iterator[str]:
    """Gained and lost attributions, with their text, for a reviewer's screen."""
    for key in sorted(before.keys() & after.keys()):
        if before[key] != after[key]:
            article, _, place = key.rpartition(":")
            start, end = map(int, place.split("-"))
            yield f"{'+' if after[key] else '-'} {key} {texts[article][start:end]!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=corpora_folder())
    parser.add_argument("--model", default=None, help="a pipeline's folder or name; default: the shipped one")
    parser.add_argument("--limit", type=int, default=None, help="only so many articles")
    parser.add_argument("--json", type=Path, help="write the figures here")
    parser.add_argument("--table", type=Path, help="write the table here")
    parser.add_argument("--outcomes", type=Path, help="write which attributions were found, by offsets")
    parser.add_argument("--against", type=Path, help="print gains and losses against such a file")
    options = parser.parse_args()
    nlp = load(options.model)
    articles = list(first_annotators(read_split(options.corpora / "polnear" / "dev")))[: options.limit]
    figures, outcomes = measure(nlp, articles)
    sys.stdout.write(table(figures) + f"{figures['words per second']} words/s\n")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    if options.table:
        options.table.write_text(table(figures), encoding="utf-8")
    if options.outcomes:
        options.outcomes.write_text(json.dumps(outcomes, indent=0) + "\n", encoding="utf-8")
    if options.against:
        before = json.loads(options.against.read_text(encoding="utf-8"))
        texts = {annotated.article: annotated.text for annotated in articles}
        sys.stdout.writelines(line + "\n" for line in differences(before, outcomes, texts))


if __name__ == "__main__":
    main()
