"""Every word of the tables does in its example what the table says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tests.consolidate.samples import quotation

from quotecheck.consolidate.changes import changes
from quotecheck.consolidate.meaning import are_opposites, modalities, turns_round
from quotecheck.consolidate.words import is_content, words
from quotecheck.lexicon import table
from quotecheck.lexicon.cues import find_cue
from quotecheck.lexicon.rarity import RAREST, information, is_known

CONTRASTS = table("contrasts")
SPELLING = table("spelling")


def forms(text: str) -> list[str]:
    return [word.form for word in words(text)]


def filled(name: str) -> Iterator[tuple[str, str, str]]:
    for entry in CONTRASTS[name]:
        for word in entry["words"]:
            plain, marked = sorted(entry["example"], key=lambda text: "{word}" in text)
            yield word, plain, marked.format(word=word)


@pytest.mark.parametrize(("word", "plain", "marked"), list(filled("negators")))
def test_a_negator_turns_its_example_round(word: str, plain: str, marked: str) -> None:
    assert turns_round(forms(plain), forms(marked))


@pytest.mark.parametrize(("word", "plain", "marked"), list(filled("quantifiers")))
def test_a_negation_stands_in_the_place_of_a_quantifier(word: str, plain: str, marked: str) -> None:
    found = changes(quotation(marked), quotation(plain))
    assert "polarity" in {change.kind for change in found}


@pytest.mark.parametrize(("word", "plain", "marked"), list(filled("modals")))
def test_a_modal_changes_the_modality_of_its_example(word: str, plain: str, marked: str) -> None:
    assert modalities(forms(plain)) != modalities(forms(marked))


PAIRS = [(*pair, entry["example"]) for entry in CONTRASTS["antonyms"] for pair in entry["pairs"]]


@pytest.mark.parametrize(("first", "second", "example"), PAIRS)
def test_an_opposite_turns_its_example_round(first: str, second: str, example: list[str]) -> None:
    one, other = (text.format(first=first, second=second) for text in example)
    assert turns_round(forms(one), forms(other))


def test_a_negating_affix_makes_an_opposite() -> None:
    for entry in CONTRASTS["negating_affixes"]:
        one, other = entry["example"]
        assert turns_round(forms(one), forms(other))
    assert are_opposites("hopeful", "hopeless")
    assert not are_opposites("terest", "interest")


def test_an_act_is_told_by_a_cue() -> None:
    for entry in CONTRASTS["acts"]:
        for word in entry["words"]:
            cue = find_cue(entry["example"].format(word=word))
            assert cue is not None
            assert cue.lemma == word


def test_function_words_carry_no_content() -> None:
    for entry in CONTRASTS["function_words"]:
        for word in entry["words"]:
            example = entry["example"][0].format(word=word)
            assert [form for form in forms(example) if is_content(form)] == ["bridge"], word


SAME = [
    *(pair for entry in SPELLING["words"] for pair in entry["pairs"]),
    *(
        pair
        for name in ("endings", "numbers", "contractions")
        for e in SPELLING[name]
        for pair in e["examples"]
    ),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_spellings_of_one_word_compare_equal(first: str, second: str) -> None:
    assert forms(first) == forms(second)


def test_an_abbreviation_ends_no_sentence() -> None:
    for entry in SPELLING["abbreviations"]:
        for word in entry["words"]:
            found = words(entry["example"].format(word=word.title()))
            assert [w.gap for w in found] == [""] * len(found), word


def test_rare_words_tell_more() -> None:
    assert information("the") < information("bridg") < information("balloon") < RAREST
    assert information("qwyjibo") == RAREST
    assert is_known("the")
    assert not is_known("qwyjibo")
