"""Lists of somebody's words: (phenomenon, text, whose they are, the items)."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from quotecheck.lexicon import table
from quotecheck.pipeline.linking import find
from quotecheck.pipeline.lists import find_lists
from quotecheck.pipeline.owners import by_noun

VERBS = [
    entry["example"].format(form)
    for entry in (table("function_words")[part] for part in ("giving", "laying", "making", "asking"))
    for form in entry["forms"]
]

ROWS: list[tuple[str, str, str | None, list[str]]] = [
    (
        "whose the words are, not whom they are about",
        "Here are some of Ann Lee's comments about Bo Park:\n• “He skates badly.”\n• “He sings worse.”",
        "Ann Lee",
        ["“He skates badly.”", "“He sings worse.”"],
    ),
    (
        "a verb before the list",
        "Among much else, the council claims:\n(1) The ice is thick.\n(2) The dam is safe.",
        "the council",
        ["The ice is thick.", "The dam is safe."],
    ),
    (
        "a poll, with when it was taken",
        "The poll, taken in May, found:\n- Most people skate.\n- Few people swim.",
        "The poll",
        ["Most people skate.", "Few people swim."],
    ),
    (
        "remarks between numbered items",
        "Here are the best lines from Ann Lee's speech.\n1. “I froze.”\nShe did not.\n2. “Nobody came.”",
        "Ann Lee",
        ["“I froze.”", "“Nobody came.”"],
    ),
    (
        "a transcript before the sentence that leads up",
        "I read the transcript of Ann Lee's talk. The best lines are below.\n1. “I froze.”\n2. “I left.”",
        "Ann Lee",
        ["“I froze.”", "“I left.”"],
    ),
    (
        "who wants to ask the questions, not who got hold of them",
        "The Courier obtained the questions that Ann Lee, the inspector, wants to ask the mayor.\n"
        "The dam\nWhat did you know of the dam?\nMr. Park built it.\nWhen did you learn of Mr. Park?\n"
        "The ice\nWhy did you sell the boats?",
        "Ann Lee",
        ["What did you know of the dam?", "When did you learn of Mr. Park?", "Why did you sell the boats?"],
    ),
    (
        "who has questions",
        "Ann Lee, the inspector, has some forty questions for Bo Park, the Courier found.\n"
        "What did you know?\nWhen did you know it?\nWhy did you leave?",
        "Ann Lee",
        ["What did you know?", "When did you know it?", "Why did you leave?"],
    ),
    (
        "whom the questions were given to",
        "Ann Lee, the inspector, provided Bo Park's lawyers with questions.\n"
        "What did you know?\nWhen did you know it?\nWhy did you leave?",
        "Ann Lee",
        ["What did you know?", "When did you know it?", "Why did you leave?"],
    ),
    (
        "who wants to question somebody",
        "Ann Lee, the inspector, wants to question the mayor.\n• What did you know?\n"
        "• When did you know it?\n• Why did you leave?",
        "Ann Lee",
        ["What did you know?", "When did you know it?", "Why did you leave?"],
    ),
    (
        "questions of the jury",
        "The jury has sent these four questions:\nQ: May we skate?\nQ: May we leave?",
        "The jury",
        ["May we skate?", "May we leave?"],
    ),
    (
        "questions that a text poses",
        "The plan is old. It poses a series of questions that seem idle, such as:\n"
        "• “Who skates?”\n• “Who swims?”",
        "It",
        ["“Who skates?”", "“Who swims?”"],
    ),
    (
        "somebody's messages, to whomever they are",
        "Her messages to Bo Park, in order:\n— I am on the ice.\n— I am going home.",
        "Her",
        ["I am on the ice.", "I am going home."],
    ),
    (
        "questions that head the reporter's answers",
        "Ann Lee's questions are many.\nWhat will happen?\nNobody knows.\nWho will win?\nNobody.\nWho pays?",
        None,
        [],
    ),
    ("a list of things", "Here is a list of towns that froze:\n• Norvik froze.\n• Bergen froze.", None, []),
    ("a reporter's points", "Some points found in Lee's report:\n1) It froze.\n2) It rained.", None, []),
    (
        "what a relative clause tells of somebody",
        "Norvik bans boats amid fears of skaters who say they wreck ice:\n• Norvik froze.\n• Bergen froze.",
        None,
        [],
    ),
    ("a list of nobody's", "Key developments:\n• The lake froze.\n• The dam broke.", None, []),
    ("the reporter's own", "I have four questions:\n1. Who skates?\n2. Who swims?", None, []),
]


@pytest.mark.parametrize(("text", "owner", "items"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_finds_lists(tagged: Callable[[str], Doc], text: str, owner: str | None, items: list[str]) -> None:
    doc = tagged(text)
    found = find_lists(doc, ())
    assert [listing.owner and doc[slice(*listing.owner)].text for listing in found] == (
        [owner] if owner else []
    )
    assert [doc[a:b].text for listing in found for a, b in listing.items] == items


def test_items_are_quotations_of_the_one_whose_list_it_is(tagged: Callable[[str], Doc]) -> None:
    doc = tagged("Ann Lee asks:\n• Who skates there?\nBo Park does.\n• To the mayor: “Who swims in it?”")
    items = [a for a in find(doc) if a.content]
    assert [doc[slice(*a.content.spans[0])].text for a in items if a.content] == [
        "Who skates there?",
        "Who swims in it?",
    ]
    assert [doc[slice(*a.lead)].text for a in items if a.lead] == ["Ann Lee", "Ann Lee"]
    assert all(a.source is None for a in items)


def test_a_report_inside_an_item_stays(tagged: Callable[[str], Doc]) -> None:
    doc = tagged("Ann Lee asks:\n• Who skates?\n• {content:“Who swims?”} {source:Bo Park} {cue:said}.")
    last = find(doc)[-1]
    assert last.lead is None
    assert last.source is not None
    assert doc[slice(*last.source)].text == "Bo Park"


@pytest.mark.parametrize("text", VERBS)
def test_verb_gives_the_owner(tagged: Callable[[str], Doc], text: str) -> None:
    doc = tagged(text)
    found = by_noun(doc, (0, len(doc)), frozenset({"statement", "demands", "questions"}))
    assert found is not None
    assert doc[slice(*found[1])].text.casefold() == "the council"


@pytest.mark.parametrize("form", table("function_words")["being"]["forms"])
def test_nobody_is_told_to_speak_in_the_passive(tagged: Callable[[str], Doc], form: str) -> None:
    items = "\n• Who skates there?\n• Who swims in it?"
    lead = table("function_words")["being"]["example"]
    assert [
        len(find_lists(tagged(text + items), ())) for text in (lead.replace("{} ", ""), lead.format(form))
    ] == [1, 0]
