"""Whom a description means: (phenomenon, text, attributions, speakers)."""

from __future__ import annotations

import pytest
from spacy.tokens import Span
from tests.pipeline.test_speakers import NLP, Says, speakers_of

from quotecheck.pipeline.mentions import read_scene
from quotecheck.pipeline.speakers_entities import Cast

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
        "one of several, with a name that identifies",
        f"One of the sailors, identified as Odd Larsen, said {NO}",
        [Says(N, "One of the sailors", "said")],
        ["Odd Larsen"],
    ),
    (
        "a role, with the name behind and no comma",
        f"The vice director of programs at Norvik, Odd Larsen said, {NO}",
        [Says(N, "The vice director of programs at Norvik", "said")],
        ["Odd Larsen"],
    ),
    (
        "a role with a number, who is nobody named",
        f"Ada Halvorsen, a harbor attorney, left. Harbor Attorney 2 said {NO}",
        [Says(N, "Harbor Attorney 2", "said")],
        ["Harbor Attorney 2"],
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
        "a former one is not the one in office",
        f"President Ada Halvorsen came.\n\nIn a later post, the former president said {NO}",
        [Says(N, "the former president", "said")],
        ["the former president"],
    ),
    (
        "a former one who is told to be",
        f"Former President Ada Halvorsen came.\n\nIn a later post, the former president said {NO}",
        [Says(N, "the former president", "said")],
        ["Ada Halvorsen"],
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
        "a source told of by more than its kind",
        f"“It rained,” a second mill worker said. {NO} the Republican close to the port said.",
        [
            Says("It rained,", "a second mill worker", "said"),
            Says(N, "the Republican close to the port", "said"),
        ],
        ["a second mill worker", "the Republican close to the port"],
    ),
    (
        "whom the words name does not say them",
        "A Norvik judge said of “Judge Ada Halvorsen of Norvik” that she left.\n\nThe port was shut.",
        [Says("Judge Ada Halvorsen of Norvik", "A Norvik judge", "said")],
        ["a Norvik judge"],
    ),
    (
        "a body told of behind a comma",
        f"The Norvik Trust, a private watchdog group, asked for it. {NO} the group said.",
        [Says(N, "the group", "said")],
        ["Norvik Trust"],
    ),
    (
        "whose claim it is",
        f"Mayor Ada Halvorsen left. She read the mayor’s claim that {NO}",
        [Says(N, "the mayor’s", "claim")],
        ["Ada Halvorsen"],
    ),
    (
        "an outlet whose name begins with a country's capital",
        f"{NO} the Washington Quay Beacon said.",
        [Says(N, "the Washington Quay Beacon", "said")],
        ["Washington Quay Beacon"],
    ),
    (
        "a report by somebody is no person",
        f"A study led by Norvik engineer Ada Halvorsen said {NO}",
        [Says(N, "A study led by Norvik engineer Ada Halvorsen", "said")],
        ["a study led by Norvik engineer Ada Halvorsen"],
    ),
    (
        "a participle in capitals before a name",
        f"DMing Ada Halvorsen, Odd Larsen wrote {NO} Halvorsen slept.",
        [Says(N, "DMing Ada Halvorsen", "wrote")],
        ["Ada Halvorsen"],
    ),
    (
        "a verb that opens a sentence before a full name",
        f"Says Ada Halvorsen, {NO}",
        [Says(N, "Says Ada Halvorsen", None)],
        ["Ada Halvorsen"],
    ),
    (
        "a title with small words in it",
        f"Director of National Intelligence Ada Halvorsen said {NO}",
        [Says(N, "Director of National Intelligence Ada Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "an office that somebody will hold",
        f"Governor-elect Ada Halvorsen said {NO}",
        [Says(N, "Governor-elect Ada Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a surname alone before the daughter and adviser is brought in",
        f"Brandt left the port with his elder daughter and senior adviser, Ada Brandt. {NO} Brandt said.",
        [Says(N, "Brandt", "said")],
        ["Brandt"],
    ),
    (
        "the president is whoever needs no introduction",
        "Odd Larsen, a pilot, met Nils Brandt. Brandt left. Later Brandt wrote to the port."
        f" {NO} the president said.",
        [Says(N, "the president", "said")],
        ["Nils Brandt"],
    ),
    (
        "a president whom the text introduces",
        f"Nils Brandt came. Brandt left. Later Brandt met President Odd Larsen. {NO} the president said.",
        [Says(N, "the president", "said")],
        ["Odd Larsen"],
    ),
    (
        "the president's lawyer is not the president, who is named next",
        f"The president’s lawyer said {NO}\n\nPresident Odd Larsen left.",
        [Says(N, "The president’s lawyer", "said")],
        ["the president’s lawyer"],
    ),
    (
        "a surname alone before the daughter is brought in",
        f"Brandt left the port with his daughter, Ada Brandt. {NO} Brandt said.",
        [Says(N, "Brandt", "said")],
        ["Brandt"],
    ),
    (
        "two people from one town",
        f"{NO} Nils Brandt and Odd Larsen from Fjord Harbor said.",
        [Says(N, "Nils Brandt and Odd Larsen from Fjord Harbor", "said")],
        ["Nils Brandt and Odd Larsen"],
    ),
    (
        "where somebody works is no second one",
        f"{NO} says Nils Brandt of the Center for Work and Sport.",
        [Says(N, "Nils Brandt of the Center for Work and Sport", "says")],
        ["Nils Brandt"],
    ),
    (
        "a surname alone is whose title it had",
        "Mayor Nils Brandt and Ada Brandt came. Ada Brandt sang, and Ada Brandt left. Mayor Brandt rose. "
        f"\n\n{NO} Brandt said.",
        [Says(N, "Brandt", "said")],
        ["Nils Brandt"],
    ),
    (
        "a pronoun and a verb in one",
        f"Several harbor pilots left. It is what they’ve called {NO}",
        [Says(N, "they’ve", "called")],
        ["several harbor pilots"],
    ),
    (
        "a name behind the Arabic article",
        f"President Basim al-Halvi came. {NO} Halvi said.",
        [Says(N, "Halvi", "said")],
        ["Basim al-Halvi"],
    ),
    (
        "who answers is not who spoke, by what the text says nowhere else",
        f"{NO} Mr. Brandt told Ms. Halvorsen.\n\n“Yes,” the Ohio Democrat responded.",
        [Says(N, "Mr. Brandt", "told"), Says("Yes,", "the Ohio Democrat", "responded")],
        ["Brandt", "Halvorsen"],
    ),
    (
        "the lawmaker is the senator who spoke last",
        f"Rep. Nils Brandt, a lawmaker, left. One senator said {NO} and rose.\n\n“Yes,” the lawmaker said.",
        [Says(N, "One senator", "said"), Says("Yes,", "the lawmaker", "said")],
        ["one senator", "one senator"],
    ),
]


@pytest.mark.parametrize(
    ("text", "said", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS]
)
def test_descriptions(text: str, said: list[Says], expected: list[str | None]) -> None:
    assert speakers_of(text, *said) == expected


def test_a_surname_that_needs_no_introduction() -> None:
    text = "Odd Larsen came. Brandt rose. Brandt left early, and Brandt was loud. He read the port’s letter."
    doc = NLP(text)
    places = [i for i, token in enumerate(doc) if token.text == "Brandt"]
    doc.ents = [Span(doc, place, place + 1, label="PER") for place in places]
    assert "Brandt" in [entity.name for entity in Cast(read_scene(doc)).people]
    doc.ents = [Span(doc, places[0], places[0] + 1, label="PER")]  # once is not enough
    assert "Brandt" not in [entity.name for entity in Cast(read_scene(doc)).people]


def test_a_recogniser_joins_what_is_one_body() -> None:
    doc = NLP("The Norvik Winter Beacon opened. Members of Fishers for Peace came.")
    doc.ents = [Span(doc, 8, 11, label="ORG")]
    names = [(m.start, m.end, m.kind) for m in read_scene(doc).mentions]
    assert (44, 61, "organization") in names


def test_a_recogniser_finds_people_whose_surname_is_a_thing() -> None:
    doc = NLP("Ada Park came. Park left the park. Ada Park’s clerk stayed, and she said no.")
    assert not [m for m in read_scene(doc).mentions if m.name and m.name.words[-1] == "Park"]
    doc.ents = [Span(doc, start, end, label="PER") for start, end in ((0, 2), (4, 5), (9, 11))]
    people = [(m.start, m.end, m.kind, m.attributive) for m in read_scene(doc).mentions]
    assert people == [(0, 8, "person", False), (15, 19, None, False), (35, 43, "person", True)]
