"""The archive mode of `quotecheck extract`: many articles into a folder of shards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from quotecheck.cli.meter import Meter
from quotecheck.cli.streams import Exit, say
from quotecheck.engines.archive import Plan, extract_archive, read_items
from quotecheck.reading import ArticleDefaults
from quotecheck.reading.count import count_articles


def work_through(
    paths: Sequence[str], folder: Path, plan: Plan, defaults: ArticleDefaults, fields: dict[str, str]
) -> Exit:
    """Extract an archive, show how it goes, and say what came of it."""
    items = read_items(list(paths), defaults=defaults, fields=fields, on_note=say)
    with Meter(count_articles(paths)) as meter:
        manifest = extract_archive(items, folder, plan, meter.done)
    say(f"{manifest['articles']:,} articles with {manifest['quotations']:,} quotations in {folder}")
    say(f"Next: quotecheck consolidate {folder}")
    if manifest["failures"]:
        say(f"error: {manifest['failures']:,} inputs gave nothing: see {folder / 'errors.jsonl'}")
    return Exit.INCOMPLETE if manifest["failures"] else Exit.DONE
