"""Plain text and Markdown, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from quotecheck.errors import InputError
from quotecheck.models import Article
from quotecheck.reading.article import ArticleDefaults, from_file_name, make_article
from quotecheck.reading.decode import decode
from quotecheck.reading.fields import about, as_date, recognise
from quotecheck.reading.find import Source
from quotecheck.reading.job import Job, load

_FRONT = re.compile(r"---[ \t]*\r?\n(.*?)(?<=\n)---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_OPENED = re.compile(r"---[ \t]*\r?\n[A-Za-z][\w-]*:")


def read_plain(source: Source, job: Job) -> Iterator[Article]:
    """Read one article from a text file.

    Raises:
        InputError: The file is too large, binary, empty, or its front matter is invalid.
    """
    text, encoding = decode(load(source), source.name)
    if encoding != "utf-8":
        job.on_note(f"{source.name}: read as {encoding}")
    record, body = split_front_matter(text, source.name)
    own = _about(record, source.name, job)
    known = own.over(job.defaults).over(from_file_name(source.name))
    yield make_article(source.name, body, known)


def _about(record: Mapping[str, Any], path: str, job: Job) -> ArticleDefaults:
    fields = recognise(record)
    date = fields.get("published")
    if date and record[date] is not None and as_date(record[date]) is None:
        job.on_note(f"{path}: the date {record[date]!r} is not understood: write it as 2023-02-18")
    return about(record, fields)


def split_front_matter(text: str, path: str) -> tuple[dict[str, Any], str]:
    r"""Take the YAML front matter off a text.

    Args:
        text: The whole file.
        path: Its name, for messages.

    Returns:
        The fields (none if there is no front matter), and the text that begins right after the line
        end of the closing ``---``.

    Raises:
        InputError: It is never closed, no valid YAML, or no list of fields.
    """
    yaml, body = cut_front_matter(text, path)
    return ({} if yaml is None else _parse(yaml, path)), body


def cut_front_matter(text: str, path: str) -> tuple[str | None, str]:
    """Take the front matter off a text without reading it: its YAML or None, and the rest.

    Raises:
        InputError: It is never closed.
    """
    found = _FRONT.match(text)
    if found is None:
        if _OPENED.match(text):
            raise InputError(path, "the front matter is never closed: end it with a line of ---", 1)
        return None, text
    return found[1], text[found.end() :]


def _parse(yaml: str, path: str) -> dict[str, Any]:
    import srsly

    try:
        record = srsly.yaml_loads(yaml)
    except Exception as error:  # the parser's whole tree of errors, wrapped in a ValueError or not
        cause = error.__context__ or error
        mark = getattr(cause, "context_mark", None) or getattr(cause, "problem_mark", None)
        problem = getattr(cause, "problem", None) or "cannot be parsed"
        line = mark.line + 2 if mark else 1
        raise InputError(path, f"the front matter is no valid YAML ({problem})", line) from None
    if record is None:
        return {}
    if not isinstance(record, dict):
        raise InputError(path, "the front matter holds no fields: write lines such as outlet: Name", 1)
    return {str(name): value for name, value in record.items()}
