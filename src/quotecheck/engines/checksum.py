"""One checksum for many files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path


def checksum(files: Iterable[Path], root: Path) -> str:
    """SHA-256 over the names, as seen from a folder, and the contents of files, in order."""
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
