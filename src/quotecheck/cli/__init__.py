"""The commands: one file each, which parses, calls one importable function and prints."""

from __future__ import annotations

import os
import sys
from typing import Annotated

import typer

from quotecheck import __version__
from quotecheck.cli.annotate import annotate
from quotecheck.cli.check import check
from quotecheck.cli.compare import compare
from quotecheck.cli.consolidate import consolidate
from quotecheck.cli.convert import convert
from quotecheck.cli.extract import extract
from quotecheck.cli.schema import schema
from quotecheck.cli.score import score
from quotecheck.cli.speakers import speakers
from quotecheck.cli.streams import fail
from quotecheck.cli.train import train
from quotecheck.errors import QuotecheckError

app = typer.Typer(
    name="quotecheck",
    help="Who said what, exactly as each outlet printed it, and where do the outlets differ?",
    no_args_is_help=True,
    rich_markup_mode=None,  # loading Rich doubles the time of --help
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"quotecheck {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool,
        typer.Option("--version", help="Show the version and exit.", callback=_print_version, is_eager=True),
    ] = False,
) -> None:
    """Options of the program itself."""


app.command()(annotate)
app.command()(check)
app.command()(compare)
app.command()(consolidate)
app.command()(convert)
app.command()(extract)
app.command()(schema)
app.command()(score)
app.command()(speakers)
app.command()(train)


def main() -> None:
    """Run the program; every expected failure ends in one message on stderr and exit code 2."""
    try:
        app()
    except QuotecheckError as error:
        fail(str(error))
    except BrokenPipeError:  # the reader of our output (head, less) went away
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(2)
