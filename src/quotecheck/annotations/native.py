"""The native annotation file: pydantic models, reading, writing, JSON Schema.

Offsets are half-open and count Unicode code points of the article's text, which begins after the
front matter. `text` beside offsets is for people and for checks; it is left out where the article's
text may not be passed on.
"""

from __future__ import annotations

from typing import Annotated, Any, Final, Literal

from pydantic import Field, StrictInt, StringConstraints, ValidationError

from quotecheck.annotations.jsontext import JsonText, dump_block, parse_json
from quotecheck.errors import InputError
from quotecheck.models import CueClass, Kind, Model, Published, Speaker, Unit
from quotecheck.reading.find import Source, find
from quotecheck.reading.job import load

FORMAT: Final = "quotecheck-annotations/1"
Status = Literal["reviewed", "unreviewed"]
Reason = Literal["title", "nickname", "term", "scare", "other"]
Key = Annotated[str, StringConstraints(min_length=1)]
Offset = Annotated[StrictInt, Field(ge=0)]


class Stretch(Model):
    """A stretch of the article.

    Attributes:
        start: First code point.
        end: One past the last code point.
        text: The article's ``text[start:end]``, or None where it is left out.
    """

    start: Offset
    end: Offset
    text: str | None = None


class CueStretch(Stretch):
    """The reporting expression; its class is None where nobody gave one."""

    cls: CueClass | None = Field(default=None, alias="class")


class NotQuote(Stretch):
    """A stretch between quotation marks that is no quotation, and why."""

    reason: Reason


class ArticleRef(Model):
    """Which article is annotated.

    Attributes:
        path: Relative to the annotation file, or to a folder of articles named elsewhere;
            ``table.jsonl.gz#id`` is one record of a table.
        sha256: Checksum of the text in UTF-8.
        outlet: Name of the outlet.
        published: Date or time of publication.
        title: Headline.
        url: Address.
    """

    path: Key
    sha256: Annotated[str, StringConstraints(pattern="^[0-9a-f]{64}$")]
    outlet: str | None = None
    published: Published | None = None
    title: str | None = None
    url: str | None = None


class AnnotatedQuotation(Model):
    """One quotation as somebody annotated it.

    Attributes:
        id: Unique in the file.
        kind: `direct`, `mixed` or `indirect`.
        content: What was said, in one or more stretches.
        quoted: The stretches between marks, marks excluded.
        cue: The reporting expression.
        source: The mention beside the cue.
        speaker: Id of a speaker of the file.
        relayed_by: Id of the intermediary.
        continues: Id of the quotation that this one goes on from.
        nested_in: Id of the quotation that this one stands in.
        utterance: A key shared over files: quotations with one key render one utterance.
        flags: Doubts and oddities.
        confidence: The extractor's probability, where it proposed the item.
        status: Of this item alone, where it differs from the file's.
    """

    id: Key
    kind: Kind
    content: Annotated[tuple[Stretch, ...], Field(min_length=1)]
    quoted: tuple[Stretch, ...] = ()
    cue: CueStretch | None = None
    source: Stretch | None = None
    speaker: Key | None = None
    relayed_by: Key | None = None
    continues: Key | None = None
    nested_in: Key | None = None
    utterance: Key | None = None
    flags: tuple[str, ...] = ()
    confidence: Unit | None = None
    status: Status | None = None


class AnnotationFile(Model):
    """The annotations of one article by one annotator."""

    format: Literal["quotecheck-annotations/1"] = FORMAT
    article: ArticleRef
    annotator: str | None = None
    status: Status = "unreviewed"
    speakers: tuple[Speaker, ...] = ()
    quotations: tuple[AnnotatedQuotation, ...] = ()
    not_quotes: tuple[NotQuote, ...] = ()


def parse_annotations(json: JsonText) -> AnnotationFile:
    """Validate parsed JSON.

    Raises:
        ValidationError: A field is missing, unknown or has no sensible value.
    """
    return AnnotationFile.model_validate(json.value)


def loads_annotations(data: bytes, path: str) -> AnnotationFile:
    """Read an annotation file from bytes.

    Args:
        data: The file.
        path: Its name, for messages.

    Raises:
        InputError: It is no valid annotation file; names line, column and field.
    """
    json = parse_json(data, path)
    try:
        return parse_annotations(json)
    except ValidationError as error:
        first = error.errors()[0]
        line, column = json.place(tuple(first["loc"]))
        field = ".".join(map(str, first["loc"]))
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise InputError(path, f"column {column}: {field}: {first['msg']}{more}", line) from None


def load_annotations(path: str) -> AnnotationFile:
    """Read an annotation file.

    Raises:
        InputError: It cannot be read, or is no valid annotation file.
    """
    return loads_annotations(read_bytes(path), path)


def read_bytes(path: str) -> bytes:
    """All bytes of one file, or of standard input for ``-``.

    Raises:
        InputError: It is missing, empty, too large, or cannot be opened.
    """
    source = next(iter(find([path])))
    if isinstance(source, InputError):
        raise source
    try:
        return load(Source(path, source.open, source.path))
    except OSError as error:
        raise InputError(path, f"cannot be read: {error.strerror or error}") from None


def dumps_annotations(file: AnnotationFile) -> str:
    """Write an annotation file as JSON for people and diffs: in order of the text, one span a line."""
    return dump_block(_document(file)) + "\n"


def _document(file: AnnotationFile) -> dict[str, Any]:
    record = file.model_dump(mode="json", by_alias=True)
    record["quotations"] = [_lean(item) for item in sorted(record["quotations"], key=_position)]
    record["not_quotes"] = sorted(map(_lean, record["not_quotes"]), key=lambda span: span["start"])
    return record


def _position(item: dict[str, Any]) -> tuple[int, int]:
    return item["content"][0]["start"], -item["content"][-1]["end"]


# Written even when empty, so that an annotator sees what is to be filled in.
_ALWAYS = frozenset({"quoted", "cue", "source", "speaker"})


def _lean(value: Any) -> Any:
    """Leave out what says nothing: null and empty fields outside `_ALWAYS`."""
    if isinstance(value, list):
        return [_lean(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {key: _lean(item) for key, item in value.items() if key in _ALWAYS or item not in (None, [])}


def annotation_schema() -> dict[str, Any]:
    """JSON Schema (draft 2020-12) of the native annotation file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": FORMAT,
        **AnnotationFile.model_json_schema(by_alias=True),
    }
