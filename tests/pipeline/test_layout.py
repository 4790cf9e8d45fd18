from __future__ import annotations

import pytest

from quotecheck.pipeline.layout import classify
from quotecheck.pipeline.paragraphs import paragraphs
from quotecheck.pipeline.structure import PARAGRAPHS
from quotecheck.pipeline.tokenizer import blank_english

BODY = "The council met on Monday and voted to close the bridge for a month."


@pytest.mark.parametrize(
    ("phenomenon", "lines", "expected"),
    [
        (
            "headline and deck",
            ["Council Closes Bridge", "Repairs to take a month", BODY],
            "headline headline body",
        ),
        ("byline", ["Council Closes Bridge", "By Ann Example", BODY], "headline byline body"),
        ("dateline", ["Updated Feb. 3, 2021", BODY], "byline body"),
        ("subhead", [BODY, "What happens next", BODY], "body subhead body"),
        ("caption with credit", [BODY, "The bridge at dusk.Photo: Ann Example/Press Pool"], "body caption"),
        ("agency credit", [BODY, "The bridge at dusk. (AP Photo/Ann Example)"], "body caption"),
        ("read more", [BODY, "Read more: The history of the bridge"], "body byline"),
        ("a teaser", [BODY, "Why the mayor says 'no more bridges' in town Read more"], "body byline"),
        ("a teaser in capitals", [BODY, "MAYOR SAYS BRIDGE CLOSED FOR GOOD"], "body byline"),
        ("a shout", [BODY, "CLOSE THE BRIDGE FOR GOOD!"], "body body"),
        ("contributors", [BODY, "Ann Example contributed to this report."], "body byline"),
        (
            "what contributed to something",
            [BODY, "Ann said it “contributed to the mess” there."],
            "body body",
        ),
        ("a number of answers", [BODY, "By contrast, 9 percent called it “sound.”"], "body body"),
        ("a note on transcripts", [BODY, "Town transcripts are created on a deadline."], "body byline"),
        ("what a transcript shows", [BODY, "A transcript was released: “It is over.”"], "body body"),
        ("a lone sentence is body", [BODY], "body"),
        ("a quotation is no subhead", [BODY, "“It is over”", BODY], "body body body"),
    ],
)
def test_kinds_of_paragraph(phenomenon: str, lines: list[str], expected: str) -> None:
    assert " ".join(classify(lines)) == expected


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("one line each", "One.\nTwo.", ["One.", "Two."]),
        ("blank lines, blanks", "One.\n \u2002\n  Two. ", ["One.", "Two."]),
        ("Windows line ends", "One.\r\n\r\nTwo.", ["One.", "Two."]),
        ("nothing", " \n ", []),
        (
            "hard-wrapped",
            "\n".join(["word " * 13 + "and"] * 5) + "\n\n" + "\n".join(["more " * 13 + "so"] * 5),
            ["\n".join(["word " * 13 + "and"] * 5), "\n".join(["more " * 13 + "so"] * 5)],
        ),
    ],
)
def test_paragraphs(phenomenon: str, text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in paragraphs(text)] == expected


@pytest.mark.parametrize(
    ("phenomenon", "text", "sentences"),
    [
        ("closing mark belongs to its sentence", "“It rained.” He left.", 2),
        ("a quoted question goes on", "“Did it rain?” he asked.", 1),
        ("straight mark opens the next", 'He left. "It rained."', 2),
        ("abbreviation", "Mr. Lee left. He was late.", 2),
        ("paragraph ends a sentence", "A title\nThe body.", 2),
    ],
)
def test_sentences(phenomenon: str, text: str, sentences: int) -> None:
    nlp = blank_english()
    nlp.add_pipe("quotecheck_structure")
    doc = nlp(text)
    assert len(list(doc.sents)) == sentences
    assert doc.spans[PARAGRAPHS][0].start == 0
