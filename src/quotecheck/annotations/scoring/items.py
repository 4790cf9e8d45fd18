"""What is compared: annotated articles from native files or from the program's JSON export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from quotecheck.annotations.jsontext import parse_json
from quotecheck.annotations.native import (
    AnnotatedQuotation,
    AnnotationFile,
    ArticleRef,
    Stretch,
    parse_annotations,
    read_bytes,
)
from quotecheck.errors import InputError
from quotecheck.models import Kind, Quotation, Report, Span, Speaker
from quotecheck.reading.find import find

Edges = tuple[int, int]
OPTIONAL_FLAGS = frozenset({"heading"})
"""Items with one of these flags, and nested ones, may be found and need not be."""


class Item(NamedTuple):
    """One quotation, whatever file it came from.

    Attributes:
        id: Its id in that file.
        kind: `direct`, `mixed` or `indirect`.
        content: Its content's stretches.
        cue: The cue, or None.
        source: The source, or None.
        speaker: Who says it, or None.
        relayed_by: Who passes it on, or None.
        utterance: Key of the utterance that it renders, or None.
        optional: Whether it may be left out without loss.
    """

    id: str
    kind: Kind
    content: tuple[Edges, ...]
    cue: Edges | None = None
    source: Edges | None = None
    speaker: Speaker | None = None
    relayed_by: Speaker | None = None
    utterance: str | None = None
    optional: bool = False


class Annotation(NamedTuple):
    """All items of one article by one annotator.

    Attributes:
        path: File that says so.
        article: The article's reference.
        items: In order of the text.
        annotator: Who says so.
    """

    path: str
    article: ArticleRef
    items: tuple[Item, ...]
    annotator: str | None = None


def load_annotation_set(paths: Sequence[str]) -> list[Annotation]:
    """Read annotation files, folders of them, and JSON exports.

    Args:
        paths: Files, folders, patterns, ``-``.

    Returns:
        One annotation per article, file by file.

    Raises:
        InputError: Something cannot be read, or is neither of the two formats.
    """
    found: list[Annotation] = []
    for source in find(list(paths)):
        if isinstance(source, InputError):
            raise source
        if source.named or source.name.endswith(".json"):
            found += load_annotation(source.name)
    if not found:
        raise InputError(", ".join(paths), "holds no annotation files (*.json)")
    return found


def load_annotation(path: str) -> Iterator[Annotation]:
    """Read one annotation file or JSON export."""
    json = parse_json(read_bytes(path), path)
    name = json.value.get("format") if isinstance(json.value, dict) else None
    try:
        if name == "quotecheck/1":
            yield from from_report(Report.model_validate(json.value), path)
        else:
            yield from_file(parse_annotations(json), path)
    except ValidationError as error:
        first = error.errors()[0]
        field = ".".join(map(str, first["loc"]))
        raise InputError(path, f"{field}: {first['msg']}", json.place(tuple(first["loc"]))[0]) from None


def from_file(file: AnnotationFile, path: str) -> Annotation:
    """The items of an annotation file."""
    speakers = {speaker.id: speaker for speaker in file.speakers}
    items = sorted((_from_annotated(item, speakers) for item in file.quotations), key=_position)
    return Annotation(path, file.article, tuple(items), file.annotator)


def _from_annotated(item: AnnotatedQuotation, speakers: dict[str, Speaker]) -> Item:
    optional = item.nested_in is not None or not OPTIONAL_FLAGS.isdisjoint(item.flags)
    return _item(item, speakers, item.utterance, optional)


def _item(
    item: AnnotatedQuotation | Quotation,
    speakers: dict[str, Speaker],
    utterance: str | None,
    optional: bool = False,
) -> Item:
    return Item(
        id=item.id,
        kind=item.kind,
        content=tuple(map(_edges, item.content)),
        cue=_edges(item.cue) if item.cue else None,
        source=_edges(item.source) if item.source else None,
        speaker=_speaker(item.speaker, speakers),
        relayed_by=_speaker(item.relayed_by, speakers),
        utterance=utterance,
        optional=optional,
    )


def _speaker(name: str | None, speakers: dict[str, Speaker]) -> Speaker | None:
    """The speaker of an id; one that the file does not introduce is its own id."""
    return None if name is None else speakers.get(name) or Speaker(id=name, name=name, kind="unnamed")


def from_report(report: Report, path: str) -> Iterator[Annotation]:
    """The items of an export, article by article."""
    speakers = {speaker.id: speaker for speaker in report.speakers}
    utterances = {
        variant.quotation: utterance.id
        for utterance in report.utterances
        if len(utterance.variants) > 1
        for variant in utterance.variants
    }
    items: dict[str, list[Item]] = defaultdict(list)
    for quotation in report.quotations:
        items[quotation.article].append(_item(quotation, speakers, utterances.get(quotation.id)))
    for article in report.articles:
        reference = ArticleRef.model_validate(article.model_dump(exclude={"id"}))
        yield Annotation(path, reference, tuple(sorted(items[article.id], key=_position)), "quotecheck")


def _edges(span: Stretch | Span) -> Edges:
    return span.start, span.end


def _position(item: Item) -> Edges:
    return item.content[0][0], -item.content[-1][1]
