"""Words given as an inner speaker's own: (phenomenon, text, content, source, cue, what is left)."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

import quotecheck.pipeline.tokenizer  # noqa: F401  (registers the tokenizer)
from quotecheck.pipeline.attribution import Attribution
from quotecheck.pipeline.conventions import Range
from quotecheck.pipeline.inner import unwrap

NLP = spacy.blank("en", config={"nlp": {"tokenizer": {"@tokenizers": "quotecheck.tokenizer.v1"}}})
ROWS = [
    (
        "what a document shows somebody doing",
        "A letter shows Ada Lee vowing to “stop the race.”",
        ("Ada Lee vowing to “stop the race.”", "A letter", "shows"),
        ("to “stop the race.”", "Ada Lee", "vowing", None),
    ),
    (
        "a text that somebody wrote and what it says",
        "Lee wrote a memo for the board claiming “no one came.”",
        ("a memo for the board claiming “no one came.”", "Lee", "wrote"),
        ("“no one came.”", "Lee", "claiming", None),
    ),
    (
        "a verb in progress is no participle",
        "A letter shows Lee was claiming “no one came.”",
        ("Lee was claiming “no one came.”", "A letter", "shows"),
        None,
    ),
    (
        "before the words",
        "The Courier reported that Ada Lee said, “No one came to the lake.”",
        ("Ada Lee said, “No one came to the lake.”", "The Courier", "reported"),
        ("“No one came to the lake.”", "Ada Lee", "said", "The Courier"),
    ),
    (
        "what an outlet says that she said",
        "The Courier says that Ada Lee said no one came to the lake.",
        ("Ada Lee said no one came to the lake", "The Courier", "says"),
        ("no one came to the lake", "Ada Lee", "said", "The Courier"),
    ),
    (
        "what somebody called like an outlet says of another, in marks",
        "“Ada Lee says the lake is open to all? God help us,” said Bloomberg.",
        ("Ada Lee says the lake is open to all? God help us,", "Bloomberg", "said"),
        None,
    ),
    (
        "after the words",
        "“No one came to the lake,” Ada Lee said in a letter, according to the Courier.",
        ("“No one came to the lake,” Ada Lee said in a letter", "the Courier", "according to"),
        ("“No one came to the lake,”", "Ada Lee", "said", "the Courier"),
    ),
    (
        "quoted as saying",
        "The Courier quotes the old mayor as saying “no one came to the lake.”",
        ("the old mayor as saying “no one came to the lake.”", "The Courier", "quotes"),
        ("“no one came to the lake.”", "the old mayor", "saying", "The Courier"),
    ),
    (
        "cited, with what they said",
        "The report cites two skaters who said the ice was thin.",
        ("two skaters who said the ice was thin", "The report", "cites"),
        ("the ice was thin", "two skaters", "said", "The report"),
    ),
    (
        "a text that is cited",
        "They cited a report stating that the ice was thin.",
        ("a report stating that the ice was thin", "They", "cited"),
        ("the ice was thin", "a report", "stating", "They"),
    ),
    (
        "behind the words, with who that is",
        "“No one came,” Ada Lee, who runs the lake, said, according to the Courier.",
        ("“No one came,” Ada Lee, who runs the lake, said", "the Courier", "according to"),
        ("“No one came,”", "Ada Lee", "said", "the Courier"),
    ),
    (
        "a pronoun",
        "Ada Lee spoke of the lake, which she called “a hole in the map,” the Courier reported.",
        ("which she called “a hole in the map,”", "the Courier", "reported"),
        ("“a hole in the map,”", "she", "called", "the Courier"),
    ),
    (
        "what somebody calls a thing",
        "The mayor vowed to mend what skaters call “a hole in the map” that frightens them.",
        ("to mend what skaters call “a hole in the map” that frightens them", "The mayor", "vowed"),
        ("“a hole in the map”", "skaters", "call", None),
    ),
    (
        "what a text of the source calls a thing",
        "Ada Lee posted a message that called the lake “a hole in the map.”",
        ("a message that called the lake “a hole in the map.”", "Ada Lee", "posted"),
        ("the lake “a hole in the map.”", "Ada Lee", "called", None),
    ),
    (
        "what the source calls a thing, in a clause of its own",
        "The mayor said the lake would freeze into what she called “a hole in the map.”",
        ("the lake would freeze into what she called “a hole in the map.”", "The mayor", "said"),
        None,
    ),
    (
        "who is quoted",
        "The Courier quoted the mayor Ada Lee as saying that the lake “froze in a night.”",
        ("the mayor Ada Lee as saying that the lake “froze in a night.”", "The Courier", "quoted"),
        ("the lake “froze in a night.”", "the mayor Ada Lee", "saying", "The Courier"),
    ),
    (
        "what is cited",
        "Ada Lee cited a study which found the lake had warmed.",
        ("a study which found the lake had warmed", "Ada Lee", "cited"),
        ("the lake had warmed", "a study", "found", "Ada Lee"),
    ),
    (
        "what is cited, and a clause beside it",
        "Ada Lee cited the study, saying the lake had warmed.",
        ("the study, saying the lake had warmed", "Ada Lee", "cited"),
        None,
    ),
    (
        "who is quoted somewhere",
        "Ada Lee was quoted in the Courier as saying: “The lake froze in a night.”",
        ("The lake froze in a night.", "Ada Lee", "quoted"),
        ("The lake froze in a night.", "Ada Lee", "saying", "the Courier"),
    ),
    (
        "who is quoted by somebody, who is taken for the source",
        "Ada Lee was quoted by the Courier as saying “the lake froze in a night.”",
        ("the lake froze in a night.", "the Courier", "saying"),
        ("the lake froze in a night.", None, "saying", "the Courier"),
    ),
    (
        "who is quoted as saying, words in marks",
        "The Courier quoted Ada Lee as saying “The lake froze in a night.”",
        ("Ada Lee as saying “The lake froze in a night.”", "The Courier", "quoted"),
        ("“The lake froze in a night.”", "Ada Lee", "saying", "The Courier"),
    ),
    (
        "who is quoted, in the passive",
        "Ada Lee was quoted by the Courier as saying the lake froze in a night.",
        ("as saying the lake froze in a night", "the Courier", "was quoted"),
        ("the lake froze in a night", None, "saying", "the Courier"),
    ),
    (
        "who is quoted, behind the words",
        "“No one came to the lake,” the Courier quoted Ada Lee as saying.",
        ("“No one came to the lake,”", "the Courier", "quoted"),
        ("“No one came to the lake,”", "Ada Lee", "saying", "the Courier"),
    ),
    (
        "who is quoted as telling somebody, all of it taken for the cue",
        "“No one came to the lake,” the Courier quoted Ada Lee as telling Bo Park.",
        ("“No one came to the lake,”", "the Courier", "quoted Ada Lee as telling"),
        ("“No one came to the lake,”", "Ada Lee", "telling", "the Courier"),
    ),
    (
        "who is quoted by somebody, and stands before",
        "Ada Lee was quoted by the Courier as saying “the lake froze in a night.”",
        ("Ada Lee", "the Courier", "quoted"),
        None,
    ),
    (
        "a clause without marks, before",
        "The Courier reported that Ada Lee had said the lake would be closed to skaters by May.",
        ("that Ada Lee had said the lake would be closed to skaters by May", "The Courier", "reported"),
        ("the lake would be closed to skaters by May", "Ada Lee", "said", "The Courier"),
    ),
    (
        "a clause without marks, after, and whom it was told",
        "After the storm, the woman who saw it told the two skaters that it froze, according to the Courier.",
        (
            "After the storm, the woman who saw it told the two skaters that it froze",
            "the Courier",
            "according to",
        ),
        ("it froze", "the woman who saw it", "told", "the Courier"),
    ),
    (
        "a noun is no verb of speech",
        "The main argument rests on a law that nobody had read, according to the Courier.",
        ("The main argument rests on a law that nobody had read", "the Courier", "according to"),
        None,
    ),
    (
        "what a body did",
        "The council rejected a law that nobody had read, according to the Courier.",
        ("The council rejected a law that nobody had read", "the Courier", "according to"),
        None,
    ),
    (
        "the passive",
        "The Courier reported that the lake is called “a hole in the map” by skaters.",
        ("the lake is called “a hole in the map” by skaters", "The Courier", "reported"),
        None,
    ),
    (
        "the source's own words",
        "Ada Lee said Bo Berg told her, “No one came to the lake.”",
        ("Bo Berg told her, “No one came to the lake.”", "Ada Lee", "said"),
        None,
    ),
    (
        "indirect, before the outlet",
        "Park officials have said that the lake was closed, according to the Courier.",
        ("Park officials have said that the lake was closed", "the Courier", "according to"),
        ("the lake was closed", "Park officials", "said", "the Courier"),
    ),
    (
        "indirect, a noun that is no verb",
        "The Courier reported that the claims of the mayor were dropped.",
        ("that the claims of the mayor were dropped", "The Courier", "reported"),
        None,
    ),
    (
        "nobody inside",
        "The Courier reported that the lake “froze over in a single night.”",
        ("the lake “froze over in a single night.”", "The Courier", "reported"),
        None,
    ),
]


def _range(doc: Doc, part: str) -> Range:
    start = doc.text.index(part)
    span = doc.char_span(start, start + len(part), alignment_mode="expand")
    assert span is not None
    return span.start, span.end


@pytest.mark.parametrize(("phenomenon", "text", "tagged", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_unwrap(
    phenomenon: str, text: str, tagged: tuple[str, str, str], expected: tuple[str | None, ...] | None
) -> None:
    doc = NLP(text)
    content, source, cue = (_range(doc, part) for part in tagged)
    one = Attribution([content], 1.0, cue, source)
    unwrap(doc, one)
    if expected is None:
        assert (one.pieces, one.source, one.cue, one.relay) == ([content], source, cue, None)
        return
    parts = (one.pieces[0], one.source, one.cue, one.relay)
    assert tuple(part and doc[part[0] : part[1]].text for part in parts) == expected
