"""Speed, memory and start-up of the installed command: ``python -m benchmarks.speed ARTICLES``.

Words per second count wall time; a machine with other work on it is slower, so the load and the processor
time of the run stand beside each figure. Time against number of articles comes from the moments when shards
were written, time against number of quotations from consolidating the first shards alone.
``--keep FOLDER`` leaves the archives there.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from benchmarks.machine import machine, timed

from quotecheck.engines.shards import read_head, shard_files
from quotecheck.reading import read_articles

SHORT = "The vote is over. “We will not move,” said Ada Brook, the mayor. She told reporters to go home.\n"
RUNS = 5


def start_up(folder: Path) -> dict[str, Any]:
    """Best of five: the help, and one short article."""
    article = folder / "short.txt"
    article.write_text(SHORT, encoding="utf-8")
    runs = {"help": ["--help"], "one_article": ["extract", str(article), "--format", "json"]}
    return {
        name: min((timed(arguments) for _ in range(RUNS)), key=lambda run: run["seconds"])
        for name, arguments in runs.items()
    }


def extraction(source: Path, target: Path, jobs: int, words: int) -> dict[str, Any]:
    """An archive, end to end."""
    started = time.time()
    run = timed(["extract", str(source), "-o", str(target), "-j", str(jobs)])
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    return {
        **run,
        "jobs": jobs,
        "articles": manifest["articles"],
        "quotations": manifest["quotations"],
        "words_per_second": round(words / run["seconds"]),
        "words_per_cpu_second": round(words / run["cpu_seconds"]),
        "growth": growth(target, started),
    }


def growth(archive: Path, started: float) -> list[dict[str, float]]:
    """Articles done, and seconds since the start, whenever a shard was written."""
    points, articles = [], 0
    for path in shard_files(archive):
        head = read_head(path)
        articles += head.articles if head else 0
        points.append({"articles": articles, "seconds": round(path.stat().st_mtime - started, 1)})
    return points


def consolidations(archive: Path, folder: Path, jobs: int) -> list[dict[str, Any]]:
    """The first quarter, half and all of an archive's shards, each from nothing."""
    shards = shard_files(archive)
    return [
        consolidation(archive, shards[: max(1, len(shards) // part)], folder / f"first-{part}", jobs)
        for part in (4, 2, 1)
    ]


def consolidation(archive: Path, shards: list[Path], part: Path, jobs: int) -> dict[str, Any]:
    """Some shards of an archive."""
    (part / "shards").mkdir(parents=True)
    for path in (archive / "manifest.json", *shards):
        shutil.copy(path, part / path.relative_to(archive))
    heads = [head for path in shards if (head := read_head(path))]
    return {
        "articles": sum(head.articles for head in heads),
        "quotations": sum(head.quotations for head in heads),
        "jobs": jobs,
        **timed(["consolidate", str(part), "-j", str(jobs)]),
    }


def measure(source: Path, jobs: list[int], folder: Path) -> dict[str, Any]:
    """All figures of one set of articles."""
    words = sum(len(article.text.split()) for article in read_articles([str(source)]))
    runs = [extraction(source, folder / f"archive-{one}", one, words) for one in jobs]
    with tempfile.TemporaryDirectory() as name:
        return {
            "machine": machine(),
            "words": words,
            "start_up": start_up(Path(name)),
            "extract": runs,
            "consolidate": consolidations(folder / f"archive-{jobs[-1]}", Path(name), jobs[-1]),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--jobs", "-j", type=int, nargs="+", default=[2])
    parser.add_argument("--output", "-o", type=Path)
    parser.add_argument("--keep", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    place = nullcontext(options.keep) if options.keep else tempfile.TemporaryDirectory()
    with place as folder:
        text = json.dumps(measure(options.articles, options.jobs, Path(folder)), indent=2)
    print(text)
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
