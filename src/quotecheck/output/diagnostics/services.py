"""Diagnostics for CI services: GitHub, GitLab, JUnit XML, reviewdog, plain JSON."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import PurePath
from xml.etree import ElementTree as ET

from quotecheck.diagnostics import RULES_URL, Diagnostic

_GITHUB = {"error": "error", "warning": "warning", "note": "notice"}
_GITLAB = {"error": "major", "warning": "minor", "note": "info"}
_FORBIDDEN = re.compile("[^\\t\\n\\r\\x20-\\ud7ff\\ue000-\\ufffd\U00010000-\U0010ffff]")
_RDJSON = {"error": "ERROR", "warning": "WARNING", "note": "INFO"}


def _text(item: Diagnostic) -> str:
    return f"{item.message} ({item.hint})" if item.hint else item.message


def _path(item: Diagnostic) -> str:
    return PurePath(item.path).as_posix()


def rule_url(code: str) -> str:
    """Where a rule is explained."""
    return f"{RULES_URL}#{code.lower()}"


def fingerprints(diagnostics: Sequence[Diagnostic]) -> list[str]:
    """Fingerprints, numbered where several problems share one, so that each is unique."""
    seen: Counter[str] = Counter()
    found = []
    for item in diagnostics:
        number = seen[item.fingerprint]
        seen[item.fingerprint] += 1
        found.append(f"{item.fingerprint}-{number}" if number else item.fingerprint)
    return found


def plain_json(diagnostics: Sequence[Diagnostic]) -> str:
    """A JSON array of the diagnostics, each with its fingerprint."""
    rows = [
        {**item.model_dump(), "fingerprint": mark}
        for item, mark in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def github(diagnostics: Sequence[Diagnostic]) -> str:
    """Workflow commands, which GitHub shows beside the lines of a pull request."""
    return "".join(_workflow_command(item) for item in diagnostics)


def _workflow_command(item: Diagnostic) -> str:
    place = {
        "file": _path(item),
        "line": item.line,
        "endLine": item.end_line,
        "title": f"{item.code} {item.name}",
    }
    if item.end_line == item.line:  # GitHub refuses columns over several lines
        place |= {"col": item.column, "endColumn": item.end_column}
    fields = ",".join(f"{key}={_escape(str(value), ':,')}" for key, value in place.items())
    return f"::{_GITHUB[item.severity]} {fields}::{_escape(_text(item))}\n"


def _escape(text: str, more: str = "") -> str:
    for char in "%\r\n" + more:
        text = text.replace(char, f"%{ord(char):02X}")
    return text


def gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """A Code Quality report, which GitLab shows in the merge request."""
    rows = [
        {
            "description": f"{item.code}: {_text(item)}",
            "check_name": item.code,
            "fingerprint": mark,
            "severity": _GITLAB[item.severity],
            "location": {
                "path": _path(item),
                "positions": {
                    "begin": {"line": item.line, "column": item.column},
                    "end": {"line": item.end_line, "column": item.end_column},
                },
            },
        }
        for item, mark in zip(diagnostics, fingerprints(diagnostics), strict=True)
    ]
    return json.dumps(rows, indent=2, ensure_ascii=False) + "\n"


def rdjson(diagnostics: Sequence[Diagnostic]) -> str:
    """A Reviewdog Diagnostic Format document; its columns count bytes of UTF-8."""
    rows = [
        {
            "message": _text(item),
            "location": {
                "path": _path(item),
                "range": {
                    "start": {"line": item.line, "column": _byte_column(item, item.column)},
                    "end": {"line": item.end_line, "column": _byte_end(item)},
                },
            },
            "severity": _RDJSON[item.severity],
            "code": {"value": item.code, "url": rule_url(item.code)},
        }
        for item in diagnostics
    ]
    source = {"name": "quotecheck", "url": RULES_URL}
    return json.dumps({"source": source, "diagnostics": rows}, indent=2, ensure_ascii=False) + "\n"


def _byte_column(item: Diagnostic, column: int) -> int:
    return len(item.excerpt[: column - 1].encode("utf-8", "replace")) + 1


def _byte_end(item: Diagnostic) -> int:
    # Only the first line's text is at hand; later lines hold JSON punctuation at their ends.
    return _byte_column(item, item.end_column) if item.end_line == item.line else item.end_column


def junit(diagnostics: Sequence[Diagnostic]) -> str:
    """A JUnit XML report: a suite per file, a failed case per problem."""
    files: dict[str, list[Diagnostic]] = defaultdict(list)
    for item in diagnostics:
        files[_xml(_path(item))].append(item)
    root = ET.Element(
        "testsuites", name="quotecheck", tests=str(max(1, len(diagnostics))), failures=str(len(diagnostics))
    )
    for path, items in files.items():
        suite = ET.SubElement(
            root, "testsuite", name=path, tests=str(len(items)), failures=str(len(items)), errors="0"
        )
        for item in items:
            _case(suite, path, item)
    if not files:
        suite = ET.SubElement(root, "testsuite", name="quotecheck", tests="1", failures="0", errors="0")
        ET.SubElement(suite, "testcase", name="check", classname="quotecheck")
    ET.indent(root)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _case(suite: ET.Element, path: str, item: Diagnostic) -> None:
    name = f"{item.code} {item.name} at {item.line}:{item.column}"
    case = ET.SubElement(suite, "testcase", name=_xml(name), classname=path)
    failure = ET.SubElement(case, "failure", message=_xml(item.message), type=item.severity)
    failure.text = _xml(f"{path}:{item.line}:{item.column}: {item.code} {_text(item)}")


def _xml(text: str) -> str:
    """Text without the control characters that XML 1.0 cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)
