"""Whom a description means: (phenomenon, text, attributions, speakers)."""

from __future__ import annotations

import pytest
from tests.pipeline.test_speakers import Says, speakers_of

NO = "“No,”"
N = "No,"
ROWS: list[tuple[str, str, list[Says], list[str | None]]] = [
    (
        "one of several who is named next",
        f"One of the mayor’s harbor engineers said {NO}\n\nOdd Larsen, the port’s chief engineer, left.",
        [Says(N, "One of the mayor’s harbor engineers", "said")],
        ["Odd Larsen"],
    ),
    (
        "one of several, with the name behind",
        f"{NO} one of the freed sailors, Odd Larsen, said.",
        [Says(N, "one of the freed sailors", "said")],
        ["Odd Larsen"],
    ),
    (
        "that opens a clause about one",
        f"A letter came that one top Norvik senator said was {NO}\n\nSen. Ada Halvorsen left.",
        [Says(N, "one top Norvik senator", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a judge of a state in the country's court",
        f"An Ohio judge said {NO}\n\nU.S. district judge Ada Halvorsen read for an hour.",
        [Says(N, "An Ohio judge", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a secretary of state",
        f"A former secretary of state said {NO} and she left.",
        [Says(N, "A former secretary of state", "said")],
        ["a former secretary of state"],
    ),
    (
        "a noun before a report",
        f"The council read a draft of it. The draft report says {NO}",
        [Says(N, "The draft report", "says")],
        ["the draft report"],
    ),
    (
        "a letter states",
        f"In a May letter, the Harbor Council warned the port. {NO} the letter states.",
        [Says(N, "the letter", "states")],
        ["Harbor Council"],
    ),
    (
        "a letter that several signed",
        f"The words followed a letter signed by a Norvik pilot, and the port shut. {NO} the letter said.",
        [Says(N, "the letter", "said")],
        ["a Norvik pilot"],
    ),
    (
        "whose foundation issued it",
        f"Halvorsen’s foundation issued a statement on Monday. The statement added {NO}",
        [Says(N, "The statement", "added")],
        ["Halvorsen’s foundation"],
    ),
    (
        "when it was issued is no part of its name",
        f"A Norvik study released last month said {NO}",
        [Says(N, "A Norvik study released last month", "said")],
        ["a Norvik study"],
    ),
    (
        "a document that the narration speaks of again",
        f"A harbor study came. “It rained,” the study said. The study tells of the Fjord Bank. {NO} it said.",
        [Says("It rained,", "the study", "said"), Says(N, "it", "said")],
        ["a harbor study", "a harbor study"],
    ),
    (
        "who is no body inside a description",
        f"That drew words from senior delegates in the Fjord Council who said {NO}",
        [Says(N, "who", "said")],
        ["senior delegates in the Fjord Council"],
    ),
    (
        "members told of with their party and state",
        f"{NO} said Sen. Ada Halvorsen (D-Va.) and Rep. Nils Brandt (R-Ohio) on Monday.",
        [Says(N, "Sen. Ada Halvorsen", "said")],
        ["Ada Halvorsen and Nils Brandt"],
    ),
    (
        "a member, and another clause",
        f"{NO} said Sen. Ada Halvorsen (D-Va.), and Rep. Nils Brandt (R-Ohio) agreed.",
        [Says(N, "Sen. Ada Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a name behind the Arabic article",
        f"President Basim al-Halvi came. {NO} Halvi said.",
        [Says(N, "Halvi", "said")],
        ["Basim al-Halvi"],
    ),
]


@pytest.mark.parametrize(
    ("text", "said", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_descriptions(text: str, said: list[Says], expected: list[str | None]) -> None:
    assert speakers_of(text, *said) == expected
