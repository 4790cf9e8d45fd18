"""`quotecheck consolidate`: the utterances of an archive."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quotecheck.cli import options

Folder = Annotated[
    Path,
    typer.Argument(metavar="DIR", help="What quotecheck extract ARCHIVE -o DIR wrote.", show_default=False),
]


def consolidate(
    folder: Folder,
    output: options.Output = None,
    format: options.Format = "auto",
    window: options.Window = 10,
    known: options.Known = None,
    jobs: options.Jobs = None,
) -> None:
    """Group the quotations of an archive into utterances; only what is new since the last time is judged.

    Without -o the result is DIR/quotes.duckdb, a database with views for the usual questions.
    """
    from quotecheck.cli.known import load_known
    from quotecheck.cli.settings import settled
    from quotecheck.cli.streams import say
    from quotecheck.consolidate.collector import without_collector
    from quotecheck.engines.grouping import consolidate_archive
    from quotecheck.output.write import DATABASES, format_of, write_report

    target = output or folder / "quotes.duckdb"
    chosen = format_of(target) if format == "auto" else format
    pinned = load_known(known)
    _, processes = settled(None, jobs)
    with without_collector():
        archive = consolidate_archive(
            folder, window_days=window, known=pinned, jobs=processes, on_stage=lambda stage: say(f"{stage} …")
        )
        say(f"writing {target} …")
        if chosen not in DATABASES:
            write_report(archive.report(), chosen, output=target)
        elif not archive.write(chosen, target):
            say("nothing is new: it stays as it is")
            return
    say(f"wrote {target}")
