"""Frames of pandas or Polars, and any other records at hand -> articles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from quotecheck.errors import InputError
from quotecheck.models import Article
from quotecheck.reading.article import ArticleDefaults
from quotecheck.reading.find import Source
from quotecheck.reading.job import Job, ignore_note, raise_problem
from quotecheck.reading.records import Records


def read_records(
    records: Any,
    *,
    defaults: ArticleDefaults | None = None,
    fields: Mapping[str, str] | None = None,
    on_problem: Callable[[InputError], None] = raise_problem,
    on_note: Callable[[str], None] = ignore_note,
) -> Iterator[Article]:
    """Make articles of records in memory.

    Args:
        records: A pandas or Polars frame, or any iterable of mappings from field name to value.
        defaults: Outlet, date, title and address for records that do not say themselves.
        fields: Which field holds the text, outlet, published, title, url, where the usual names do not
            tell.
        on_problem: Told of every record that cannot be used; without it the first one is raised.
        on_note: Told which field was taken for what.

    Yields:
        One article per record; its path is ``records:`` and the record's number, from 1.

    Raises:
        InputError: A record cannot be used and there is no `on_problem`.
        ConfigError: `fields` names something that an article does not have.
    """
    job = Job(defaults or ArticleDefaults(), on_problem, on_note, dict(fields or {}))
    maker = Records(Source("records", _nothing_to_open), job)
    for number, record in enumerate(_mappings(records), 1):
        yield from maker.articles(record, number)


def _mappings(records: Any) -> Iterable[Mapping[str, Any]]:
    if hasattr(records, "iter_rows"):  # Polars
        return records.iter_rows(named=True)  # type: ignore[no-any-return]
    if hasattr(records, "itertuples"):  # pandas, whose missing values are not None
        return records.astype(object).where(records.notna(), None).to_dict("records")  # type: ignore[no-any-return]
    return records  # type: ignore[no-any-return]


def _nothing_to_open() -> Any:
    raise OSError("records in memory are no file")
