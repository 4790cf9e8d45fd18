from __future__ import annotations

from typing import get_args

import pytest

from quotecheck.lexicon import table
from quotecheck.lexicon.cues import find_cue, find_cues
from quotecheck.models import CueClass

CUES = table("cues")
ENTRIES = [
    (lemma, cls, example)
    for cls, entries in CUES.items()
    if cls not in {"forms", "fixed"}
    for lemma, example in entries.items()
] + [(lemma, entry["class"], entry["example"]) for lemma, entry in CUES["fixed"].items()]


@pytest.mark.parametrize(("lemma", "cls", "example"), ENTRIES)
def test_every_entry_is_found_in_its_example(lemma: str, cls: str, example: str) -> None:
    assert cls in get_args(CueClass)
    found = [(cue.lemma, cue.cls) for cue in find_cues(example)]
    assert (lemma, cls) in found


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        ("words around the verb", "also said in a statement", ("say", "say")),
        ("speech before attitude", "expects to announce", ("announce", "announce")),
        ("no cue", "walked home", None),
        ("not inside a longer word", "essay", None),
        ("longest phrase", "called on", ("call on", "demand")),
    ],
)
def test_the_cue_of_an_expression(phenomenon: str, text: str, expected: tuple[str, str] | None) -> None:
    cue = find_cue(text)
    assert (cue and (cue.lemma, cue.cls)) == expected, phenomenon
