"""`quotecheck annotate`: annotation files to review, from what the extractor finds."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotecheck.cli import options
from quotecheck.cli.streams import Exit, say

if TYPE_CHECKING:
    from quotecheck.annotations.native import AnnotationFile

Folder = Annotated[
    Path, typer.Option("--output", "-o", metavar="FOLDER", help="Folder for the annotation files.")
]


def annotate(
    articles: options.Paths,
    output: Folder = Path("annotations"),
    model: options.Model = None,
    jobs: options.Jobs = None,
    default_outlet: options.DefaultOutlet = None,
    default_published: options.DefaultPublished = None,
) -> None:
    """Start annotation files from the extractor's output, marked as unreviewed, with its confidence.

    Items that somebody reviewed are never overwritten.
    """
    from quotecheck.annotations.drafting import drafts
    from quotecheck.cli.inputs import Inputs, defaults
    from quotecheck.cli.settings import settled
    from quotecheck.engines.local import make_report

    inputs = Inputs(articles, defaults(default_outlet, default_published, None, None))
    found = make_report(inputs.extracted(*settled(model, jobs)))
    output.mkdir(parents=True, exist_ok=True)
    done = [_write(draft, output) for draft in drafts(found)]
    say(f"{sum(done)} annotation files written to {output}; review them, then set status to reviewed")
    raise typer.Exit(Exit.INCOMPLETE if inputs.incomplete or not all(done) else Exit.DONE)


def _write(draft: AnnotationFile, folder: Path) -> bool:
    from quotecheck.annotations.drafting import merge, relocated
    from quotecheck.annotations.native import dumps_annotations, load_annotations
    from quotecheck.errors import InputError
    from quotecheck.output.atomic import replacing

    path = folder / f"{_name(draft)}.json"
    draft = relocated(draft, _reference(draft.article.path, folder))
    if path.exists():
        try:
            existing = load_annotations(str(path))
        except InputError as error:
            say(f"error: {error}; left as it is")
            return False
        if existing.article.sha256 != draft.article.sha256:
            say(f"error: {path}: is about another text; left as it is")
            return False
        draft = merge(existing, draft)
    with replacing(path) as beside:
        beside.write_text(dumps_annotations(draft), encoding="utf-8", newline="\n")
    return True


def _name(draft: AnnotationFile) -> str:
    """The article's file name without its ending; a record of a table adds its number or id."""
    from quotecheck.annotations.articles import divided

    file, record = divided(draft.article.path)
    stem = "article" if file == "-" else Path(file).name.partition(".")[0] or "article"
    return f"{stem}-{record[1:]}" if record else stem


def _reference(path: str, folder: Path) -> str:
    return path if path == "-" else Path(os.path.relpath(path, folder)).as_posix()
