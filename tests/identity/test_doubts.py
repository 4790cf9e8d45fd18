from __future__ import annotations

import pytest

from quotecheck.identity import find_doubts
from quotecheck.models import Speaker


@pytest.mark.parametrize(
    ("phenomenon", "names", "expected"),
    [
        ("nothing", ["Ada Halvorsen", "Kim Brandt"], {}),
        ("surname", ["Halvorsen"], {"0": ("surname only",)}),
        (
            "surname and bearer",
            ["Halvorsen", "Ada Halvorsen"],
            {"0": ("surname only", "may be 1"), "1": ("may be 0",)},
        ),
        ("short form", ["William Brandt", "Bill Brandt"], {"0": ("may be 1",), "1": ("may be 0",)}),
        ("two people", ["Ada Halvorsen", "Nils Halvorsen"], {}),
    ],
)
def test_doubts(phenomenon: str, names: list[str], expected: dict[str, tuple[str, ...]]) -> None:
    speakers = [Speaker(id=str(number), name=name, kind="person") for number, name in enumerate(names)]
    assert find_doubts(speakers) == expected, phenomenon
