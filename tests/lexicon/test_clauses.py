from __future__ import annotations

import pytest

from quotecheck.lexicon import table
from quotecheck.lexicon.clauses import is_clause, is_whole_clause, needs_clause
from quotecheck.lexicon.cues import find_cue

GROUPS = {name: group for name, group in table("clauses").items() if "words" in group}


@pytest.mark.parametrize("name", GROUPS)
def test_every_group_names_its_example(name: str) -> None:
    sentence, word = GROUPS[name]["example"]
    assert word in sentence.split()
    assert word in GROUPS[name]["words"]


@pytest.mark.parametrize(
    ("phenomenon", "cue", "content", "quotation"),
    [
        ("clause", "denied", "he had left", True),
        ("object", "denied", "the claim", False),
        ("infinitive", "urged", "them to wait", True),
        ("accusation", "accused", "the firm of hiding losses", True),
        ("accusation of a thing", "accused", "the firm of theft and fraud", False),
        ("of behind a noun", "demanded", "the end of the tolls", False),
        ("noun after announced", "announced", "a new road", False),
        ("plain verb of saying needs no check", "said", "prices up again", True),
        ("thanks for a deed", "criticized", "the firm for hiding losses", True),
        ("thanks for a thing", "criticized", "the firm for its losses", False),
        ("a relative clause", "proposed", "a road that would cross the lake", False),
        ("a claim's clause", "denied", "the claim that the road was closed", True),
        ("a relative clause behind a comma", "questioned", "the mayor , who has a boat", False),
        ("a clause around a relative one", "denied", "the mayor , who has a boat , is ill", True),
        ("a noun around a relative clause", "denied", "the claim , which was old , of the mayor", False),
        ("to before a noun", "highlighted", "his love to the lake", False),
        ("a word that opens a clause, alone", "revealed", "which", False),
        ("past tense", "reported", "prices doubled again", True),
        ("a plan with an infinitive", "announced", "a plan to mend the road", False),
        ("whom somebody calls on", "called for", "the council to mend the road", True),
        ("a participle before a noun", "recommended", "more armed guards on the lake", False),
        ("a participle behind a noun", "warned", "a wave driven by the wind", False),
        ("a verb that goes on with the sentence", "rejected", "the offer and has sued the town", False),
        ("a verb behind one who", "noted", "the man who sold the boat has left it", True),
        ("a man who", "praised", "a man who sold the boat", False),
        ("that behind a noun without article", "quoted", "numbers that were not right", False),
        ("that behind whom somebody told", "warned", "sailors that ice was thin", True),
        ("what it does", "denied", "it leaks oil", True),
        ("an object", "dismissed", "it as an old song", False),
        ("a gerund with its article", "blamed", "the town for the shooting", False),
        ("what somebody agreed to do", "agreed", "to sell the boat", False),
        ("what somebody agreed is so", "agreed", "the boat was old", True),
        ("nothing", "noted", "the delay", False),
    ],
)
def test_clause_or_object(phenomenon: str, cue: str, content: str, quotation: bool) -> None:
    entry = find_cue(cue)
    assert entry is not None
    assert (not needs_clause(entry) or is_clause(content.split(), entry)) is quotation


@pytest.mark.parametrize(
    ("words", "expected"),
    [("it is not mine", True), ("the dam had broken", True), ("the old dam", False), ("is not mine", False)],
)
def test_whole_clauses(words: str, expected: bool) -> None:
    assert is_whole_clause(words.split()) is expected
