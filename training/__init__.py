"""From the corpora to the pipeline that is shipped; see README.md."""

from __future__ import annotations

import os
from pathlib import Path


def corpora_folder() -> Path:
    """Where the corpora are: in the folder that ``QUOTECHECK_CORPORA`` names, or in ``../shared``."""
    return Path(os.environ.get("QUOTECHECK_CORPORA", "../shared")) / "corpora"
