"""Names in a text: runs of capitalised words, told apart into people, organisations, groups and places."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from quotecheck.lexicon.bodies import (
    countries,
    heads_with_for,
    organization_heads,
    organization_names,
    organization_nouns,
    peoples,
    places,
    thing_beginnings,
    things,
    topics,
)
from quotecheck.lexicon.names import PersonName, has_title, key, parse_name, split_title
from quotecheck.lexicon.people import (
    breaking_words,
    documents,
    given_words,
    modifiers,
    particles,
    roles,
    sentence_words,
    short_forms,
    suffixes,
    titles,
    words_key,
)
from quotecheck.pipeline.words import Word

MentionKind = Literal["person", "organization", "group", "document", "unnamed", "place"]


class Mention(NamedTuple):
    """A stretch that names or describes somebody.

    Attributes:
        start: First code point, title included.
        end: One past the last.
        kind: None where a single capitalised word tells nothing by itself.
        name: The person's name; None for all others.
        attributive: Whether it stands before a noun or in the possessive: "Halvorsen's lawyer".
    """

    start: int
    end: int
    kind: MentionKind | None
    name: PersonName | None
    attributive: bool = False


_OF = {"of", "for"}
# Heads whose topic "on" may name.
_DEALS = frozenset({"Committee", "Commission", "Council", "Center", "Subcommittee", "Caucus"})
_CAMEL = re.compile(r"(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O['’])[A-Z])[A-Z][a-z]+[A-Z]")
_DOCUMENTS = frozenset({"Poll", "Report", "Memo", "Study", "Index", "Act", "Dossier", "Tracker"})
_AROUND_NICKNAMES = frozenset({'""', "“”", "‘’", "''", "()"})
_OPENERS = frozenset(pair[0] for pair in _AROUND_NICKNAMES)
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
    word = words[index]
    if word.capital:
        full = words[last].text[-1] == "." and words_key(words[last].text) not in titles()
        begins = full and word.text.casefold() in sentence_words()
        return 0 if begins or word.text in breaking_words() else index
    if key(word.text) in particles() and index + 1 < len(words) and words[index + 1].joined:
        return index + 1 if words[index + 1].capital else _joins(words, last, index + 1)
    if word.text == "&":
        return _skip_to_capital(words, index)
    if word.text == "and" and words[last].text in topics():
        return _topics_joined(words, index)
    starts = {"for": heads_with_for(), "on": _DEALS}.get(word.text, _BODY_STARTS | organization_heads())
    if word.text in {*_OF, "on"} and words[last].text in starts:
        return _skip_to_capital(words, index)
    return 0


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


def _runs(words: Sequence[Word]) -> Iterable[tuple[int, int]]:
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


def _suffix_after(words: Sequence[Word], end: int) -> int:
    """One past a suffix that follows after a comma, else `end`."""
    if end + 1 < len(words) and words[end].text == "," and key(words[end + 1].text) in suffixes():
        return end + 2
    return end


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isupper() and letters.isalpha()


def _cut_before_name(texts: list[str]) -> tuple[int, bool]:
    """How many words at a run's start describe the person, and whether a title is among them."""
    end = split_title(texts)
    titled = has_title(texts[:end])
    for index in range(len(texts) - 1, end, -1):
        before = texts[index - 1]
        initials = "." in before and before not in countries() and before not in places()
        body = (
            before in organization_heads()
            or (before in organization_names() and len(texts) > 2)
            or (_is_acronym(before) and not initials)
        )
        given = index == 1 and before in given_words() and words_key(before) not in titles()
        role = before.casefold() in roles() and not given
        people = before in peoples() | countries().keys() and len(texts) - index >= 2
        topic = before in topics() and len(texts) - index >= 2
        if body or role or people or topic:
            return index, titled or role
    return end, titled


def _is_body(texts: list[str]) -> bool:
    joined = " ".join(texts)
    return (
        joined in organization_names()
        or texts[-1] in organization_heads()
        or "&" in joined
        or (any(text in organization_heads() for text in texts) and any(t in {*_OF, "on"} for t in texts))
    )


