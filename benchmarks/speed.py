"""Speed, memory and start-up of the installed command: ``python -m benchmarks.speed ARTICLES``.

Words per second count wall time; a machine with other work on it is slower, so the load and the processor
time of the run stand beside each figure.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.machine import machine, memory_mb

from quotecheck.reading import read_articles

COMMAND = shutil.which("quotecheck") or "quotecheck"
SHORT = "The vote is over. “We will not move,” said Ada Brook, the mayor. She told reporters to go home.\n"


def timed(arguments: list[str]) -> dict[str, Any]:
    """Run the command; wall time, processor time of all its processes, and their memory at the end."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen([COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory: dict[str, float] = {}
    while process.poll() is None:
        memory = {**memory, **memory_mb(process.pid)}
        time.sleep(0.2)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    large = sorted((size for size in memory.values() if size > 20), reverse=True)
    return {
        "exit_code": process.returncode,
        "seconds": round(time.monotonic() - started, 2),
        "cpu_seconds": round(used, 2),
        "memory_mb": large,
        "load_average": round(os.getloadavg()[0], 1),
    }


def start_up(folder: Path) -> dict[str, Any]:
    """Best of five: the help, and one short article."""
    article = folder / "short.txt"
    article.write_text(SHORT, encoding="utf-8")
    runs = {"help": ["--help"], "one_article": ["extract", str(article), "--format", "json"]}
    return {
        name: min((timed(arguments) for _ in range(5)), key=lambda run: run["seconds"])
        for name, arguments in runs.items()
    }


def extraction(source: Path, folder: Path, jobs: int, words: int) -> dict[str, Any]:
    """An archive, end to end."""
    target = folder / f"archive-{jobs}"
    run = timed(["extract", str(source), "-o", str(target), "-j", str(jobs)])
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    return {
        **run,
        "jobs": jobs,
        "articles": manifest["articles"],
        "quotations": manifest["quotations"],
        "words_per_second": round(words / run["seconds"]),
        "words_per_cpu_second": round(words / run["cpu_seconds"]),
    }


def measure(source: Path, jobs: list[int]) -> dict[str, Any]:
    """All figures of one set of articles."""
    words = sum(len(article.text.split()) for article in read_articles([str(source)]))
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        return {
            "machine": machine(),
            "words": words,
            "start_up": start_up(folder),
            "extract": [extraction(source, folder, one, words) for one in jobs],
            "consolidate": timed(["consolidate", str(folder / f"archive-{jobs[-1]}")]),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--output", type=Path)
    options = parser.parse_args()
    text = json.dumps(measure(options.articles, options.jobs), indent=2)
    print(text)
    if options.output:
        options.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
