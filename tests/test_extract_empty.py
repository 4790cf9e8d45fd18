"""Texts without a word go through the whole pipeline."""

from __future__ import annotations

import pytest

import quotecheck as qc


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“”", "“"])
def test_nothing_is_found_and_nothing_breaks(text: str) -> None:
    assert qc.load()(text)._.quotations == ()
