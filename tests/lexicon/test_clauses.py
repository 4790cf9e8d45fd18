from __future__ import annotations

import pytest

from quotecheck.lexicon import table
from quotecheck.lexicon.clauses import is_clause, is_whole_clause, takes_objects
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
    ],
)
def test_clause_or_object(phenomenon: str, cue: str, content: str, quotation: bool) -> None:
    entry = find_cue(cue)
    assert entry is not None
    accusing = entry.cls in {"criticize", "demand"}
    assert (not takes_objects(entry) or is_clause(content.split(), accusing=accusing)) is quotation


@pytest.mark.parametrize(
    ("words", "expected"),
    [("it is not mine", True), ("the dam had broken", True), ("the old dam", False), ("is not mine", False)],
)
def test_whole_clauses(words: str, expected: bool) -> None:
    assert is_whole_clause(words.split()) is expected
