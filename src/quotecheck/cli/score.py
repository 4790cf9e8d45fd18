"""`quotecheck score`: how well predictions, or another annotator, agree with a reference."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from quotecheck.cli.options import Model, Output
from quotecheck.cli.streams import Exit, emit, say
from quotecheck.errors import ConfigError, InputError

if TYPE_CHECKING:
    from quotecheck.annotations.articles import Articles
    from quotecheck.annotations.scoring.items import Annotation
    from quotecheck.annotations.scoring.score import Score
    from quotecheck.models import Article

Gold = Annotated[str, typer.Argument(metavar="GOLD", help="Annotation file or folder: the reference.")]
Predicted = Annotated[
    str | None,
    typer.Argument(metavar="[PREDICTED]", help="Annotation files or a JSON export to compare with it."),
]
Run = Annotated[bool, typer.Option("--run", help="Extract from the reference's articles and score that.")]
Folders = Annotated[
    list[str] | None,
    typer.Option("--articles", metavar="FOLDER", help="Where else to look for articles; may be repeated."),
]
Previous = Annotated[
    str | None,
    typer.Option(
        "--previous", metavar="PATH", help="Earlier predictions: list gains and losses against them."
    ),
]
Agreement = Annotated[
    bool, typer.Option("--agreement", help="Krippendorff's alpha too, for two annotators (extra agreement).")
]
Differences = Annotated[bool, typer.Option("--list", help="List every difference with its sentence.")]
Format = Annotated[str, typer.Option("--format", help="table or json.")]
FailUnder = Annotated[
    float | None,
    typer.Option("--fail-under", min=0, max=1, help="Fail if F of all kinds (IoU ≥ 0.8) is below this."),
]


def score(
    gold: Gold,
    predicted: Predicted = None,
    run: Run = False,
    articles: Folders = None,
    previous: Previous = None,
    agreement: Agreement = False,
    differences: Differences = False,
    output_format: Format = "table",
    output: Output = None,
    model: Model = None,
    fail_under: FailUnder = None,
) -> None:
    """Compare predictions with a reference: precision, recall and F per kind, speakers, sources, cues."""
    from quotecheck.annotations.articles import Articles
    from quotecheck.annotations.scoring.items import load_annotation_set
    from quotecheck.annotations.scoring.score import score as compare
    from quotecheck.config import load_config

    config = load_config()
    reference = load_annotation_set([gold])
    where = Articles([*(articles or []), *config.articles])
    found = _predicted(predicted, run, partial(_extract, reference, where, model))
    earlier = load_annotation_set([previous]) if previous else None
    result = compare(reference, found, articles=where, previous=earlier)
    beyond_chance = _alpha(reference, found, where) if agreement else None
    emit(_shown(result, output_format, differences, beyond_chance), output)
    for note in result.notes:
        say(note)
    _hold(result, config.score.fail_under if fail_under is None else fail_under)


def _predicted(path: str | None, run: bool, extract: Callable[[], list[Annotation]]) -> list[Annotation]:
    from quotecheck.annotations.scoring.items import load_annotation_set

    if (path is None) != run:
        raise ConfigError("name predictions to score, or extract them with --run; one of the two")
    return extract() if path is None else load_annotation_set([path])


def _extract(reference: Sequence[Annotation], where: Articles, model: str | None) -> list[Annotation]:
    """What the pipeline finds in the reference's articles, as outlet and date of the reference have them."""
    from quotecheck.annotations.scoring.items import from_report
    from quotecheck.cli.inputs import extracted
    from quotecheck.cli.settings import settled
    from quotecheck.engines.local import make_report

    def report(problem: InputError) -> None:
        say(f"error: {problem}")

    articles: list[Article] = []
    for annotation in reference:
        try:
            article = where.find(annotation.article, annotation.path).read()
        except InputError as error:
            report(error)
            continue
        about = {"outlet": annotation.article.outlet, "published": annotation.article.published}
        articles.append(article.model_copy(update={"id": f"{len(articles)}", **about}))
    found = make_report(extracted(articles, *settled(model, None), report))
    return list(from_report(found, "extracted"))


def _alpha(reference: Sequence[Annotation], found: Sequence[Annotation], where: Articles) -> float | None:
    from quotecheck.annotations.scoring.agreement import alpha
    from quotecheck.annotations.scoring.score import Texts

    return alpha(reference, found, Texts(where))


def _shown(result: Score, output_format: str, differences: bool, alpha: float | None) -> str:
    from quotecheck.annotations.scoring.report import as_json, as_list, as_table

    if output_format == "json":
        return as_json(result, alpha)
    if output_format != "table":
        raise ConfigError(f"--format {output_format}: choose table or json")
    table = as_table(result.figures, alpha)
    return table + ("\n" + as_list(result.differences) if differences else "")


def _hold(result: Score, floor: float | None) -> None:
    reached = result.figures.content["all"]["iou"].f
    if floor is not None and reached < floor:
        say(f"F of all kinds is {reached:.3f}, below the floor of {floor:.3f}")
        raise typer.Exit(Exit.FINDINGS)
