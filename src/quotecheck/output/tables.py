"""The tables and views of a database, derived from the models."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Protocol, Union, get_args, get_origin

from quotecheck.models import ArticleInfo, Model, Quotation, Speaker, Utterance, Variant
from quotecheck.output.rows import day

_SCALARS: dict[Any, str] = {
    str: "VARCHAR",
    int: "BIGINT",
    float: "DOUBLE",
    bool: "BOOLEAN",
    dt.date: "DATE",
}


@dataclass(frozen=True)
class SqlTable:
    """A table.

    Attributes:
        name: Its name.
        columns: Column -> type, as DuckDB writes types.
    """

    name: str
    columns: dict[str, str]


def sql_type(annotation: Any) -> str:
    """The DuckDB type of a field: a tuple is a list, a model a STRUCT, a date or time its ISO text."""
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return sql_type(args[0])
    if origin in (Union, UnionType):
        inner = [arg for arg in args if arg is not NoneType]
        return sql_type(inner[0]) if len(inner) == 1 else "VARCHAR"
    if origin is tuple:
        return f"{sql_type(args[0])}[]"
    if isinstance(annotation, type) and issubclass(annotation, Model):
        inner_fields = ", ".join(f'"{name}" {kind}' for name, kind in _columns(annotation).items())
        return f"STRUCT({inner_fields})"
    return "VARCHAR" if origin is Literal else _SCALARS[annotation]


def _columns(model: type[Model]) -> dict[str, str]:
    return {field.alias or name: sql_type(field.annotation) for name, field in model.model_fields.items()}


def _without(columns: dict[str, str], name: str) -> dict[str, str]:
    return {other: kind for other, kind in columns.items() if other != name}


TABLES = (
    SqlTable("articles", {**_columns(ArticleInfo), "day": "DATE"}),
    SqlTable("speakers", _columns(Speaker)),
    SqlTable("quotations", {**_columns(Quotation), "text": "VARCHAR"}),
    SqlTable("utterances", _without(_columns(Utterance), "variants")),
    SqlTable("variants", {"utterance": "VARCHAR", **_columns(Variant)}),
)


class Nouns(Protocol):
    """A report, or whatever else can go through its articles, speakers, quotations and utterances."""

    @property
    def articles(self) -> Iterable[ArticleInfo]:
        """The articles."""

    @property
    def speakers(self) -> Iterable[Speaker]:
        """The speakers."""

    @property
    def quotations(self) -> Iterable[Quotation]:
        """The quotations."""

    @property
    def utterances(self) -> Iterable[Utterance]:
        """The utterances."""


def records(report: Nouns, table: SqlTable) -> Iterator[dict[str, Any]]:
    """The rows of one table."""
    return ({name: row.get(name) for name in table.columns} for row in _RECORDS[table.name](report))


def _articles(report: Nouns) -> Iterator[dict[str, Any]]:
    for article in report.articles:
        published = day(article.published)
        yield {**_dump(article), "day": published.isoformat() if published else None}


def _quotations(report: Nouns) -> Iterator[dict[str, Any]]:
    return ({**_dump(quotation), "text": quotation.text} for quotation in report.quotations)


def _variants(report: Nouns) -> Iterator[dict[str, Any]]:
    for utterance in report.utterances:
        for variant in utterance.variants:
            yield {"utterance": utterance.id, **_dump(variant)}


_RECORDS = {
    "articles": _articles,
    "speakers": lambda report: map(_dump, report.speakers),
    "quotations": _quotations,
    "utterances": lambda report: map(_dump, report.utterances),
    "variants": _variants,
}


def _dump(model: Model) -> dict[str, Any]:
    return model.model_dump(mode="json", by_alias=True)


VIEWS = (
    # Who said what, where: one line per quotation, with names instead of ids.
    """
    CREATE VIEW quotes AS
    SELECT speakers.name AS speaker, articles.outlet, articles.day, quotations.kind, variants.text,
           utterances.text AS reference_text, variants.reference, variants.similarity, variants.changes,
           articles.title, articles.url, quotations.confidence, variants.utterance, variants.quotation
    FROM variants
    JOIN quotations ON quotations.id = variants.quotation
    JOIN articles ON articles.id = variants.article
    JOIN utterances ON utterances.id = variants.utterance
    LEFT JOIN speakers ON speakers.id = quotations.speaker
    """,
    # Where do the outlets differ?
    """
    CREATE VIEW differences AS
    SELECT * FROM quotes WHERE {some_changes}
    """,
    # Whom does each outlet quote, and how often?
    """
    CREATE VIEW speakers_by_outlet AS
    SELECT speaker, outlet, count(*) AS quotations FROM quotes
    WHERE speaker IS NOT NULL GROUP BY speaker, outlet
    """,
    # What did most outlets print?
    """
    CREATE VIEW shared_utterances AS
    SELECT utterance, min(speaker) AS speaker, min(reference_text) AS text,
           count(DISTINCT outlet) AS outlets, count(*) AS variants
    FROM quotes GROUP BY utterance HAVING count(DISTINCT outlet) > 1
    """,
)
