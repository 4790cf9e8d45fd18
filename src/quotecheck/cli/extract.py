"""`quotecheck extract`: articles in, the consolidated quote table out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from quotecheck.cli import options
from quotecheck.cli.streams import Exit, fail

if TYPE_CHECKING:
    from quotecheck.models import ChangeKind, Report

Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, json, jsonl, csv, tsv, md …; auto: by FILE, or table on a terminal and jsonl in a pipe.",
    ),
]
Layout = Annotated[
    str, typer.Option("--layout", metavar="long|wide", help="A row per outlet, or a column per outlet.")
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
    format: Format = "auto",
    output: options.Output = None,
    speaker: options.Speakers = None,
    outlet: options.Outlets = None,
    kind: options.Kinds = None,
    layout: Layout = "long",
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
    from quotecheck.cli.inputs import Inputs, checked_kinds, defaults
    from quotecheck.cli.progress import tracked
    from quotecheck.engines.local import make_report
    from quotecheck.extract import extract as find_quotations
    from quotecheck.extract import load
    from quotecheck.selection import Wanted, select

    wanted = Wanted(speaker or (), outlet or (), checked_kinds(kind))
    about = defaults(default_outlet, default_published, default_title, default_url)
    failing, chosen = _change_kinds(fail_on), _format(format, output)
    inputs = Inputs(paths, about)
    articles = tracked(inputs.articles, len(inputs.articles), "Extracting")
    found = find_quotations(articles, load(model), include_attitudes=include_attitudes, n_process=jobs)
    report = select(make_report(found, window_days=window), wanted)
    _write(report, chosen, output, layout)
    raise typer.Exit(_exit_code(report, failing, inputs.incomplete))


def _format(format: str, output: Path | None) -> str:
    from quotecheck.output.write import FORMATS, format_of

    if format == "auto":
        if output is not None:
            return format_of(output)
        return "table" if sys.stdout.isatty() else "jsonl"
    if format not in (*FORMATS, "table"):
        fail(f"no format {format!r}: choose among auto, table, {', '.join(FORMATS)}")
    return format


def _change_kinds(names: str | None) -> frozenset[ChangeKind]:
    from quotecheck.models import ChangeKind

    given = {name.strip() for name in (names or "").split(",")} - {""}
    known: tuple[ChangeKind, ...] = get_args(ChangeKind)
    if unknown := given - set(known):
        fail(f"--fail-on: no change {', '.join(sorted(unknown))}: choose among {', '.join(known)}")
    return frozenset(kind for kind in known if kind in given)


def _write(report: Report, format: str, output: Path | None, layout: str) -> None:
    if layout not in ("long", "wide"):
        fail(f"--layout: {layout!r} is neither long nor wide")
    if format == "table":
        from quotecheck.output.terminal import print_table

        print_table(report, wide=layout == "wide", output=output)
    else:
        from quotecheck.output.write import write_report

        write_report(report, format, output=output, layout="wide" if layout == "wide" else "long")


def _exit_code(report: Report, failing: frozenset[ChangeKind], incomplete: bool) -> Exit:
    if incomplete:
        return Exit.INCOMPLETE
    changes = {change.kind for u in report.utterances for variant in u.variants for change in variant.changes}
    return Exit.FINDINGS if changes & failing else Exit.DONE
