"""Find the text that an annotation file is about."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from quotecheck.annotations.native import ArticleRef
from quotecheck.errors import InputError
from quotecheck.models import Article
from quotecheck.reading import read_article
from quotecheck.reading.article import ArticleDefaults, make_article

CORPORA = "QUOTECHECK_CORPORA"
"""Environment variable: the folder of texts that may not be part of the project."""


class ArticleMissingError(InputError):
    """No file stands where an annotation file says that its article is."""


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

    def find(self, ref: ArticleRef, annotations: str) -> Article:
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
        first: Article | None = None
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
        file = path.partition("#")[0]
        name = PurePosixPath(file).name
        places = [Path(annotations).parent / file]
        for folder in self._folders:
            places += [folder / file, folder / name]
        if self._corpora:
            places += [self._corpora / file, *sorted(self._corpora.glob(f"*/{glob_escape(name)}"))]
        for place in dict.fromkeys(places):
            if place.is_file():
                yield place, path[len(file) + 1 :]


def glob_escape(name: str) -> str:
    """A file name as a pattern that matches it alone."""
    return "".join(f"[{char}]" if char in "*?[" else char for char in name)


@lru_cache(maxsize=256)
def _read(path: str, record: str, state: tuple[int, int]) -> Article:
    """Read an article once, as long as the file's time and size stay the same."""
    if not record:
        return read_article(path)
    line = _records(path).get(record)
    if line is None:
        raise ArticleMissingError(path, f"{path} has no record {record}")
    return make_article(path, json.loads(line)["text"], ArticleDefaults())


@lru_cache(maxsize=2)
def _records(path: str) -> dict[str, str]:
    """Lines of a table of JSON Lines by the record's id."""
    opener = gzip.open if path.endswith(".gz") else open
    try:
        with opener(path, "rt", encoding="utf-8", newline="\n") as lines:
            return {str(json.loads(line)["id"]): line for line in lines if line.strip()}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError(path, f"no JSON Lines with id and text: {error}") from None


def checksum(text: str) -> str:
    """SHA-256 of a text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
