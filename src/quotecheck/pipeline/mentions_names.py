"""Names in a text: runs of capitalised words, told apart into people, organisations, groups and places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from quotecheck.lexicon.bodies import (
    countries,
    organization_heads,
    organization_names,
    organization_nouns,
    peoples,
    places,
    states,
    thing_beginnings,
    things,
    topics,
)
from quotecheck.lexicon.names import PersonName, has_title, key, parse_name, split_title
from quotecheck.lexicon.people import (
    determiners,
    documents,
    given_words,
    modifiers,
    particles,
    roles,
    sentence_words,
    suffixes,
    titles,
    words_key,
)
from quotecheck.pipeline.mentions_runs import OF, in_run, runs, stray, without_nicknames
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


_CAMEL = re.compile(r"(?!(?:Mc|Mac|De|Di|Du|La|Le|Van|Fitz|O['’])[A-Z])[A-Z][a-z]+[A-Z]")
_TAG = re.compile(r"[DRI][-‑][A-Z][\w.-]*")  # of a party and state: "D-Ohio"
_MONTHS = frozenset({"March", "April", "May", "June", "August"})
_DATING = frozenset(
    {"in", "since", "last", "this", "next", "early", "late", "until", "by", "from", "of", "for"}
)
_ASKS = frozenset({"i", "we", "he", "she", "it", "they", "you", "there"})
_BEHIND = frozenset({"Above", "Below", "From", "Here", "In", "More", "Now", "On", "There"})
_DOCUMENTS = frozenset({"Poll", "Report", "Memo", "Study", "Index", "Act", "Dossier", "Tracker"})


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
        given = index in {1, end + 1} and before in given_words() and words_key(before) not in titles()
        role = before.casefold() in roles() and not given
        group = any(before in names() for names in (peoples, countries, topics)) or _names_body(texts, index)
        if body or role or (group and len(texts) - index >= 2):
            return index, titled or role
    return end, titled


def _names_body(texts: list[str], end: int) -> bool:
    """Whether two words up to a place are a body's name: "United Nations" before a person's."""
    return end > 1 and " ".join(texts[end - 2 : end]) in organization_names()


def _is_body(texts: list[str]) -> bool:
    joined = " ".join(texts)
    return (
        joined in organization_names()
        or texts[-1] in organization_heads()
        or "&" in joined
        or (any(text in organization_heads() for text in texts) and any(t in {*OF, "on"} for t in texts))
    )


def _shape_kind(texts: list[str], article: bool) -> MentionKind | None:
    """The kind of a run by its words alone; None where they do not tell."""
    joined = " ".join(texts)
    if joined in countries() or joined in places() or ("." in joined and joined in states()):
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
        texts[-1] in _BEHIND  # of "Continued Below"
        or texts[0] in thing_beginnings()
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
    if _TAG.fullmatch(texts[0]) and start:
        return None
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
    if role and len(texts) > 1 and _is_acronym(texts[-1]):  # "the Norvik CEO"
        inner = _mention(words, start, end - 1)
        return inner._replace(attributive=True) if inner else None
    body = texts[-1] in organization_heads() or (set(texts) & organization_heads() and set(texts) & OF)
    described = role and (role.plural or role.family == "party") and not body
    if len(texts) > 1 and described:
        return None
    cut, titled = _cut_before_name(texts)
    town = cut == 1 and not titled and texts[0] in countries() and texts[0] not in peoples()
    kind = _shape_kind(texts, article and (not cut or town))
    known = " ".join(texts) in organization_names()
    of_title = words_key(texts[-1]) in titles()  # "Office of Inspector General"
    if kind and (known or of_title or not (titled and cut and _is_person(texts[cut:], titled))):
        return Mention(first, last, kind, None, attributive)
    introduced = start > 0 and words[start].joined and words[start - 1].text in roles()
    if _is_person(texts[cut:], titled, introduced):
        beside = cut and (texts[cut - 1] in organization_heads() or texts[cut - 1] in countries())
        apart = beside or (cut and _names_body(texts, cut))
        title_start = start + cut if apart else start
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
    plural = lower[-1] == "s" and (lower in documents() or lower in organization_nouns())
    return opens and end - start == 1 and plural


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
    words = without_nicknames(words)
    lower = {word.text for word in words if word.text.islower()}
    alone = {
        word.text for word, before in zip(words, (None, *words), strict=False) if not in_run(word, before)
    }
    found: list[Mention] = []
    for start, end in runs(words):
        mention = _mention(words, start + stray(words, start, end, lower, alone), end)
        if mention and (not found or mention.start >= found[-1].end):
            before = words[start - 1].text if start else ""
            found.append(_titled_too(mention, found[-1], before) if found else mention)
    return sorted([*found, *_surnames(words, found)], key=lambda mention: mention.start)


def _surnames(words: Sequence[Word], found: Sequence[Mention]) -> Iterator[Mention]:
    """Words that are something else elsewhere and here somebody's surname: "King said", "May, who left"."""
    families = {m.name.words[-1] for m in found if m.kind == "person" and m.name and len(m.name.words) > 1}
    for index, word in enumerate(words):
        if (
            word.text not in families
            or not _is_noun(word.text)
            or any(m.start <= word.start < m.end for m in found)
        ):
            continue
        before = words[index - 1] if index and word.joined else None
        after = words[index + 1] if index + 1 < len(words) and words[index + 1].joined else None
        noun = after.text.casefold() if after else ""
        if (before and not _may_precede(word, before)) or (after and not _may_follow(word, after)):
            continue
        attributive = word.possessive or noun in roles() or noun in organization_nouns()
        yield Mention(word.start, word.end, None, PersonName("", (word.text,), ""), attributive)


def _is_noun(text: str) -> bool:
    return text in _MONTHS or text.casefold() in roles() or words_key(text) in titles()


def _may_precede(word: Word, before: Word) -> bool:
    """Whether a word before leaves a surname one: neither "the king" nor "in May" nor a longer name."""
    text = before.text.casefold()
    dated = word.text in _MONTHS and text in _DATING
    named = before.capital and not before.possessive and text not in sentence_words()
    return not named and text not in determiners() and not dated


def _may_follow(word: Word, after: Word) -> bool:
    """Whether a word behind leaves a surname one: neither "May 5" nor "May we" nor "King Salman"."""
    return word.possessive or (not after.capital and after.text[0].isalpha() and after.text not in _ASKS)


def _titled_too(mention: Mention, before: Mention, between: str) -> Mention:
    """Give the title of several to the second of them: "Justices Halvorsen and Brandt"."""
    if mention.kind is not None or mention.name is None or before.name is None:
        return mention
    title = before.name.title
    several = title.endswith("s.") or words_key(title.removesuffix("s")) in titles()
    if between not in {"and", ","} or not several or not title.endswith(("s", "s.")):
        return mention
    return mention._replace(kind="person", name=mention.name._replace(title=title))
