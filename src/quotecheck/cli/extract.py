"""`quotecheck extract`: articles in, the consolidated quote table out."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotecheck.cli import options
from quotecheck.cli.streams import Exit, fail

if TYPE_CHECKING:
    from quotecheck.cli.inputs import Inputs
    from quotecheck.engines.archive import Plan
    from quotecheck.identity import KnownSpeakers
    from quotecheck.models import ChangeKind, Report

Resume = Annotated[
    bool, typer.Option("--resume", help="Go on with the archive that DIR holds, after any interruption.")
]
TimeLimit = Annotated[
    float, typer.Option("--time-limit", metavar="SECONDS", min=1, help="What one article may take.")
]
Scheduler = Annotated[
    str | None,
    typer.Option("--scheduler", metavar="ADDRESS", help="Work through an archive on this Dask cluster."),
]
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
    known: options.Known = None,
    include_attitudes: options.Attitudes = False,
    model: options.Model = None,
    jobs: options.Jobs = None,
    default_outlet: options.DefaultOutlet = None,
    default_published: options.DefaultPublished = None,
    default_title: options.DefaultTitle = None,
    default_url: options.DefaultUrl = None,
    text_field: options.TextField = None,
    outlet_field: options.OutletField = None,
    published_field: options.PublishedField = None,
    title_field: options.TitleField = None,
    url_field: options.UrlField = None,
    resume: Resume = False,
    time_limit: TimeLimit = 60.0,
    scheduler: Scheduler = None,
) -> None:
    """Find who said what in articles, as each outlet printed it, and where the outlets differ.

    With -o DIR (a folder, or a name without a suffix) a whole archive is worked through into DIR.
    """
    from quotecheck.cli.inputs import Inputs, checked_changes, checked_kinds, defaults, fields
    from quotecheck.cli.known import load_known
    from quotecheck.cli.results import choose_format, write
    from quotecheck.cli.settings import settled
    from quotecheck.engines.archive import Plan
    from quotecheck.selection import Wanted, select

    about = defaults(default_outlet, default_published, default_title, default_url)
    named = fields(text_field, outlet_field, published_field, title_field, url_field)
    work, processes = settled(model, jobs, include_attitudes=include_attitudes, time_limit=time_limit)
    plan = Plan(work, processes, resume, scheduler)
    wanted = Wanted(speaker or (), outlet or (), checked_kinds(kind))
    failing = checked_changes("--fail-on", fail_on)
    if output is not None and _is_archive(output, format):
        if any(wanted) or failing or known or layout != "long":
            fail("an archive is written whole: choose with quotecheck consolidate and from its result")
        from quotecheck.cli.archive import work_through

        raise typer.Exit(work_through(paths, output, plan, about, named))
    if resume or scheduler:
        fail("--resume and --scheduler are for an archive: name its folder with -o DIR")
    chosen = choose_format(format, output)
    pinned = load_known(known)
    inputs = Inputs(paths, about, named)
    report = select(_report(inputs, plan, window, pinned), wanted)
    write(report, chosen, output, layout)
    raise typer.Exit(_exit_code(report, failing, inputs.incomplete))


def _report(inputs: Inputs, plan: Plan, window: int, known: KnownSpeakers | None) -> Report:
    from quotecheck.engines.local import make_report

    return make_report(inputs.extracted(plan.work, plan.jobs), window_days=window, known=known)


def _is_archive(output: Path, format: str) -> bool:
    return format == "auto" and (output.is_dir() or not output.suffix) and not output.is_file()


def _exit_code(report: Report, failing: Collection[ChangeKind], incomplete: bool) -> Exit:
    if incomplete:
        return Exit.INCOMPLETE
    changes = {change.kind for u in report.utterances for variant in u.variants for change in variant.changes}
    return Exit.FINDINGS if not changes.isdisjoint(failing) else Exit.DONE
