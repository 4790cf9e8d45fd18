"""The documentation: its examples run, its tables are generated, its pages build."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotecheck.cli import app
from quotecheck.output.rows import COLUMNS
from quotecheck.reading.fields import ALIASES

pytestmark = pytest.mark.usefixtures("in_process")
ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# What a page needs beyond the package itself, by a word that its examples hold.
NEEDS = {
    "xlsx": "xlsxwriter",
    "consolidate": "duckdb",
    "duckdb": "duckdb",
    "page.html": "trafilatura",
    "pandas": "pandas",
    "polars": "polars",
}


def pages() -> list[Path]:
    found = [path for path in DOCS.rglob("*.md") if "_build" not in path.parts]
    return sorted(path for path in found if BLOCK.search(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("page", pages(), ids=lambda path: str(path.relative_to(DOCS)))
def test_examples_run(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    blocks = BLOCK.findall(page.read_text(encoding="utf-8"))
    for word, module in NEEDS.items():
        if any(word in text for _, text in blocks):
            pytest.importorskip(module)
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "example"}
    for kind, text in blocks:
        if kind == "python":
            exec(compile(text, str(page), "exec"), names)  # noqa: S102
        else:
            for line in text.splitlines():
                run(line)


def run(line: str) -> None:
    program, *arguments = shlex.split(line)
    assert program == "quotecheck"
    result = CliRunner().invoke(app, arguments)
    assert result.exit_code in (0, 1), f"{line}\n{result.output}"


def columns_table() -> str:
    lines = [f"| `{one.name}` | {one.type} | {one.description} |" for one in COLUMNS]
    return "\n".join(["| column | type | meaning |", "|---|---|---|", *lines])


def aliases_table() -> str:
    lines = [f"| {field} | {', '.join(f'`{name}`' for name in names)} |" for field, names in ALIASES.items()]
    return "\n".join(["| field | names |", "|---|---|", *lines])


GENERATED = [("outputs.md", "columns", columns_table()), ("inputs.md", "aliases", aliases_table())]


@pytest.mark.parametrize(("page", "name", "expected"), GENERATED)
def test_tables_are_generated(page: str, name: str, expected: str) -> None:
    text = (DOCS / page).read_text(encoding="utf-8")
    found = re.search(rf"<!-- {name}: generated -->\n(.*?)\n<!-- end -->", text, re.DOTALL)
    assert found is not None
    assert found[1] == expected, "replace the table in the page with the one expected here"


def test_pages_build_without_a_warning(tmp_path: Path) -> None:
    for module in ("sphinx", "furo", "myst_parser"):
        pytest.importorskip(module)
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(DOCS), str(tmp_path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
