"""Diagnostics as SARIF 2.1.0 (OASIS), for code scanning services."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from quotecheck import __version__
from quotecheck.diagnostics import RULES_URL, Diagnostic
from quotecheck.output.diagnostics.services import fingerprints, rule_url

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(diagnostics: Sequence[Diagnostic]) -> str:
    """One run with its rules and results; columns count Unicode code points."""
    names = {item.code: item.name for item in diagnostics}
    codes = sorted(names)
    driver = {
        "name": "quotecheck",
        "version": __version__,
        "informationUri": RULES_URL,
        "rules": [
            {"id": code, "name": _pascal(names[code]), "helpUri": rule_url(code),
             "shortDescription": {"text": names[code].replace("-", " ")}}
            for code in codes
        ],
    }  # fmt: skip
    results = [
        _result(item, mark, codes.index(item.code))
        for item, mark in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return (
        json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2, ensure_ascii=False)
        + "\n"
    )


def _pascal(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("-"))


def _result(item: Diagnostic, mark: str, rule: int) -> dict[str, Any]:
    region = {
        "startLine": item.line,
        "startColumn": item.column,
        "endLine": item.end_line,
        "endColumn": item.end_column,
    }
    place = {"artifactLocation": {"uri": quote(item.path.replace("\\", "/"))}, "region": region}
    return {
        "ruleId": item.code,
        "ruleIndex": rule,
        "level": item.severity,
        "message": {"text": f"{item.message} ({item.hint})" if item.hint else item.message},
        "locations": [{"physicalLocation": place}],
        "partialFingerprints": {"quotecheck/v1": mark},
    }
