"""Check annotation files: every problem of every file, with its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import NamedTuple

from pydantic import ValidationError

from quotecheck.annotations.articles import Articles
from quotecheck.annotations.jsontext import JsonError, JsonText, parse_json
from quotecheck.annotations.native import parse_annotations, read_bytes
from quotecheck.annotations.rules import edges, kinds, links, offsets, structure
from quotecheck.annotations.rules.across import Facts, check_across, facts
from quotecheck.annotations.rules.agreement import Others
from quotecheck.annotations.rules.catalogue import chosen, rules
from quotecheck.annotations.rules.context import Annotated, Check, Finding
from quotecheck.annotations.rules.file import (
    check_json,
    check_metadata,
    check_model,
    find_article,
    known_format,
)
from quotecheck.diagnostics import Diagnostic, Severity
from quotecheck.errors import InputError
from quotecheck.models import Speaker
from quotecheck.reading.find import find

CHECKS: tuple[Check, ...] = (
    check_metadata,
    offsets.check_spans,
    offsets.check_offsets,
    offsets.check_text_beside,
    edges.check_words,
    edges.check_space,
    edges.check_marks_outside,
    edges.check_balance,
    edges.check_reported_clause,
    structure.check_ids,
    structure.check_doubles,
    structure.check_order,
    structure.check_inside,
    structure.check_crossing,
    structure.check_attribution,
    structure.check_covered,
    links.check_links,
    links.check_continuations,
    links.check_speakers,
    links.check_spellings,
    kinds.check_kinds,
    kinds.check_accounted,
    kinds.check_marked,
)
# Below this many files starting processes costs more than it saves: 0.3 s on a laptop.
_WORTH_PROCESSES = 400


@dataclass(frozen=True)
class CheckOptions:
    """What to check, and where the articles are.

    Attributes:
        articles: Folders to look for articles in, beside the places that the files name.
        speakers: Speakers that every file may name without introducing them.
        codes: Codes of the rules that count.
        severities: Severities that differ from the rules' own, by code or its beginning.
        others: Annotations to compare with, by the article's checksum.
    """

    articles: tuple[str, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    codes: frozenset[str] = field(default_factory=lambda: chosen((), ()))
    severities: Mapping[str, Severity] = field(default_factory=dict)
    others: Others | None = None

    def severity(self, code: str) -> Severity:
        """How bad a breach of a rule is; the longest beginning that fits decides."""
        fitting = [prefix for prefix in self.severities if code.startswith(prefix)]
        return self.severities[max(fitting, key=len)] if fitting else rules()[code].severity


class CheckedFile(NamedTuple):
    """What one file is like.

    Attributes:
        path: The file as the user named it.
        json: Its JSON, None where it has none.
        findings: All breaches.
        facts: What the rules over all files need.
    """

    path: str
    json: JsonText | None
    findings: tuple[Finding, ...]
    facts: Facts = Facts()


class Outcome(NamedTuple):
    """One file's diagnostics, ready to leave the process that found them."""

    diagnostics: list[Diagnostic]
    facts: Facts


def check_file(path: str, options: CheckOptions, data: bytes | None = None) -> CheckedFile:
    """Check one file by itself.

    Args:
        path: The file.
        options: What to check.
        data: The file's bytes where they are at hand.

    Returns:
        Findings of the rules that are chosen; a file that cannot be read is a finding too.
    """
    try:
        json = parse_json(read_bytes(path) if data is None else data, path)
    except JsonError as error:
        found = Finding("QC101" if error.undecodable else "QC102", (), error.reason, at=error.at)
        return CheckedFile(path, error.json, _chosen([found], options))
    except InputError as error:
        return CheckedFile(path, None, _chosen([Finding("QC101", (), error.problem)], options))
    findings = list(check_json(json))
    known = Facts()
    if known_format(json):
        more, known = _check_valid(path, json, options)
        findings += more
    return CheckedFile(path, json, _chosen(findings, options), known)


def _chosen(findings: Iterable[Finding], options: CheckOptions) -> tuple[Finding, ...]:
    return tuple(finding for finding in findings if finding.code in options.codes)


def _check_valid(path: str, json: JsonText, options: CheckOptions) -> tuple[list[Finding], Facts]:
    try:
        file = parse_annotations(json)
    except ValidationError as error:
        return list(check_model(error)), Facts()
    checked = Annotated(path, json, file, known=options.speakers)
    findings = list(find_article(checked, Articles(options.articles)))
    for check in CHECKS:
        findings += check(checked)
    if options.others:
        findings += options.others.check(checked)
    return findings, facts(path, file)


def check_files(paths: Sequence[str], options: CheckOptions, jobs: int = 1) -> list[Diagnostic]:
    """Check files one by one and all together.

    Args:
        paths: Files, folders (every ``*.json`` in them), patterns, ``-``.
        options: What to check.
        jobs: Number of processes; few files are checked in this one.

    Returns:
        All diagnostics, errors first, then by path and place.
    """
    names = list(files_to_check(paths))
    outcomes = list(_run(partial(_outcome, options=options), names, jobs))
    found = [diagnostic for outcome in outcomes for diagnostic in outcome.diagnostics]
    found += _across((outcome.facts for outcome in outcomes), options)
    return sorted(found, key=lambda diagnostic: diagnostic.order)


def files_to_check(paths: Sequence[str]) -> Iterator[str]:
    """Annotation files behind paths; a path that leads nowhere is kept, to be reported."""
    for path in paths:
        for source in find([path]):
            if isinstance(source, InputError):
                yield source.path
            elif source.named or source.name.endswith(".json"):
                yield source.name


def _run(work: Callable[[str], Outcome], names: list[str], jobs: int) -> Iterable[Outcome]:
    if jobs < 2 or len(names) < _WORTH_PROCESSES:
        return map(work, names)
    with ProcessPoolExecutor(jobs) as pool:
        return list(pool.map(work, names, chunksize=64))


def _outcome(path: str, options: CheckOptions) -> Outcome:
    checked = check_file(path, options)
    return Outcome([diagnose(path, checked.json, f, options) for f in checked.findings], checked.facts)


def _across(files: Iterable[Facts], options: CheckOptions) -> Iterator[Diagnostic]:
    for path, finding in check_across(files):
        if finding.code in options.codes:
            yield diagnose(path, parse_json(read_bytes(path), path), finding, options)


def diagnose_line(path: str, text: str, line: int | None, message: str, options: CheckOptions) -> Diagnostic:
    """A problem in a line of the file of known speakers."""
    document = JsonText(text, None)
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    start = starts[(line or 1) - 1]
    end = start + len(document.line(line or 1))
    return diagnose(path, document, Finding("QC612", (), message, at=(start, end)), options)


def diagnose(path: str, json: JsonText | None, finding: Finding, options: CheckOptions) -> Diagnostic:
    """Say where in the file a finding is."""
    rule = rules()[finding.code]
    line, column, end_line, end_column, excerpt = 1, 1, 1, 1, ""
    if json is not None:
        start, end = finding.at or json.nearest(finding.pointer)
        line, column = json.line_column(start)
        end_line, end_column = json.line_column(end)
        excerpt = json.line(line)
    return Diagnostic(
        path=path,
        code=finding.code,
        name=rule.name,
        severity=options.severity(finding.code),
        message=finding.message,
        hint=finding.hint,
        line=line,
        column=column,
        end_line=end_line,
        end_column=end_column,
        excerpt=excerpt,
        fixable=bool(finding.edits),
    )
