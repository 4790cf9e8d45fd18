"""The pieces for CI run as they stand, and the documentation says what is so."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import srsly

from quotecheck.annotations.convert import formats_table
from quotecheck.annotations.jsontext import dump_block
from quotecheck.annotations.native import annotation_schema
from quotecheck.config import load_config
from tests.annotations.broken import quotation
from tests.annotations.samples import clean_json, document, write

ROOT = Path(__file__).parents[1]


def run(words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join((str(Path(sys.executable).parent), os.environ["PATH"]))
    return subprocess.run(
        ["bash", "-e", "-c", words],
        cwd=folder,
        env={**os.environ, "PATH": path, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def check_step() -> dict[str, Any]:
    steps = srsly.read_yaml(ROOT / "action.yml")["runs"]["steps"]
    (step,) = (step for step in steps if step["name"] == "Check")
    assert all(step.get("shell") == "bash" for step in steps if "run" in step)
    return dict(step)


@pytest.mark.parametrize(("broken", "code"), [(False, 0), (True, 1)])
def test_the_action_shows_problems_beside_the_lines(broken: bool, code: int, tmp_path: Path) -> None:
    record = document()
    if broken:
        quotation(2, "kind", "indirect")(record)
    write(tmp_path, dump_block(record))
    step = check_step()
    assert set(step["env"]) == {"PATHS", "ARGUMENTS", "SARIF_FILE"}
    done = run(
        step["run"], tmp_path, PATHS="harbour.json", ARGUMENTS="--ignore QC610", SARIF_FILE="out.sarif"
    )
    assert done.returncode == code, done.stderr
    assert done.stdout.startswith("::error file=harbour.json,line=") == broken
    assert len(json.loads((tmp_path / "out.sarif").read_text())["runs"][0]["results"]) == int(broken)


@pytest.mark.parametrize(
    "hook", srsly.read_yaml(ROOT / ".pre-commit-hooks.yaml"), ids=lambda hook: hook["id"]
)
def test_hooks_run_on_the_files_that_they_are_given(hook: dict[str, Any], tmp_path: Path) -> None:
    write(tmp_path, clean_json())
    assert run(f"{hook['entry']} harbour.json", tmp_path).returncode == 0


def test_documented_settings_are_known(tmp_path: Path) -> None:
    (block,) = re.findall(
        r"```toml\n(.*?)```", (ROOT / "docs" / "ci.md").read_text(encoding="utf-8"), re.DOTALL
    )
    (tmp_path / "quotecheck.toml").write_text(block)
    assert load_config(tmp_path).check.severity == {"QC404": "warning", "QC509": "error"}


def test_documented_annotation_file_is_valid() -> None:
    (block,) = re.findall(
        r"```json\n(.*?)```", (ROOT / "docs" / "formats.md").read_text(encoding="utf-8"), re.DOTALL
    )
    record = json.loads(block)
    record["article"]["sha256"] = "0" * 64
    jsonschema.validate(record, annotation_schema())


def test_documented_formats_are_the_ones_that_there_are() -> None:
    page = (ROOT / "docs" / "formats.md").read_text(encoding="utf-8")
    assert page.partition("<!-- formats -->\n")[2] == formats_table()
