"""What the user named -> the single files behind it, out of their compression."""

from __future__ import annotations

import glob
import gzip
import os
import sys
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import IO, cast

from quotecheck.errors import InputError

STDIN = "-"


@dataclass(frozen=True)
class Source:
    """Something that can be opened.

    Attributes:
        name: As the user would name it; a member of an archive is ``archive.zip/member``.
        open: Opens it for reading bytes, decompressed.
        path: The file itself, where it is one and not compressed.
        named: Whether the user named it, rather than a folder or archive that holds it.
    """

    name: str
    open: Callable[[], IO[bytes]]
    path: Path | None = None
    named: bool = True

    @property
    def suffix(self) -> str:
        """What the name ends with, in small letters, ``.gz`` aside."""
        name = PurePath(self.name.lower())
        return PurePath(name.stem).suffix if name.suffix == ".gz" else name.suffix


def find(paths: list[str]) -> Iterator[Source | InputError]:
    """Find the files behind paths, in the order given, those of a folder sorted by name.

    Args:
        paths: Files, folders (searched through), patterns, and ``-`` for standard input.

    Yields:
        Files, and an error for each path that leads nowhere.
    """
    for path in paths:
        if path == STDIN:
            yield Source(STDIN, lambda: sys.stdin.buffer)
        elif Path(path).is_dir():
            yield from _folder(path)
        elif Path(path).exists():
            yield _file(path)
        else:
            yield from _pattern(path)


def _file(path: str, *, named: bool = True) -> Source:
    file = Path(path)
    if file.suffix.lower() == ".gz":
        return Source(path, lambda: cast("IO[bytes]", gzip.open(file)), named=named)
    return Source(path, lambda: file.open("rb"), file, named)


def _folder(path: str) -> Iterator[Source]:
    for folder, inner, files in os.walk(path):
        inner[:] = sorted(name for name in inner if not name.startswith("."))
        for name in sorted(files):
            file = Path(folder, name)
            if not name.startswith(".") and file.is_file():
                yield _file(str(file), named=False)


def _pattern(path: str) -> Iterator[Source | InputError]:
    matches = sorted(glob.glob(path, recursive=True)) if glob.has_magic(path) else []  # noqa: PTH207
    if not matches:
        fix = "no file matches it" if glob.has_magic(path) else "no such file or folder"
        yield InputError(path, f"{fix}: check the spelling and the current folder")
    for match in matches:
        if Path(match).is_dir():
            yield from _folder(match)
        else:
            yield _file(match)


def members(source: Source) -> Iterator[Source]:
    """The files within a ZIP archive, sorted by name; each is read without unpacking the others.

    Raises:
        InputError: It is no ZIP archive, or protected by a password.
    """
    if source.path is None:
        raise InputError(source.name, "is a ZIP archive within another: unpack the outer one first")
    try:
        archive = zipfile.ZipFile(source.path)
    except zipfile.BadZipFile:
        raise InputError(source.name, "is a broken ZIP archive: make it again") from None
    with archive:
        for entry in sorted(archive.infolist(), key=lambda entry: entry.filename):
            if entry.flag_bits & 1:
                raise InputError(source.name, "is protected by a password: unpack it first")
            if not entry.is_dir() and not _hidden(entry.filename):
                yield _member(source, archive, entry)


def _hidden(name: str) -> bool:
    return any(part.startswith(".") or part == "__MACOSX" for part in PurePath(name).parts)


def _member(source: Source, archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Source:
    name = f"{source.name}/{entry.filename}"
    if name.lower().endswith(".gz"):
        return Source(name, lambda: cast("IO[bytes]", gzip.open(archive.open(entry))), named=False)
    return Source(name, lambda: archive.open(entry), named=False)