def _shape_kind(texts: list[str], article: bool) -> MentionKind | None:
    """The kind of a run by its words alone; None where they do not tell."""
    joined = " ".join(texts)
    if joined in countries() or joined in places():
        return "place"
    if len(texts) > 1 and texts[-1] in _DOCUMENTS and joined not in organization_names():
        return "document"
    lone = texts[0] if len(texts) == 1 else ""
    if _is_body(texts) or (lone and (_is_acronym(lone) or _CAMEL.match(lone))):
        return "organization"
    if joined in peoples():
        return "group"
    if article and len(texts) > 1:
        return "organization"
    return None


def _is_gerund(texts: list[str]) -> bool:
    """Whether a run is a heading such as "Visiting Norway"."""
    return texts[0].endswith("ing") and texts[-1] in countries()


def _is_person(texts: list[str], titled: bool, introduced: bool = False) -> bool:
    """Whether the words left of a run can be a person's name; a noun such as "spokesman" may introduce it."""
    small = texts[0].islower() and key(texts[0]) not in particles()
    if small or (not titled and (texts[-1] in peoples() or _is_gerund(texts))):
        return False
    if (
        texts[0] in thing_beginnings()
        or (texts[-1] in things() and not introduced)
        or len(texts) > 5
        or any(text in organization_heads() for text in texts)
    ):
        return False
    own = texts[:-1] if key(texts[-1]) in suffixes() else texts
    if any(_is_acronym(text) and len(text) > 2 and "." not in text for text in own):
        return False
    return titled or len(texts) > 1


def _repeated(words: Sequence[Word], start: int, end: int) -> int:
    """Where a run begins to say the same name again, as a page's markup leaves behind; else its end."""
    for index in range(start + 1, end):
        text = words[index].text
        if text == words[index - 1].text or (
            index > start + 1 and text in {w.text for w in words[start : index - 1]} and text[-1] != "."
        ):
            return index
        glued = (w.text for w in words[index + 1 : index + 8] if w.text.startswith(text) and len(text) > 3)
        if any(word[len(text) :][:1].isupper() for word in glued):
            return index + 1
    return end


def _mention(words: Sequence[Word], start: int, end: int) -> Mention | None:
    """Make a mention of a run, or None where it names nobody."""
    end = _repeated(words, start, end)
    texts = [word.text for word in words[start:end]]
    following = words[end] if end < len(words) else None
    before_noun = following is not None and following.joined and not words[end - 1].possessive
    noun = following.text.casefold() if before_noun and following else ""
    attributive = words[end - 1].possessive or noun in roles() or noun in organization_nouns()
    article = start > 0 and words[start].joined and words[start - 1].text.casefold() == "the"
    first, last = words[start].start, words[end - 1].end
    if noun in organization_nouns() and noun not in roles() and noun != "states" and following:
        return Mention(first, following.end, "organization", None)
    if words_key(" ".join(texts)) in titles() or " ".join(texts).casefold() in roles():
        return None
    role = roles().get(texts[-1].casefold())
    body = texts[-1] in organization_heads() or (set(texts) & organization_heads() and set(texts) & _OF)
    described = role and (role.plural or role.family == "party") and not body
    if len(texts) > 1 and described:
        return None
    cut, titled = _cut_before_name(texts)
    kind = _shape_kind(texts, article and not cut)
    known = " ".join(texts) in organization_names()
    if kind and (known or not (titled and cut and _is_person(texts[cut:], titled))):
        return Mention(first, last, kind, None, attributive)
    introduced = start > 0 and words[start].joined and words[start - 1].text in roles()
    if _is_person(texts[cut:], titled, introduced):
        beside = organization_heads() | countries().keys()
        title_start = start + cut if cut and texts[cut - 1] in beside else start
        return _person(words, title_start, start + cut, _suffix_after(words, end), attributive)
    if _is_plain_plural(words, start, end):
        return None
    if len(texts) == 1 and texts[0] not in things() and texts[0].casefold() not in modifiers():
        return Mention(first, last, None, parse_name(texts[0]), attributive)
    return None


