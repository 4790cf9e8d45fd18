"""The tables and views of a database, derived from the models."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Protocol, Union, get_args, get_origin

from quotecheck.models import ArticleInfo, Model, Noun, Quotation, Speaker, Utterance, Variant

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


NOUNS: dict[Noun, dict[str, str]] = {
    "articles": _columns(ArticleInfo),
    "speakers": _columns(Speaker),
    "quotations": _columns(Quotation),
    "utterances": _columns(Utterance),
}
"""The fields of each line of JSON, with their types."""
TABLES = (
    SqlTable("articles", {**NOUNS["articles"], "day": "DATE"}),
    SqlTable("speakers", NOUNS["speakers"]),
    SqlTable("quotations", {**NOUNS["quotations"], "text": "VARCHAR"}),
    SqlTable("utterances", _without(NOUNS["utterances"], "variants")),
    SqlTable("variants", {"utterance": "VARCHAR", **_columns(Variant)}),
)


class Nouns(Protocol):
    """A report, or whatever else can go through its articles, speakers, quotations and utterances."""

    def lines(self, noun: Noun) -> Iterator[str]:
        """All of one kind, each as one line of JSON; a field that is not there is None."""


Record = dict[str, Any]


def records(report: Nouns) -> Iterator[tuple[SqlTable, Record]]:
    """All rows, each with the table that it belongs to; a column that a row does not have is empty."""
    named = {one.name: one for one in TABLES}
    for noun, rows_of in _ROWS.items():
        for line in report.lines(noun):
            for name, row in rows_of(json.loads(line)):
                yield named[name], row


def _article(found: Record) -> Iterator[tuple[str, Record]]:
    yield "articles", {**found, "day": (found["published"] or "")[:10] or None}


def _speaker(found: Record) -> Iterator[tuple[str, Record]]:
    yield "speakers", found


def _quotation(found: Record) -> Iterator[tuple[str, Record]]:
    yield "quotations", {**found, "text": " ".join(span["text"] for span in found["content"])}


def _utterance(found: Record) -> Iterator[tuple[str, Record]]:
    yield "utterances", found
    for variant in found.pop("variants"):
        yield "variants", {"utterance": found["id"], **variant}


_ROWS: dict[Noun, Callable[[Record], Iterator[tuple[str, Record]]]] = {
    "articles": _article,
    "speakers": _speaker,
    "quotations": _quotation,
    "utterances": _utterance,
}


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
