"""Diagnostics in every format, each read back by what it is for."""

from __future__ import annotations

import json
import re

import jsonschema
import junitparser
import pytest
import sarif_pydantic
from hypothesis import given
from hypothesis import strategies as st
from tests.output.sarif_schema import LOG

from quotecheck.diagnostics import Diagnostic
from quotecheck.output.diagnostics import FORMATS, statistics

LINE = '  "name": "Ida 🐟 Lund", "kind": "persn"'
FOUND = [
    Diagnostic(
        path="a/one file.json",
        code="QC106",
        name="invalid-value",
        severity="error",
        message="kind: 100 % wrong,\nnot one of person: group",
        hint="person",
        line=12,
        column=LINE.index('"persn"') + 1,
        end_line=12,
        end_column=len(LINE) + 1,
        excerpt=LINE,
        fixable=True,
    ),
    Diagnostic(path="b.json", code="QC509", name="no-cue", severity="warning", message="no cue", end_line=3),
    Diagnostic(
        path="b.json", code="QC509", name="no-cue", severity="warning", message="no cue", line=9, end_line=9
    ),
    Diagnostic(
        path="b.json", code="QC706", name="single-marks-unaccounted", severity="note", message="‘dawn’"
    ),
]
text = st.text(st.characters(codec="utf-8"), max_size=30)
numbers = st.integers(1, 60)
diagnostics = st.lists(
    st.builds(
        Diagnostic,
        path=st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=20),
        code=st.sampled_from(["QC101", "QC401"]),
        name=st.just("some-rule"),
        severity=st.sampled_from(["error", "warning", "note"]),
        message=text,
        hint=st.none() | text,
        line=numbers,
        column=numbers,
        end_line=numbers,
        end_column=numbers,
        excerpt=text,
    ),
    max_size=4,
)


def test_full_shows_the_line_and_a_caret_under_the_place() -> None:
    first = FORMATS["full"](FOUND).split("\n\n")[0].split("\n")
    assert first[0] == "error[QC106]: kind: 100 % wrong,"
    caret = next(line for line in first if "^" in line)
    shown = next(line for line in first if "persn" in line)
    # The fish takes two cells, so the caret stands one cell further than characters would say.
    assert caret.index("^") == shown.index('"persn"') + 1
    assert caret.count("^") == len('"persn"')
    assert "--fix mends this" in FORMATS["full"](FOUND)


def test_full_shows_the_part_of_a_long_line_that_matters() -> None:
    line = "x" * 300 + "HERE" + "y" * 300
    item = FOUND[0].model_copy(update={"excerpt": line, "column": 301, "end_column": 305, "end_line": 12})
    shown, caret = FORMATS["full"]([item]).splitlines()[-5:-3]
    assert shown.index("HERE") == caret.index("^^^^")
    assert len(shown) < 130


def test_concise_is_one_line_each() -> None:
    assert FORMATS["concise"](FOUND[1:2]) == "b.json:1:1: QC509 no cue\n"


def test_statistics_count_by_rule() -> None:
    assert [line.split()[:2] for line in statistics(FOUND).splitlines()] == [
        ["2", "QC509"],
        ["1", "QC106"],
        ["1", "QC706"],
    ]


def test_github_escapes_what_its_commands_are_made_of() -> None:
    first, second, *_ = FORMATS["github"](FOUND).splitlines()
    assert first.startswith("::error file=a/one file.json,line=12,endLine=12,title=QC106 invalid-value,col=")
    assert first.endswith("::kind: 100 %25 wrong,%0Anot one of person: group (person)")
    assert ",col=" not in second


@pytest.mark.parametrize("name", ["sarif", "gitlab", "json"])
def test_fingerprints_differ_and_stay_when_lines_move(name: str) -> None:
    def prints(items: list[Diagnostic]) -> list[str]:
        return re.findall(r'"(?:quotecheck/v1|fingerprint)": "([^"]+)"', FORMATS[name](items))

    moved = [item.model_copy(update={"line": item.line + 7, "end_line": item.end_line + 7}) for item in FOUND]
    assert len(set(prints(FOUND))) == len(FOUND)
    assert prints(moved) == prints(FOUND)


def test_rdjson_counts_bytes() -> None:
    record = json.loads(FORMATS["rdjson"](FOUND))
    start = record["diagnostics"][0]["location"]["range"]["start"]
    assert start == {"line": 12, "column": len(LINE[: LINE.index('"persn"')].encode()) + 1}
    assert {item["severity"] for item in record["diagnostics"]} == {"ERROR", "WARNING", "INFO"}


@given(diagnostics)
def test_sarif_is_what_the_standard_lays_down(found: list[Diagnostic]) -> None:
    record = json.loads(FORMATS["sarif"](found))
    jsonschema.validate(record, LOG, format_checker=jsonschema.FormatChecker())
    sarif_pydantic.Sarif.model_validate(record)
    run = record["runs"][0]
    for result in run["results"]:
        assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]


@given(diagnostics)
def test_junit_reads_back(found: list[Diagnostic]) -> None:
    report = junitparser.JUnitXml.fromstring(FORMATS["junit"](found).encode())
    suites = list(report)
    assert sum(suite.failures for suite in suites) == len(found)
    assert sum(1 for suite in suites for _ in suite) == max(1, len(found))


@given(diagnostics)
def test_gitlab_has_the_fields_that_it_requires(found: list[Diagnostic]) -> None:
    rows = json.loads(FORMATS["gitlab"](found))
    assert len({row["fingerprint"] for row in rows}) == len(rows) == len(found)
    for row in rows:
        assert {"description", "check_name", "fingerprint", "severity", "location"} <= row.keys()
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_found_is_written_too(name: str) -> None:
    assert isinstance(FORMATS[name]([]), str)
