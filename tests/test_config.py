"""Settings: found where they should be, unknown keys refused, paths lead from where one stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from quotecheck.config import Config, load_config
from quotecheck.errors import ConfigError


def test_no_file_means_defaults(tmp_path: Path) -> None:
    assert load_config(tmp_path) == Config()


@pytest.mark.parametrize(
    ("name", "head"), [("quotecheck.toml", ""), ("pyproject.toml", "tool.quotecheck.")], ids=["own", "shared"]
)
def test_the_nearest_file_counts(
    name: str, head: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_text(
        f'[{head}check]\npaths = ["notes"]\nignore = ["QC6"]\n[{head}check.severity]\nQC401 = "warning"\n'
        f"[{head}score]\nfail-under = 0.5\n"
    )
    inner = tmp_path / "deep" / "er"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    config = load_config()
    assert (config.check.ignore, config.check.severity) == (("QC6",), {"QC401": "warning"})
    assert config.score.fail_under == 0.5
    assert [Path(path).resolve() for path in config.check.paths] == [tmp_path / "notes"]


def test_a_pyproject_without_the_section_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "quotecheck.toml").write_text("jobs = 3\n")
    inner = tmp_path / "inner"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[tool.other]\nx = 1\n")
    assert load_config(inner).jobs == 3


@pytest.mark.parametrize(
    ("phenomenon", "text", "words"),
    [
        ("unknown key", "colour = 1\n", r"colour: unknown key \(known: model, jobs, articles"),
        (
            "unknown key of a command",
            "[check]\nselekt = []\n",
            r"check.selekt: unknown key \(known: paths, select",
        ),
        ("unknown severity", '[check.severity]\nQC1 = "fatal"\n', "check.severity.QC1"),
        ("no TOML", "check = \n", "no valid TOML"),
        ("out of range", "[score]\nfail-under = 2\n", "fail-under"),
    ],
)
def test_mistakes_are_refused(phenomenon: str, text: str, words: str, tmp_path: Path) -> None:
    (tmp_path / "quotecheck.toml").write_text(text)
    with pytest.raises(ConfigError, match=words):
        load_config(tmp_path)
