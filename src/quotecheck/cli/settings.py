"""What options leave open and the configuration says."""

from __future__ import annotations

from quotecheck.config import load_config
from quotecheck.engines.batch import TIME_LIMIT, Work


def settled(
    model: str | None,
    jobs: int | None,
    *,
    include_attitudes: bool = False,
    time_limit: float = TIME_LIMIT,
) -> tuple[Work, int]:
    """What is done with each article, and on how many processes.

    Raises:
        ConfigError: The configuration makes no sense.
    """
    config = load_config()
    return Work(model or config.model, include_attitudes, time_limit), jobs or config.jobs or 1
