"""Runs of capitalised words: where a name may begin, what joins it, and what a page put before it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from quotecheck.lexicon.bodies import (
    countries,
    heads_with_for,
    is_outlet,
    organization_heads,
    organization_names,
    topics,
)
from quotecheck.lexicon.cues import find_cues
from quotecheck.lexicon.names import key
from quotecheck.lexicon.people import (
    breaking_words,
    given_words,
    particles,
    roles,
    sentence_words,
    short_forms,
    titles,
    words_key,
)
from quotecheck.pipeline.words import Word

OF = frozenset({"of", "for"})
# Heads whose topic "on" may name.
_DEALS = frozenset({"Committee", "Commission", "Council", "Center", "Subcommittee", "Caucus"})
_AROUND_NICKNAMES = frozenset({'""', "“”", "‘’", "''", "()"})
_OPENERS = frozenset(pair[0] for pair in _AROUND_NICKNAMES)
_MESSAGING = re.compile(r"[A-Z]{2,4}[’']?(?:ing|ed|d)")  # "DMing Halvorsen"
_SPOKE = re.compile(r"[A-Z][a-z]+(?:[^s]s|ed)|Said|Wrote")  # no given name is a verb of this form
_LAST = frozenset({"Jr.", "Sr."})  # of a name
_SHOUTED = 6  # letters from which a word in capitals is hardly an acronym
_BODY_STARTS = {"Secretary", "Speaker", "Chief", "Faculty", "School", "Republic", "States"}


def _opens_sentence(words: Sequence[Word], index: int) -> bool:
    """Whether a word has its capital from its place alone."""
    text = words[index].text
    if text.casefold().rstrip(".") not in sentence_words() or text[1:] != text[1:].lower():
        return text.isupper() and text in {
            "ADVERTISEMENT",
            "MORE",
            "WATCH",
            "READ",
            "RELATED",
            "UPDATE",
            "FILE",
        }
    following = words[index + 1] if index + 1 < len(words) else None
    if following is None or not following.joined or not following.capital:
        return True
    if index and words[index].joined and words[index - 1].text in roles():
        return False  # "contributor April Halvorsen"
    if words_key(f"{text} {following.text}") in titles():
        return False
    return key(text) not in short_forms() or _is_question(words, index)


def _is_question(words: Sequence[Word], index: int) -> bool:
    """Whether the sentence at a word ends in a question mark."""
    return next((word.text for word in words[index : index + 60] if word.text in ".!?"), ".") == "?"


def _joins(words: Sequence[Word], last: int, index: int) -> int:
    """Where a run goes on after word `last`: the index of its next capitalised word, or 0."""
    if words[last].possessive or index >= len(words) or not words[index].joined:
        return 0
    if words[last].text in _LAST:
        return 0
    word = words[index]
    if word.capital:
        full = words[last].text[-1] == "." and words_key(words[last].text) not in titles()
        begins = full and (word.text.casefold() in sentence_words() or _is_participle(words, last, word.text))
        return 0 if begins or word.text in breaking_words() else index
    if key(word.text) in particles() and index + 1 < len(words) and words[index + 1].joined:
        return index + 1 if words[index + 1].capital else _joins(words, last, index + 1)
    if word.text == "&":
        return _skip_to_capital(words, index)
    if end := _title_end(words, last):
        return end
    if word.text == "and" and words[last].text in topics():
        return _topics_joined(words, index)
    starts = {"for": heads_with_for(), "on": _DEALS}.get(word.text, _BODY_STARTS | organization_heads())
    if word.text in {*OF, "on"} and words[last].text in starts:
        return _skip_to_capital(words, index)
    return 0


@cache
def _joined_titles() -> dict[str, list[tuple[str, ...]]]:
    """Titles with a small word inside, by their first or second word: "special agent in charge"."""
    found: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for title in titles():
        if not OF.isdisjoint(title) or "in" in title:
            found[title[0]].append(title)
            found[title[1]].append(title[1:])  # its run may have begun before: "Special Agent"
    return found


def _title_end(words: Sequence[Word], first: int) -> int:
    """The last word of a title with a small word inside that begins at a word; 0 for none."""
    for title in _joined_titles().get(key(words[first].text), ()):
        end = first + len(title)
        if len(title) > 1 and words_key(" ".join(w.text for w in words[first:end])) == title:
            return end - 1 if all(w.joined for w in words[first + 1 : end]) else 0
    return 0


def _is_participle(words: Sequence[Word], last: int, text: str) -> bool:
    """Whether a word behind a country's initials begins a sentence: "… of the U.S. Considering Halvorsen"."""
    return words[last].text in countries() and len(text) > _SHOUTED and text.endswith("ing")


