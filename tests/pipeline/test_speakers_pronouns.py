"""Whom a pronoun means: (phenomenon, text, attribution, speaker)."""

from __future__ import annotations

import pytest
from tests.pipeline.test_speakers import Says, speakers_of

ROWS: list[tuple[str, str, Says, str | None]] = [
    (
        "whose comments the sentence before is about",
        "Nils Brandt left Norvik. The comments of Odd Larsen were loud. He claimed “the bridge is shut.”",
        Says("the bridge is shut.", "He", "claimed"),
        "Odd Larsen",
    ),
    (
        "whose statement the paragraph before tells of",
        "“It held,” Ada Halvorsen said.\n\nThat was echoed in Clara Berg's statement after the flood.\n\n"
        "“We will mend the bridge,” she said.",
        Says("We will mend the bridge,", "she", "said"),
        "Clara Berg",
    ),
    (
        "whom somebody admires is somebody else",
        "Nils Brandt spoke at length. Odd Larsen, whom he called “a good friend,” slept.",
        Says("“a good friend,”", "he", "called"),
        "Nils Brandt",
    ),
    (
        "whose plan a sentence tells of",
        "Mayor Odd Larsen came. “Yes,” Nils Brandt said. The mayor's plan grew loud when he said “no.”",
        Says("no.", "he", "said"),
        "Odd Larsen",
    ),
    (
        "who was asked answers",
        "Odd Larsen told the crew that he will stay. Nils Brandt, the U.S. consul, was asked if it was safe."
        "\n\n“It is not,” he said.",
        Says("It is not,", "he", "said"),
        "Nils Brandt",
    ),
]


def test_who_was_he_is_not_she_later() -> None:
    text = "Ms. Halvorsen left. Odd Larsen came.\n\n“Yes,” he said.\n\nLarsen rose.\n\nThen she wrote “no.”"
    found = speakers_of(text, Says("Yes,", "he", "said"), Says("no.", "she", "wrote"))
    assert found == ["Odd Larsen", "Halvorsen"]


def test_who_asked_does_not_answer() -> None:
    text = "Ms. Halvorsen said it rained. Ms. Brandt asked whether it froze.\n\n“No,” she answered."
    said = [Says("it rained", "Ms. Halvorsen", "said"), Says("whether it froze", "Ms. Brandt", "asked")]
    found = speakers_of(text, *said, Says("No,", "she", "answered"))
    assert found == ["Halvorsen", "Brandt", "Halvorsen"]


def test_who_asks_her_is_not_she() -> None:
    text = "Maria Berg came. Kari Lie followed.\n\n“Why?” Lie asked her.\n\n“It was late,” she said."
    found = speakers_of(text, Says("Why?", "Lie", "asked"), Says("It was late,", "she", "said"))
    assert found == ["Kari Lie", "Maria Berg"]


@pytest.mark.parametrize(("text", "said", "speaker"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_pronouns(text: str, said: Says, speaker: str | None) -> None:
    assert speakers_of(text, said) == [speaker]
