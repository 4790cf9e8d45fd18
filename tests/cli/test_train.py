"""`quotecheck train` where its libraries are missing."""

from __future__ import annotations

import sys

import pytest
from typer.testing import CliRunner

from quotecheck.cli import app
from quotecheck.errors import ConfigError


def test_a_missing_library_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "torch", None)
    result = CliRunner().invoke(app, ["train", "data/annotations", "-o", "unused"])
    assert isinstance(result.exception, ConfigError)
    assert "pip install 'quotecheck[train]'" in str(result.exception)
