"""`quotecheck convert`: annotations from and into the formats of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quotecheck.cli import options
from quotecheck.cli.streams import say

To = Annotated[
    str,
    typer.Option("--to", metavar="FORMAT", help="native, brat, citron, prodigy, docbin, label-studio …"),
]
From = Annotated[
    str | None, typer.Option("--from", metavar="FORMAT", help="Format of PATHS; else told from the files.")
]
Folder = Annotated[Path, typer.Option("--output", "-o", metavar="FOLDER", help="Folder for the files.")]
Stored = Annotated[
    list[str] | None,
    typer.Option("--articles", metavar="FOLDER", help="Folder of the stored articles; may be repeated."),
]


def convert(
    paths: options.Paths, to: To, output: Folder, source: From = None, articles: Stored = None
) -> None:
    """Convert annotations between the native file and other tools' formats, listed in docs/formats.md.

    Every format's offset unit is converted; what it cannot carry is said on stderr.
    """
    from quotecheck.annotations.articles import Articles
    from quotecheck.annotations.convert import losses, read_documents, write_documents
    from quotecheck.config import load_config
    from quotecheck.output.atomic import replacing

    folders = [*(articles or []), *load_config().articles]
    documents = list(read_documents(paths, source, Articles(folders), folders))
    for field, count in sorted(losses(documents, to).items()):
        say(f"{to} cannot carry {field}: left out {count} times")
    files = write_documents(documents, to, str(output))
    output.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        with replacing(output / name) as beside:
            beside.write_bytes(data)
    items = sum(len(document.groups) for document in documents)
    say(f"{items} quotations of {len(documents)} articles written to {output}")
