"""The only bridge from a spaCy document to quotations: load a pipeline, run it, read its annotations."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from importlib import resources
from itertools import islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from quotecheck.errors import ModelError
from quotecheck.lexicon.cues import find_cue
from quotecheck.models import Article, Cue, Extraction, Quotation, Span, Speaker
from quotecheck.pipeline.linking import ATTRIBUTIONS
from quotecheck.pipeline.marks import outermost
from quotecheck.pipeline.speakers import SPEAKERS

NEEDED = ("quotecheck_linking", "quotecheck_speakers")
"""Components without which a pipeline finds no quotations."""


def load(model: str | Path | None = None) -> Language:
    """Load a pipeline that finds quotations; they are then in ``doc._.quotations`` as well.

    Args:
        model: Name of an installed spaCy pipeline or folder of one; None is the embedded pipeline.

    Raises:
        ModelError: There is no such pipeline, or it lacks a component that quotecheck needs.
    """
    if not Doc.has_extension("quotations"):
        Doc.set_extension("quotations", getter=doc_quotations)
    path = resources.files("quotecheck") / "embedded" if model is None else model
    try:
        nlp = spacy.load(str(path))
    except (OSError, ValueError) as error:
        raise ModelError(f"cannot load the pipeline {str(model)!r}: {error}") from error
    missing = [name for name in NEEDED if name not in nlp.pipe_names]
    if missing:
        raise ModelError(
            f"the pipeline {str(model)!r} lacks {', '.join(missing)}: add them with nlp.add_pipe"
        )
    return nlp


def extract(
    articles: Iterable[Article],
    nlp: Language | None = None,
    *,
    include_attitudes: bool = False,
    n_process: int = 1,
) -> Iterator[Extraction]:
    """Find the quotations of articles.

    Args:
        articles: What to read; texts stay as they are.
        nlp: A pipeline from `load`; None loads the embedded one.
        include_attitudes: Keep beliefs, wishes and plans (cue class `attitude`) too.
        n_process: Number of processes.

    Yields:
        One extraction for each article, in order; its speakers' ids hold within the article.
    """
    pipeline = nlp or load()
    pairs = ((article.text, article) for article in articles)
    for doc, article in pipeline.pipe(pairs, as_tuples=True, n_process=n_process, batch_size=16):
        yield read_doc(doc, article, include_attitudes=include_attitudes)


def read_doc(doc: Doc, article: Article, *, include_attitudes: bool = False) -> Extraction:
    """Read the annotations of one processed document."""
    group = doc.spans[ATTRIBUTIONS]
    parts: dict[str, list[DocSpan]] = {}
    for span in group:
        parts.setdefault(span.id_, []).append(span)
    items = {key: item for key, item in group.attrs["items"].items() if _is_wanted(item, include_attitudes)}
    ids = {key: f"{article.id}-q{number}" for number, key in enumerate(items, 1)}
    resolved, outer = doc.spans[SPEAKERS].attrs, outermost(doc)
    quotations = tuple(
        _quotation(article, parts[key], outer, item, _Links(key, ids, resolved))
        for key, item in items.items()
    )
    return Extraction(
        article=article, speakers=_speakers(resolved["entities"], quotations), quotations=quotations
    )


def doc_quotations(doc: Doc) -> tuple[Quotation, ...]:
    """The quotations of a document whose article is not known: what ``doc._.quotations`` gives."""
    return read_doc(doc, Article(id="doc", path="-", sha256="", text=doc.text)).quotations


def _is_wanted(item: dict[str, Any], include_attitudes: bool) -> bool:
    return include_attitudes or item["class"] != "attitude"


class _Links:
    """What one attribution is linked to."""

    def __init__(self, key: str, ids: dict[str, str], resolved: dict[str, Any]) -> None:
        self.key, self.ids, self.resolved = key, ids, resolved

    def entity(self, relation: str) -> str | None:
        entity: str | None = self.resolved[relation].get(self.key)
        return entity

    def flags(self) -> list[str]:
        flags: list[str] = self.resolved["flags"].get(self.key, [])
        return flags


def _span(span: DocSpan) -> Span:
    return Span(start=span.start_char, end=span.end_char, text=span.text)


def _cue(span: DocSpan, cls: str) -> Cue:
    entry = find_cue(span.text)
    lemma = entry.lemma if entry else span.text.lower()
    return Cue.model_validate(_span(span).model_dump() | {"lemma": lemma, "class": cls})


def _quotation(
    article: Article, spans: list[DocSpan], outer: list[DocSpan], item: dict[str, Any], links: _Links
) -> Quotation:
    content = sorted((span for span in spans if span.label_ == "content"), key=lambda span: span.start)
    cue = next((span for span in spans if span.label_ == "cue"), None)
    source = next((span for span in spans if span.label_ == "source"), None)
    return Quotation(
        id=links.ids[links.key],
        article=article.id,
        kind=item["kind"],
        content=tuple(map(_span, content)),
        quoted=_quoted(content, outer),
        cue=_cue(cue, item["class"]) if cue is not None else None,
        source=_span(source) if source is not None else None,
        speaker=links.entity("speaker"),
        relayed_by=links.entity("relayed_by"),
        continues=links.ids.get(item["continues"]),
        confidence=item["confidence"],
        flags=tuple(sorted({*item["flags"], *links.flags()})),
    )


def _quoted(content: list[DocSpan], outer: list[DocSpan]) -> tuple[Span, ...]:
    """The outermost stretches between marks, as far as they lie in the content."""
    inside: set[tuple[int, int]] = set()
    for part in content:
        place = bisect_right(outer, part.start, key=lambda span: span.end)
        for quoted in islice(outer, place, None):
            if quoted.start >= part.end:
                break
            inside.add((max(part.start, quoted.start), min(part.end, quoted.end)))
    return tuple(_span(content[0].doc[start:end]) for start, end in sorted(inside))


def _speakers(entities: dict[str, dict[str, Any]], quotations: tuple[Quotation, ...]) -> tuple[Speaker, ...]:
    used = {q.speaker for q in quotations} | {q.relayed_by for q in quotations}
    return tuple(Speaker(id=key, **entity) for key, entity in entities.items() if key in used)
