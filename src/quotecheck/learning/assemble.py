"""From weights to a spaCy pipeline, in memory and on disk."""

from __future__ import annotations

import shutil
from pathlib import Path

from spacy.language import Language

from quotecheck import __version__
from quotecheck.pipeline.roles import RolesTagger
from quotecheck.pipeline.tagger import Weights
from quotecheck.pipeline.tokenizer import blank_english

COMPONENTS = (
    "quotecheck_marks",
    "quotecheck_structure",
    "quotecheck_roles",
    "quotecheck_linking",
    "quotecheck_mentions",
    "quotecheck_speakers",
)
"""In the order in which an article passes through them."""


def assemble(weights: Weights, description: str) -> Language:
    """A pipeline that holds the weights.

    Args:
        weights: For the tagger.
        description: What it was trained on, for ``meta.json``.
    """
    nlp = blank_english()
    for name in COMPONENTS:
        component = nlp.add_pipe(name)
        if isinstance(component, RolesTagger):
            component.load(weights)
    nlp.meta.update(name="quotecheck", version=__version__, description=description)
    return nlp


def write(nlp: Language, folder: Path) -> None:
    """Writes a pipeline beside its place and renames it, so that no half of one is ever there."""
    beside = folder.with_name(folder.name + ".part")
    shutil.rmtree(beside, ignore_errors=True)
    nlp.to_disk(beside)
    shutil.rmtree(folder, ignore_errors=True)
    beside.rename(folder)