def _is_plain_plural(words: Sequence[Word], start: int, end: int) -> bool:
    """Whether a word is a common noun in the plural that opens its sentence: "Polls suggest"."""
    opens = not words[start].joined or not words[start - 1].text[0].isalnum()
    lower = words[start].text.casefold()
    return opens and end - start == 1 and lower[-1] == "s" and lower in documents() | organization_nouns()


def _person(
    words: Sequence[Word], start: int, name_start: int, end: int, attributive: bool
) -> Mention | None:
    title = " ".join(word.text for word in words[start:name_start])
    name = parse_name(" ".join(word.text for word in words[name_start:end] if word.text != ","))
    if name is None:
        return None
    return Mention(words[start].start, words[end - 1].end, "person", name._replace(title=title), attributive)


def find_names(words: Sequence[Word]) -> list[Mention]:
    """Find the names in a text.

    Args:
        words: The words of the text.

    Returns:
        Mentions in order; a single capitalised word that tells nothing has kind None.
    """
    words = _without_nicknames(words)
    lower = {word.text for word in words if word.text.islower()}
    alone = {
        word.text for word, before in zip(words, (None, *words), strict=False) if not _in_run(word, before)
    }
    found: list[Mention] = []
    for start, end in _runs(words):
        mention = _mention(words, start + _stray(words, start, end, lower, alone), end)
        if mention and (not found or mention.start >= found[-1].end):
            before = words[start - 1].text if start else ""
            found.append(_titled_too(mention, found[-1], before) if found else mention)
    return found


def _titled_too(mention: Mention, before: Mention, between: str) -> Mention:
    """Give the title of several to the second of them: "Justices Halvorsen and Brandt"."""
    if mention.kind is not None or mention.name is None or before.name is None:
        return mention
    title = before.name.title
    several = title.endswith("s.") or words_key(title.removesuffix("s")) in titles()
    if between not in {"and", ","} or not several or not title.endswith(("s", "s.")):
        return mention
    return mention._replace(kind="person", name=mention.name._replace(title=title))


def _without_nicknames(words: Sequence[Word]) -> list[Word]:
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
    """Whether a mark opens a single capitalised word between two parts of a name."""
    inner, after = words[place + 1 : place + 3], words[place + 3 : place + 4]
    between = len(inner) == 2 and words[place].text + inner[1].text in _AROUND_NICKNAMES
    named = bool(after) and after[0].joined and after[0].capital and words[place - 1].capital
    return between and named and words[place].joined and inner[0].capital and len(inner[0].text) > 1


def _in_run(word: Word, before: Word | None) -> bool:
    return before is not None and word.joined and before.capital and not before.possessive


def _shouted(texts: list[str]) -> int:
    """How many words in capitals a page's furniture put before a name: "JUST WATCHED Halvorsen"."""
    count = 0
    while count < len(texts) and texts[count].isupper() and texts[count] not in organization_names():
        count += 1
    long = any(len(text) >= _SHOUTED for text in texts[:count])
    return count if long and count < len(texts) else 0


def _stray(words: Sequence[Word], start: int, end: int, lower: set[str], alone: set[str]) -> int:
    """Words at the start of a run that only a sentence's or heading's beginning gave a capital.

    "Everywhere Halvorsen went" holds no "Everywhere Halvorsen": the text has the word in lower case and
    the rest as a name by itself.
    """
    if shouted := _shouted([word.text for word in words[start:end]]):
        return shouted
    first = words[start].text
    gerund = len(first) > _SHOUTED and first.endswith("ing")
    opens = (
        not words[start].joined or words[start - 1].text[-1] == "." or not words[start - 1].text[0].isalnum()
    )
    if not opens or end - start < 2 or first in given_words() or not (gerund or first.casefold() in lower):
        return 0
    if words_key(first) in titles():
        return 0
    return 1 if end - start == 2 and words[start + 1].text in alone else 0
