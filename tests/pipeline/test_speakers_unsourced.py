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
        "a source of a sentence before the one with the colon",
        "Several harbor papers told of it. Ada Halvorsen chose that way: “Nobody crossed.”",
        Says("Nobody crossed.", "Several harbor papers", None),
        "Ada Halvorsen",
    ),
    (
        "whose comment a sentence leads up to",
        "Nils Brandt left. Here is the sum of Ada Halvorsen’s only comment: “Nobody crossed.” A clerk came.",
        Says("Nobody crossed.", "A clerk", ":"),
        "Ada Halvorsen",
    ),
    (
        "a source behind words without such a sentence",
        "Nils Brandt left. The bridge had closed by then: “Nobody crossed.” A clerk saw it.",
        Says("Nobody crossed.", "A clerk", ":"),
        "a clerk",
    ),
    (
        "somebody behind 'from' before a colon",
        "Ada Halvorsen said it was late. More from Nils Brandt: “Nobody crossed.”",
        Says("Nobody crossed.", None, None),
        "Nils Brandt",
    ),
    (
        "whose answer the words behind call them",
        "Nils Brandt asked Ms. Halvorsen to stay.\n\n“Nobody crossed,” was her only answer.",
        Says("Nobody crossed,", None, None),
        "Halvorsen",
    ),
    (
        "somebody named whose answer they are",
        "Ada Halvorsen said it was late. Nils Brandt rose. “Nobody crossed,” was Brandt’s answer.",
        Says("Nobody crossed,", None, None),
        "Nils Brandt",
    ),
    (
        "no answer of somebody's",
        "Nils Brandt asked Ms. Halvorsen to stay.\n\n“Nobody crossed” was her only song.",
        Says("Nobody crossed", None, None),
        "Nils Brandt",
    ),
    (
        "a handle that runs a full name together",
        "Ada Halvorsen came. Nobody crossed. — boats, “read a book” captain (@adahalvorsen) May 5, 2018",
        Says("Nobody crossed.", "boats, “read a book” captain", None),
        "Ada Halvorsen",
    ),
    (
        "a source in which a mark opens",
        "“Nobody crossed,” an op-ed by a harbor pilot “based in Norvik” read.",
        Says("Nobody crossed,", "an op-ed by a harbor pilot “based in Norvik", "read"),
        "an op-ed by a harbor pilot",
    ),
    (
        "a mark that opens in what is no document",
        "“Nobody crossed,” warning notes of “icy roads” read.",
        Says("Nobody crossed,", "warning notes of “icy roads", "read"),
        None,
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
        "whose words a sentence with a colon says they are",
        "Nils Brandt spoke. The court did not. Or in Ada Halvorsen’s own words:\n\n“The bridge is shut.”",
        Says("The bridge is shut.", None, None),
        "Ada Halvorsen",
    ),
    (
        "his own words behind a colon",
        "Nils Brandt has owned a bakery for years. In his words: “The bridge is shut.”",
        Says("The bridge is shut.", None, None),
        "Nils Brandt",
    ),
    (
        "a body, far before its verb",
        "The Norvik Council, which has never met, has said in a statement “the bridge is shut.”",
        Says("the bridge is shut.", None, "said"),
        "Norvik Council",
    ),
    (
        "called so, by whom the sentence tells",
        "Nils Brandt came. He was called “a fool” by Ada Halvorsen on Monday.",
        Says("“a fool” by Ada Halvorsen", None, "called", kind="mixed"),
        "Ada Halvorsen",
    ),
    (
        "described so, by whom nobody says",
        "Ada Halvorsen came. The bridge is described as “a fine work.”",
        Says("“a fine work.”", None, "described", kind="mixed"),
        None,
    ),
    (
        "quoted, and so who speaks",
        "Ada Halvorsen came. Nils Brandt was quoted as calling her “a fool.”",
        Says("her “a fool.”", None, "quoted", kind="mixed"),
        "Nils Brandt",
    ),
    (
        "where somebody came is not who spoke",
        "In a talk in Bergen last week, the gardener Ada Halvorsen spoke out.\n\n“Nobody crossed.”",
        Says("Nobody crossed.", None, None),
        "Ada Halvorsen",
    ),
    (
        "a participle that opens a sentence names nobody",
        "Odd Larsen slept. Thinking the line was dead, she whispered: “Nobody crossed.”",
        Says("Nobody crossed.", None, None),
        None,
    ),
    (
        "a surname that is a month, far before its verb",
        "Theresa May came. May, speaking in Oslo, said “the bridge is shut.”",
        Says("the bridge is shut.", None, "said"),
        "Theresa May",
    ),
]


