"""Conversion of Brat files."""

from __future__ import annotations

import pytest
from training.polnear import Attribution, merge, parse

TEXT = 'The mayor said "fees, for now," would "stay low." She left.'


def at(part: str) -> tuple[int, int]:
    start = TEXT.index(part)
    return start, start + len(part)


def span(number: int, role: str, *parts: str) -> str:
    offsets = ";".join(f"{start} {end}" for start, end in map(at, parts))
    return f"T{number}\t{role} {offsets}\t{' '.join(parts)}"


SOURCE, CUE = span(1, "Source", "The mayor"), span(2, "Cue", "said")
ROWS = [
    (
        "one attribution, arguments in any order",
        [SOURCE, CUE, span(3, "Content", "would"), "E1\tAttribution:T4 Content:T3 Source:T1 Cue:T2"],
        [Attribution((at("The mayor"),), (at("said"),), (at("would"),))],
    ),
    (
        "content in two arguments",
        [
            CUE,
            span(3, "Content", "fees"),
            span(4, "Content", "low"),
            "E1\tAttribution:T9 Cue:T2 Content:T3 Content2:T4",
        ],
        [Attribution((), (at("said"),), (at("fees"), at("low")))],
    ),
    (
        "pieces that only marks and blanks part are one",
        [
            CUE,
            span(3, "Content", "fees", "for now", "would"),
            "E1\tAttribution-no-source:T9 Cue:T2 Content:T3",
        ],
        [Attribution((), (at("said"),), ((at("fees")[0], at("would")[1]),))],
    ),
    ("no arguments", [SOURCE, "E1\tAttribution:T4"], []),
    ("notes", ["T1\tDiscuss 0 3\tThe", "#1\tAnnotatorNotes T1\tshould this be one?"], []),
    (
        "a raw line break in the text field",
        ["T2\tCue 10 14\tsa", "id", span(3, "Content", "low"), "E1\tAttribution:T9 Cue:T2 Content:T3"],
        [Attribution((), (at("said"),), (at("low"),))],
    ),
]


@pytest.mark.parametrize(("name", "lines", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_parse(name: str, lines: list[str], expected: list[Attribution]) -> None:
    assert parse("\n".join(lines) + "\n", TEXT) == expected


def test_words_between_keep_pieces_apart() -> None:
    assert merge([at("stay"), at("fees")], TEXT) == (at("fees"), at("stay"))


def test_blanks_at_edges_and_empty_pieces_go() -> None:
    start, end = at(" said ")
    assert merge([(start, end), (start, start)], TEXT) == (at("said"),)
