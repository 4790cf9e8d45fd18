"""Convert annotations between the native file and the formats of other tools."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from quotecheck.annotations.articles import Articles
from quotecheck.annotations.formats.exchange import Exchange, Group, Record, from_exchange, to_exchange
from quotecheck.annotations.formats.registry import FORMATS, Files, Format
from quotecheck.annotations.native import FORMAT, dumps_annotations, load_annotations, read_bytes
from quotecheck.annotations.offsets import from_unit, in_unit
from quotecheck.errors import ConfigError, InputError
from quotecheck.reading.find import find

_Move = Callable[[tuple[int, int]], tuple[int, int]]
NATIVE = "native"
NAMES = (NATIVE, *FORMATS)


def read_documents(
    paths: Sequence[str], source: str | None, articles: Articles, stored: Sequence[str] = ()
) -> Iterator[Exchange]:
    """Read annotated documents of any format.

    Args:
        paths: Files and folders; of a folder the files with the format's ending.
        source: Name of the format; None goes by what the files are like.
        articles: Where the texts of native files are found.
        stored: Folders of stored articles: documents of other formats are anchored to the text there.

    Raises:
        InputError: A file cannot be read, or its text is not the stored one.
        ConfigError: The format is unknown or cannot be read.
    """
    for path in paths:
        for found in find([path]):
            if isinstance(found, InputError):
                raise found
            name = source or guess(found.name)
            if name is None and not found.named:
                continue
            if name is None:
                raise ConfigError(f"{found.name}: name its format with --from: {', '.join(NAMES)}")
            if not found.named and not found.name.endswith(_suffix(name)):
                continue
            for document in _read(found.name, name, articles):
                yield anchored(document, stored) if name != NATIVE else document


def _suffix(name: str) -> str:
    return ".json" if name == NATIVE else _format(name).suffix


def _format(name: str) -> Format:
    try:
        return FORMATS[name]
    except KeyError:
        raise ConfigError(f"no format {name!r}: choose one of {', '.join(NAMES)}") from None


def _read(path: str, name: str, articles: Articles) -> Iterator[Exchange]:
    if name != NATIVE:
        reader = _format(name).read
        if reader is None:
            raise ConfigError(f"{name} can only be written")
        yield from _guarded(reader, path, name)
        return
    file = load_annotations(path)
    article = articles.find(file.article, path)
    if article.sha256 != file.article.sha256:
        raise InputError(path, "the article's text has changed: run quotecheck check")
    yield to_exchange(file, article.text, Path(path).stem)._replace(origin=article.path)


def _guarded(reader: Callable[[str], Iterator[Exchange]], path: str, name: str) -> Iterator[Exchange]:
    """Documents whose spans lie in their texts; what a reader stumbles over is the file's mistake."""
    try:
        for document in reader(path):
            for group in document.groups:
                spans = [*group.content, *(span for span in (group.cue, group.source) if span)]
                if not all(0 <= start < end <= len(document.text) for start, end in spans):
                    raise InputError(path, f"a span of {document.name} does not lie in its text")
            yield document
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise InputError(path, f"is not as {name} wants it: {type(error).__name__}: {error}") from None


_TELLING = (
    (f'"{FORMAT}"', NATIVE),
    ("urn:quotecheck:record", "web-annotation"),
    ('"start_offset"', "doccano"),
    ('"contents"', "citron"),
    ('"annotations"', "label-studio"),
    ('"spans"', "prodigy"),
)


def guess(path: str) -> str | None:
    """Name of the format of a file, by its ending, for JSON by what it holds; None where nothing tells."""
    for name in ("brat", "docbin", "uima", "parc"):
        if path.endswith(FORMATS[name].suffix):
            return name
    if not path.endswith((".json", ".jsonl", ".jsonld")):
        return None
    head = read_bytes(path)[:1_000_000].decode("utf-8", "replace")
    return next((name for words, name in _TELLING if words in head), None)


def anchored(document: Exchange, stored: Sequence[str]) -> Exchange:
    """The document with the stored article's text, where there is one of its name.

    Raises:
        InputError: The texts differ by more than line ends.
    """
    for folder in stored:
        for suffix in (".txt", ".md"):
            path = Path(folder) / f"{document.name}{suffix}"
            if path.is_file():
                return _anchor(document, read_article_text(str(path)), str(path))
    return document


def read_article_text(path: str) -> str:
    """The text of an article, without its front matter."""
    from quotecheck.reading import read_article

    return read_article(path).text


def _anchor(document: Exchange, text: str, path: str) -> Exchange:
    if document.text == text:
        return document._replace(origin=path)
    if document.text.replace("\r\n", "\n") != text.replace("\r\n", "\n"):
        raise InputError(path, f"is not the text that {document.name} annotates")
    to_common = in_unit(document.text, "line ends as one")
    from_common = from_unit(text, "line ends as one")

    def moved(edges: tuple[int, int]) -> tuple[int, int]:
        return from_common[to_common[edges[0]]], from_common[to_common[edges[1]]]

    groups = tuple(
        Group(
            tuple(map(moved, group.content)),
            moved(group.cue) if group.cue else None,
            moved(group.source) if group.source else None,
            _moved_record(group.rest, moved),
        )
        for group in document.groups
    )
    return Exchange(document.name, text, groups, _moved_record(document.rest, moved), path)


def _moved_record(record: Record, moved: _Move) -> Record:
    changed = dict(record)
    for field in ("quoted", "not_quotes"):
        if field in record:
            edges = [moved((span["start"], span["end"])) for span in record[field]]
            pairs = zip(record[field], edges, strict=True)
            changed[field] = [{**span, "start": start, "end": end} for span, (start, end) in pairs]
    return changed


def write_documents(documents: Sequence[Exchange], target: str, folder: str = ".") -> Files:
    """Write documents in a format.

    Args:
        documents: What to write.
        target: Name of the format.
        folder: Where the files will go; native files name their article from there.

    Returns:
        Names of files and what they hold; with native files the texts too, unless they are stored.
    """
    if target == NATIVE:
        return _native(documents, folder)
    writer = _format(target).write
    if writer is None:
        raise ConfigError(f"{target} can only be read")
    return writer(documents)


def _native(documents: Sequence[Exchange], folder: str) -> Files:
    files: Files = {}
    for document in documents:
        beside = f"{document.name}.txt"
        path = Path(os.path.relpath(document.origin, folder)).as_posix() if document.origin else beside
        file = from_exchange(document, path)
        files[f"{document.name}.json"] = dumps_annotations(file).encode("utf-8")
        if document.origin is None:
            files[beside] = document.text.encode("utf-8")
    return files


def losses(documents: Sequence[Exchange], target: str) -> Counter[str]:
    """What a format cannot carry: how often each field that it drops is used.

    Args:
        documents: What is to be written.
        target: Name of the format.
    """
    drops = frozenset[str]() if target == NATIVE else _format(target).drops
    used: Counter[str] = Counter()
    for document in documents:
        records = [document.rest, *(group.rest for group in document.groups)]
        used.update(
            field for record in records for field, value in record.items() if value and field in drops
        )
    return used


def formats_table() -> str:
    """All formats as a table in Markdown, for the documentation."""
    lines = [
        "| format | what it is | files | offsets count | in | out | cannot carry |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, found in FORMATS.items():
        ways = ("yes" if found.read else "", "yes" if found.write else "")
        drops = ", ".join(sorted(found.drops)) or "–"
        cells = (f"`{name}`", found.about, f"`*{found.suffix}`", found.unit, *ways, drops)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"
