"""Turns of transcripts and interviews: (phenomenon, text, who says what)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from quotecheck.pipeline.linking import find
from quotecheck.pipeline.turns import find_turns

ROWS: list[tuple[str, str, list[tuple[str, str]]]] = [
    (
        "surnames in capitals",
        "LEE: It froze.\nPARK: When?\nLEE: On Monday.\nPARK: Thank you.",
        [("LEE", "It froze."), ("PARK", "When?"), ("LEE", "On Monday."), ("PARK", "Thank you.")],
    ),
    (
        "a programme, whose speakers go on in the next paragraph",
        "ANN LEE, HOST:\nIt froze. Bo Park saw it.\nBO PARK: I did.\n"
        "(SOUNDBITE OF ICE)\nLEE: When?\nPARK: On Monday.",
        [
            ("ANN LEE", "It froze. Bo Park saw it."),
            ("BO PARK", "I did."),
            ("LEE", "When?"),
            ("PARK", "On Monday."),
        ],
    ),
    (
        "an excerpt with a title, the speaker named in the text",
        "Ann Lee met Bo Park.\nANN LEE: This is the mayor.\nMAYOR BO PARK: It froze.\nI saw it.",
        [("ANN LEE", "This is the mayor."), ("MAYOR BO PARK", "It froze. ## I saw it.")],
    ),
    (
        "surnames that the text has in full",
        "Ann Lee met Bo Park.\nLee: It froze.\nPark: When?\nLee: On Monday.\nPark: I see.\nThey parted.",
        [("Lee", "It froze."), ("Park", "When?"), ("Lee", "On Monday."), ("Park", "I see.")],
    ),
    (
        "names on lines of their own",
        "Ann Lee\nDid it freeze?\nBo Park\nIt did.\nOn Monday.\nAnn Lee\nAnd then?\nBo Park\nIt thawed.",
        [
            ("Ann Lee", "Did it freeze?"),
            ("Bo Park", "It did. ## On Monday."),
            ("Ann Lee", "And then?"),
            ("Bo Park", "It thawed."),
        ],
    ),
    (
        "question and answer",
        "Q: Did it freeze?\nA: It did.\nQ: When?\nA: On Monday.",
        [("Q", "Did it freeze?"), ("A", "It did."), ("Q", "When?"), ("A", "On Monday.")],
    ),
    ("a list of two heads", "Winner: The lake.\nLoser: The dam.\nWinner: The ice.\nLoser: The boats.", []),
    ("a list of figures", "Roads: 12.\nBridges: 3.\nRoads: 14.\nBridges: 5.", []),
    ("one who speaks twice", "Ann Lee: It froze.\nIt was cold.\nAnn Lee: It thawed.", []),
]


@pytest.mark.parametrize(("phenomenon", "text", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_turns(
    tagged: Callable[[str], Doc], phenomenon: str, text: str, expected: list[tuple[str, str]]
) -> None:
    doc = tagged(text)
    found = [
        (doc[turn.name[0] : turn.name[1]].text, " ## ".join(doc[a:b].text for a, b in turn.content))
        for turn in find_turns(doc)
    ]
    assert found == expected


def test_a_turn_is_direct_and_goes_on_in_its_next_paragraph(tagged: Callable[[str], Doc]) -> None:
    doc = tagged(
        "Ann Lee\nDid {source:he} {cue:say} {content:it froze}?\nBo Park\nIt did.\nOn Monday.\n"
        "Ann Lee\nAnd?\nBo Park\nIt thawed."
    )
    found = [one for one in find(doc) if one.content is not None]
    assert {one.content.kind for one in found if one.content} == {"direct"}
    assert [one.continues for one in found] == [None, None, 1, None, None]
