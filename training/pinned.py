"""The data that the shipped weights were learned from, pinned by checksum."""

from __future__ import annotations

from pathlib import Path

from quotecheck.engines.checksum import checksum

PINNED = {
    "polnear/train": "5775865814f23aea961edc08fac304d535f1845bc54753ab6879c0fee8514e19",
    "polnear/dev": "329ead0f9f6a2b3ccd35869f29fef18580a55d8deabd6e05e2dbe53287bc6569",
    "allsides": "d4c026de2c9dd84fc60f227d1ef6ecee52fdb908c34cb6b8c2787d804e5ecbf2",
    "crossner_politics": "0d3cec0f8bf04570fd4b5abf62f3fcde5c6c865765aebd67b69a81eca642451b",
    "gum": "06f35f7b3d667869dae109bbf9161294b688e66123d324bf0beaad5b0b7c3c28",
}
"""Folders of the corpora, with what `folder_checksum` says of them."""


class ChangedDataError(Exception):
    """The corpora are not those that the shipped weights were learned from."""


def folder_checksum(folder: Path) -> str:
    """SHA-256 over the names and contents of all files below a folder, in order of their names."""
    return checksum(sorted(path for path in folder.rglob("*") if path.is_file()), folder)


def check(corpora: Path, pinned: dict[str, str] = PINNED) -> None:
    """See that the corpora are the pinned ones.

    Raises:
        ChangedDataError: A folder is missing or another; it names which.
    """
    for name, wanted in pinned.items():
        if (found := folder_checksum(corpora / name)) != wanted:
            raise ChangedDataError(f"{corpora / name}: checksum {found[:12]} instead of {wanted[:12]}")
