"""Who speaks: (phenomenon, text, attributions, speakers); None where it must stay open."""

from __future__ import annotations

from typing import NamedTuple

import pytest
import spacy
from spacy.tokens import Doc, DocBin, Span, SpanGroup

import quotecheck.pipeline.marks
import quotecheck.pipeline.mentions
import quotecheck.pipeline.structure  # noqa: F401  (registers the components)
from quotecheck.lexicon import table
from quotecheck.lexicon.bodies import organization_name
from quotecheck.pipeline.linking import ATTRIBUTIONS
from quotecheck.pipeline.mentions import read_scene
from quotecheck.pipeline.speakers import SPEAKERS, speakers_component
from quotecheck.pipeline.speakers_entities import Cast
from quotecheck.pipeline.speakers_pronouns import Salience
from quotecheck.pipeline.speakers_resolve import Resolver

NLP = spacy.blank("en")
for name in ("quotecheck_marks", "quotecheck_structure", "quotecheck_mentions"):
    NLP.add_pipe(name)


_CLASSES = {"told": "tell", "responded": "answer"}


class Says(NamedTuple):
    """An attribution; each part is the first occurrence after the attribution before it, or at `at`."""

    content: str
    source: str | None
    cue: str | None
    continues: str | None = None
    kind: str = "direct"


def _span(doc: Doc, part: str, near: int, label: str, key: str) -> Span:
    places = [i for i in range(len(doc.text)) if doc.text.startswith(part, i)]
    start = min(places, key=lambda place: abs(place - near))
    span = doc.char_span(start, start + len(part), label=label, span_id=key, alignment_mode="expand")
    assert span is not None
    return span


def attribute(text: str, *said: Says) -> Doc:
    """Run the components over a text with attributions given."""
    doc = NLP(text)
    spans: list[Span] = []
    items: dict[str, dict[str, object]] = {}
    near = 0
    for number, one in enumerate(said):
        key = str(number)
        near = text.index(one.content, near)
        parts = [("content", one.content, near), ("source", one.source, near + len(one.content))]
        parts += [("cue", one.cue, near + len(one.content))]
        spans += [_span(doc, part, place, label, key) for label, part, place in parts if part]
        cls = _CLASSES.get(one.cue or "", "say")
        items[key] = {"kind": one.kind, "continues": one.continues, "class": cls, "flags": []}
    doc.spans[ATTRIBUTIONS] = SpanGroup(doc, name=ATTRIBUTIONS, spans=spans, attrs={"items": items})
    done: Doc = speakers_component(doc)
    return done


def speakers_of(text: str, *said: Says) -> list[str | None]:
    """Names of the speakers found, None where unsure."""
    attrs = attribute(text, *said).spans[SPEAKERS].attrs
    keys = [attrs["speaker"][str(number)] for number in range(len(said))]
    return [attrs["entities"][key]["name"] if key else None for key in keys]


def speaker_of(text: str, content: str, source: str | None, cue: str | None) -> str | None:
    """The one speaker of a text with one attribution."""
    return speakers_of(text, Says(content, source, cue))[0]


