"""Rows and columns are defined once."""

from __future__ import annotations

import datetime as dt

from quotecheck.models import Report
from quotecheck.output.rows import COLUMNS, Row, long_table, rows, wide_table


def test_one_row_per_variant_reference_first(report: Report) -> None:
    found = list(rows(report))
    assert [(row.utterance, row.outlet, row.reference) for row in found[:2]] == [
        ("u1", "The Herald", True),
        ("u1", 'Courier, "Daily"', False),
    ]
    assert len(found) == 4


def test_a_row_says_all_that_is_known(report: Report) -> None:
    row = list(rows(report))[1]
    assert (row.speaker, row.speaker_id, row.speaker_kind) == ("Ada Brook", "ada-brook", "person")
    assert row.changes == ("polarity", "reworded")
    assert row.differences == ("polarity: quite pleased → not pleased", "reworded:  → ; at all")
    assert row.flags == ("unclosed", "polarity")
    assert (row.published, row.start, row.end) == (dt.date(2023, 2, 19), 10, 38)


def test_a_speaker_that_is_not_known_stays_empty(report: Report) -> None:
    row = list(rows(report))[2]
    assert (row.speaker, row.speaker_id, row.speaker_kind) == (None, None, None)


def test_times_become_days_in_their_own_zone(report: Report) -> None:
    assert next(rows(report)).published == dt.date(2023, 2, 18)


def test_columns_are_the_fields_of_a_row(report: Report) -> None:
    assert [column.name for column in COLUMNS] == list(Row.model_fields)
    assert all(column.description for column in COLUMNS)
    for record, row in zip(long_table(report).records(), rows(report), strict=True):
        assert Row.model_validate(record) == row


def test_wide_has_one_column_per_outlet(report: Report) -> None:
    table = wide_table(report)
    names = [column.name for column in table.columns]
    assert names == [
        "speaker", "changes", "reference_text", "flags", "utterance",
        "(unknown outlet)", 'Courier, "Daily"', "The Herald",
    ]  # fmt: skip
    first = next(table.records())
    assert first["The Herald"] == ("We were quite pleased.",)
    assert first["(unknown outlet)"] == ()
    assert first["changes"] == ("polarity", "reworded")
