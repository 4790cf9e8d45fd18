"""quotecheck and its peers on the same articles in one run: ``python -m benchmarks.peers ARTICLES``.

textacy is used where it is installed, with the pipeline ``en_core_web_sm`` or one with a parser that
``--textacy-model`` names. The Gender Gap Tracker's extractor and Citron are no part of this
project: ``--gender-gap-tracker PATH`` and ``--citron PATH`` name the reader's own copies; what is missing is
skipped. Every peer runs in a process of its own. Quality needs no gold: what share of the stretches of six
and more words between marks is found, and how long the longest stretch is that is returned.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.machine import machine

from quotecheck.models import Article
from quotecheck.pipeline.pairing import pair_marks
from quotecheck.reading import read_articles

LONG = 6
TEXTACY_MODEL = "en_core_web_sm"
Spans = list[tuple[int, int]]
Extractor = Callable[[str], Spans]


def load_quotecheck(path: str | None) -> Extractor:
    from quotecheck.extract import doc_quotations, load

    nlp = load()
    return lambda text: [(s.start, s.end) for q in doc_quotations(nlp(text)) for s in q.content]


def load_textacy(path: str | None) -> Extractor:
    import spacy
    from textacy.extract.triples import direct_quotations

    nlp = spacy.load(path or TEXTACY_MODEL)

    def find(text: str) -> Spans:
        return [(t.content.start_char, t.content.end_char) for t in direct_quotations(nlp(text))]

    return find


def load_gender_gap_tracker(path: str | None) -> Extractor:
    sys.path.insert(0, str(path))
    import spacy
    from quote_extractor import QuoteExtractor  # type: ignore[import-not-found]

    nlp, settings = spacy.load("en_core_web_lg"), {"spacy_lang": None}
    extractor = QuoteExtractor(settings)

    def find(text: str) -> Spans:
        found = extractor.extract_quotes(nlp(text))
        return [tuple(int(n) for n in quote["quote_index"].strip("()").split(",")) for quote in found]  # type: ignore[misc]

    return find


def load_citron(path: str | None) -> Extractor:
    sys.path.insert(0, str(path))
    from citron.citron import Citron  # type: ignore[import-not-found]

    citron = Citron(str(Path(str(path), "models", "en_2021-11-15")))

    def find(text: str) -> Spans:
        quotes = citron.extract(text)["quotes"]
        return [(span["start"], span["end"]) for quote in quotes for span in quote["spans"]]

    return find


PEERS: dict[str, Callable[[str | None], Extractor]] = {
    "quotecheck": load_quotecheck,
    "textacy": load_textacy,
    "gender-gap-tracker": load_gender_gap_tracker,
    "citron": load_citron,
}


NEEDS = {
    "textacy": f"needs textacy and the spaCy pipeline {TEXTACY_MODEL} or --textacy-model PATH",
    "gender-gap-tracker": "needs --gender-gap-tracker PATH",
    "citron": "needs --citron PATH",
}


def available(name: str, path: str | None) -> bool:
    if name == "textacy":
        model = path is not None or importlib.util.find_spec(TEXTACY_MODEL)
        return bool(importlib.util.find_spec("textacy") and model)
    return name == "quotecheck" or (path is not None and Path(path).exists())


def measure(name: str, path: str | None, articles: Sequence[Article]) -> dict[str, Any]:
    """Load one extractor, run it over all articles, and say how it did."""
    find = PEERS[name](path)
    loaded, cpu = time.monotonic(), time.process_time()
    errors, found = 0, []
    for article in articles:
        try:
            found.append(find(article.text))
        except Exception:  # a peer's failure is a figure here
            errors += 1
            found.append([])
    used = time.process_time() - cpu
    words = sum(len(article.text.split()) for article in articles)
    return {
        "extractor": name,
        "start_up_cpu_seconds": round(cpu, 2),
        "words_per_second": round(words / (time.monotonic() - loaded)),
        "words_per_cpu_second": round(words / used),
        "memory_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000),
        "articles_failed": errors,
        **quality(articles, found),
    }


def quality(articles: Sequence[Article], found: Sequence[Spans]) -> dict[str, Any]:
    """What share of the long stretches between marks is found, and the longest stretch returned."""
    long_quotes = hit = 0
    longest = 0
    for article, spans in zip(articles, found, strict=True):
        covered = bytearray(len(article.text))
        for start, end in spans:
            covered[start:end] = b"\1" * (end - start)
            longest = max(longest, end - start)
        for quoted in pair_marks(article.text).quoted:
            if len(article.text[quoted.start : quoted.end].split()) >= LONG:
                long_quotes += 1
                hit += sum(covered[quoted.start : quoted.end]) >= 0.8 * (quoted.end - quoted.start)
    share = round(hit / long_quotes, 4) if long_quotes else None
    return {"long_quotes": long_quotes, "share_found": share, "longest_found": longest}


def table(results: Sequence[dict[str, Any]]) -> str:
    names = [name for name in results[0] if name != "machine"]
    rows = [names, ["---"] * len(names), *([str(result[name]) for name in names] for result in results)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles")
    parser.add_argument("--limit", type=int, default=200)
    parser.add_argument("--textacy-model")
    parser.add_argument("--gender-gap-tracker")
    parser.add_argument("--citron")
    parser.add_argument("--only", choices=PEERS, help=argparse.SUPPRESS)
    options = parser.parse_args()
    paths = {
        "textacy": options.textacy_model,
        "gender-gap-tracker": options.gender_gap_tracker,
        "citron": options.citron,
    }
    if options.only:
        articles = list(read_articles([options.articles]))[: options.limit]
        print(json.dumps(measure(options.only, paths.get(options.only), articles)))
        return
    results, skipped = [], {}
    for name in PEERS:
        if available(name, paths.get(name)):
            command = [sys.executable, "-m", "benchmarks.peers", *sys.argv[1:], "--only", name]
            results.append(json.loads(subprocess.run(command, check=True, capture_output=True).stdout))
        else:
            skipped[name] = NEEDS[name]
    print(json.dumps({"machine": machine(), "results": results, "skipped": skipped}, indent=2))
    print(table(results), file=sys.stderr)


if __name__ == "__main__":
    main()
