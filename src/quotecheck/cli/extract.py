"""`quotecheck extract`: articles in, the consolidated quote table out."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Annotated

import typer

from quotecheck.cli import options
from quotecheck.cli.streams import Exit

if TYPE_CHECKING:
    from quotecheck.models import ChangeKind, Report

FailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="KINDS",
        help="Exit with 1 if a variant has one of these changes (comma-separated).",
    ),
]


def extract(
    paths: options.Paths,
    format: options.Format = "auto",
    output: options.Output = None,
    speaker: options.Speakers = None,
    outlet: options.Outlets = None,
    kind: options.Kinds = None,
    layout: options.Layout = "long",
    fail_on: FailOn = None,
    window: options.Window = 10,
    include_attitudes: options.Attitudes = False,
    model: options.Model = None,
    jobs: options.Jobs = 1,
    default_outlet: options.DefaultOutlet = None,
    default_published: options.DefaultPublished = None,
    default_title: options.DefaultTitle = None,
    default_url: options.DefaultUrl = None,
) -> None:
    """Find who said what in articles, as each outlet printed it, and where the outlets differ."""
    from quotecheck.cli.inputs import Inputs, checked_changes, checked_kinds, defaults
    from quotecheck.cli.progress import tracked
    from quotecheck.cli.results import choose_format, write
    from quotecheck.engines.local import make_report
    from quotecheck.extract import extract as find_quotations
    from quotecheck.extract import load
    from quotecheck.selection import Wanted, select

    wanted = Wanted(speaker or (), outlet or (), checked_kinds(kind))
    about = defaults(default_outlet, default_published, default_title, default_url)
    failing, chosen = checked_changes("--fail-on", fail_on), choose_format(format, output)
    inputs = Inputs(paths, about)
    articles = tracked(inputs.articles, len(inputs.articles), "Extracting")
    found = find_quotations(articles, load(model), include_attitudes=include_attitudes, n_process=jobs)
    report = select(make_report(found, window_days=window), wanted)
    write(report, chosen, output, layout)
    raise typer.Exit(_exit_code(report, failing, inputs.incomplete))


def _exit_code(report: Report, failing: Collection[ChangeKind], incomplete: bool) -> Exit:
    if incomplete:
        return Exit.INCOMPLETE
    changes = {change.kind for u in report.utterances for variant in u.variants for change in variant.changes}
    return Exit.FINDINGS if not changes.isdisjoint(failing) else Exit.DONE
