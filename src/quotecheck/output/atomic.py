"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from quotecheck.errors import OutputError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a temporary path beside the one wanted; rename it when all went well, else remove it.

    A device or pipe cannot be replaced: it is given as it is.

    Args:
        path: The file wanted.

    Raises:
        OutputError: The folder does not exist, is not writable, or the disk is full.
    """
    if path.exists() and not path.is_file():
        if path.is_dir():
            raise OutputError(f"{path}: is a folder: name a file")
        yield path
        return
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        yield beside
        beside.replace(path)
    except OSError as error:
        fix = "make the folder first" if not path.parent.is_dir() else error.strerror or str(error)
        raise OutputError(f"{path}: cannot be written: {fix}") from error
    finally:
        beside.unlink(missing_ok=True)
