"""A small report with everything that a writer can trip over."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from hypothesis import settings

from quotecheck.engines import local
from quotecheck.engines.batch import Work
from quotecheck.engines.desk import Outcome, extract_lines
from quotecheck.models import (
    Article,
    ArticleInfo,
    Change,
    Cue,
    Quotation,
    Report,
    Span,
    Speaker,
    Utterance,
    Variant,
)

settings.register_profile("no deadline", deadline=None)  # busy machines are slow, not wrong
settings.load_profile("no deadline")


@pytest.fixture
def in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands extract in this process, where the pipeline is loaded once for all tests."""

    def run(work_batches: Iterable[list[Article]], work: Work, **_: Any) -> Iterator[list[Outcome]]:
        for batch in work_batches:
            yield [*extract_lines(batch, Work(work.model, work.include_attitudes))]

    monkeypatch.setattr(local, "run", run)


NASTY = '=HYPERLINK("x"); a|b,\t“c” \\ and\r\nmore'


def article(id: str, outlet: str | None, published: dt.date | None, title: str | None) -> ArticleInfo:
    return ArticleInfo(
        id=id,
        path=f"news/{id}.txt",
        outlet=outlet,
        published=published,
        title=title,
        url=None if outlet is None else f"https://example.org/{id}?a=1&b=2",
        sha256=hashlib.sha256(id.encode()).hexdigest(),
    )


def quotation(id: str, text: str, speaker: str | None, flags: tuple[str, ...] = ()) -> Quotation:
    return Quotation(
        id=id,
        article=id.partition("-")[0],
        kind="direct",
        content=(Span(start=10, end=10 + len(text), text=text),),
        quoted=(Span(start=10, end=10 + len(text), text=text),),
        cue=Cue.model_validate({"start": 0, "end": 4, "text": "said", "lemma": "say", "class": "say"}),
        source=Span(start=5, end=8, text="she"),
        speaker=speaker,
        confidence=0.925,
        flags=flags,
    )


@pytest.fixture
def report() -> Report:
    articles = (
        article("a1", "The Herald", dt.datetime(2023, 2, 18, 10, 30, tzinfo=dt.UTC), "=1+1"),
        article("a2", 'Courier, "Daily"', dt.date(2023, 2, 19), NASTY),
        article("a3", None, None, None),
    )
    speakers = (
        Speaker(
            id="ada-brook", name="Ada Brook", kind="person", description="mayor", aliases=("Mayor Brook",)
        ),
        Speaker(id="the-board", name="The Board", kind="organization"),
    )
    quotations = (
        quotation("a1-1", "We were quite pleased.", "ada-brook"),
        quotation("a2-1", "We were not pleased; at all.", "ada-brook", ("unclosed",)),
        quotation("a2-2", NASTY, None, ("ambiguous-speaker", "stray-mark")),
        quotation("a3-1", "Nothing.", "the-board"),
    )
    changes = (
        Change(kind="polarity", before="quite pleased", after="not pleased"),
        Change(kind="reworded", before="", after="; at all"),
    )
    utterances = (
        Utterance(
            id="u1",
            speaker="ada-brook",
            text="We were quite pleased.",
            outlets=('Courier, "Daily"', "The Herald"),
            flags=("polarity",),
            variants=(
                Variant(
                    quotation="a2-1",
                    article="a2",
                    outlet='Courier, "Daily"',
                    text="We were not pleased; at all.",
                    reference=False,
                    similarity=0.625,
                    changes=changes,
                ),
                Variant(
                    quotation="a1-1",
                    article="a1",
                    outlet="The Herald",
                    text="We were quite pleased.",
                    reference=True,
                    similarity=1.0,
                ),
            ),
        ),
        *(
            Utterance(
                id=f"u-{q.id}",
                speaker=q.speaker,
                text=q.text,
                outlets=(),
                variants=(
                    Variant(
                        quotation=q.id,
                        article=q.article,
                        outlet=outlet,
                        text=q.text,
                        reference=True,
                        similarity=1.0,
                    ),
                ),
            )
            for q, outlet in ((quotations[2], 'Courier, "Daily"'), (quotations[3], None))
        ),
    )
    return Report(articles=articles, speakers=speakers, quotations=quotations, utterances=utterances)
