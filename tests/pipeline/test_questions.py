"""Questions to somebody without marks: (phenomenon, what stands before them, who asks), (… the questions)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from quotecheck.pipeline.questions import find_questions
from quotecheck.pipeline.structure import PARAGRAPHS

ASKED = "What did you know of the dam?\nThe dam broke.\nWhen did you learn of it?\nWhy did you leave?"
NOBODY = "(nobody)"

LEADS: list[tuple[str, str, str | None]] = [
    ("who wants to ask", "Here are the questions Ann Lee wants to ask Bo Park.", "Ann Lee"),
    ("an adverb before the verb", "The questions Ann Lee reportedly wants to ask are below.", "Ann Lee"),
    ("a role before the name", "Read the questions inspector Ann Lee wants to ask.", "inspector Ann Lee"),
    ("whom they are for and from", "Questions for Bo Park from Ann Lee were leaked.", "Ann Lee"),
    ("a role, whom they are for", "He got a list of questions for Mr. Park from Ann Lee.", "Ann Lee"),
    ("whose list", "The list of questions is long.\nIt is Ann Lee’s list of questions.", "Ann Lee"),
    ("who would like to ask", "Ann Lee would like to ask Bo Park about the flood.", "Ann Lee"),
    ("whom somebody wants to answer", "Ann Lee wants Bo Park to answer some questions.", "Ann Lee"),
    ("who is expected to ask", "Ann Lee is expected to question Bo Park on Monday.", "Ann Lee"),
    (
        "who demands answers",
        "In a letter, Ann Lee demanded answers from Bo Park to these questions:",
        "Ann Lee",
    ),
    ("the name before the pronoun", "They are Ann Lee’s questions.\nShe wants to ask Bo Park:", "Ann Lee"),
    ("who has to answer", "These are the questions that Bo Park is expected to answer.", NOBODY),
    ("whom nobody names", "The questions were leaked to the Courier on Monday.", NOBODY),
    ("what somebody may ask", "Here are three questions that Ann Lee may ask.", None),
    ("the writer's own", "I have some questions for Bo Park.", None),
    ("nothing of questions", "The dam is old.", None),
]

ITEMS: list[tuple[str, str, list[str]]] = [
    (
        "a statement before a question",
        "You saw it. Why did you leave?\nIt broke.\nWhat did you see?\nWhen did you leave?",
        ["You saw it. Why did you leave?", "What did you see?", "When did you leave?"],
    ),
    (
        "not each says to whom",
        "What did you see?\nWho was there?\nWhat was said?\nHow was it sold?\nWhen did you leave?",
        [
            "What did you see?",
            "Who was there?",
            "What was said?",
            "How was it sold?",
            "When did you leave?",
        ],
    ),
    (
        "headings of the reporter's",
        "Who was there?\nNobody.\nWhat was said?\nNothing.\nWhat do you need?",
        [],
    ),
    ("two", "What did you see?\nWhen did you leave?", []),
]


def _read(doc: Doc) -> tuple[list[str], str | None] | None:
    found = find_questions(doc, list(doc.spans[PARAGRAPHS]))
    if found is None:
        return None
    items, owner = found
    return [item.text for item in items], doc[slice(*owner)].text if owner else NOBODY


@pytest.mark.parametrize(("lead", "asker"), [row[1:] for row in LEADS], ids=[row[0] for row in LEADS])
def test_says_who_asks(tagged: Callable[[str], Doc], lead: str, asker: str | None) -> None:
    found = _read(tagged(f"{lead}\n{ASKED}"))
    assert (found[1] if found else None) == asker


@pytest.mark.parametrize(("text", "items"), [row[1:] for row in ITEMS], ids=[row[0] for row in ITEMS])
def test_finds_questions(tagged: Callable[[str], Doc], text: str, items: list[str]) -> None:
    found = _read(tagged(f"Here are the questions Ann Lee wants to ask.\n{text}"))
    assert (found[0] if found else []) == items
