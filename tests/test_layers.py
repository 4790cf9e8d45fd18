"""Lower modules never import higher ones; only cli and output know Rich and Typer."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import quotecheck

ROOT = Path(quotecheck.__file__).parent
LIMIT_LINES = 400

# Each part may import the parts named, itself, and what lies outside the package.
MAY_IMPORT: dict[str, set[str]] = {
    "models": set(),
    "diagnostics": {"models"},
    "config": {"models", "errors", "diagnostics"},
    "errors": set(),
    "text": set(),
    "extras": {"errors"},
    "lexicon": {"errors", "models"},
    "reading": {"models", "errors", "text", "extras"},
    "pipeline": {"models", "errors", "text", "lexicon"},
    "embedded": set(),
    "learning": {"models", "errors", "annotations", "pipeline"},
    "extract": {"models", "errors", "text", "lexicon", "pipeline", "embedded"},
    "identity": {"models", "errors", "text", "lexicon"},
    "consolidate": {"models", "errors", "text", "lexicon"},
    # Pairing marks needs no spaCy, and checks must agree with the pipeline about what stands between marks.
    "annotations": {
        "models",
        "errors",
        "text",
        "lexicon",
        "reading",
        "diagnostics",
        "extras",
        "pipeline.pairing",
    },
    "output": {"models", "errors", "text", "diagnostics", "extras"},
    "engines": {
        "models",
        "errors",
        "text",
        "reading",
        "extract",
        "identity",
        "consolidate",
        "output",
        "extras",
    },
}
FOREIGN = {
    "rich": {"output", "cli"},
    "typer": {"cli"},
    "spacy": {"pipeline", "extract", "engines", "reading", "learning"},
    "torch": {"learning"},
    "onnxruntime": {"pipeline", "learning"},
}
# A format of spaCy's own; loaded only by who converts from or to it.
CONVERTERS = {"annotations/formats/docbin.py"}


def part_of(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def imports(path: Path) -> set[str]:
    """Absolute names of all modules that a file imports, also inside functions."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


FILES = sorted(ROOT.rglob("*.py"))


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_go_down_only(path: Path) -> None:
    part = part_of(path)
    if part in MAY_IMPORT:
        named = [name.split(".") for name in imports(path) if name.startswith("quotecheck.")]
        inner = {name[1] for name in named if ".".join(name[1:3]) not in MAY_IMPORT[part]}
        inner.discard("__version__")
        assert inner <= MAY_IMPORT[part] | {part}
    if str(path.relative_to(ROOT)) in CONVERTERS:
        return
    for package, users in FOREIGN.items():
        if any(name.split(".")[0] == package for name in imports(path)):
            assert part in users, f"{part} must not import {package}"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_modules_and_functions_stay_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") < LIMIT_LINES
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            assert (node.end_lineno or 0) - node.lineno < 60, f"{node.name} is too long"
