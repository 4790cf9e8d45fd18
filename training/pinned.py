"""The data that the shipped weights were learned from, pinned by checksum."""

from __future__ import annotations

import hashlib
from pathlib import Path

PINNED = {
    "polnear/train": "091820e3dd255e52dd610db89cefa62c8d3a21dcb7968da920ce6a2bca961902",
    "polnear/dev": "e64c50c9ce7c52c062e10071f4dec7dd1f02d268e355bf2360a9a0626b9bd416",
    "allsides": "60b949e9b489b8022f2c8f9a0bd31e2a2dc110ab2c34a297242a114a2c234d47",
    "crossner_politics": "79b6987492c2b4f6f38094d0e191c8ae234309fc84cbec5267ac56468a445491",
    "gum": "7c0ce1ae82721dd84a438477a27c3e5e13b7925e6998ce6b627d8c8b3f147de9",
}
"""Folders of the corpora, with what `checksum` says of them."""


class ChangedDataError(Exception):
    """The corpora are not those that the shipped weights were learned from."""


def checksum(folder: Path) -> str:
    """SHA-256 over the names and contents of all files below a folder, in order of their names."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def check(corpora: Path, pinned: dict[str, str] = PINNED) -> None:
    """See that the corpora are the pinned ones.

    Raises:
        ChangedDataError: A folder is missing or another; it names which.
    """
    for name, wanted in pinned.items():
        if (found := checksum(corpora / name)) != wanted:
            raise ChangedDataError(f"{corpora / name}: checksum {found[:12]} instead of {wanted[:12]}")
