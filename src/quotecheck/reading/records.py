"""A record of a table or crawl -> an article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlsplit

from quotecheck.errors import ConfigError, InputError
from quotecheck.models import Article
from quotecheck.reading.article import ArticleDefaults, make_article
from quotecheck.reading.fields import ALIASES, about, as_text, recognise
from quotecheck.reading.find import Source
from quotecheck.reading.job import Job


def host_of(url: str | None) -> ArticleDefaults:
    """The outlet as an address tells it: the host, ``www.`` aside."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        host = None
    return ArticleDefaults(outlet=host.removeprefix("www.") if host else None)


class Records:
    """Makes articles of the records of one file, and says once which field was taken for what.

    Args:
        source: The file.
        job: What the caller wants.

    Raises:
        ConfigError: A field was laid down for something that an article does not have.
    """

    def __init__(self, source: Source, job: Job) -> None:
        self.source, self.job = source, job
        self._known: dict[tuple[str, ...], dict[str, str]] = {}
        unknown = sorted(job.fields.keys() - ALIASES)
        if unknown:
            raise ConfigError(f"no field {unknown[0]!r}: choose among {', '.join(ALIASES)}")

    def articles(self, record: Mapping[str, Any], line: int) -> Iterator[Article]:
        """The article of a record, or those of a list within it; a problem is reported, not raised.

        Args:
            record: Field name -> value.
            line: Its line or row, from 1.
        """
        try:
            for one in _unwrapped(record):
                yield self._article(one, line)
        except InputError as problem:
            self.job.on_problem(InputError(self.source.name, problem.problem, line))

    def _article(self, record: Mapping[str, Any], line: int) -> Article:
        fields = self._fields(record)
        value = record.get(fields["text"])
        text = value if isinstance(value, str) else as_text(value) or ""
        known = about(record, fields).over(self.job.defaults)
        return make_article(f"{self.source.name}:{line}", text, known.over(host_of(known.url)))

    def _fields(self, record: Mapping[str, Any]) -> dict[str, str]:
        names = tuple(record)
        if names not in self._known:
            fields = recognise(names, self.job.fields)
            self._check(fields, names)
            if not self._known:
                taken = ", ".join(f"{what} from {name!r}" for what, name in fields.items())
                self.job.on_note(f"{self.source.name}: {taken}")
            self._known[names] = fields
        return self._known[names]

    def _check(self, fields: dict[str, str], names: tuple[str, ...]) -> None:
        have = ", ".join(map(str, names[:12])) or "none"
        for what, name in self.job.fields.items():
            if name not in names and what == "text":
                raise InputError(self.source.name, f"has no field {name!r}; its fields: {have}")
        if "text" not in fields:
            raise InputError(
                self.source.name, f"no field is known to hold the text (fields: {have}): --text-field NAME"
            )


def _unwrapped(record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The records of an envelope such as ``{"status": "ok", "articles": [{…}, {…}]}``."""
    if record.get("format") == "quotecheck/1":
        raise InputError("", "is an export of quotecheck, not articles: name the articles themselves")
    if "text" in recognise(record) and isinstance(record[recognise(record)["text"]], str):
        return [record]
    lists = [value for value in record.values() if isinstance(value, list) and value]
    inner = next((value for value in lists if all(isinstance(item, Mapping) for item in value)), None)
    return [record] if inner is None else inner
