"""CSV and TSV, streamed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import IO

from quotecheck.errors import InputError
from quotecheck.models import Article
from quotecheck.reading.article import MAX_FILE_BYTES
from quotecheck.reading.decode import decode
from quotecheck.reading.find import Source
from quotecheck.reading.job import Job
from quotecheck.reading.records import Records

_SAMPLE_BYTES = 1_000_000
_DELIMITERS = ",;\t|"


def read_delimited(source: Source, job: Job) -> Iterator[Article]:
    """Read the articles of a table whose first line names the fields; the delimiter is recognised.

    Raises:
        InputError: It is empty, in an unknown encoding, or breaks off within a quoted field.
    """
    encoding = _encoding(source, job)
    records = Records(source, job)
    with source.open() as stream, io.TextIOWrapper(stream, encoding, newline="") as text:
        yield from _rows(text, records)


def _encoding(source: Source, job: Job) -> str:
    with source.open() as stream:
        sample = stream.read(_SAMPLE_BYTES)
    if not sample.strip():
        raise InputError(source.name, "is empty")
    whole_lines = sample[: sample.rfind(b"\n") + 1] if len(sample) == _SAMPLE_BYTES else sample
    _, encoding = decode(whole_lines or sample, source.name)
    if encoding != "utf-8":
        job.on_note(f"{source.name}: read as {encoding}")
    return encoding


def _rows(text: IO[str], records: Records) -> Iterator[Article]:
    csv.field_size_limit(MAX_FILE_BYTES)
    header = text.readline().lstrip("\ufeff").rstrip("\r\n")
    delimiter = max(_DELIMITERS, key=header.count)
    names = next(csv.reader([header], delimiter=delimiter))
    reader = csv.reader(text, delimiter=delimiter)
    try:
        for row in reader:
            if row:
                yield from records.articles(dict(zip(names, row, strict=False)), reader.line_num + 1)
    except (csv.Error, UnicodeDecodeError) as error:
        line = reader.line_num + 1
        raise InputError(records.source.name, f"cannot be read on from here: {error}", line) from None
