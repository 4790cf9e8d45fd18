"""Consolidate many synthetic quotations out of core: ``python -m benchmarks.million --size 1000000``.

The quotations of the 2018 collection are repeated with the changes that outlets make, in copies of their
articles, and written as an archive, which the installed command then consolidates. Looks for the corpora as
the training does.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

from benchmarks.machine import machine, timed
from benchmarks.material import many

from quotecheck.engines.archive import SHARD_ITEMS
from quotecheck.engines.shards import write_shard
from quotecheck.models import Extraction, Quotation


def write_archive(folder: Path, size: int) -> int:
    """Write the archive; returns the number of articles."""
    quotations, articles = many(size)
    by_article: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in quotations:
        by_article[quotation.article].append(quotation)
    (folder / "shards").mkdir(parents=True)
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    for number, start in enumerate(range(0, len(articles), SHARD_ITEMS)):
        some = articles[start : start + SHARD_ITEMS]
        found = [Extraction(article=one, speakers=(), quotations=tuple(by_article[one.id])) for one in some]
        write_shard(folder, number, some, [one.model_dump_json(by_alias=True).encode() for one in found])
    return len(articles)


def measure(size: int, jobs: int) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "archive")
        articles = write_archive(folder, size)
        return {
            "machine": machine(),
            "quotations": size,
            "jobs": jobs,
            "articles": articles,
            "consolidate": timed(["consolidate", str(folder), "-j", str(jobs)]),
            "again": timed(["consolidate", str(folder), "-j", str(jobs)]),
            "megabytes": round(
                sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
            ),
        }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--jobs", "-j", type=int, default=2)
    options = parser.parse_args()
    print(json.dumps(measure(options.size, options.jobs), indent=2))


if __name__ == "__main__":
    main()
