"""`import quotecheck as qc`: light, and every name is there."""

from __future__ import annotations

import subprocess
import sys
from types import FunctionType

import pytest

import quotecheck as qc

LIGHT = """
import sys
import quotecheck as qc
assert not {"spacy", "rich", "typer", "pydantic", "numpy"} & sys.modules.keys()
qc.Article, qc.write_report
assert "spacy" not in sys.modules
"""


def test_importing_loads_nothing_heavy() -> None:
    subprocess.run([sys.executable, "-c", LIGHT], check=True)


@pytest.mark.parametrize("name", qc.__all__)
def test_every_name_is_there(name: str) -> None:
    assert getattr(qc, name) is not None
    assert name in dir(qc)


@pytest.mark.parametrize("name", ["extract", "consolidate"])
def test_functions_win_over_modules_of_the_same_name(name: str) -> None:
    __import__(f"quotecheck.{name}")
    assert isinstance(getattr(qc, name), FunctionType)


def test_what_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'quotecheck' has no attribute 'nothing'"):
        _ = qc.nothing  # type: ignore[attr-defined]
