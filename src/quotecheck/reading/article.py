"""What is known of a text -> `Article`: identity, checksum, limits."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass
from pathlib import PurePath

from quotecheck.errors import InputError
from quotecheck.models import Article

# A file that holds one article; saved pages with their scripts rarely exceed 2 MB.
MAX_FILE_BYTES = 10_000_000
# The longest of 4,187 news articles had 43,453 code points; a book is no article.
MAX_TEXT_LENGTH = 500_000
# Splitting a run without a space into words takes time by its square: 16,000 quotation marks took 40 s.
MAX_RUN = 5_000

_DATE_IN_NAME = re.compile(r"(?<![0-9A-Za-z])((?:19|20)\d\d)[-_.]?([01]\d)[-_.]?([0-3]\d)(?![0-9A-Za-z])")


@dataclass(frozen=True)
class ArticleDefaults:
    """What to take for an article whose own data do not say.

    Attributes:
        outlet: Name of the outlet.
        published: Date or time of publication.
        title: Headline.
        url: Address.
    """

    outlet: str | None = None
    published: dt.datetime | dt.date | None = None
    title: str | None = None
    url: str | None = None

    def over(self, others: ArticleDefaults) -> ArticleDefaults:
        """What is known here, and for the rest what the others say."""
        return ArticleDefaults(
            outlet=self.outlet or others.outlet,
            published=self.published or others.published,
            title=self.title or others.title,
            url=self.url or others.url,
        )


def from_file_name(name: str) -> ArticleDefaults:
    """Outlet and date as a file name tells them: ``2023-02-18-example-news.txt``.

    Args:
        name: Path or name of the file; ``-`` tells nothing.

    Returns:
        The date, if the name holds one, and as the outlet what the name says beside it.
    """
    stem = PurePath(name).stem
    if name == "-":
        return ArticleDefaults()
    found = _DATE_IN_NAME.search(stem)
    if found is None:
        return ArticleDefaults(outlet=stem)
    try:
        published = dt.date(*(int(part) for part in found.groups()))
    except ValueError:
        return ArticleDefaults(outlet=stem)
    rest = (stem[: found.start()] + stem[found.end() :]).strip(" -_.")
    return ArticleDefaults(outlet=rest or stem, published=published)


def make_article(path: str, text: str, about: ArticleDefaults) -> Article:
    """Make the article of a text.

    Args:
        path: Where it was read from.
        text: The text as read, not altered.
        about: All that is known about it.

    Raises:
        InputError: The text is empty, too long, or holds half a surrogate pair.
    """
    if not text.strip():
        raise InputError(path, "holds no text")
    if len(text) > MAX_TEXT_LENGTH:
        raise InputError(
            path,
            f"a text of {len(text):,} characters is no article; the limit is {MAX_TEXT_LENGTH:,}: split it",
        )
    longest = max(map(len, text.split()))
    if longest > MAX_RUN:
        raise InputError(
            path, f"{longest:,} characters without a space are no prose; the limit is {MAX_RUN:,}"
        )
    try:
        encoded = text.encode()
    except UnicodeEncodeError as error:
        raise InputError(
            path, f"half a surrogate pair at character {error.start}: save it as UTF-8"
        ) from None
    published = about.published.isoformat() if about.published else None
    identity = json.dumps([about.outlet, published, about.title, about.url, text])
    return Article(
        id=hashlib.sha256(identity.encode()).hexdigest()[:12],
        path=path,
        outlet=about.outlet,
        published=about.published,
        title=about.title,
        url=about.url,
        sha256=hashlib.sha256(encoded).hexdigest(),
        text=text,
    )
