from __future__ import annotations

import io
from pathlib import Path

import pytest
from rich.console import Console

from quotecheck.models import Change, Report, Variant
from quotecheck.output.terminal import QuoteTable, highlighted, print_table


def shown(report: Report, width: int, *, wide: bool = False) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(QuoteTable(report, wide=wide))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("width", [80, 120, 200])
@pytest.mark.parametrize("wide", [False, True])
def test_the_table_fits_and_says_everything(report: Report, width: int, wide: bool) -> None:
    text = shown(report, width, wide=wide)
    assert max(map(len, text.splitlines())) <= width
    for words in (
        "Ada Brook (mayor) · 2 outlets",
        "The Herald",
        "polarity",
        "unclosed",
        "speaker not resolved",
    ):
        assert words in text
    assert "4 quotations in 3 articles, 1 of 3 utterances in several outlets" in text


def test_what_several_outlets_printed_comes_first_and_the_nameless_last(report: Report) -> None:
    text = shown(report, 100)
    assert text.index("Ada Brook") < text.index("The Board") < text.index("speaker not resolved")


@pytest.mark.parametrize(
    ("phenomenon", "change", "plain", "marked"),
    [
        ("other words", {"kind": "reworded", "after": "cold", "after_at": (7, 11)}, "It was cold.", "cold"),
        ("missing words", {"kind": "trimmed", "after": "", "after_at": (6, 6)}, "It was‸ cold.", "‸"),
        ("another speaker", {"kind": "speaker", "after": "B"}, "It was cold.", None),
    ],
)
def test_differing_words_are_marked(
    phenomenon: str, change: dict[str, object], plain: str, marked: str | None
) -> None:
    one = Change.model_validate({"before": "wet", "severity": "high", **change})
    variant = Variant(
        quotation="q",
        article="a",
        outlet="O",
        text="It was cold.",
        reference=False,
        similarity=0.5,
        changes=(one,),
    )
    text = highlighted(variant)
    assert text.plain == plain
    styled = [text.plain[span.start : span.end] for span in text.spans if "red" in str(span.style)]
    assert styled == ([marked] if marked else [])


def test_the_table_can_be_written_to_a_file(report: Report, tmp_path: Path) -> None:
    print_table(report, output=tmp_path / "table.txt")
    assert "Ada Brook" in (tmp_path / "table.txt").read_text(encoding="utf-8")
