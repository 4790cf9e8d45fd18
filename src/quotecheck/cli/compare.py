"""`quotecheck compare`: where the outlets differ, the most serious differences first."""

from __future__ import annotations

from typing import Annotated

import typer

from quotecheck.cli import options
from quotecheck.cli.streams import Exit

Only = Annotated[
    str | None,
    typer.Option("--only", metavar="KINDS", help="Only with one of these changes (comma-separated)."),
]


def compare(
    paths: options.Paths,
    format: options.Format = "auto",
    output: options.Output = None,
    only: Only = None,
    speaker: options.Speakers = None,
    outlet: options.Outlets = None,
    kind: options.Kinds = None,
    layout: options.Layout = "long",
    window: options.Window = 10,
    model: options.Model = None,
    jobs: options.Jobs = None,
    default_outlet: options.DefaultOutlet = None,
    default_published: options.DefaultPublished = None,
    default_title: options.DefaultTitle = None,
    default_url: options.DefaultUrl = None,
) -> None:
    """Show what two or more outlets printed of one utterance, and where they differ."""
    from quotecheck.cli.inputs import Inputs, checked_changes, checked_kinds, defaults
    from quotecheck.cli.results import choose_format, write
    from quotecheck.cli.settings import settled
    from quotecheck.engines.local import make_report
    from quotecheck.output.comparison import comparison
    from quotecheck.selection import Wanted, select

    wanted = Wanted(speaker or (), outlet or (), checked_kinds(kind))
    about = defaults(default_outlet, default_published, default_title, default_url)
    changes, chosen = checked_changes("--only", only), choose_format(format, output)
    inputs = Inputs(paths, about)
    report = make_report(inputs.extracted(*settled(model, jobs)), window_days=window)
    shown = comparison(select(report, wanted), changes)
    write(shown, chosen, output, layout, {article.id: article.text for article in inputs.articles})
    raise typer.Exit(Exit.INCOMPLETE if inputs.incomplete else Exit.DONE)
