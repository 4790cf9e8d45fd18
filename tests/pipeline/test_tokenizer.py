from __future__ import annotations

import pytest

from quotecheck.pipeline.tokenizer import blank_english


@pytest.mark.parametrize(
    ("phenomenon", "text", "tokens"),
    [
        ("word before a closing mark", "the lake,”", "the lake , ”"),
        ("doubled single marks", "''Snow,'' he", "'' Snow , '' he"),
        ("question mark inside", "“Why?” he", "“ Why ? ” he"),
        ("no blank between sentences", "clear.”It", "clear . ” It"),
        ("apostrophes stay", "don’t", "do n’t"),
        ("a unit that ends a sentence", "lost £200m. He", "lost £ 200 m . He"),
        ("dash without blanks", "snow—and ice", "snow — and ice"),
    ],
)
def test_every_mark_is_a_token_of_its_own(phenomenon: str, text: str, tokens: str) -> None:
    assert [token.text for token in blank_english()(text)] == tokens.split()
