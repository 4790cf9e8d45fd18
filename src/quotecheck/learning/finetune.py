"""Goes on training a shipped pipeline on a user's own annotation files."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from quotecheck.annotations.articles import Articles
from quotecheck.annotations.native import AnnotationFile, load_annotations
from quotecheck.errors import ConfigError, InputError, ModelError
from quotecheck.learning.assemble import assemble
from quotecheck.learning.examples import Example, ExampleMaker, Marked
from quotecheck.learning.export import export, restore
from quotecheck.learning.loop import Model, Report, Settings, Trainer
from quotecheck.learning.scoring import score_roles
from quotecheck.pipeline.labels import ROLES
from quotecheck.pipeline.roles import RolesTagger

_LEAST_FILES = 4


@dataclass(frozen=True)
class Plan:
    """What to learn from, and how long.

    Attributes:
        train: Annotation files to learn from.
        dev: Annotation files to choose the best epoch by; if empty, every fifth of `train` is kept for it.
        articles: Folders that may hold the articles.
        epochs: Most passes over the files.
        seed: Of every random choice.
    """

    train: Sequence[str]
    dev: Sequence[str] = ()
    articles: Sequence[str] = ()
    epochs: int = 10
    seed: int = 1


def finetune(nlp: Language, plan: Plan, report: Report) -> Language:
    """Trains on annotation files.

    Args:
        nlp: The pipeline to start from; stays as it is.
        plan: What to learn from.
        report: Told of progress, one line at a time.

    Returns:
        A pipeline with new weights.

    Raises:
        ConfigError: There are too few annotation files.
        ModelError: The pipeline has no tagger of ours.
        InputError: An annotation file or its article cannot be read.
    """
    tagger = _tagger(nlp)
    examples, held_out = _examples(nlp, tagger, plan)
    model = restore(tagger.tagger.weights)
    # A tenth of the rates of full training: few files, and weights that are good already.
    settings = Settings(
        epochs=plan.epochs, windows=8, rate=3e-5, head_rate=1e-4, averaging=0.9, seed=plan.seed
    )

    def score(candidate: Model) -> dict[str, float]:
        figures = score_roles(candidate, tagger.tagger.wordpiece, held_out)
        return {"score": sum(figures.values()) / len(figures), **figures}

    with tempfile.TemporaryDirectory() as folder:
        trainer = Trainer(model, tagger.tagger.wordpiece, settings, Path(folder), report)
        trainer.fit(examples, [], score)
        trainer.restore_best()
    weights = export(trainer.average, list(tagger.tagger.weights.pieces))
    weights = weights.with_reliability(tagger.tagger.weights.reliability)
    return assemble(weights, f"Fine-tuned on {len(examples)} annotated articles.")


def _tagger(nlp: Language) -> RolesTagger:
    if "quotecheck_roles" in nlp.pipe_names:
        component = nlp.get_pipe("quotecheck_roles")
        if isinstance(component, RolesTagger):
            return component
    raise ModelError("training goes on from a pipeline with quotecheck_roles, and this one has none")


def _examples(nlp: Language, tagger: RolesTagger, plan: Plan) -> tuple[list[Example], list[Example]]:
    with nlp.select_pipes(enable=["quotecheck_marks"]):
        maker = ExampleMaker(nlp, tagger.tagger.wordpiece, ROLES)
        where = Articles(list(plan.articles))
        made = [_example(maker, where, path) for path in plan.train]
        if plan.dev:
            return made, [_example(maker, where, path) for path in plan.dev]
    if len(made) < _LEAST_FILES:
        raise ConfigError(f"{len(made)} annotation files: at least {_LEAST_FILES} are needed without --dev")
    random.Random(plan.seed).shuffle(made)  # noqa: S311
    kept = max(1, len(made) // 5)
    return made[kept:], made[:kept]


def _example(maker: ExampleMaker, where: Articles, path: str) -> Example:
    file = load_annotations(path)
    article = where.find(file.article, path)
    if article.sha256 != file.article.sha256:
        raise InputError(
            path, f"{file.article.path} is not the text that was annotated: see quotecheck check"
        )
    return maker(article.text, marked_spans(file))


def marked_spans(file: AnnotationFile) -> list[Marked]:
    """Contents, cues and sources of an annotation file."""
    found: list[Marked] = []
    for item in file.quotations:
        found += [(span.start, span.end, "content") for span in item.content]
        found += [(item.cue.start, item.cue.end, "cue")] if item.cue else []
        found += [(item.source.start, item.source.end, "source")] if item.source else []
    return found