def _topics_joined(words: Sequence[Word], index: int) -> int:
    """Past "and" in "Energy and Commerce Committee"; 0 where no organisation's head follows."""
    ahead = index + 1
    while ahead < len(words) and words[ahead].joined and words[ahead].capital:
        if words[ahead].text in organization_heads():
            return index + 1
        ahead += 1
    return 0


def _skip_to_capital(words: Sequence[Word], index: int) -> int:
    """Past "of the" to the capitalised word that follows; 0 where none does."""
    index += 1
    if index < len(words) and words[index].text == "the":
        index += 1
    if index >= len(words) or words[index].text in breaking_words():
        return 0
    return index if words[index].joined and words[index].capital else 0


def runs(words: Sequence[Word]) -> Iterable[tuple[int, int]]:
    """Index ranges of capitalised runs."""
    index = 0
    while index < len(words):
        if not words[index].capital or _opens_sentence(words, index):
            index += 1
            continue
        last = index
        while following := _joins(words, last, last + 1):
            last = following
        yield index, last + 1
        index = last + 1


def without_nicknames(words: Sequence[Word]) -> list[Word]:
    """The words without a nickname inside a name: 'Nils "Nico" Brandt', "Nils (Nico) Brandt"."""
    kept: list[Word] = []
    place = 0
    while place < len(words):
        if place and words[place].text in _OPENERS and _is_nickname(words, place):
            place += 3
        kept.append(words[place])
        place += 1
    return kept


def _is_nickname(words: Sequence[Word], place: int) -> bool:
    """Whether a mark opens a single capitalised word between two parts of a name, no "Norvik (NBC) Ada …"."""
    inner, after = words[place + 1 : place + 3], words[place + 3 : place + 4]
    between = len(inner) == 2 and words[place].text + inner[1].text in _AROUND_NICKNAMES
    if between and words[place].text == "(" and (inner[0].text.isupper() or is_outlet(inner[0].text)):
        return False
    named = bool(after) and after[0].joined and after[0].capital and words[place - 1].capital
    return between and named and words[place].joined and inner[0].capital and len(inner[0].text) > 1


def in_run(word: Word, before: Word | None) -> bool:
    """Whether a word goes on from a capitalised one before it."""
    return before is not None and word.joined and before.capital and not before.possessive


def _shouted(texts: list[str]) -> int:
    """How many words in capitals a page's furniture put before a name: "JUST WATCHED Halvorsen"."""
    count = 0
    while count < len(texts) and texts[count].isupper() and texts[count] not in organization_names():
        count += 1
    long = any(len(text) >= _SHOUTED for text in texts[:count])
    return count if long and count < len(texts) else 0


@lru_cache(maxsize=16384)
def _is_cue(word: str) -> bool:
    """Whether a capitalised word is a verb of speech: "Wrote"."""
    return any(cue.cls != "attitude" for cue in find_cues(word.casefold()))


def stray(words: Sequence[Word], start: int, end: int, lower: set[str], alone: set[str]) -> int:
    """Words at the start of a run that only a sentence's or heading's beginning gave a capital.

    "Everywhere Halvorsen went" holds no "Everywhere Halvorsen": the text has the word in lower case and
    the rest as a name by itself.
    """
    if shouted := _shouted([word.text for word in words[start:end]]):
        return shouted
    first = words[start].text
    if end - start > 1 and _MESSAGING.fullmatch(first):
        return 1
    gerund = len(first) > _SHOUTED and first.endswith("ing")
    opens = (
        not words[start].joined or words[start - 1].text[-1] == "." or not words[start - 1].text[0].isalnum()
    )
    known = end - start == 2 and words[start + 1].text in alone
    if opens and (known or (end - start > 2 and _SPOKE.fullmatch(first))) and _is_cue(first):
        return 1  # "Wrote Halvorsen", "Says Ada Halvorsen"
    if not opens or end - start < 2 or first in given_words() or not (gerund or first.casefold() in lower):
        return 0
    if words_key(first) in titles():
        return 0
    return 1 if end - start == 2 and words[start + 1].text in alone else 0
