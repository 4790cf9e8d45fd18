"""The vocabulary as frozen pydantic models; the JSON export is `Report`.

Every span is half-open, ``[start, end)``, in Unicode code points of the article text as read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

Kind = Literal["direct", "mixed", "indirect"]
SpeakerKind = Literal["person", "organization", "group", "document", "unnamed"]
CueClass = Literal[
    "say", "tell", "ask", "answer", "claim", "argue", "warn", "deny", "confirm", "announce",
    "promise", "demand", "criticize", "praise", "quote", "write", "document", "attitude",
]  # fmt: skip
ChangeKind = Literal[
    "typographic", "trimmed", "elided", "bracketed", "reworded", "reordered", "merged",
    "number", "name", "polarity", "modality", "speaker", "source",
]  # fmt: skip
Severity = Literal["low", "medium", "high"]
Noun = Literal["articles", "speakers", "quotations", "utterances"]
ReferenceReason = Literal["only", "most-evidence", "longest", "earliest"]
Unit = Annotated[float, Field(ge=0.0, le=1.0)]


def _date_alone(value: object) -> object:
    """Read ``2023-02-18`` as a date; pydantic would make it midnight of that day."""
    if isinstance(value, str) and len(value) == len("2023-02-18"):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return value
    return value


Published = Annotated[dt.datetime | dt.date, BeforeValidator(_date_alone)]
Offsets = tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]


class Model(BaseModel):
    """Frozen, closed to unknown fields, readable by field name or alias."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Span(Model):
    """A stretch of an article.

    Attributes:
        start: First code point.
        end: One past the last code point.
        text: The article's ``text[start:end]``.
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str

    @model_validator(mode="after")
    def _length_agrees(self) -> Self:
        if self.end - self.start != len(self.text):
            raise ValueError(f"[{self.start}, {self.end}) does not have the length of {self.text!r}")
        return self


class Cue(Span):
    """The reporting expression, with its lemma and the class that the lexicon gives it."""

    lemma: str
    cls: CueClass = Field(alias="class")


class ArticleInfo(Model):
    """What an export says of an article.

    Attributes:
        id: Stable over runs and machines: depends on outlet, date, title, url and text alone.
        path: Where it was read from; ``-`` is standard input.
        outlet: Name of the outlet that printed it.
        published: Date or time of publication, if known.
        title: Headline as the front matter or page gives it.
        url: Address, if known.
        sha256: Checksum of the text in UTF-8.
    """

    id: str
    path: str
    outlet: str | None = None
    published: Published | None = None
    title: str | None = None
    url: str | None = None
    sha256: str


class Article(ArticleInfo):
    """One document of one outlet, with its text exactly as read."""

    text: str = Field(repr=False)

    def info(self) -> ArticleInfo:
        """The article without its text."""
        return ArticleInfo(**self.model_dump(exclude={"text"}))


class Speaker(Model):
    """Who said it: a person, organisation, group, document or unnamed source."""

    id: str
    name: str
    kind: SpeakerKind
    description: str | None = None
    aliases: tuple[str, ...] = ()


class Quotation(Model):
    """One item of reported speech in one article.

    Attributes:
        id: Unique over the export; begins with the article's id.
        article: Id of the article.
        kind: `direct`, `mixed` or `indirect`.
        content: What was said, in one or more stretches.
        quoted: The stretches between quotation marks, marks excluded.
        cue: The reporting expression, or None.
        source: The mention beside the cue as it stands, or None.
        speaker: Id of the resolved speaker; None when unsure.
        relayed_by: Id of the intermediary, or None.
        continues: Id of the quotation that this one goes on from, or None.
        confidence: Calibrated probability that this is a quotation with these edges.
        flags: Doubts and oddities, such as `unclosed`, `stray-mark`, `ambiguous-speaker`.
    """

    id: str
    article: str
    kind: Kind
    content: Annotated[tuple[Span, ...], Field(min_length=1)]
    quoted: tuple[Span, ...] = ()
    cue: Cue | None = None
    source: Span | None = None
    speaker: str | None = None
    relayed_by: str | None = None
    continues: str | None = None
    confidence: Unit
    flags: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The content's stretches, joined by a space."""
        return " ".join(span.text for span in self.content)


class Change(Model):
    """One typed difference between a variant and the reference wording.

    Attributes:
        kind: What differs.
        before: The words of the reference wording ("" where something was added).
        after: The words of the variant ("" where something was left out).
        severity: How far the change touches what was said: `high` is another meaning (polarity,
            number, name, speaker), `medium` other words, `low` form alone.
        before_at: Where `before` stands in the utterance's text, ``(start, end)`` in code points;
            None for speaker and source.
        after_at: Where `after` stands in the variant's text; ``start == end`` marks the place
            where words are missing.
    """

    kind: ChangeKind
    before: str
    after: str
    severity: Severity = "medium"
    before_at: Offsets | None = None
    after_at: Offsets | None = None


class Variant(Model):
    """One quotation as a rendering of an utterance.

    Attributes:
        quotation: Id of the quotation.
        article: Id of its article.
        outlet: Name of the outlet.
        text: The content as printed, its stretches joined by a space.
        reference: Whether this is the wording that the others are compared with.
        similarity: Share of the words, weighted by rarity, that variant and reference have in common.
        changes: Every difference from the reference, in its order; none means verbatim.
    """

    quotation: str
    article: str
    outlet: str | None
    text: str
    reference: bool
    similarity: Unit
    changes: tuple[Change, ...] = ()


class Utterance(Model):
    """What was said once, by one speaker, on one occasion, with the quotations that render it.

    Attributes:
        id: Depends on the quotations alone.
        speaker: Id of the speaker that most variants name, or None.
        text: The reference wording, exactly as its outlet printed it.
        outlets: Those that printed it, in alphabetical order.
        flags: Kinds of change that touch the meaning, and `disputed-speaker`.
        first_outlet: Outlet of the earliest article, if dates are known.
        first_date: Day of the earliest article, if known.
        majority: The wording that most outlets printed, form aside; "" where no two agree.
        reference_reason: Why the reference wording was chosen.
        overlaps: Ids of utterances of which a variant renders a part as well.
    """

    id: str
    speaker: str | None
    text: str
    outlets: tuple[str, ...]
    flags: tuple[str, ...] = ()
    first_outlet: str | None = None
    first_date: dt.date | None = None
    majority: str = ""
    reference_reason: ReferenceReason = "only"
    overlaps: tuple[str, ...] = ()
    variants: Annotated[tuple[Variant, ...], Field(min_length=1)]


class Extraction(Model):
    """What was found in one article: speakers have ids of that article alone until `identify`."""

    article: Article
    speakers: tuple[Speaker, ...]
    quotations: tuple[Quotation, ...]


class Report(Model):
    """The JSON export: every quotation belongs to exactly one utterance, alone or not."""

    format: Literal["quotecheck/1"] = "quotecheck/1"
    articles: tuple[ArticleInfo, ...]
    speakers: tuple[Speaker, ...]
    quotations: tuple[Quotation, ...]
    utterances: tuple[Utterance, ...]

    def lines(self, noun: Noun) -> Iterator[str]:
        """The articles, speakers, quotations or utterances, each as one line of JSON."""
        return (one.model_dump_json(by_alias=True) for one in getattr(self, noun))
