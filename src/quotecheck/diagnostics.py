"""What a check has to say: one diagnostic per problem, with its place in the file."""

from __future__ import annotations

import hashlib
from typing import Literal

from quotecheck.models import Model

Severity = Literal["error", "warning", "note"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")
RULES_URL = "https://quotecheck.readthedocs.io/rules.html"


class Rule(Model):
    """What one code stands for.

    Attributes:
        code: Stable code, such as `QC401`.
        name: The same in words, such as `edge-inside-word`.
        severity: Unless the configuration says otherwise.
        fixable: Whether ``--fix`` can mend it, at least sometimes.
        summary: What is wrong, in one line.
        why: Why it matters, and how to mend it.
        wrong: An example that breaks the rule.
        right: The same example mended.
    """

    code: str
    name: str
    severity: Severity
    fixable: bool = False
    summary: str
    why: str
    wrong: str
    right: str

    @property
    def url(self) -> str:
        """Where the rule is explained."""
        return f"{RULES_URL}#{self.code.lower()}"


class Diagnostic(Model):
    """One problem.

    Attributes:
        path: The file as the user named it.
        code: The rule's code.
        name: The rule's name.
        severity: How bad it is.
        message: What is wrong.
        hint: What would mend it, where known.
        line: First line, from 1.
        column: First column, from 1, in code points.
        end_line: Last line.
        end_column: One past the last column.
        excerpt: The text of the first line.
        fixable: Whether ``--fix`` mends it.
    """

    path: str
    code: str
    name: str
    severity: Severity
    message: str
    hint: str | None = None
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1
    excerpt: str = ""
    fixable: bool = False

    @property
    def fingerprint(self) -> str:
        """The same as long as file, rule and line's text stay, wherever the line moves."""
        key = "\0".join((self.path.replace("\\", "/"), self.code, self.excerpt.strip()))
        return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:32]

    @property
    def order(self) -> tuple[int, str, int, int, str]:
        """Errors first (some services show ten), then by place."""
        return SEVERITIES.index(self.severity), self.path, self.line, self.column, self.code
