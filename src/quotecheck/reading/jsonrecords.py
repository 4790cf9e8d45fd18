"""JSON and JSON Lines, streamed line by line where there are lines."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from typing import IO, Any

from quotecheck.errors import InputError
from quotecheck.models import Article
from quotecheck.reading.article import MAX_FILE_BYTES
from quotecheck.reading.find import Source
from quotecheck.reading.job import Job
from quotecheck.reading.records import Records

# A list of articles in one JSON document must fit into memory; JSON Lines need not.
MAX_DOCUMENT_BYTES = 200_000_000


def read_json(source: Source, job: Job) -> Iterator[Article]:
    """Read the articles of a JSON document or of JSON Lines, whatever the file is called.

    Raises:
        InputError: It is empty, too large for one document, or no JSON.
    """
    records = Records(source, job)
    with source.open() as stream:
        first = stream.readline(MAX_FILE_BYTES + 1)
        if _starts_lines(first):
            yield from _lines(first, stream, records)
        else:
            yield from _document(first, stream, records)


def _starts_lines(line: bytes) -> bool:
    bare = line.removeprefix(codecs.BOM_UTF8).lstrip()
    return bare.startswith(b"{") and (len(line) > MAX_FILE_BYTES or bare.rstrip().endswith(b"}"))


def _document(first: bytes, stream: IO[bytes], records: Records) -> Iterator[Article]:
    name = records.source.name
    data = first + stream.read(MAX_DOCUMENT_BYTES + 1)
    if len(data) > MAX_DOCUMENT_BYTES:
        limit = f"{MAX_DOCUMENT_BYTES // 10**6} MB"
        raise InputError(name, f"is too large for one JSON document (limit {limit}): use JSON Lines")
    if not data.strip():
        raise InputError(name, "is empty")
    document = parse(data, name, None)
    for number, record in enumerate(document if isinstance(document, list) else [document], 1):
        yield from _articles(record, number, records)


def _lines(first: bytes, stream: IO[bytes], records: Records) -> Iterator[Article]:
    line, number = first, 1
    while line:
        if len(line) > MAX_FILE_BYTES:
            _skip_rest(line, stream)
            limit = f"{MAX_FILE_BYTES // 10**6} MB"
            too_long = InputError(records.source.name, f"a line longer than {limit} is no article", number)
            records.job.on_problem(too_long)
        elif line.strip():
            yield from _line(line, number, records)
        line, number = stream.readline(MAX_FILE_BYTES + 1), number + 1


def _line(line: bytes, number: int, records: Records) -> Iterator[Article]:
    try:
        record = parse(line, records.source.name, number)
    except InputError as problem:
        records.job.on_problem(problem)
    else:
        yield from _articles(record, number, records)


def _articles(record: Any, number: int, records: Records) -> Iterator[Article]:
    if isinstance(record, dict):
        yield from records.articles(record, number)
    else:
        problem = InputError(records.source.name, "is no record: write an object with a field text", number)
        records.job.on_problem(problem)


def _skip_rest(line: bytes, stream: IO[bytes]) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(MAX_FILE_BYTES)


def parse(data: bytes, name: str, line: int | None) -> Any:
    """Parse JSON.

    Args:
        data: One document.
        name: The file, for messages.
        line: Its line in the file, if it is one line of many.

    Raises:
        InputError: It is no JSON, or nested too deeply.
    """
    try:
        return json.loads(data.removeprefix(codecs.BOM_UTF8))
    except RecursionError:
        raise InputError(name, "the JSON is nested too deeply", line) from None
    except json.JSONDecodeError as error:
        place = f"column {error.colno}" if line else f"line {error.lineno}"
        raise InputError(name, f"is no JSON: {error.msg} at {place}", line or error.lineno) from None
    except UnicodeDecodeError as error:
        raise InputError(name, f"is not UTF-8 at byte {error.start}: save it as UTF-8", line) from None
    except ValueError as error:  # a number with more digits than Python converts
        raise InputError(name, f"is no JSON: {error}", line) from None
