"""`quotecheck speakers`: who was found, under which names, and what is doubtful."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotecheck.cli import options
from quotecheck.cli.streams import Exit, say

if TYPE_CHECKING:
    from quotecheck.models import Report

Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, csv, json, jsonl, or toml: a first file of known speakers. auto: by FILE, else table "
        "on a terminal, jsonl in a pipe.",
    ),
]


def speakers(
    paths: options.Paths,
    format: Format = "auto",
    output: options.Output = None,
    known: options.Known = None,
    model: options.Model = None,
    jobs: options.Jobs = None,
) -> None:
    """List who is quoted: names, aliases, counts, outlets, and who may be one.

    `-o speakers.toml` writes a file to correct by hand; --speakers FILE then decides who is who.
    """
    from quotecheck.cli.inputs import Inputs, defaults
    from quotecheck.cli.known import load_known
    from quotecheck.cli.settings import settled
    from quotecheck.engines.local import make_report

    pinned = load_known(known)
    inputs = Inputs(paths, defaults(None, None, None, None))
    report = make_report(inputs.extracted(*settled(model, jobs)), known=pinned)
    _write(report, _chosen(format, output), output)
    open_ones = sum(quotation.speaker is None for quotation in report.quotations)
    say(f"{open_ones} of {len(report.quotations)} quotations have no speaker")
    raise typer.Exit(Exit.INCOMPLETE if inputs.incomplete else Exit.DONE)


def _chosen(format: str, output: Path | None) -> str:
    if format != "auto":
        return format
    if output is not None:
        return output.suffix.removeprefix(".").lower()
    return "table" if sys.stdout.isatty() else "jsonl"


def _write(report: Report, format: str, output: Path | None) -> None:
    from quotecheck.identity import find_doubts, write_known
    from quotecheck.output.atomic import replacing
    from quotecheck.output.speakers import speaker_rows, write_speakers

    if format != "toml":
        write_speakers(speaker_rows(report, find_doubts(report.speakers)), format, output)
    elif output is None:
        sys.stdout.write(write_known(report.speakers))
    else:
        with replacing(output) as part:
            part.write_text(write_known(report.speakers), encoding="utf-8")