def test_an_answer_is_not_whose_the_question_was() -> None:
    text = "“Is it shut?” Ada Halvorsen asked.\n\n“It is.”\n\n“Is it late?” asked Odd Larsen.\n\n“Or early?”"
    said = [
        Says("Is it shut?", "Ada Halvorsen", "asked"),
        Says("It is.", None, None),
        Says("Is it late?", "Odd Larsen", "asked"),
        Says("Or early?", None, None),
    ]
    assert speakers_of(text, *said) == ["Ada Halvorsen", None, "Odd Larsen", "Odd Larsen"]


def test_turns_in_marks_are_of_different_people() -> None:
    text = "“It is late,” Nils Brandt said. “Is it shut?” “Not yet.”"
    said = [
        Says("It is late,", "Nils Brandt", "said"),
        Says("Is it shut?", None, None),
        Says("Not yet.", None, None),
    ]
    assert speakers_of(text, *said) == ["Nils Brandt", "Nils Brandt", None]


L = "“It is late,” Ada Halvorsen said."
AFTER_WORDS: list[tuple[str, str, Says, str | None]] = [
    (
        "who is named with a verb right behind",
        f"Odd Larsen came. {L}\n\n“Is it shut?” Mr. Larsen shot back.",
        Says("Is it shut?", None, None),
        "Odd Larsen",
    ),
    (
        "a part of a sentence need not be theirs who spoke before",
        f"{L} The talk has turned to “who may cross.”",
        Says("to “who may cross.”", None, None, kind="mixed"),
        None,
    ),
    (
        "a part that opens its paragraph",
        f"{L}\n\n“Who may cross” was the question.",
        Says("“Who may cross” was the question", None, None, kind="mixed"),
        "Ada Halvorsen",
    ),
    (
        "a heading between sections",
        f"{L}\n\n‘Nobody crossed’\n\nIt rained.",
        Says("Nobody crossed", None, None),
        None,
    ),
    (
        "a colon behind what nobody says",
        f"{L}\n\nThe old joke goes: “Nobody crossed.”",
        Says("Nobody crossed.", None, None),
        None,
    ),
    (
        "a page's furniture between two paragraphs",
        f"{L}\n\nStory Continued Below\n\n“Nobody crossed.”",
        Says("Nobody crossed.", None, None),
        "Ada Halvorsen",
    ),
    (
        "a colon behind a sentence about who spoke",
        f"{L} One line in the letter that Ada Halvorsen wrote stands out: “Nobody crossed.”",
        Says("Nobody crossed.", None, None),
        "Ada Halvorsen",
    ),
]


@pytest.mark.parametrize(("_", "text", "said", "speaker"), AFTER_WORDS, ids=[row[0] for row in AFTER_WORDS])
def test_words_behind_others(_: str, text: str, said: Says, speaker: str | None) -> None:
    before = Says("It is late,", "Ada Halvorsen", "said")
    assert speakers_of(text, before, said) == ["Ada Halvorsen", speaker]


@pytest.mark.parametrize(("phenomenon", "text", "said", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_speaker_without_a_source(phenomenon: str, text: str, said: Says, expected: str | None) -> None:
    assert speakers_of(text, said) == [expected]
