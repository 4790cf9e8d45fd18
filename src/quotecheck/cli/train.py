"""`quotecheck train`: go on training the pipeline on one's own annotation files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from quotecheck.cli.options import Model
from quotecheck.cli.streams import say

Files = Annotated[
    list[str], typer.Argument(metavar="PATHS...", help="Annotation files or folders.", show_default=False)
]
Folder = Annotated[
    Path,
    typer.Option("--output", "-o", metavar="FOLDER", help="Where the new pipeline goes; --model loads it."),
]
Dev = Annotated[
    list[str] | None,
    typer.Option("--dev", metavar="PATH", help="Files to choose the best epoch by; else a fifth of PATHS."),
]
Articles = Annotated[
    list[str] | None,
    typer.Option("--articles", metavar="FOLDER", help="Where else to look for articles; may be repeated."),
]
Epochs = Annotated[int, typer.Option("--epochs", min=1, help="At most so many passes over the files.")]
Seed = Annotated[int, typer.Option("--seed", help="Of every random choice.")]


def train(
    paths: Files,
    output: Folder,
    dev: Dev = None,
    articles: Articles = None,
    model: Model = None,
    epochs: Epochs = 10,
    seed: Seed = 1,
) -> None:
    """Fine-tune the tagger of sources, cues and contents (extra: train)."""
    from quotecheck.annotations.check import files_to_check
    from quotecheck.extras import require

    for library in ("torch", "onnx"):
        require(library, "train", "training")
    from quotecheck.config import load_config
    from quotecheck.extract import load
    from quotecheck.learning.assemble import write
    from quotecheck.learning.finetune import Plan, finetune

    files, held_out = list(files_to_check(paths)), list(files_to_check(dev or []))
    plan = Plan(files, held_out, articles or [], epochs, seed)
    write(finetune(load(model or load_config().model), plan, say), output)
    say(f"wrote {output}; use it with --model {output}")
