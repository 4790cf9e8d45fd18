"""Settings: found where they should be, unknown keys refused, paths lead from where one stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from quotecheck.cli import app
from quotecheck.cli.known import load_known
from quotecheck.cli.settings import settled
from quotecheck.config import Config, load_config
from quotecheck.errors import ConfigError, InputError, ModelError


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


def test_a_folder_with_a_model_leads_from_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "tagger").mkdir()
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    for named, found in (("tagger", str(Path("..") / "tagger")), ("a_package", "a_package")):
        (tmp_path / "quotecheck.toml").write_text(f'model = "{named}"\n')
        assert load_config().model == found


@pytest.mark.parametrize(
    ("given", "expected"),
    [((None, None), ("mine", 2)), (("yours", 3), ("yours", 3))],
    ids=["file", "options"],
)
def test_options_come_before_the_file(
    given: tuple[str | None, int | None],
    expected: tuple[str, int],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (tmp_path / "quotecheck.toml").write_text('model = "mine"\njobs = 2\n')
    monkeypatch.chdir(tmp_path)
    work, jobs = settled(*given)
    assert (work.model, jobs) == expected


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("command", ["annotate", "compare", "extract", "speakers"])
def test_commands_take_the_model_of_the_file(
    command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("quotecheck.toml").write_text('model = "no_such_model"\n')
    Path("herald.txt").write_text("“We will not move,” said Ada Brook.\n", encoding="utf-8")
    found = CliRunner().invoke(app, [command, "herald.txt"])
    assert isinstance(found.exception, ModelError)
    assert "no_such_model" in str(found.exception)


def test_commands_take_the_speakers_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("quotecheck.toml").write_text('speakers = "who.toml"\n')
    with pytest.raises(InputError, match=r"who\.toml: cannot be read"):
        load_known(None)


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
