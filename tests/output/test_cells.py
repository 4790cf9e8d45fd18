"""Cells as text and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotecheck.output.cells import from_text, guard, join, split, to_text, unguard
from quotecheck.output.rows import COLUMNS, Column

GUARDED = [
    ("=1+1", "'=1+1"),
    ("+49 30", "'+49 30"),
    ("-5", "'-5"),
    ("@name", "'@name"),
    ("\tx", "'\tx"),
    ("＝1", "'＝1"),
    ("'=1", "''=1"),
    ("'tis true", "'tis true"),
    ("a=1", "a=1"),
    ("", ""),
]


@pytest.mark.parametrize(("text", "guarded"), GUARDED)
def test_formulas_are_guarded(text: str, guarded: str) -> None:
    assert guard(text) == guarded


@given(st.text(st.sampled_from("'=+-@\t\r\n a")))
def test_guard_reads_back(text: str) -> None:
    assert unguard(guard(text)) == text


@given(st.lists(st.text(st.sampled_from("\\; a\n"), min_size=1)).map(tuple))
def test_lists_read_back(items: tuple[str, ...]) -> None:
    assert split(join(items)) == items


def test_lists_are_easy_to_read() -> None:
    assert join(("polarity", "reworded")) == "polarity; reworded"


VALUES = {
    "text": st.text(min_size=1),
    "integer": st.integers(),
    "number": st.floats(0, 1),
    "boolean": st.booleans(),
    "date": st.dates(),
    "list": st.lists(st.text(min_size=1)).map(tuple),
}


@given(st.data(), st.sampled_from(COLUMNS))
def test_every_cell_reads_back(data: st.DataObject, column: Column) -> None:
    strategy: st.SearchStrategy[object] = VALUES[column.type]
    value = data.draw(st.none() | strategy if column.nullable else strategy)
    assert from_text(to_text(value), column) == value  # type: ignore[arg-type]


def test_what_is_neither_true_nor_false() -> None:
    column = next(column for column in COLUMNS if column.type == "boolean")
    with pytest.raises(ValueError, match="'yes' is neither true nor false"):
        from_text("yes", column)
