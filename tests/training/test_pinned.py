"""Checksums of the data."""

from __future__ import annotations

from pathlib import Path

import pytest
from training.pinned import PINNED, ChangedDataError, check, folder_checksum

from training import corpora_folder


def test_every_byte_and_name_counts(tmp_path: Path) -> None:
    (tmp_path / "part").mkdir()
    file = tmp_path / "part" / "a.txt"
    file.write_bytes(b"one")
    pinned = {"part": folder_checksum(tmp_path / "part")}
    check(tmp_path, pinned)
    file.write_bytes(b"two")
    with pytest.raises(ChangedDataError, match="part"):
        check(tmp_path, pinned)
    file.write_bytes(b"one")
    file.rename(file.with_name("b.txt"))
    with pytest.raises(ChangedDataError, match="part"):
        check(tmp_path, pinned)


@pytest.mark.corpora
@pytest.mark.parametrize("name", PINNED)
def test_the_corpora_are_the_pinned_ones(name: str) -> None:
    if not (corpora_folder() / name).exists():
        pytest.skip(f"needs {name}")
    check(corpora_folder(), {name: PINNED[name]})
