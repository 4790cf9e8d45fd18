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
    (
        "a subject with the party behind",
        "After talks with Odd Larsen and Mayor Nils Brandt, Sen. Ada Halvorsen (D-Ohio) left Norvik.\n\n"
        "“No,” she said.",
        Says("No,", "she", "said"),
        "Ada Halvorsen",
    ),
    (
        "whom somebody asks is somebody else",
        "Ms. Berg came.\n\nNils Brandt said he sang.\n\nBrandt asked her to stay. “No,” she said.",
        Says("No,", "she", "said"),
        "Berg",
    ),
    (
        "on whom somebody puts his hand is somebody else",
        "Ms. Berg came.\n\nNils Brandt put his hand on her arm.\n\nBrandt rose.\n\n“No,” she said.",
        Says("No,", "she", "said"),
        "Berg",
    ),
    (
        "of whom she is sure is somebody else",
        "She said it was Nils Brandt, and she slept.\n\nBrandt told Odd Larsen it froze.\n\n“No,” he said.",
        Says("No,", "he", "said"),
        "Nils Brandt",
    ),
    (
        "whose recent post a clause is about",
        "Nils Brandt opened the bridge and mocked Odd Larsen’s recent post in which he said “no.”",
        Says("no.", "he", "said"),
        "Odd Larsen",
    ),
    (
        "by whom an editorial is",
        "Nils Brandt opened the bridge after an editorial by Odd Larsen in which he said “no.”",
        Says("no.", "he", "said"),
        "Odd Larsen",
    ),
    (
        "what one is, before him",
        "Nils Brandt left.\n\nAn engineer of harbor bridges, he knew the port.\n\n“No,” he said.",
        Says("No,", "he", "said"),
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


def test_who_asked_in_marks_does_not_answer() -> None:
    text = "Ms. Halvorsen said it rained.\n\n“Why?” Ada Brandt asked Halvorsen.\n\n“No,” she responded."
    said = [Says("it rained", "Ms. Halvorsen", "said"), Says("Why?", "Ada Brandt", "asked")]
    found = speakers_of(text, *said, Says("No,", "she", "responded"))
    assert found == ["Halvorsen", "Ada Brandt", "Halvorsen"]


def test_nobody_in_particular_is_not_he() -> None:
    text = "As one might expect, Nils Brandt has been sad. “No,” he said."
    assert speakers_of(text, Says("might expect", "one", None), Says("No,", "he", "said"))[1] == "Nils Brandt"


def test_who_asks_her_is_not_she() -> None:
    text = "Maria Berg came. Kari Lie followed.\n\n“Why?” Lie asked her.\n\n“It was late,” she said."
    found = speakers_of(text, Says("Why?", "Lie", "asked"), Says("It was late,", "she", "said"))
    assert found == ["Kari Lie", "Maria Berg"]


@pytest.mark.parametrize(("text", "said", "speaker"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_pronouns(text: str, said: Says, speaker: str | None) -> None:
    assert speakers_of(text, said) == [speaker]
