"""Linguistic tables: TOML files beside this one, read once, and the lookups over them.

Every entry of a table carries an example sentence, which a test runs.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from quotecheck.errors import ConfigError


@cache
def table(name: str) -> dict[str, Any]:
    """Read a table.

    Args:
        name: The file's name without ``.toml``.

    Raises:
        ConfigError: There is no such table.
    """
    try:
        data = resources.files(__name__).joinpath(f"{name}.toml").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise ConfigError(f"the lexicon has no table {name!r}") from error
    return tomllib.loads(data)
