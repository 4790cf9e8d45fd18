"""Find the text that an annotation file is about."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

from quotecheck.annotations.native import ArticleRef, read_bytes
from quotecheck.errors import InputError
from quotecheck.models import Article
from quotecheck.reading import read_article, read_articles
from quotecheck.reading.article import ArticleDefaults, make_article
from quotecheck.reading.decode import decode
from quotecheck.reading.plain import cut_front_matter, read_plain
from quotecheck.reading.read import READERS

CORPORA = "QUOTECHECK_CORPORA"
"""Environment variable: the folder of texts that may not be part of the project."""


class ArticleMissingError(InputError):
    """No file stands where an annotation file says that its article is."""


@dataclass(frozen=True)
class FoundArticle:
    """The text of an article, and what its file says of it before anybody parses that.

    Attributes:
        path: The file; of a record of a table with `#` and its id, or with `:` and its number.
        text: The text that offsets count in.
        front: The front matter as it stands, None where there is none.
    """

    path: str
    text: str
    front: str | None = None

    @cached_property
    def sha256(self) -> str:
        """Checksum of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def read(self) -> Article:
        """The article with all that its file says of it; of a record of a table, the text alone."""
        if divided(self.path)[1]:
            return make_article(self.path, self.text, ArticleDefaults())
        return read_article(self.path)


def divided(path: str) -> tuple[str, str]:
    """Where an article stands: the file, and of a record of a table `#` and its id or `:` and its number."""
    found = re.fullmatch(r"(?P<file>[^#]*?)(?P<record>#.+|:\d+)?", path)
    return (found["file"], found["record"] or "") if found else (path, "")


class Articles:
    """Articles by the references of annotation files.

    A path is tried relative to the annotation file, then in each folder given, then in the folder that
    `QUOTECHECK_CORPORA` names and in its subfolders. Among several files the one whose checksum
    agrees is taken.

    Args:
        folders: Where else to look.
    """

    def __init__(self, folders: Sequence[str] = ()) -> None:
        corpora = os.environ.get(CORPORA)
        self._folders = [Path(folder) for folder in folders]
        self._corpora = Path(corpora) if corpora else None

    def find(self, ref: ArticleRef, annotations: str) -> FoundArticle:
        """Read the article of an annotation file.

        Args:
            ref: The file's reference.
            annotations: Path of the annotation file.

        Returns:
            The article; its checksum may differ from the reference's.

        Raises:
            ArticleMissingError: There is no such file or record.
            InputError: It cannot be read.
        """
        first: FoundArticle | None = None
        for path, record in self._candidates(ref.path, annotations):
            state = path.stat()
            article = _read(str(path), record, (state.st_mtime_ns, state.st_size))
            if article.sha256 == ref.sha256:
                return article
            first = first or article
        if first is None:
            tried = "relative to this file" + "".join(f", in {folder}" for folder in self._folders)
            raise ArticleMissingError(annotations, f"no article {ref.path}: looked for it {tried}")
        return first

    def _candidates(self, path: str, annotations: str) -> Iterator[tuple[Path, str]]:
        file, record = divided(path)
        name = PurePosixPath(file).name
        beside = Path(annotations).parent / file
        if beside.is_file():
            yield beside, record
        elsewhere = [place for folder in self._folders for place in (folder / file, folder / name)]
        if self._corpora:
            elsewhere += [self._corpora / file, *sorted(self._corpora.glob(f"*/{_escape(name)}"))]
        for place in dict.fromkeys(elsewhere):
            if place.is_file():
                yield place, record


def _escape(name: str) -> str:
    """A file name as a pattern that matches it alone."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


@lru_cache(maxsize=256)
def _read(path: str, record: str, state: tuple[int, int]) -> FoundArticle:
    """Read an article once, as long as the file's time and size stay the same."""
    if record:
        texts = _by_id(path, state) if record.startswith("#") else _by_number(path, state)
        if record not in texts:
            raise ArticleMissingError(path, f"has no record {record[1:]}")
        return FoundArticle(path + record, texts[record])
    if READERS.get(Path(path).suffix.lower(), read_plain) is not read_plain:
        return FoundArticle(path, read_article(path).text)
    # Plain text is only cut: parsing front matter and telling the language took half of a check's time.
    front, text = cut_front_matter(decode(read_bytes(path), path)[0], path)
    if not text.strip():
        raise InputError(path, "holds no text")
    return FoundArticle(path, text, front)


@lru_cache(maxsize=2)
def _by_id(path: str, state: tuple[int, int]) -> dict[str, str]:
    """Texts of JSON Lines by `#` and the record's id; read once, as `_read` does."""
    opener = gzip.open if path.endswith(".gz") else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
            records = [json.loads(line) for line in lines if line.strip()]
            return {f"#{record['id']}": record["text"] for record in records}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(path, f"no JSON Lines with id and text: {error}") from None


@lru_cache(maxsize=2)
def _by_number(path: str, state: tuple[int, int]) -> dict[str, str]:
    """Texts of any table by `:` and the record's number, as extraction names its articles."""
    return {article.path.removeprefix(path): article.text for article in read_articles([path])}
