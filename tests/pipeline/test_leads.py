"""What leads up to words set off: (phenomenon, the paragraphs before them, whose they are)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from quotecheck.pipeline.leads import find_announced, find_lead
from quotecheck.pipeline.linking import find
from quotecheck.pipeline.structure import PARAGRAPHS

ROWS: list[tuple[str, str, str | None]] = [
    ("what somebody told", "Here’s what Ann Lee told the board in May when asked about it:", "Ann Lee"),
    ("how somebody put it", "Here is how the mayor put it:", "the mayor"),
    ("in brackets", "The ice is thin (via the Courier) [emphasis mine]:", "the Courier"),
    ("alone behind “from”", "From the Norvik Courier:", "the Norvik Courier"),
    ("a verb that is no cue elsewhere", "Earlier, Ann Lee had scoffed:", "Ann Lee"),
    (
        "a text in full",
        "Here is the full text of Lee’s testimony, which she gave to the board in May:",
        "Lee",
    ),
    ("a text below", "Read Ann Lee’s letter below.", "Ann Lee"),
    (
        "who issued it, before",
        "Ann Lee released a letter about the dam.\nRead the full letter below.",
        "Ann Lee",
    ),
    ("what else is known of somebody", "Here’s what else we know about the woman accused of it:", None),
    ("of whom somebody writes", "As the Courier’s Ann Lee writes of the group:", "the Courier’s Ann Lee"),
    ("something below", "Lee issued a letter.\nThere are boats that look like the one below:", None),
    ("nothing announced", "The boats lie below.", None),
]


@pytest.mark.parametrize(("text", "owner"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_leads_up(tagged: Callable[[str], Doc], text: str, owner: str | None) -> None:
    doc = tagged(f"It froze.\n{text}\nThe ice is thin.")
    before = list(reversed(doc.spans[PARAGRAPHS]))[1:]
    lead = find_lead(doc, before[0]) or find_announced(doc, before)
    assert (doc[slice(*lead[1])].text if lead and lead[1] else None) == owner


BLOCKS: list[tuple[str, str, list[str]]] = [
    (
        "a letter, without whom it is to",
        "Read Ann Lee’s letter below.\nDear friends,\nI am leaving the dam.\nIt was an honor.\nAnn Lee",
        ["I am leaving the dam.", "It was an honor."],
    ),
    (
        "an advertisement between",
        "Ann Lee told the board:\nAdvertisement:\nThe ice is very thin.",
        ["The ice is very thin."],
    ),
    (
        "up to where its author is told of",
        "The full statement from Ann Lee:\nThe ice is thin.\nNobody may skate on it.\nMs. Lee then left.",
        ["The ice is thin.", "Nobody may skate on it."],
    ),
    (
        "behind a claim, in the first person",
        "Ann Lee said that it rained on the dam:\nI saw the rain myself.",
        ["I saw the rain myself."],
    ),
    (
        "no more of a writer who says “we”",
        "Ann Lee wrote:\nI ask for my pay, and we all do.\nBut we cannot skate on thin ice, as people do.",
        ["I ask for my pay, and we all do."],
    ),
]


@pytest.mark.parametrize(("text", "blocks"), [row[1:] for row in BLOCKS], ids=[row[0] for row in BLOCKS])
def test_blocks_go_on(tagged: Callable[[str], Doc], text: str, blocks: list[str]) -> None:
    doc = tagged(f"The ice froze in May.\n{text}")
    found = [a.content for a in find(doc) if a.content]
    assert [doc[slice(*content.spans[0])].text for content in found] == blocks
