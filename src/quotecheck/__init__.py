"""Who said what, exactly as each outlet printed it, and where do the outlets differ?

>>> import quotecheck as qc
>>> nlp = qc.load()
>>> report = qc.make_report(qc.extract(qc.read_articles(["data/raw"]), nlp))
"""

# ruff: noqa: TC004 - the names are real, and loaded when first used

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from quotecheck.consolidate import Consolidation, consolidate
    from quotecheck.engines.batch import extract_batch
    from quotecheck.engines.local import make_report
    from quotecheck.errors import QuotecheckError
    from quotecheck.extract import extract, load
    from quotecheck.identity import identify
    from quotecheck.models import (
        Article,
        ArticleInfo,
        Change,
        Cue,
        Extraction,
        Quotation,
        Report,
        Span,
        Speaker,
        Utterance,
        Variant,
    )
    from quotecheck.output.frames import to_pandas, to_polars
    from quotecheck.output.jsonfiles import read_report
    from quotecheck.output.write import write_report
    from quotecheck.reading import ArticleDefaults, read_article, read_articles
    from quotecheck.reading.frames import read_records

__version__ = "0.1.0"

# Loaded when first used: importing spaCy takes a second, and `quotecheck --help` needs none of it.
_HOME = {
    "Article": "models",
    "ArticleDefaults": "reading",
    "ArticleInfo": "models",
    "Change": "models",
    "Consolidation": "consolidate",
    "Cue": "models",
    "Extraction": "models",
    "Quotation": "models",
    "QuotecheckError": "errors",
    "Report": "models",
    "Span": "models",
    "Speaker": "models",
    "Utterance": "models",
    "Variant": "models",
    "consolidate": "consolidate",
    "extract": "extract",
    "extract_batch": "engines.batch",
    "identify": "identity",
    "load": "extract",
    "make_report": "engines.local",
    "read_article": "reading",
    "read_articles": "reading",
    "read_records": "reading.frames",
    "read_report": "output.jsonfiles",
    "to_pandas": "output.frames",
    "to_polars": "output.frames",
    "write_report": "output.write",
}

__all__ = [
    "Article",
    "ArticleDefaults",
    "ArticleInfo",
    "Change",
    "Consolidation",
    "Cue",
    "Extraction",
    "Quotation",
    "QuotecheckError",
    "Report",
    "Span",
    "Speaker",
    "Utterance",
    "Variant",
    "consolidate",
    "extract",
    "extract_batch",
    "identify",
    "load",
    "make_report",
    "read_article",
    "read_articles",
    "read_records",
    "read_report",
    "to_pandas",
    "to_polars",
    "write_report",
]


class _Surface(ModuleType):
    """The package; `extract` and `consolidate` are its functions, though modules are called so as well."""

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in _HOME or not isinstance(value, ModuleType):
            super().__setattr__(name, value)

    def __getattr__(self, name: str) -> Any:
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *__all__})


sys.modules[__name__].__class__ = _Surface
