"""Who asks the questions of a list: "the questions that Ann Lee wants to ask the mayor"."""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc

from quotecheck.lexicon.people import function_words
from quotecheck.pipeline.conventions import Range
from quotecheck.pipeline.owners import PRONOUNS, by_noun, is_somebody, subject_before

QUESTIONS = frozenset(["questions"])
_OF_THEIRS = frozenset(["ask", "question", "interview"])
_WOULD = frozenset(["would", "will"])
_MAY = frozenset(["may", "might", "could", "should", "can", "must"])
_DEMANDING = frozenset(["demands", "demanded", "seeks", "sought", "seeking", "wants", "wanted", "want"])
_BEING = frozenset(["is", "are", "was", "were", "has", "have", "had", "been"])
_OWN = frozenset(["i", "we", "let", "my", "our", "us"])
_WHOM = 5  # tokens between "wants" and "to answer"


def find_asker(doc: Doc, sentences: Iterable[Range]) -> Range | None:
    """Whose questions sentences say the words behind them to be.

    Who wants to ask comes before whose questions they are otherwise, a name before a pronoun.

    Args:
        doc: A document.
        sentences: The nearest first.
    """
    found = []
    for sentence in sentences:
        for rank, way in enumerate((by_wish, _by_questions)):
            if told := way(doc, sentence):
                source = told[1]
                pronoun = source[1] - source[0] == 1 and doc[source[0]].lower_ in PRONOUNS
                found.append((2 * pronoun + rank, source))
    return min(found, key=lambda one: one[0], default=(0, None))[1]


def are_asked(doc: Doc, sentences: Iterable[Range]) -> bool:
    """Whether sentences tell of questions that are somebody's, not of such as the writer has or thinks of."""
    told = False
    for first, end in sentences:
        small = [doc[i].lower_ for i in range(first, end)]
        if QUESTIONS.isdisjoint(small) and _OF_THEIRS.isdisjoint(small):
            continue
        asks = [i for i, word in enumerate(small) if word in _OF_THEIRS and i > 0]
        if not _OWN.isdisjoint(small) or any(small[i - 1] in _MAY for i in asks):
            return False
        told = True
    return told


def _by_questions(doc: Doc, sentence: Range) -> tuple[Range, Range] | None:
    return by_noun(doc, sentence, QUESTIONS)


def by_wish(doc: Doc, sentence: Range) -> tuple[Range, Range] | None:
    """Who wants to question somebody, and the verb: "Lee wants to ask the mayor about the dam"."""
    first, end = sentence
    for verb in range(first + 1, end - 1):
        asks = _asks(doc, verb, end)
        if asks is None:
            continue
        while verb > first + 1 and (doc[verb - 1].lower_ in _BEING or _is_adverb(doc, verb - 1)):
            verb -= 1
        start = max((i + 1 for i in range(first, verb) if doc[i].lower_ in QUESTIONS), default=first)
        source = subject_before(doc, start, verb)
        if source is not None and is_somebody(doc, source) and doc[source[0]].lower_ not in _OWN:
            return (asks, asks + 1), source
    return None


def _asks(doc: Doc, verb: int, end: int) -> int | None:
    """The verb of asking that a verb of wishing leads to: "wants to ask", "wants Park to answer"."""
    word, after = doc[verb].lower_, verb + 1
    if word in _WOULD:
        if doc[after].lower_ in _OF_THEIRS:
            return after
        if after + 2 < end and doc[after].lower_ in {"like", "love"} and doc[after + 1].lower_ == "to":
            return after + 2 if doc[after + 2].lower_ in _OF_THEIRS else None
    if word in _DEMANDING and doc[after].lower_ == "answers":
        return after
    if word not in function_words("asking"):
        return None
    if after + 1 < end and doc[after].lower_ == "to":
        return after + 1 if doc[after + 1].lower_ in _OF_THEIRS else None
    if word in _BEING:
        return None
    stop = min(end - 1, after + _WHOM)
    return next(
        (i + 1 for i in range(after, stop) if doc[i].lower_ == "to" and doc[i + 1].lower_ == "answer"), None
    )


def _is_adverb(doc: Doc, place: int) -> bool:
    return doc[place].lower_.endswith("ly") and doc[place].text[0].islower()
