"""Options that several commands share: one name and one meaning everywhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATHS...", help="Files, folders or patterns; - is standard input.", show_default=False
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write to this file instead of standard output."),
]
Format = Annotated[
    str,
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="table, html, json, jsonl, csv, md …; auto: by FILE, else table on a terminal, jsonl in a pipe.",
    ),
]
Layout = Annotated[
    str, typer.Option("--layout", metavar="long|wide", help="A row per outlet, or a column per outlet.")
]
Speakers = Annotated[
    list[str] | None, typer.Option("--speaker", metavar="NAME", help="Only this speaker; may be repeated.")
]
Outlets = Annotated[
    list[str] | None, typer.Option("--outlet", metavar="NAME", help="Only this outlet; may be repeated.")
]
Kinds = Annotated[
    list[str] | None,
    typer.Option("--kind", metavar="KIND", help="Only direct, mixed or indirect; may be repeated."),
]
Known = Annotated[
    str | None,
    typer.Option(
        "--speakers", metavar="FILE", help="Known speakers, in the form that quotecheck speakers writes."
    ),
]
Model = Annotated[
    str | None, typer.Option("--model", metavar="NAME|PATH", help="Another pipeline than the embedded one.")
]
Jobs = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Number of processes.", show_default="1")
]
Window = Annotated[
    int,
    typer.Option(
        "--window", min=0, metavar="DAYS", help="Renderings of one utterance lie at most this far apart."
    ),
]
Attitudes = Annotated[
    bool, typer.Option("--include-attitudes", help="Beliefs, wishes and plans too, not only what was said.")
]

_MISSING = "Where an article's own data do not say."
DefaultOutlet = Annotated[str | None, typer.Option(metavar="NAME", help=_MISSING)]
DefaultPublished = Annotated[str | None, typer.Option(metavar="DATE", help=_MISSING)]
DefaultTitle = Annotated[str | None, typer.Option(metavar="TITLE", help=_MISSING)]
DefaultUrl = Annotated[str | None, typer.Option(metavar="URL", help=_MISSING)]

_FIELD = "Which field of a table holds it, where the usual names do not tell."
TextField = Annotated[str | None, typer.Option(metavar="NAME", help=_FIELD)]
OutletField = Annotated[str | None, typer.Option(metavar="NAME", help=_FIELD)]
PublishedField = Annotated[str | None, typer.Option(metavar="NAME", help=_FIELD)]
TitleField = Annotated[str | None, typer.Option(metavar="NAME", help=_FIELD)]
UrlField = Annotated[str | None, typer.Option(metavar="NAME", help=_FIELD)]
