"""Saved web pages (extra `html`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from quotecheck.errors import InputError
from quotecheck.extras import require
from quotecheck.models import Article
from quotecheck.reading.article import ArticleDefaults, from_file_name, make_article
from quotecheck.reading.fields import as_date
from quotecheck.reading.find import Source
from quotecheck.reading.job import Job, load
from quotecheck.reading.records import host_of

_BLOCKS = ("p", "head", "item", "quote")


def read_html(source: Source, job: Job) -> Iterator[Article]:
    """Read the article of a page: its main text, one paragraph after the other, blank lines between.

    Outlet, date, title and address are those that the page states.

    Raises:
        InputError: The page is too large or holds no article.
        ConfigError: trafilatura is not installed.
    """
    trafilatura = require("trafilatura", "html", "reading HTML")
    page = trafilatura.bare_extraction(
        load(source),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    if page is None:
        raise InputError(source.name, "no article was found on the page: save its text as plain text")
    own = ArticleDefaults(page.sitename, as_date(page.date), page.title, page.url)
    known = own.over(job.defaults).over(host_of(page.url)).over(from_file_name(source.name))
    yield make_article(source.name, "\n\n".join(_paragraphs(page.body)), known)


def _paragraphs(body: Any) -> Iterator[str]:
    for block in body.iter(*_BLOCKS):
        if block.find(".//p") is None and block.find(".//item") is None:
            for line_break in block.iter("lb"):
                line_break.tail = f"\n{line_break.tail or ''}"
            text = "".join(block.itertext()).strip()
            if text:
                yield text