A = "“We waited long enough,”"
C = "We waited long enough,"
ROWS: list[tuple[str, str, list[Says], list[str | None]]] = [
    ("full name", f"{A} Ada Halvorsen said.", [Says(C, "Ada Halvorsen", "said")], ["Ada Halvorsen"]),
    (
        "an adviser whom the next paragraph names",
        f"Brandt’s economic adviser said: {A}\nAda Halvorsen, director of the Economic Council, left.",
        [Says(C, "Brandt’s economic adviser", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a spokeswoman whom the next paragraph names by her title",
        f"{A} a White House spokeswoman said.\nWhite House press secretary Ada Halvorsen left.",
        [Says(C, "a White House spokeswoman", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a judge, before a paragraph that names somebody else",
        f"{A} a federal judge said.\nNorvik mayor Ada Halvorsen left.",
        [Says(C, "a federal judge", "said")],
        ["a federal judge"],
    ),
    (
        "the president by another title",
        f"President Brandt came. {A} the commander in chief said.",
        [Says(C, "the commander in chief", "said")],
        ["Brandt"],
    ),
    (
        "a source that goes on behind its relative pronoun",
        f"Sen. Ada Halvorsen (D-WV), who crossed the aisle, said: {A}",
        [Says(C, "who crossed the aisle", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a participle behind initials",
        f"Halvorsen likes the U.S. Considering Halvorsen’s age, that is new. {A} Halvorsen said.",
        [Says(C, "Halvorsen", "said")],
        ["Halvorsen"],
    ),
    (
        "surname",
        f"Mayor Ada Halvorsen came. {A} Halvorsen said.",
        [Says(C, "Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "surname before the full name",
        f"{A} Halvorsen said. Ada Halvorsen is the mayor.",
        [Says(C, "Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "title tells namesakes apart",
        f"Ada Halvorsen met her brother, Judge Nils Halvorsen. {A} Judge Halvorsen said.",
        [Says(C, "Judge Halvorsen", "said")],
        ["Nils Halvorsen"],
    ),
    (
        "namesakes alike stay open",
        f"Ada Halvorsen met Nils Halvorsen. {A} Halvorsen said.",
        [Says(C, "Halvorsen", "said")],
        [None],
    ),
    (
        "family name first",
        f"Minister Wu Lin came. Later Mr. Wu spoke. {A} Mr. Wu said.",
        [Says(C, "Mr. Wu", "said")],
        ["Wu Lin"],
    ),
    (
        "the one introduced first keeps the bare surname",
        f"Wu Lin came. Mr. Wu sat down.\nA clerk, Wu Feng, poured tea.\nIt was late.\n{A} Mr. Wu said.",
        [Says(C, "Mr. Wu", "said")],
        ["Wu Lin"],
    ),
    ("he", f"Nils Brandt came. {A} he said.", [Says(C, "he", "said")], ["Nils Brandt"]),
    (
        "she is not he",
        f"Mr. Nils Brandt met Mrs. Ada Halvorsen. {A} he said.",
        [Says(C, "he", "said")],
        ["Nils Brandt"],
    ),
    (
        "gender by the text's own pronoun",
        f"Robin Brandt closed her shop.\nNils Halvorsen closed his.\n{A} she said.",
        [Says(C, "she", "said")],
        ["Robin Brandt"],
    ),
    (
        "he goes on speaking",
        f"{A} Nils Brandt said. “It rained,” he said.",
        [Says(C, "Nils Brandt", "said"), Says("It rained,", "he", "said")],
        ["Nils Brandt", "Nils Brandt"],
    ),
    (
        "apposition",
        f"Ada Halvorsen, the mayor of Norvik, came. Nils Brandt left. {A} the mayor said.",
        [Says(C, "the mayor", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "role before the name",
        f"Norvik mayor Ada Halvorsen came. Nils Brandt left. {A} the mayor said.",
        [Says(C, "the mayor", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "predicate",
        f"Ada Halvorsen is the mayor of Norvik. Nils Brandt left. {A} the mayor said.",
        [Says(C, "the mayor", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "title and noun",
        f"Sen. Ada Halvorsen met Gov. Nils Brandt. {A} the senator said.",
        [Says(C, "the senator", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "unnamed source",
        f"{A} a senior harbor official said. “It rained,” the official said.",
        [Says(C, "a senior harbor official", "said"), Says("It rained,", "the official", "said")],
        ["a senior harbor official", "a senior harbor official"],
    ),
    (
        "another is another",
        f"{A} one official said. “It rained,” another official said.",
        [Says(C, "one official", "said"), Says("It rained,", "another official", "said")],
        ["one official", "another official"],
    ),
    (
        "group",
        f"{A} harbor officials said. “It rained,” the officials said.",
        [Says(C, "harbor officials", "said"), Says("It rained,", "the officials", "said")],
        ["harbor officials", "harbor officials"],
    ),
    (
        "capital is the government",
        f"France was silent. {A} Paris said.",
        [Says(C, "Paris", "said")],
        ["France"],
    ),
    (
        "aide to somebody",
        f"{A} an aide to Ada Halvorsen said.",
        [Says(C, "an aide to Ada Halvorsen", "said")],
        ["an aide to Ada Halvorsen"],
    ),
    (
        "role and name in one",
        f"{A} coordinator for harbors at the Norvik Council Ada Halvorsen said.",
        [Says(C, "coordinator for harbors at the Norvik Council Ada Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "relative clause",
        f"They met Ada Halvorsen, who said {A[:-2]}.”",
        [Says(C[:-1], "who", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "plural source",
        f"{A} Ada Halvorsen and Nils Brandt said.",
        [Says(C, "Ada Halvorsen and Nils Brandt", "said")],
        ["Ada Halvorsen and Nils Brandt"],
    ),
    (
        "continued paragraph",
        f"Ada Halvorsen said: {A}\n“It rained all day and all night.”",
        [Says(C, "Ada Halvorsen", "said"), Says("It rained all day and all night.", None, None, "0")],
        ["Ada Halvorsen", "Ada Halvorsen"],
    ),
    (
        "alone in its paragraph",
        f"{A} Ada Halvorsen said.\n“It rained all day and all night.”",
        [Says(C, "Ada Halvorsen", "said"), Says("It rained all day and all night.", None, None)],
        ["Ada Halvorsen", "Ada Halvorsen"],
    ),
    (
        "signed post",
        "She posted this.\n“It rained all day and all night.” — Nils Brandt (@brandt) May 3",
        [Says("It rained all day and all night.", None, None)],
        ["Nils Brandt"],
    ),
    (
        "heading that repeats a quotation",
        "The day\n\n‘We waited long enough’\n\nIt was late.\n“We waited long enough,” Ada Halvorsen said.",
        [Says("We waited long enough", None, None), Says(C, "Ada Halvorsen", "said")],
        ["Ada Halvorsen", "Ada Halvorsen"],
    ),
    (
        "the subject, not the last named",
        f"In a speech, Ada Halvorsen made no mention of Kim Brandt. {A} she said.",
        [Says(C, "she", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "somebody unnamed",
        f"Nils Brandt waited.\nA border officer walked up to the bus. {A} he said.",
        [Says(C, "he", "said")],
        ["a border officer"],
    ),
    (
        "description, then name",
        f"{A} said her older son, Anders, who had come along.",
        [Says(C, "her older son", "said")],
        ["Anders"],
    ),
    (
        "age",
        f"Ada Halvorsen, 36, came with Nils Brandt, 40. {A} the 36-year-old said.",
        [Says(C, "the 36-year-old", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "whose spokeswoman",
        f"Norvik Council spokeswoman Ada Halvorsen met Harbour Board spokeswoman Kim Brandt. {A} "
        "the Harbour Board spokeswoman said.",
        [Says(C, "the Harbour Board spokeswoman", "said")],
        ["Kim Brandt"],
    ),
    (
        "the company",
        f"Norvik Motors lost money. {A} the company said.",
        [Says(C, "the company", "said")],
        ["Norvik Motors"],
    ),
    (
        "the department is no company",
        f"Norvik Motors lost money. {A} the department said.",
        [Says(C, "the department", "said")],
        ["the department"],
    ),
    (
        "nobody gendered by a name",
        f"Maria Brandt met Peter Halvorsen.\n{A} he said.",
        [Says(C, "he", "said")],
        ["Maria Brandt"],
    ),
    (
        "capital of a sentence's start",
        f"People went everywhere.\nEverywhere Halvorsen went, it rained. Halvorsen left. {A} Halvorsen said.",
        [Says(C, "Halvorsen", "said")],
        ["Halvorsen"],
    ),
    (
        "a title is not the daughter's",
        f"Mayor Halvorsen came with her daughter, Ida Halvorsen. {A} Mayor Halvorsen said.",
        [Says(C, "Mayor Halvorsen", "said")],
        ["Halvorsen"],
    ),
    (
        "named behind the cue",
        f"Kim Brandt waited.\n{A} yelled Ada Halvorsen.",
        [Says(C, None, "yelled")],
        ["Ada Halvorsen"],
    ),
    (
        "named behind the marks",
        f"Kim Brandt waited.\n{A} Ada Halvorsen, mayor of Norvik. “It rained.”",
        [Says(C, None, None)],
        ["Ada Halvorsen"],
    ),
    (
        "a former mayor behind a preposition",
        f"Mayor Nils Brandt spoke of rules made under former Mayor Bo Berg. {A} he said.",
        [Says(C, "he", "said")],
        ["Nils Brandt"],
    ),
    (
        "a name before a noun is not the head",
        f"Ada Halvorsen came. {A} the Halvorsen inquiry said.",
        [Says(C, "the Halvorsen inquiry", "said")],
        ["the Halvorsen inquiry"],
    ),
    (
        "a different one",
        f"Norvik strategist Ada Halvorsen came. {A} a quite different Norvik strategist said.",
        [Says(C, "a quite different Norvik strategist", "said")],
        ["a quite different Norvik strategist"],
    ),
    ("nobody to be found", f"{A} he said.", [Says(C, "he", "said")], [None]),
    (
        "a title at a sentence's start",
        f"Mayor Halvorsen came. The mayor sat down with Mayor Brandt of Bergen. Halvorsen left. {A} "
        "Mayor Halvorsen said.",
        [Says(C, "Mayor Halvorsen", "said")],
        ["Halvorsen"],
    ),
    (
        "the land's own president",
        f"President Halvorsen met Harbor Council President Kim Brandt. {A} the president said.",
        [Says(C, "the president", "said")],
        ["Halvorsen"],
    ),
    (
        "the one spoken of, by something told nowhere else",
        f"Ada Halvorsen closed her office on Monday. {A} the Norvik senator said.",
        [Says(C, "the Norvik senator", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a senator is no governor",
        f"Gov. Ada Halvorsen closed her office on Monday. {A} the Norvik senator said.",
        [Says(C, "the Norvik senator", "said")],
        ["the Norvik senator"],
    ),
    (
        "a spokesman is not the one spoken of",
        f"Ada Halvorsen closed her office on Monday. {A} the spokesman said.",
        [Says(C, "the spokesman", "said")],
        ["the spokesman"],
    ),
    (
        "somebody's lawyer is not any lawyer",
        f"Special counsel Kim Brandt came. {A} Halvorsen’s lawyer said.",
        [Says(C, "Halvorsen’s lawyer", "said")],
        ["Halvorsen’s lawyer"],
    ),
    (
        "they who are close to a body",
        f"{A} those close to the Norvik Council said.",
        [Says(C, "those close to the Norvik Council", "said")],
        ["those close to the Norvik Council"],
    ),
    (
        "every one of them",
        f"Senator Ada Halvorsen and Senator Nils Brandt came. {A} every senator said.",
        [Says(C, "every senator", "said")],
        ["every senator"],
    ),
    (
        "two names with their roles",
        f"{A} harbor director Ada Halvorsen and Bergen mayor Nils Brandt said.",
        [Says(C, "harbor director Ada Halvorsen and Bergen mayor Nils Brandt", "said")],
        ["Ada Halvorsen and Nils Brandt"],
    ),
    (
        "two organisations",
        f"{A} the Norvik Council and the Harbor Commission said.",
        [Says(C, "the Norvik Council and the Harbor Commission", "said")],
        ["Norvik Council and Harbor Commission"],
    ),
    (
        "a month does not belong to a description",
        f"{A} the judges in June said.",
        [Says(C, "the judges", "said")],
        ["the judges"],
    ),
    (
        "a sentence's first word does not belong to a description",
        f"They waited. But investigators knew it. {A} the investigators said.",
        [Says(C, "the investigators", "said")],
        ["the investigators"],
    ),
    (
        "plain nouns before the head",
        f"Nils Brandt waited. A harbor safety officer walked up. {A} he said.",
        [Says(C, "he", "said")],
        ["a harbor safety officer"],
    ),
    (
        "the narration's own pronoun carries on",
        f"Nils Brandt left. Bo Berg came. He shook hands with Kim Nygaard. He sat down beside Kim Nygaard. "
        f"{A} he said.",
        [Says(C, "he", "said")],
        ["Bo Berg"],
    ),
    (
        "nickname inside a name",
        f'Rep. Nils "Nico" Brandt came. {A} Brandt said.',
        [Says(C, "Brandt", "said")],
        ["Nils Brandt"],
    ),
    (
        "a month that is a given name",
        f"{A} Norvik contributor April Halvorsen said.",
        [Says(C, "Norvik contributor April Halvorsen", "said")],
        ["April Halvorsen"],
    ),
    (
        "a page's furniture before a name",
        f"JUST WATCHED Halvorsen: the interview\n{A} Mayor Halvorsen said.",
        [Says(C, "Mayor Halvorsen", "said")],
        ["Halvorsen"],
    ),
    (
        "ambassador to a country, then the name",
        f"{A} former ambassador to China Ada Halvorsen said.",
        [Says(C, "former ambassador to China Ada Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a title of several",
        f"Justices Halvorsen and Brandt came. {A} Brandt said.",
        [Says(C, "Brandt", "said")],
        ["Brandt"],
    ),
    (
        "a poll is no person",
        f"{A} the Norvik Tracking Poll said.",
        [Says(C, "the Norvik Tracking Poll", "said")],
        ["Norvik Tracking Poll"],
    ),
    (
        "he and somebody named",
        f"Nils Brandt met Ada Halvorsen. {A} he and Kim Berg said.",
        [Says(C, "he and Kim Berg", "said")],
        ["Nils Brandt and Kim Berg"],
    ),
    (
        "he after what he is told to have said of another",
        "Nils Brandt suggested that perhaps Bo Berg should resign at once. "
        "He said: “It rained all day and all night.”",
        [
            Says("perhaps Bo Berg should resign at once", "Nils Brandt", "suggested"),
            Says("It rained all day and all night.", "He", "said"),
        ],
        ["Nils Brandt", "Nils Brandt"],
    ),
    (
        "I of whoever writes",
        f"Nils Brandt left. {A} I asked.",
        [Says(C, "I", "asked")],
        [None],
    ),
    (
        "which is no person",
        f"They read a report about Nils Brandt, which warned that {C}",
        [Says(C, "which", "warned")],
        ["a report"],
    ),
    (
        "some of those described are others",
        f"The nurses met at noon. {A} two of the nurses said.",
        [Says(C, "two of the nurses", "said")],
        ["two of the nurses"],
    ),
    (
        "nobody is he",
        f"No one came, no one asked why. {A} he said.",
        [Says("why", "no one", "asked"), Says(C, "he", "said")],
        ["no one", None],
    ),
    (
        "the statement of who spoke in it",
        f"“It rained,” the Harbor Council said in a statement.\n{A} the statement said.",
        [Says("It rained,", "the Harbor Council", "said"), Says(C, "the statement", "said")],
        ["Harbor Council", "Harbor Council"],
    ),
    (
        "the post of who is told to have sent it",
        f"Rep. Ada Halvorsen praised the mill in a tweet. {A} the tweet said.",
        [Says(C, "the tweet", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "somebody's letter",
        f"Ada Halvorsen wrote home. {A} Halvorsen’s letter said.",
        [Says(C, "Halvorsen’s letter", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a statement from a body",
        f"{A} a statement from the Harbor Council said.",
        [Says(C, "a statement from the Harbor Council", "said")],
        ["Harbor Council"],
    ),
    (
        "a report speaks for itself",
        f"The Harbor Council sent out a report. {A} the report said.",
        [Says(C, "the report", "said")],
        ["a report"],
    ),
    (
        "a longer description, then the name",
        f"{A} one nurse at the meeting, Ada Halvorsen, said.",
        [Says(C, "one nurse at the meeting", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a surname, then a description",
        f"Halvorsen, a nurse, said {A}",
        [Says(C, "a nurse", "said")],
        ["Halvorsen"],
    ),
    (
        "words in a paragraph of their own, led up to",
        f"Kim Berg said “it rained” at noon.\nThen Ada Halvorsen answered in a statement.\n{A[:-2]}.”",
        [Says("it rained", "Kim Berg", "said"), Says(C[:-1], None, None)],
        ["Kim Berg", "Ada Halvorsen"],
    ),
    (
        "told names who is told",
        f"Ada Halvorsen was asked about the mill and told reporters that {A}",
        [Says(C, None, "told")],
        ["Ada Halvorsen"],
    ),
    (
        "somebody and her colleagues",
        f"{A} Ada Halvorsen and her colleagues said. “It rained,” they said.",
        [Says(C, "Ada Halvorsen", "said"), Says("It rained,", "they", "said")],
        ["Ada Halvorsen and her colleagues", "Ada Halvorsen and her colleagues"],
    ),
    (
        "two with their parties",
        f"Ada Halvorsen and Nils Brandt met. Halvorsen, D-Va., and Brandt, R-Ga., said: {A}",
        [Says(C, "Halvorsen", "said")],
        ["Ada Halvorsen and Nils Brandt"],
    ),
    (
        "a body of which others only tell",
        f"{A} the Norvik Company of miller Nils Brandt said.",
        [Says(C, "the Norvik Company of miller Nils Brandt", "said")],
        ["Norvik Company"],
    ),
    (
        "the last word of a body's name",
        f"The United Millworkers met. {A} the Millworkers said.",
        [Says(C, "the Millworkers", "said")],
        ["United Millworkers"],
    ),
    (
        "another court than the one named",
        f"A district court ruled. The Norvik Supreme Court met. {A} the district court said.",
        [Says(C, "the district court", "said")],
        ["a district court"],
    ),
    (
        "a spokeswoman named further on",
        f"{A} a spokeswoman for Norvik Motors said. Ada Halvorsen, a spokeswoman for Norvik Motors, left.",
        [Says(C, "a spokeswoman for Norvik Motors", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "who sent a letter",
        f"Ada Halvorsen replied in a letter that said {A}",
        [Says(C, "a letter", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "people who know somebody",
        f"{A} two people who know her and sat near said.",
        [Says(C, "two people", "said")],
        ["two people who know her"],
    ),
    (
        "a page's furniture between two paragraphs",
        f"{A} Ada Halvorsen said.\n\nADVERTISEMENT\n\n“It rained all day and all night.”",
        [Says(C, "Ada Halvorsen", "said"), Says("It rained all day and all night.", None, None)],
        ["Ada Halvorsen", "Ada Halvorsen"],
    ),
    (
        "a post of two paragraphs",
        "Kim came.\n\nIt rained all day and all night.\n\nNothing dried. — Nils Brandt (@nb)",
        [Says("It rained all day and all night.", None, None)],
        ["Nils Brandt"],
    ),
    (
        "somebody described by plain nouns who has spoken",
        f"“It rained,” said Ada Halvorsen, senior harbor markets economist at Norvik Bank. {A} she said.",
        [Says("It rained,", "Ada Halvorsen", "said"), Says(C, "she", "said")],
        ["Ada Halvorsen", "Ada Halvorsen"],
    ),
    (
        "he does not name himself",
        "Nils Brandt met Bo Berg. He said Brandt would stay.",
        [Says("Brandt would stay", "He", "said")],
        ["Bo Berg"],
    ),
    (
        "a title with a topic before the name",
        f"Former Director of National Intelligence Ada Halvorsen came. {A} Halvorsen said.",
        [Says(C, "Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "sites whose buttons stand before a name",
        f"Facebook Twitter Pinterest Ada Halvorsen at work\n{A} Halvorsen said.",
        [Says(C, "Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a gerund that opens a sentence",
        f"Considering Halvorsen’s age, they sat. Halvorsen sat, too. {A} Halvorsen said.",
        [Says(C, "Halvorsen", "said")],
        ["Halvorsen"],
    ),
    (
        "a book that says so",
        f"A report on mills praised “Mills and Rain,” which says that {C}",
        [Says(C, "which", "says")],
        ["Mills and Rain"],
    ),
    (
        "a surname that is a month",
        f"Prime minister Ada May left. {A} May said.",
        [Says(C, "May", "said")],
        ["Ada May"],
    ),
    (
        "the same source",
        f"“It rained,” one source close to the mill said. {A} the same source said.",
        [Says("It rained,", "one source close to the mill", "said"), Says(C, "the same source", "said")],
        ["one source close to the mill", "one source close to the mill"],
    ),
    (
        "those who",
        f"{A} those who know her well said.",
        [Says(C, "those", "said")],
        ["those who know her well"],
    ),
    (
        "he and others",
        f"Nils Brandt left. {A} he and other clerks said.",
        [Says(C, "he and other clerks", "said")],
        ["Nils Brandt and other clerks"],
    ),
    (
        "a head named behind the body and its listing",
        f"Norvik Motors (NM) founder and CEO Ada Halvorsen said {A}",
        [Says(C, "Norvik Motors", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "the statement of who spoke just before",
        f"“It rained,” police said. {A} the statement said.",
        [Says("It rained,", "police", "said"), Says(C, "the statement", "said")],
        ["police", "police"],
    ),
    (
        "whose administration it is",
        f"Mr. Halvorsen waited. The Halvorsen administration met Kim Berg. Berg sat. {A} the president said.",
        [Says(C, "the president", "said")],
        ["Halvorsen"],
    ),
    (
        "he of a subject that belongs to him",
        f"Council spokesman Bo Berg came.\nIt rained.\nNils Brandt’s plan for the mill was old. {A} he said.",
        [Says(C, "he", "said")],
        ["Nils Brandt"],
    ),
    (
        "words in a paragraph of their own, behind one about somebody",
        "Kim Berg said “it rained” at noon.\nIt stopped. It was late.\nAda Halvorsen waited. She ate.\n"
        "“It rained all day and all night.”",
        [Says("it rained", "Kim Berg", "said"), Says("It rained all day and all night.", None, None)],
        ["Kim Berg", "Ada Halvorsen"],
    ),
    (
        "the subject of the sentence, not of a clause in it",
        f"Nils Brandt was asked if Bo Berg agreed to it, and he said {A}",
        [Says(C, "he", "said")],
        ["Nils Brandt"],
    ),
    (
        "a name that ends like a thing's",
        f"{A} spokesman Nils Law said.",
        [Says(C, "spokesman Nils Law", "said")],
        ["Nils Law"],
    ),
    (
        "a plural at a sentence's start",
        "They waited. Polls suggest the mill is old.",
        [Says("the mill is old", "Polls", "suggest")],
        ["Polls"],
    ),
    (
        "the source that spoke last",
        f"Rep. Ada Halvorsen, R-Va., left. “It rained,” one insider said. {A} the Republican said.",
        [Says("It rained,", "one insider", "said"), Says(C, "the Republican", "said")],
        ["one insider", "one insider"],
    ),
    (
        "a committee on something",
        f"{A} the Standing Committee on the Harbor said.",
        [Says(C, "the Standing Committee on the Harbor", "said")],
        ["Standing Committee on the Harbor"],
    ),
    (
        "a noun behind a body's name",
        f"{A} the Norvik Herald newspaper said.",
        [Says(C, "the Norvik Herald newspaper", "said")],
        ["Norvik Herald"],
    ),
    (
        "as for somebody",
        f"Nils Brandt left. “It rained,” Brandt said. As for Bo Berg, he said {A}",
        [Says("It rained,", "Brandt", "said"), Says(C, "he", "said")],
        ["Nils Brandt", "Nils Brandt"],
    ),
    (
        "a town is hardly it",
        f"The Harbor Council met in Norvik and then in Paris. {A} it said.",
        [Says(C, "it", "said")],
        ["Harbor Council"],
    ),
    (
        "a party's establishment is no member of it",
        f"Sen. Nils Brandt, a Republican, left. {A} the Republican establishment said.",
        [Says(C, "the Republican establishment", "said")],
        ["the Republican establishment"],
    ),
    (
        "a third of the name",
        f"Nils B. Brandt III came. {A} Mr. Brandt said.",
        [Says(C, "Mr. Brandt", "said")],
        ["Nils B. Brandt III"],
    ),
    (
        "a given name that is a noun for people",
        f"Guy Brandt came. {A} Brandt said.",
        [Says(C, "Brandt", "said")],
        ["Guy Brandt"],
    ),
    (
        "the son who is called by his suffix is not the father",
        f"Nils Brandt Jr. came. Brandt Jr. sat down. Mayor Brandt waited. {A} Brandt said.",
        [Says(C, "Brandt", "said")],
        ["Brandt"],
    ),
    (
        "a title and a surname of somebody with a suffix",
        f"Adm. Nils B. Brandt Jr. came. Bo Berg left. {A} Admiral Brandt said.",
        [Says(C, "Admiral Brandt", "said")],
        ["Nils B. Brandt Jr."],
    ),
    (
        "a surname alone before the son who has a suffix",
        f"Brandt waited. His aide met Nils Brandt Jr. in Norvik. {A} Brandt said.",
        [Says(C, "Brandt", "said")],
        ["Brandt"],
    ),
    (
        "an office before the surname of a son without one",
        f"Nils Brandt Jr. came. {A} President Brandt said.",
        [Says(C, "President Brandt", "said")],
        ["Brandt"],
    ),
    (
        "the surname of a son alone, and nobody else's",
        f"Nils Brandt Jr. came. {A} Brandt said.",
        [Says(C, "Brandt", "said")],
        ["Nils Brandt Jr."],
    ),
    (
        "a king after whom his son is called",
        f"Crown Prince Bo bin Halvor came. {A} King Halvor said.",
        [Says(C, "King Halvor", "said")],
        ["Halvor"],
    ),
    (
        "a title of the other sex than a wife's",
        f"Ada Brandt, the mayor's wife, came. {A} Mr. Brandt said.",
        [Says(C, "Mr. Brandt", "said")],
        ["Brandt"],
    ),
    (
        "a vice president is not the president",
        f"Vice President Bo Berg came. {A} the president said.",
        [Says(C, "the president", "said")],
        ["the president"],
    ),
    (
        "another country's president",
        f"President Bo Berg came. {A} the Norwegian president said.",
        [Says(C, "the Norwegian president", "said")],
        ["the Norwegian president"],
    ),
    (
        "an official is nobody who is named next",
        f"{A} a Harbor Council official said.\nHarbor Council secretary Bo Berg came.",
        [Says(C, "a Harbor Council official", "said")],
        ["a Harbor Council official"],
    ),
    (
        "a lawyer of somebody else than the lawyer named next",
        f"{A} an attorney for Ms. Berg said.\nNils Brandt, an attorney for Ms. Lind, came.",
        [Says(C, "an attorney for Ms. Berg", "said")],
        ["an attorney for Ms. Berg"],
    ),
    (
        "an adverb before a description is no name",
        f"Oddly, the aide said {A}",
        [Says(C, "the aide", "said")],
        ["the aide"],
    ),
    (
        "a role behind which its company's mark stands",
        f"Ada Halvorsen, the CEO of Fjord (FJD), came. Bo Berg left.\n{A} the CEO said.",
        [Says(C, "the CEO", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a company written with an ampersand",
        f"{A} H&B said.",
        [Says(C, "H&B", "said")],
        ["H&B"],
    ),
    (
        "a relative clause with its verb drawn together",
        f"Ada Halvorsen, who's tired of it, said {A}",
        [Says(C, "who's tired of it", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a relative pronoun behind the source",
        f"They met port agencies that said {A}",
        [Says(C, "port agencies that", "said")],
        ["port agencies"],
    ),
    (
        "people of several countries",
        f"{A} said ministers of Norway, Denmark and Chile.",
        [Says(C, "ministers of Norway", "said")],
        ["ministers of Norway, Denmark and Chile"],
    ),
    (
        "two people, the second with a role",
        f"Ada Halvorsen and port spokesman Bo Berg said {A}",
        [Says(C, "Ada Halvorsen and port spokesman Bo Berg", "said")],
        ["Ada Halvorsen and Bo Berg"],
    ),
    (
        "a party tag and the next sentence",
        f"{A} said Rep. Bo Berg, R-Va. Lind and dozens of other conservatives left.",
        [Says(C, "Rep. Bo Berg, R-Va. Lind and dozens of other conservatives", "said")],
        ["Bo Berg"],
    ),
    (
        "donors among whom some are named",
        f"More than a dozen donors including Fjord Motors said {A}",
        [Says(C, "More than a dozen donors including Fjord Motors", "said")],
        ["more than a dozen donors including Fjord Motors"],
    ),
    (
        "a surname misprinted",
        f"Ada Halvorsen came. {A} Halvorson said.",
        [Says(C, "Halvorson", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "another surname, all but alike, with a name of its own",
        f"Ada Halvorsen and Bo Halvorson came. {A} Halvorson said.",
        [Says(C, "Halvorson", "said")],
        ["Bo Halvorson"],
    ),
    (
        "a family is not one of them",
        f"Ada Halvorsen came. {A} Halvorsens said.",
        [Says(C, "Halvorsens", "said")],
        ["Halvorsens"],
    ),
    (
        "a source cut at a name's hyphen",
        f"{A} said President Mun Jae-in on Monday.",
        [Says(C, "President Mun Jae", "said")],
        ["Mun Jae-in"],
    ),
    (
        "a verb that opens a sentence before a name",
        f"Ada Halvorsen came. The aides of Halvorsen stayed. Wrote Halvorsen: {A}",
        [Says(C, "Halvorsen", "Wrote")],
        ["Ada Halvorsen"],
    ),
    (
        "one of several is not all of them",
        f"One of the mayor's lawyers said “it rained.” {A} his lawyers said.",
        [Says("it rained.", "One of the mayor's lawyers", "said"), Says(C, "his lawyers", "said")],
        ["one of the mayor's lawyers", "his lawyers"],
    ),
    (
        "an agency in a dateline is no network that a text speaks of",
        f"NORVIK (Reuters) - CNN sued on Monday. {A} the network said.",
        [Says(C, "the network", "said")],
        ["CNN"],
    ),
    (
        "a group of somebody's is not one named before",
        f"The Harbor Council met. {A} the group of Halvorsen critics said.",
        [Says(C, "the group of Halvorsen critics", "said")],
        ["the group of Halvorsen critics"],
    ),
    (
        "a president of former days",
        f"Former President Bo Berg came. Kim Lind waited. Lind left. {A} the president said.",
        [Says(C, "the president", "said")],
        ["Kim Lind"],
    ),
    (
        "a source behind the words with a cue of its own",
        f"Ada Halvorsen came. Fjordland added {A[:-2]},” Halvorsen said after the meeting.",
        [Says(C[:-1] + ",", "Halvorsen", "added")],
        ["Ada Halvorsen"],
    ),
    (
        "a word that opens a sentence before its subject",
        f"Bo Berg came. Hours later, Berg left and said {A[:-2]},” but Ada Halvorsen stayed.",
        [Says(C[:-1] + ",", "Ada Halvorsen", "said")],
        ["Bo Berg"],
    ),
    (
        "a surname that is a broadcaster's name",
        f"Vera Fox came. {A} Fox said.",
        [Says(C, "Fox", "said")],
        ["Vera Fox"],
    ),
    (
        "the broadcaster itself",
        f"Vera Fox came on Fox News. {A} Fox said.",
        [Says(C, "Fox", "said")],
        ["Fox"],
    ),
    (
        "the full name stands in the headline alone",
        f"Ada Halvorsen opens the bridge\n\nIt rained on Monday.\n{A} Halvorsen said.",
        [Says(C, "Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "the headline's full name is a wife's",
        f"Vera Brandt on ice\n\nFirst lady Vera Brandt came. President Brandt left. {A} Brandt said.",
        [Says(C, "Brandt", "said")],
        ["Brandt"],
    ),
    (
        "a place and an outlet before the name",
        f"Norvik (NBC) Nils Brandt came. {A} Brandt said.",
        [Says(C, "Brandt", "said")],
        ["Nils Brandt"],
    ),
    (
        "a title that is the father's",
        f"Nils Brandt left. They met the daughter of the President Vera Brandt.\n{A} President Brandt said.",
        [Says(C, "President Brandt", "said")],
        ["Nils Brandt"],
    ),
    (
        "a reflexive is no name",
        f"Ada Halvorsen came. {A} Halvorsen herself said.",
        [Says(C, "Halvorsen herself", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "nobody named inside marks gives a gender",
        f"Nils Brandt left.\nRobin Berg came. “Bring the plan of Kim Nygaard to the vote,” she said.\n"
        f"{A} she said.",
        [Says("Bring the plan of Kim Nygaard to the vote,", "she", "said"), Says(C, "she", "said")],
        ["Robin Berg", "Robin Berg"],
    ),
    (
        "he does not speak to himself",
        f"Bo Berg came. Nils Brandt sat down with Kim Nygaard. {A} he told Brandt.",
        [Says(C, "he", "told")],
        ["Bo Berg"],
    ),
    (
        "the state tells who is called by it",
        f"Rep. Ada Halvorsen of Ohio came. Kim Brandt left. {A} the Ohio Democrat said.",
        [Says(C, "the Ohio Democrat", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a source within the words",
        "“It rained all day and all night, two clerks said. Then it stopped.",
        [Says("It rained all day and all night, two clerks said.", "two clerks", "said")],
        ["two clerks"],
    ),
    (
        "they are two",
        f"Reporters waited. Ada Halvorsen and Nils Brandt came. {A} they said.",
        [Says(C, "they", "said")],
        ["Ada Halvorsen and Nils Brandt"],
    ),
    (
        "what he is, said before him",
        f"Nils Brandt came. A lifelong Democrat, he smiled. {A} he said.",
        [Says(C, "he", "said")],
        ["Nils Brandt"],
    ),
    (
        "what he is, said before his name",
        f"As the candidate, Nils Brandt smiled. Bo Berg came. {A} the candidate said.",
        [Says(C, "the candidate", "said")],
        ["Nils Brandt"],
    ),
    (
        "a name with initials",
        f"The analyst J.J. Halvorsen came. {A} Halvorsen said.",
        [Says(C, "Halvorsen", "said")],
        ["J.J. Halvorsen"],
    ),
    (
        "a possessive ending alone",
        f"Nobody’s fault. {A} it said.",
        [Says(C, "’s", "said")],
        ["’s"],
    ),
    (
        "a possessive names its owner",
        "Ada Halvorsen came. Halvorsen’s claim was that the bridge is old.",
        [Says("the bridge is old", "Halvorsen’s", "claim")],
        ["Ada Halvorsen"],
    ),
    (
        "a town is not it",
        "Many came to Bergen. “The bridge is shut,” it read.",
        [Says("The bridge is shut,", "it", "read")],
        [None],
    ),
    (
        "another of a role is nobody named",
        "Another attorney for Norvik said “no.”\nNils Brandt, an attorney for Norvik, left.",
        [Says("no.", "Another attorney for Norvik", "said")],
        ["another attorney for Norvik"],
    ),
    (
        "a role, another one and the name",
        "Ada Halvorsen, a lawyer for Brandt, left. “No,” Brandt’s lawyer, the former mayor Bo Berg, said.",
        [Says("No,", "Brandt’s lawyer", "said")],
        ["Bo Berg"],
    ),
    (
        "a surname that is a noun",
        "Rep. Steve King of Norvik came. King said “no.” Nils Brandt left.\n“Yes,” King said.",
        [Says("no.", "King", "said"), Says("Yes,", "King", "said")],
        ["Steve King", "Steve King"],
    ),
    (
        "a king is not somebody named King",
        "Rep. Steve King of Norvik came. The King said “no.”",
        [Says("no.", "The King", "said")],
        ["the King"],
    ),
    (
        "a given name that is a noun behind a title",
        "State Sen. Guy Brandt came. “No,” Brandt said.",
        [Says("No,", "Brandt", "said")],
        ["Guy Brandt"],
    ),
    (
        "who, right behind a surname alone",
        "That earned him a scolding from Brandt, who said “no.”",
        [Says("no.", "who", "said")],
        ["Brandt"],
    ),
    (
        "the paper",
        "The Norvik Courier reported it. “No,” the paper yesterday said.",
        [Says("No,", "the paper yesterday", "said")],
        ["Norvik Courier"],
    ),
    (
        "a case before a court",
        "Norvik School District v. Brandt held “no.”",
        [Says("no.", "Norvik School District v. Brandt", "held")],
        ["Norvik School District v. Brandt"],
    ),
    (
        "a source that begins a quotation",
        "Nils Brandt described the “plan as bad and said “no.”",
        [Says("no.", "the “plan", "said")],
        [None],
    ),
    (
        "a study by somebody of a body",
        "A study by the Norvik Institute’s Nils Brandt found “no.”",
        [Says("no.", "A study by the Norvik Institute’s Nils Brandt", "found")],
        ["a study by the Norvik Institute’s Nils Brandt"],
    ),
    (
        "the vice president",
        "Mike Brandt went further. Brandt asked for peace. The bridge, the vice president warned, “is shut.”",
        [Says("is shut.", "the vice president", "warned")],
        ["Mike Brandt"],
    ),
    (
        "the leader of a majority",
        "Mitch Brandt came. Brandt left. The Senate majority leader said “it is shut.”",
        [Says("it is shut.", "The Senate majority leader", "said")],
        ["Mitch Brandt"],
    ),
    (
        "a page's profile behind a name",
        "Mr. Brandt Nils Ole BrandtCouncil votes Ada Lund: Over MORE said “no.” Lund left.\n“Yes,” he said.",
        [Says("no.", "Mr. Brandt", "said"), Says("Yes,", "he", "said")],
        ["Nils Ole Brandt", "Nils Ole Brandt"],
    ),
    (
        "several joined, the last behind the source",
        "Norway, France and Sweden called for “an inquiry.”",
        [Says("an inquiry.", "Norway", "called for")],
        ["Norway and France and Sweden"],
    ),
    (
        "whose lawsuit, behind an s",
        "Nils Phillips sued the council. Phillips’ lawsuit alleges “a breach.”",
        [Says("a breach.", "Phillips’ lawsuit", "alleges")],
        ["Phillips’ lawsuit"],
    ),
    (
        "whose remarks, behind an s",
        "Nils Phillips came. Phillips’ prepared remarks said “no.”",
        [Says("no.", "Phillips’ prepared remarks", "said")],
        ["Nils Phillips"],
    ),
    (
        "a title that ends with an s between single marks",
        "Nils Brandt edits ‘Norvik Times’ alone. “No,” he said.",
        [Says("No,", "he", "said")],
        ["Nils Brandt"],
    ),
    (
        "a relative pronoun of the sentence before",
        "It was Nils Brandt, who left, and Ada Lund. “No.”",
        [Says("No.", "who", None)],
        [None],
    ),
    (
        "a plain noun with a capital",
        f"Many unions met. {A} they wrote. Unions said the bridge is old.",
        [Says("the bridge is old", "Unions", "said")],
        ["Unions"],
    ),
    (
        "a name behind what is no role",
        "It was late. Another likely no, Ada Halvorsen, said the bridge is old.",
        [Says("the bridge is old", "Another likely no", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a name behind whose predecessor it is",
        "Nils Brandt left. Brandt’s forerunner, Ada Halvorsen, said the bridge is old.",
        [Says("the bridge is old", "Brandt’s forerunner", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "several behind what they are",
        "Three holdouts, Ada Halvorsen, Nils Brandt and Ole Lund, said the bridge is old.",
        [Says("the bridge is old", "Three holdouts", "said")],
        ["Ada Halvorsen and Nils Brandt and Ole Lund"],
    ),
    (
        "a firm with an s of its own",
        "Baker Nils’s said the bridge is old.",
        [Says("the bridge is old", "Baker Nils’s", "said")],
        ["Baker Nils’s"],
    ),
    (
        "whose claim it is",
        "Nils Brandt came. Brandt’s repeated claims that the bridge is old were false.",
        [Says("the bridge is old", "Brandt’s", "repeated")],
        ["Nils Brandt"],
    ),
    (
        "who cites what others found",
        "“The bridge is old,” Ada Halvorsen said, citing a study by the council.",
        [Says("The bridge is old,", "Ada Halvorsen", "said")],
        ["Ada Halvorsen"],
    ),
    (
        "a name and a party behind what is no role",
        "Even the mayor’s close ally, Sen. Nils Brandt (D-OR), said “no.”",
        [Says("no.", "the mayor’s close ally", "said")],
        ["Nils Brandt"],
    ),
    (
        "who asked him",
        "Nils Brandt came. When a reporter asked him about the bridge, he said “no.”",
        [Says("no.", "he", "said")],
        ["Nils Brandt"],
    ),
    (
        "a statement on a platform",
        "The Harbour Trust put a statement on its Twitter account that said “no.”",
        [Says("no.", "that", "said")],
        ["Harbour Trust"],
    ),
    (
        "a platform that speaks for itself",
        "The Harbour Trust wrote to Twitter, which said “no.”",
        [Says("no.", "which", "said")],
        ["Twitter"],
    ),
    (
        "initials of both halves of a word",
        "The Anti-Bridge League came. “No,” the ABL said.",
        [Says("No,", "the ABL", "said")],
        ["Anti-Bridge League"],
    ),
]


@pytest.mark.parametrize(("phenomenon", "text", "said", "expected"), ROWS, ids=[row[0] for row in ROWS])
def test_speaker(phenomenon: str, text: str, said: list[Says], expected: list[str | None]) -> None:
    assert speakers_of(text, *said) == expected


RELAYED: list[tuple[str, str, Says, str | None]] = [
    (
        "whoever told others that something is so",
        "Ada Halvorsen told the crew in May that the bridge would hold, according to the Norvik Council.",
        Says("the bridge would hold", "the Norvik Council", "according to"),
        "Norvik Council",
    ),
    (
        "the subject before a clause in commas",
        "Ada Halvorsen, who came on Friday, claims that the bridge “will hold,” the Courier reported.",
        Says("the bridge “will hold,”", "the Courier", "claims"),
        "Courier",
    ),
    (
        "according to, before the speaker",
        "It rained. According to Reuters, Ada Halvorsen said the bridge would hold.",
        Says("the bridge would hold", "Ada Halvorsen", "said"),
        "Reuters",
    ),
    (
        "according to, about something else before the speaker",
        "It had rained, according to Reuters. Ada Halvorsen said the bridge would hold.",
        Says("the bridge would hold", "Ada Halvorsen", "said"),
        None,
    ),
    (
        "whoever told others, in a participle",
        "Ada Halvorsen argued for it, telling the crew in Norvik, “it will hold,” the Courier reported.",
        Says("it will hold,", "the Courier", "reported"),
        "Courier",
    ),
    (
        "according to",
        "Ada Halvorsen told the mayor the bridge “was seen by everyone,” according to the Norvik Council.",
        Says("the bridge “was seen by everyone,”", "Ada Halvorsen", "told"),
        "Norvik Council",
    ),
    (
        "said after",
        "Ada Halvorsen urged the town to end “the long wait,” Reuters said, a word for the delay.",
        Says("the town to end “the long wait,”", "Ada Halvorsen", "urged"),
        "Reuters",
    ),
    (
        "reported that, before",
        "The Norvik Times reported that Ada Halvorsen said, “The bridge was seen by everyone.”",
        Says("The bridge was seen by everyone.", "Ada Halvorsen", "said"),
        "Norvik Times",
    ),
    (
        "according to, after the cue",
        "“The bridge was seen by everyone,” Ada Halvorsen said in a letter, according to Reuters.",
        Says("The bridge was seen by everyone,", "Ada Halvorsen", "said"),
        "Reuters",
    ),
    (
        "the tagged source reports an inner clause, after",
        "Ada Halvorsen saw the bridge, which she called “a mess of rust,” the Norvik Courier reported.",
        Says("a mess of rust,", "the Norvik Courier", "reported"),
        "Norvik Courier",
    ),
    (
        "the tagged source reports an inner clause, before",
        "The Norvik Courier reported that mayor Ada Halvorsen said, “The bridge was seen by everyone.”",
        Says("The bridge was seen by everyone.", "The Norvik Courier", "reported"),
        "Norvik Courier",
    ),
    (
        "a second verb of the inner subject",
        "Ada Halvorsen gave her view, and urged the town to end “the long wait,” Reuters said, a word for it",
        Says("the town to end “the long wait,”", "Reuters", "said"),
        "Reuters",
    ),
    (
        "the source behind belongs to another cue",
        "Ada Halvorsen gave her view, and urged the town to end “the long wait,” Reuters said, a word for it",
        Says("the town to end “the long wait,”", "Reuters", "urged"),
        "Reuters",
    ),
    (
        "the source of the next sentence",
        "Norvik mayor Ada Halvorsen assured that the bridge would open. Reuters said it rained.",
        Says("the bridge would open", "Reuters", "assured"),
        None,
    ),
    (
        "according to, between two parts of the words",
        "“The bridge was seen by everyone,” Ada Halvorsen said, according to Reuters. “It rained.”",
        Says("The bridge was seen by everyone,", "Ada Halvorsen", "said"),
        "Reuters",
    ),
    (
        "according to, the passer-on tagged as the source",
        "“The bridge was seen by everyone,” Ada Halvorsen said at a dinner, according to The Courier.",
        Says("The bridge was seen by everyone,", "The Courier", "according to"),
        "Courier",
    ),
    (
        "according to, the passer-on tagged, the verb first",
        "“The bridge was seen by everyone,” said Ada Halvorsen, according to The Courier.",
        Says("The bridge was seen by everyone,", "The Courier", "according to"),
        "Courier",
    ),
    (
        "according to, set into the clause",
        "Ada Halvorsen, according to the Norvik Courier, said “The bridge was seen by everyone.”",
        Says("The bridge was seen by everyone.", "the Norvik Courier", "said"),
        "Norvik Courier",
    ),
    (
        "according to, behind a clause that the words took in",
        "“The bridge was seen by everyone,” Ada Halvorsen said at a dinner, according to The Courier.",
        Says(
            "The bridge was seen by everyone,” Ada Halvorsen said at a dinner", "The Courier", "according to"
        ),
        "Courier",
    ),
    (
        "reported that, taken into the words",
        "The Norvik Courier reported Monday that the bridge was seen by all, according to Ada Halvorsen.",
        Says(
            "The Norvik Courier reported Monday that the bridge was seen by all",
            "Ada Halvorsen",
            "according to",
        ),
        "Norvik Courier",
    ),
    (
        "according to nobody",
        "“The bridge was seen by everyone,” Ada Halvorsen said, according to \n\nIt rained.",
        Says("The bridge was seen by everyone,", "Ada Halvorsen", "said"),
        None,
    ),
    (
        "citing",
        "“The bridge was seen by everyone,” Reuters reported Monday, citing Ada Halvorsen.",
        Says("The bridge was seen by everyone,", "Reuters", "reported"),
        "Reuters",
    ),
    (
        "the text of a speech",
        "“The bridge was seen by everyone,” Ada Halvorsen said, according to the text of a speech in May.",
        Says("The bridge was seen by everyone,", "Ada Halvorsen", "said"),
        "the text",
    ),
    (
        "per",
        "“The bridge was seen by everyone,” Ada Halvorsen said at a dinner, per the Norvik Courier.",
        Says("The bridge was seen by everyone,", "Ada Halvorsen", "said"),
        "Norvik Courier",
    ),
    (
        "the source of another clause",
        "“The bridge was seen by everyone,” Ada Halvorsen said, but, according to the Courier, it rained.",
        Says("The bridge was seen by everyone,", "Ada Halvorsen", "said"),
        None,
    ),
    (
        "another clause said by somebody else",
        "Ada Halvorsen says the bridge “was seen by everyone,” Kim Brandt said that it rained.",
        Says("the bridge “was seen by everyone,”", "Ada Halvorsen", "says"),
        None,
    ),
    (
        "reported, according to",
        "Reuters reported Monday that the bridge would open, according to Ada Halvorsen.",
        Says("the bridge would open", "Reuters", "reported"),
        "Reuters",
    ),
    (
        "a report of which the source's clause is part",
        "The Courier said Ada Halvorsen threatened that the bridge would close.",
        Says("the bridge would close", "Ada Halvorsen", "threatened"),
        "Courier",
    ),
    (
        "a clause before that only tells when",
        "Shortly after Nils Brandt announced it, Ada Halvorsen said the bridge would close.",
        Says("the bridge would close", "Ada Halvorsen", "said"),
        None,
    ),
    (
        "a participle before, of the speaker's own",
        "Contradicting claims that it was old, Ada Halvorsen said the bridge would close.",
        Says("the bridge would close", "Ada Halvorsen", "said"),
        None,
    ),
    (
        "as reported by somebody, between source and verb",
        "Ada Halvorsen (as reported by Kim Brandt of the Courier) claims that the bridge is old.",
        Says("the bridge is old", "Ada Halvorsen", "claims"),
        "Kim Brandt",
    ),
    (
        "reported behind the verb's clause",
        "“The bridge is seen by everyone,” Ada Halvorsen said in a statement, Reuters reported.",
        Says("The bridge is seen by everyone,", "Ada Halvorsen", "said"),
        "Reuters",
    ),
    (
        "a council clerk passes it on",
        "Ada Halvorsen demanded the bridge be “seen by everyone,” council clerk Kim Brandt said in a letter.",
        Says("the bridge be “seen by everyone,”", "Ada Halvorsen", "demanded"),
        "Kim Brandt",
    ),
    (
        "reported for somebody",
        "Ada Halvorsen suggested that the bridge be closed, as Kim Brandt reported for the Courier.",
        Says("the bridge be closed", "Ada Halvorsen", "suggested"),
        "Kim Brandt",
    ),
    (
        "who cites what she says",
        "The mayor cited Ada Halvorsen stating that the bridge was closed.",
        Says("the bridge was closed", "Ada Halvorsen", "stating"),
        "the mayor",
    ),
    (
        "nobody else",
        "Ada Halvorsen told the mayor the bridge “was seen by everyone,” and left.",
        Says("the bridge “was seen by everyone,”", "Ada Halvorsen", "told"),
        None,
    ),
]


@pytest.mark.parametrize(("phenomenon", "text", "said", "expected"), RELAYED, ids=[row[0] for row in RELAYED])
def test_relay(phenomenon: str, text: str, said: Says, expected: str | None) -> None:
    attrs = attribute(text, said).spans[SPEAKERS].attrs
    relay = attrs["relayed_by"].get("0")
    assert (attrs["entities"][relay]["name"] if relay else None) == expected
    assert attrs["entities"][attrs["speaker"]["0"]]["name"] == "Ada Halvorsen"


def test_annotations_survive_storage() -> None:
    doc = attribute(ROWS[1][1], *ROWS[1][2])
    stored = DocBin(store_user_data=True)
    stored.add(doc)
    back = next(iter(DocBin().from_bytes(stored.to_bytes()).get_docs(NLP.vocab)))
    assert [(s.text, s.id_) for s in back.spans[SPEAKERS]] == [(s.text, s.id_) for s in doc.spans[SPEAKERS]]
    assert back.spans[SPEAKERS].attrs == doc.spans[SPEAKERS].attrs


def test_a_company_named_right_behind_what_it_is() -> None:
    doc = NLP("Halvax Group left. Halvax Group was late. The foreign company Norvax left.")
    doc.ents = [Span(doc, 12, 13, label="ORG")]
    resolver = Resolver(read_scene(doc))
    [company] = [d for d in resolver.scene.descriptions if d.head == "company"]
    found = resolver.describe(company, company.start, company.end).entity
    assert found is not None
    assert found.name == "Norvax"


def test_a_month_is_no_surname() -> None:
    scene = read_scene(NLP("Theresa May came in May. May 5 was cold. May we go? So May left."))
    assert [mention.start for mention in scene.mentions if mention.name] == [0, 55]


def test_article_without_attributions() -> None:
    assert attribute("Nothing was said.").spans[SPEAKERS].attrs["speaker"] == {}


@pytest.mark.parametrize(
    ("title", "noun", "example"),
    [
        (form, noun, entry["example"])
        for entry in table("titles")["meanings"]
        for form in entry["forms"]
        for noun in entry["nouns"]
    ],
)
def test_title_means_a_noun(title: str, noun: str, example: str) -> None:
    assert speaker_of(example.format(title=title, noun=noun), "No", f"the {noun}", "said") == "Halvorsen"


@pytest.mark.parametrize(
    ("one", "other", "example"),
    [
        (one, other, e["example"])
        for e in table("roles")["equals"]
        for one in e["nouns"]
        for other in e["nouns"]
    ],
)
def test_nouns_for_one_role(one: str, other: str, example: str) -> None:
    found = speaker_of(example.format(one=one, other=other), "No", f"the {other}", "said")
    assert found == f"a Norvik {one}"


@pytest.mark.parametrize(
    ("form", "entry"), [(form, entry) for entry in table("places")["states"] for form in entry["forms"]]
)
def test_party_tag(form: str, entry: dict[str, str]) -> None:
    source = f"the {entry['name']} Democrat"
    assert speaker_of(entry["example"].format(form), "No", source, "said") == "Ada Halvorsen"


@pytest.mark.parametrize("name", table("organizations")["media"]["names"])
def test_the_newspaper_is_an_outlet(name: str) -> None:
    example = table("organizations")["media"]["example"].format(name)
    assert speaker_of(example, "No", "the newspaper", "said") == organization_name(name)


@pytest.mark.parametrize("platform", table("organizations")["platforms"]["names"])
def test_a_platform_is_where_something_is_posted(platform: str) -> None:
    example = table("organizations")["platforms"]["example"].format(platform)
    assert speaker_of(example, "No,", "it", "said") == "Harbour Trust"


@pytest.mark.parametrize("verb", table("function_words")["verbs"]["forms"])
def test_verb_marks_the_subject(verb: str) -> None:
    text = "Kim Brandt left early, and so did " + table("function_words")["verbs"]["example"].format(verb)
    scene = read_scene(NLP(text))
    place = (text.index("Ada"), text.index(" " + verb))
    assert Salience(scene, Cast(scene)).weight(place) > 1


@pytest.mark.parametrize("word", table("function_words")["prepositions"]["forms"])
def test_preposition_marks_the_object(word: str) -> None:
    text = table("function_words")["prepositions"]["example"].format(word)
    scene = read_scene(NLP(text))
    assert Salience(scene, Cast(scene)).weight((text.index("Ada"), text.index("."))) < 1


@pytest.mark.parametrize("word", table("function_words")["predicates"]["forms"])
def test_predicate_brings_in_nobody(word: str) -> None:
    text = table("function_words")["predicates"]["example"].format(word)
    assert not [e for e in Resolver(read_scene(NLP(text))).cast.entities if e.kind == "unnamed"]
