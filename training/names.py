"""Names of people, organisations and places from CrossNER politics and GUM.

CrossNER (Liu et al. 2021) marks names only. GUM (Zeldes 2017) marks every mention, so its spans
are cut down to the proper names at their heads.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

KINDS = {
    "politician": "PER", "person": "PER",
    "organisation": "ORG", "organization": "ORG", "politicalparty": "ORG",
    "location": "LOC", "country": "LOC", "place": "LOC",
    "election": "MISC", "event": "MISC", "misc": "MISC", "object": "MISC", "abstract": "MISC",
}  # fmt: skip
_LINKING_WORDS = {"PER": {"-", "de", "van", "von", "al", "bin"}}
_ANY_LINKING_WORDS = {"of", "for", "the", "and", "&", "'s", "’s", "-"}
_SENTENCES_PER_TEXT = 12


@dataclass(frozen=True)
class Named:
    """A text with (start, end, kind) of its names."""

    text: str
    names: tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class _Token:
    text: str
    tag: str
    space: bool
    entity: str


def crossner(path: Path) -> Iterator[Named]:
    """Reads a CoNLL file of tab-separated word and BIO label; some sentences make one text."""
    sentences = [block.split("\n") for block in path.read_text(encoding="utf-8").strip().split("\n\n")]
    for start in range(0, len(sentences), _SENTENCES_PER_TEXT):
        yield _joined([_crossner_sentence(rows) for rows in sentences[start : start + _SENTENCES_PER_TEXT]])


def _crossner_sentence(rows: list[str]) -> Named:
    words, names, length = [], [], 0
    for row in rows:
        word, label = row.split("\t")
        place, _, kind = label.partition("-")
        if place == "B":
            names.append((length, length + len(word), KINDS[kind]))
        elif place == "I" and names:
            names[-1] = (names[-1][0], length + len(word), names[-1][2])
        words.append(word)
        length += len(word) + 1
    return Named(" ".join(words), tuple(names))


def _joined(parts: list[Named]) -> Named:
    text, names = "", []
    for part in parts:
        text += "\n" if text else ""
        names += [(start + len(text), end + len(text), kind) for start, end, kind in part.names]
        text += part.text
    return Named(text, tuple(names))


def gum(path: Path) -> Named:
    """Reads a CoNLL-U document of GUM."""
    blocks = path.read_text(encoding="utf-8").strip().split("\n\n")
    return _joined([_gum_sentence(_gum_tokens(block)) for block in blocks])


def _gum_tokens(block: str) -> list[_Token]:
    tokens = []
    for line in block.split("\n"):
        fields = line.split("\t")
        if len(fields) == 10 and fields[0].isdigit():
            misc = dict(part.partition("=")[::2] for part in fields[9].split("|"))
            tokens.append(
                _Token(fields[1], fields[3], misc.get("SpaceAfter") != "No", misc.get("Entity", ""))
            )
    return tokens


def _mentions(tokens: list[_Token]) -> Iterator[tuple[int, int, str, list[int]]]:
    """Yields (first, past the last, kind, heads) of the mentions of one sentence."""
    pending: list[tuple[str, int, str, list[int]]] = []
    for place, token in enumerate(tokens):
        for part in re.findall(r"\([^()]+\)?|[\w\[\]/]*\)", token.entity):
            if part.startswith("("):
                fields = part.strip("()").split("-")
                heads = [place + int(number) - 1 for number in re.findall(r"\d+", fields[5])]
                pending.append((fields[0], place, fields[1], heads))
            if part.endswith(")"):
                number = pending[-1][0] if part.startswith("(") else part.strip(")")
                for index in range(len(pending) - 1, -1, -1):
                    if not number or pending[index][0] == number:
                        _, start, kind, heads = pending.pop(index)
                        yield start, place + 1, kind, heads
                        break


def _gum_sentence(tokens: list[_Token]) -> Named:
    starts, text = [], ""
    for token in tokens:
        starts.append(len(text))
        text += token.text + (" " if token.space else "")
    taken: set[int] = set()
    names = []
    for start, end, kind, heads in sorted(_mentions(tokens), key=lambda found: found[0] - found[1]):
        if kind in KINDS and all(head < end and tokens[head].tag == "PROPN" for head in heads):
            first, last = _proper(tokens, (start, end), heads[0], KINDS[kind])
            if not taken & set(range(first, last)):
                taken |= set(range(first, last))
                names.append((starts[first], starts[last - 1] + len(tokens[last - 1].text), KINDS[kind]))
    return Named(text.rstrip(), tuple(sorted(names)))


def _proper(tokens: list[_Token], span: tuple[int, int], head: int, kind: str) -> tuple[int, int]:
    """The run of proper nouns around the head, with small words only between them."""
    linking = _LINKING_WORDS.get(kind, _ANY_LINKING_WORDS)

    def reach(step: int) -> int:
        best = place = head
        while span[0] <= place + step < span[1]:
            place += step
            token = tokens[place]
            if token.tag == "PROPN" or (token.tag == "NUM" and step > 0):
                best = place
            elif token.text.lower() not in linking:
                break
        return best

    return reach(-1), reach(1) + 1
