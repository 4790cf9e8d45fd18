"""Who speaks where no source stands beside the words: (phenomenon, text, attribution, speaker)."""

from __future__ import annotations

import pytest
from tests.pipeline.test_speakers import Says, speakers_of

ROWS: list[tuple[str, str, Says, str | None]] = [
    (
        "a dash and where it was said",
        "Nils Brandt runs Norvik. Brandt praised the plant.\n\n“We opened seven.” – Bergen, Ohio; Oct. 12",
        Says("We opened seven.", None, None),
        "Nils Brandt",
    ),
    (
        "a dash and who said it",
        "Nils Brandt runs Norvik. Ada Halvorsen left.\n\n“We opened seven.” – Ada Halvorsen, mayor",
        Says("We opened seven.", None, None),
        "Ada Halvorsen",
    ),
    (
        "the subject before a colon",
        "Ada Halvorsen spoke on Monday. Nils Brandt left.\n\nThe Courier put it this way: “Nobody crossed.”",
        Says("Nobody crossed.", None, None),
        "Courier",
    ),
    (
        "somebody behind 'from' before a colon",
        "Ada Halvorsen said it was late. More from Nils Brandt: “Nobody crossed.”",
        Says("Nobody crossed.", None, None),
        "Nils Brandt",
    ),
    (
        "told, by whom nobody says",
        "Ada Halvorsen was told that “the bridge is shut.”",
        Says("the bridge is shut.", None, "told"),
        None,
    ),
    (
        "whose words they are",
        "Nils Brandt owns a bakery. In his words “the bridge is shut.”",
        Says("the bridge is shut.", None, "words"),
        "Nils Brandt",
    ),
    (
        "a body, far before its verb",
        "The Norvik Council, which has never met, has said in a statement “the bridge is shut.”",
        Says("the bridge is shut.", None, "said"),
        "Norvik Council",
    ),
    (
        "a surname that is a month, far before its verb",
        "Theresa May came. May, speaking in Oslo, said “the bridge is shut.”",
        Says("the bridge is shut.", None, "said"),
        "Theresa May",
    ),
]


def test_turns_in_marks_are_of_different_people() -> None:
    text = "“It is late,” Nils Brandt said. “Is it shut?” “Not yet.”"
    said = [
        Says("It is late,", "Nils Brandt", "said"),
        Says("Is it shut?", None, None),
        Says("Not yet.", None, None),
    ]
    assert speakers_of(text, *said) == ["Nils Brandt", "Nils Brandt", None]


@pytest.mark.parametrize(("phenomenon", "text", "said", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_speaker_without_a_source(phenomenon: str, text: str, said: Says, expected: str | None) -> None:
    assert speakers_of(text, said) == [expected]
