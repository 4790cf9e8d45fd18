"""Copies that differ by house style alone come out the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quotecheck import text

ROWS: list[tuple[str, Callable[[str], str], str, str]] = [
    ("curly marks", text.normalize_marks, "“It’s late,”", '"It\'s late,"'),
    ("doubled single marks", text.normalize_marks, "''Late,''", '"Late,"'),
    ("backquotes", text.normalize_marks, "``Late''", '"Late"'),
    ("guillemets and low marks", text.normalize_marks, "«Late» „Late“", '"Late" "Late"'),
    ("no-break and thin spaces", text.normalize_spaces, " ten\u00a0past\u2009two\n", "ten past two"),
    ("soft hyphen", text.normalize_spaces, "a\u200bb", "a b"),
    ("three dots", text.normalize_ellipses, "wait...then", "wait … then"),
    ("spaced dots", text.normalize_ellipses, "wait. . . . then", "wait … then"),
    ("dots in brackets", text.normalize_ellipses, "wait [...] then", "wait … then"),
    ("doubled hyphen", text.normalize_dashes, "the rain--again", "the rain — again"),
    ("spaced hyphen", text.normalize_dashes, "the rain - again", "the rain — again"),
    ("hyphen in a word", text.normalize_dashes, "well-known", "well-known"),
    ("brackets", text.remove_brackets, "while [remaining] calm", "while remaining calm"),
    ("brackets in brackets", text.remove_brackets, "[" * 2_000 + "calm" + "]" * 2_000, "calm"),
    ("all of it", text.normalize, "“Rain –  again …”", '"Rain — again … "'),
]


@pytest.mark.parametrize(
    ("change", "given_text", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_style_is_made_the_same(change: Callable[[str], str], given_text: str, expected: str) -> None:
    assert change(given_text) == expected


@pytest.mark.parametrize("change", sorted({row[1] for row in ROWS}, key=str))
@example(raw="[….]")
@given(raw=st.text(alphabet="ab -–—….'\"“’`´[]()\u00a0\n\u0301") | st.text())
def test_normalising_twice_changes_nothing_more(change: Callable[[str], str], raw: str) -> None:
    assert change(change(raw)) == change(raw)
