"""What a table of quotations holds: rows and columns, defined once for every format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import Field

from quotecheck.models import (
    ArticleInfo,
    Change,
    ChangeKind,
    CueClass,
    Kind,
    Model,
    Quotation,
    Report,
    Speaker,
    SpeakerKind,
    Unit,
    Utterance,
    Variant,
)

CellType = Literal["text", "integer", "number", "boolean", "date", "list"]
Layout = Literal["long", "wide"]
Cell = str | int | float | bool | dt.date | tuple[str, ...] | None


class Row(Model):
    """One variant of an utterance: a quotation as one outlet printed it."""

    speaker: str | None = Field(description="Name of the speaker; empty when unsure")
    speaker_kind: SpeakerKind | None = Field(description="person, organization, group, document or unnamed")
    outlet: str | None = Field(description="Outlet that printed it")
    published: dt.date | None = Field(description="Day of publication")
    kind: Kind = Field(description="direct, mixed or indirect")
    text: str = Field(description="The words as this outlet printed them")
    reference: bool = Field(description="Whether the others are compared with this wording")
    changes: tuple[ChangeKind, ...] = Field(
        description="Kinds of difference from the reference; none: verbatim"
    )
    differences: tuple[str, ...] = Field(description="Each difference as kind: before → after")
    similarity: Unit = Field(description="Likeness to the reference wording, 0 to 1")
    reference_text: str = Field(description="The reference wording of the utterance")
    flags: tuple[str, ...] = Field(description="Doubts and oddities of the quotation and its utterance")
    cue: str | None = Field(description="Reporting expression as it stands")
    cue_class: CueClass | None = Field(description="What kind of reporting expression it is")
    source: str | None = Field(description="Mention beside the cue as it stands")
    relayed_by: str | None = Field(description="Name of the intermediary")
    confidence: Unit = Field(description="Probability that this is a quotation with these edges")
    title: str | None = Field(description="Headline of the article")
    url: str | None = Field(description="Address of the article")
    path: str = Field(description="Where the article was read from")
    start: int = Field(description="First code point of the content in the article")
    end: int = Field(description="One past its last code point")
    utterance: str = Field(description="Id of the utterance")
    quotation: str = Field(description="Id of the quotation")
    article: str = Field(description="Id of the article")
    speaker_id: str | None = Field(description="Id of the speaker")


@dataclass(frozen=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its heading.
        type: What its cells hold; a list holds texts.
        nullable: Whether a cell may hold nothing.
        description: What it means.
    """

    name: str
    type: CellType
    nullable: bool
    description: str


@dataclass(frozen=True)
class Table:
    """Columns, and rows with one cell for each of them."""

    columns: tuple[Column, ...]
    rows: list[tuple[Cell, ...]]

    def records(self) -> Iterator[dict[str, Cell]]:
        """The rows as name -> cell."""
        names = [column.name for column in self.columns]
        return (dict(zip(names, row, strict=True)) for row in self.rows)


_TYPES: dict[type, CellType] = {
    int: "integer",
    float: "number",
    bool: "boolean",
    dt.date: "date",
    tuple: "list",
}


def _column(name: str, annotation: Any, description: str) -> Column:
    nullable = get_origin(annotation) in (Union, UnionType)
    bare = next(arg for arg in get_args(annotation) if arg is not NoneType) if nullable else annotation
    return Column(name, _TYPES.get(get_origin(bare) or bare, "text"), nullable, description)


COLUMNS = tuple(
    _column(name, field.annotation, field.description or "") for name, field in Row.model_fields.items()
)


def rows(report: Report) -> Iterator[Row]:
    """The rows of a report, utterance by utterance, the reference wording first.

    Raises:
        KeyError: The report names a quotation or article that it does not hold.
    """
    articles = {article.id: article for article in report.articles}
    quotations = {quotation.id: quotation for quotation in report.quotations}
    names = {speaker.id: speaker for speaker in report.speakers}
    for utterance in report.utterances:
        for variant in sorted(utterance.variants, key=lambda variant: not variant.reference):
            yield _row(utterance, variant, quotations[variant.quotation], articles[variant.article], names)


def _row(
    utterance: Utterance,
    variant: Variant,
    quotation: Quotation,
    article: ArticleInfo,
    names: dict[str, Speaker],
) -> Row:
    speaker = names.get(quotation.speaker or "")
    relay = names.get(quotation.relayed_by or "")
    cue, source = quotation.cue, quotation.source
    return Row(
        speaker=speaker and speaker.name,
        speaker_kind=speaker and speaker.kind,
        outlet=variant.outlet,
        published=day(article.published),
        kind=quotation.kind,
        text=variant.text,
        reference=variant.reference,
        changes=tuple(dict.fromkeys(change.kind for change in variant.changes)),
        differences=tuple(map(difference, variant.changes)),
        similarity=variant.similarity,
        reference_text=utterance.text,
        flags=tuple(dict.fromkeys(quotation.flags + utterance.flags)),
        cue=cue and cue.text,
        cue_class=cue and cue.cls,
        source=source and source.text,
        relayed_by=relay and relay.name,
        confidence=quotation.confidence,
        title=article.title,
        url=article.url,
        path=article.path,
        start=quotation.content[0].start,
        end=quotation.content[-1].end,
        utterance=utterance.id,
        quotation=quotation.id,
        article=article.id,
        speaker_id=quotation.speaker,
    )


def day(published: dt.datetime | dt.date | None) -> dt.date | None:
    """The day of a date or time, in the time zone that it is given in."""
    return published.date() if isinstance(published, dt.datetime) else published


def difference(change: Change) -> str:
    """A change as one line: ``polarity: did not → did``."""
    return f"{change.kind}: {change.before} → {change.after}"


def long_table(report: Report) -> Table:
    """One row per variant, always the same columns."""
    names = [column.name for column in COLUMNS]
    return Table(COLUMNS, [tuple(getattr(row, name) for name in names) for row in rows(report)])


_WIDE = ("speaker", "reference_text", "changes", "flags", "utterance")


def wide_table(report: Report) -> Table:
    """One row per utterance: speaker and reference wording, then one column per outlet."""
    outlets = sorted({outlet_name(row.outlet) for row in rows(report)})
    fixed = tuple(column for column in COLUMNS if column.name in _WIDE)
    own = tuple(Column(name, "list", False, f"The wording of {name}") for name in outlets)
    by_utterance: dict[str, list[Row]] = {}
    for row in rows(report):
        by_utterance.setdefault(row.utterance, []).append(row)
    return Table(fixed + own, [_wide_row(group, fixed, outlets) for group in by_utterance.values()])


def outlet_name(outlet: str | None) -> str:
    """The outlet's name, also where none is known."""
    return outlet or "(unknown outlet)"


def _wide_row(group: list[Row], fixed: tuple[Column, ...], outlets: Iterable[str]) -> tuple[Cell, ...]:
    first = group[0]
    united = {
        name: tuple(dict.fromkeys(x for row in group for x in getattr(row, name)))
        for name in ("changes", "flags")
    }
    head = [united[column.name] if column.name in united else getattr(first, column.name) for column in fixed]
    wordings = (tuple(row.text for row in group if outlet_name(row.outlet) == name) for name in outlets)
    return (*head, *wordings)


TABLES = {"long": long_table, "wide": wide_table}


def table(report: Report, layout: Layout) -> Table:
    """The report as a table of the layout wanted."""
    return TABLES[layout](report)
