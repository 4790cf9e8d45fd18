"""What the user named -> the single files behind it."""

from __future__ import annotations

import glob
import io
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from quotecheck.errors import InputError

STDIN = "-"


@dataclass(frozen=True)
class Source:
    """Something that can be opened.

    Attributes:
        name: As the user would name it.
        open: Opens it for reading bytes.
        size: Bytes, or None where it cannot be told beforehand.
        named: Whether the user named it, rather than a folder that holds it.
    """

    name: str
    open: Callable[[], BinaryIO]
    size: int | None = None
    named: bool = True


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
    return Source(path, lambda: Path(path).open("rb"), Path(path).stat().st_size, named)


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


def in_memory(name: str, data: bytes) -> Source:
    """A file whose bytes are at hand."""
    return Source(name, lambda: io.BytesIO(data), len(data))
