"""`quotecheck schema`."""

from __future__ import annotations

import json

from typer.testing import CliRunner

from quotecheck.cli import app
from quotecheck.output.jsonfiles import schema


def test_schema_is_printed() -> None:
    result = CliRunner().invoke(app, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema()
