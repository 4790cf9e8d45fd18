"""What fields are called in the wild, and what their values mean."""

from __future__ import annotations

import datetime as dt
import email.utils
from collections.abc import Iterable, Mapping
from typing import Any

from quotecheck.reading.article import ArticleDefaults

# Names in order of preference, compared without case, "-", "_" and spaces.
ALIASES: dict[str, tuple[str, ...]] = {
    "text": ("text", "maintext", "body", "content", "articlebody", "fulltext", "article", "story"),
    "outlet": (
        "outlet", "publisher", "publication", "source", "sourcename", "sitename", "medianame", "site",
        "sourcedomain", "domain", "hostname",
    ),
    "published": (
        "published", "date", "datepublished", "datepublish", "publishdate", "publishedat", "pubdate",
        "publicationdate", "publishedtime", "timestamp",
    ),
    "title": ("title", "headline", "heading"),
    "url": ("url", "link", "canonicallink", "canonicalurl", "href", "address"),
}  # fmt: skip
_DATE_FORMATS = (
    "%B %d, %Y", "%b. %d, %Y", "%b %d, %Y", "%d %B %Y", "%d %b %Y",
    "%Y/%m/%d", "%Y/%m/%d %H:%M:%S", "%m/%d/%Y", "%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M:%S UTC",
)  # fmt: skip


def _plain(name: str) -> str:
    return "".join(char for char in name.lower() if char.isalnum())


def recognise(names: Iterable[str], chosen: Mapping[str, str] | None = None) -> dict[str, str]:
    """Tell which field of a table or record holds what.

    Args:
        names: The names as they stand.
        chosen: What the user laid down: text, outlet … -> field name.

    Returns:
        For each of text, outlet, published, title, url that was found: the name of its field.
    """
    by_plain: dict[str, str] = {}
    for name in names:
        by_plain.setdefault(_plain(name), name)
    found = {
        field: by_plain[alias]
        for field, aliases in ALIASES.items()
        for alias in reversed(aliases)
        if alias in by_plain
    }
    return {**found, **(chosen or {})}


def as_text(value: Any) -> str | None:
    """A field's value as text: None for an empty one, the name of a nested ``{"name": …}``."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if value is None or isinstance(value, (list, tuple, dict)):
        return None
    return str(value).strip() or None


def as_date(value: Any) -> dt.datetime | dt.date | None:
    """A field's value as a date or time: ISO 8601, RFC 2822, and the formats that newsrooms print.

    Returns:
        A date where no time is given, and None for what cannot be told.
    """
    if isinstance(value, dt.date):
        return value
    text = as_text(value)
    if text is None or (text.isdigit() and len(text) != 8):
        return None
    for parse in (dt.date.fromisoformat, dt.datetime.fromisoformat, email.utils.parsedate_to_datetime):
        try:
            return parse(text)
        except (ValueError, IndexError, TypeError):
            continue
    return _printed_date(text)


def _printed_date(text: str) -> dt.datetime | dt.date | None:
    for form in _DATE_FORMATS:
        try:
            moment = dt.datetime.strptime(text, form)
        except ValueError:
            continue
        return moment if "%H" in form else moment.date()
    return None


def about(record: Mapping[str, Any], fields: Mapping[str, str]) -> ArticleDefaults:
    """What a record says about its article.

    Args:
        record: Field name -> value.
        fields: What `recognise` found.
    """
    values = {field: record.get(name) for field, name in fields.items()}
    return ArticleDefaults(
        outlet=as_text(values.get("outlet")),
        published=as_date(values.get("published")),
        title=as_text(values.get("title")),
        url=as_text(values.get("url")),
    )
