"""Who was found, in rows defined once: terminal, CSV, JSON."""

from __future__ import annotations

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TextIO

import srsly

from quotecheck.errors import ConfigError
from quotecheck.models import Model, Report, Speaker, SpeakerKind
from quotecheck.output.atomic import replacing
from quotecheck.output.cells import guard

# A terminal so wide has room for outlets and other names; the narrow columns fill 80 characters.
_WIDE = 120
_NARROW_COLUMNS = {"speaker": 22, "what": 20, "outlets": 7, "doubts": 16}
_WIDE_COLUMNS = {"speaker": 26, "what": 28, "outlets": 34, "doubts": 24, "also printed as": None}


class SpeakerRow(Model):
    """One speaker of a report.

    Attributes:
        quotations: How many quotations are the speaker's.
        articles: In how many articles.
        outlets: Of which outlets.
        doubts: What to look at, such as `surname only`.
    """

    id: str
    name: str
    kind: SpeakerKind
    description: str | None
    quotations: int
    articles: int
    outlets: tuple[str, ...]
    aliases: tuple[str, ...]
    doubts: tuple[str, ...]


def speaker_rows(report: Report, doubts: Mapping[str, tuple[str, ...]]) -> list[SpeakerRow]:
    """One row for each speaker, the most quoted first.

    Args:
        report: What was found.
        doubts: By speaker's id.
    """
    outlet_of = {article.id: article.outlet or article.path for article in report.articles}
    quoted = Counter(quotation.speaker for quotation in report.quotations)
    articles: dict[str | None, set[str]] = defaultdict(set)
    for quotation in report.quotations:
        articles[quotation.speaker].add(quotation.article)
    rows = [
        _row(speaker, quoted[speaker.id], [outlet_of[a] for a in articles[speaker.id]], doubts)
        for speaker in report.speakers
    ]
    return sorted(rows, key=lambda row: (-row.quotations, row.id))


def _row(
    speaker: Speaker, quotations: int, outlets: Sequence[str], doubts: Mapping[str, tuple[str, ...]]
) -> SpeakerRow:
    return SpeakerRow(
        **speaker.model_dump(),
        quotations=quotations,
        articles=len(outlets),
        outlets=tuple(sorted(set(outlets))),
        doubts=doubts.get(speaker.id, ()),
    )


def _write_csv(rows: Sequence[SpeakerRow], stream: TextIO) -> None:
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(SpeakerRow.model_fields)
    for row in rows:
        cells = ("; ".join(value) if isinstance(value, tuple) else value for _, value in row)
        writer.writerow([guard(cell) if isinstance(cell, str) else cell for cell in cells])


def _write_json(rows: Sequence[SpeakerRow], stream: TextIO) -> None:
    stream.write(srsly.json_dumps([row.model_dump(mode="json") for row in rows], indent=2) + "\n")


def _write_jsonl(rows: Sequence[SpeakerRow], stream: TextIO) -> None:
    stream.writelines(row.model_dump_json() + "\n" for row in rows)


def _write_table(rows: Sequence[SpeakerRow], stream: TextIO) -> None:
    from rich.console import Console
    from rich.markup import escape
    from rich.table import Table

    console = Console(file=stream)
    wide = console.width >= _WIDE
    table = Table(box=None, pad_edge=False)
    table.add_column("quoted", justify="right", min_width=6)
    widths = _WIDE_COLUMNS if wide else _NARROW_COLUMNS
    for name, width in widths.items():
        table.add_column(name, no_wrap=True, overflow="ellipsis", max_width=width)
    for row in rows:
        outlets = _brief(row.outlets, 3) if wide else str(len(row.outlets))
        cells = [str(row.quotations), row.name, row.description or row.kind, outlets, _brief(row.doubts, 2)]
        table.add_row(*map(escape, cells + ([_brief(row.aliases, 4)] if wide else [])))
    console.print(table)


def _brief(values: Sequence[str], most: int) -> str:
    rest = len(values) - most
    return ", ".join(values[:most]) + (f" +{rest}" if rest > 0 else "")


SPEAKER_FORMATS: dict[str, Callable[[Sequence[SpeakerRow], TextIO], None]] = {
    "table": _write_table,
    "csv": _write_csv,
    "json": _write_json,
    "jsonl": _write_jsonl,
}


def write_speakers(rows: Sequence[SpeakerRow], format: str, output: Path | None) -> None:
    """Write the rows.

    Args:
        rows: From `speaker_rows`.
        format: One of `SPEAKER_FORMATS`.
        output: The file; it is there whole or not at all. None is standard output.

    Raises:
        ConfigError: The format is unknown.
        OutputError: The file cannot be written.
    """
    if format not in SPEAKER_FORMATS:
        raise ConfigError(f"no format {format!r}: choose among {', '.join(SPEAKER_FORMATS)}, toml")
    with replacing(output) if output else nullcontext() as part:
        if part is None:
            SPEAKER_FORMATS[format](rows, sys.stdout)
            return
        with part.open("w", encoding="utf-8-sig" if format == "csv" else "utf-8", newline="") as stream:
            SPEAKER_FORMATS[format](rows, stream)
