"""What each code stands for, from `rules.toml`; selection by code or its beginning."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from quotecheck.diagnostics import Rule
from quotecheck.errors import ConfigError

_CHAPTERS = {
    "1": "The file",
    "2": "The article",
    "3": "Offsets",
    "4": "Edges",
    "5": "Items",
    "6": "Links and speakers",
    "7": "Kinds and marks",
    "8": "Agreement",
}


@cache
def rules() -> dict[str, Rule]:
    """All rules by code, in order."""
    record = tomllib.loads(files("quotecheck.annotations.rules").joinpath("rules.toml").read_text("utf-8"))
    return {code: Rule(code=code, **record[code]) for code in sorted(record)}


def chosen(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """Codes that are selected and not ignored.

    Args:
        select: Codes or beginnings of codes (`QC4`); none selects all.
        ignore: Likewise; the longer of two that fit decides, as in ruff.

    Raises:
        ConfigError: No rule has such a code.
    """
    wanted = dict.fromkeys(select, True) or {"QC": True}
    wanted |= dict.fromkeys(ignore, False)
    for prefix in wanted:
        if not any(code.startswith(prefix) for code in rules()):
            raise ConfigError(f"no rule has the code {prefix!r}: see the list in docs/rules.md")
    return frozenset(code for code in rules() if _decision(code, wanted))


def _decision(code: str, wanted: dict[str, bool]) -> bool:
    fitting = [prefix for prefix in wanted if code.startswith(prefix)]
    return bool(fitting) and wanted[max(fitting, key=len)]


def rules_page() -> str:
    """The list of rules as Markdown: `docs/rules.md`."""
    lines = [
        "# Rules of `quotecheck check`",
        "",
        "Generated from `rules.toml`. *Fixable* rules are mended by `--fix`, at least where only one mending",
        "is possible. Severities can be changed, rules selected and ignored: see [](ci.md).",
        "",
        "| code | name | severity | fixable | what is wrong |",
        "|---|---|---|---|---|",
    ]
    for rule in rules().values():
        fix = "yes" if rule.fixable else ""
        code = f"[{rule.code}](#{rule.code.lower()})"
        lines.append(f"| {code} | {rule.name} | {rule.severity} | {fix} | {rule.summary} |")
    chapter = ""
    for rule in rules().values():
        if rule.code[2] != chapter:
            chapter = rule.code[2]
            lines += ["", f"## {_CHAPTERS[chapter]}"]
        lines += ["", *_section(rule)]
    return "\n".join(lines) + "\n"


def _section(rule: Rule) -> list[str]:
    return [
        f"({rule.code.lower()})=",
        "",
        f"### {rule.code} {rule.name}",
        "",
        f"{rule.summary[0].upper()}{rule.summary[1:]}. {rule.why}",
        "",
        *("```text", f"wrong: {rule.wrong}", f"right: {rule.right}", "```"),
    ]
