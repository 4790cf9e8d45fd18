"""Libraries that are installed only on request."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from quotecheck.errors import ConfigError


def require(module: str, extra: str, purpose: str) -> ModuleType:
    """Import a library of an extra.

    Args:
        module: Its import name.
        extra: The extra of this package that installs it.
        purpose: What it is wanted for, as the subject of a sentence.

    Raises:
        ConfigError: It is not installed; the message names the command that installs it.
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise ConfigError(f"{purpose} needs {name}: pip install 'quotecheck[{extra}]'") from error
