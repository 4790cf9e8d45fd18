"""Settings of a project: `quotecheck.toml`, or `[tool.quotecheck]` in `pyproject.toml`."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from quotecheck.diagnostics import Severity
from quotecheck.errors import ConfigError
from quotecheck.models import Model, Unit

FILE, SHARED_FILE, SECTION = "quotecheck.toml", "pyproject.toml", "quotecheck"


class CheckConfig(Model):
    """Settings of `quotecheck check`.

    Attributes:
        paths: Annotation files to check where the command names none.
        select: Codes, or beginnings of codes, of rules that count; none means all.
        ignore: Codes, or beginnings, of rules that do not.
        severity: Severities that differ from the rules' own, by code or its beginning.
        baseline: File of problems that are known.
        agreement: F score that other annotations must reach.
    """

    paths: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: dict[str, Severity] = Field(default_factory=dict)
    baseline: str | None = None
    agreement: Unit = 0.8


class ScoreConfig(Model):
    """Settings of `quotecheck score`.

    Attributes:
        fail_under: F score of all kinds below which the command fails.
    """

    fail_under: Unit | None = Field(default=None, alias="fail-under")


class Config(Model):
    """Settings of all commands; options of a command come first.

    Attributes:
        model: Name or folder of the pipeline.
        jobs: Number of processes.
        articles: Folders to look for the articles of annotation files in.
        speakers: File of known speakers.
        check: Settings of `quotecheck check`.
        score: Settings of `quotecheck score`.
    """

    model: str | None = None
    jobs: Annotated[int, Field(ge=1)] | None = None
    articles: tuple[str, ...] = ()
    speakers: str | None = None
    check: CheckConfig = CheckConfig()
    score: ScoreConfig = ScoreConfig()


def load_config(folder: Path | None = None) -> Config:
    """Read the settings that hold in a folder.

    Args:
        folder: Where to begin; the nearest file in it or above it counts. None is the current folder.

    Returns:
        The settings, paths in them relative to the current folder; the defaults where there is no file.

    Raises:
        ConfigError: The file is no valid TOML, or has an unknown key or a value that makes no sense.
    """
    start = (folder or Path.cwd()).resolve()
    for place in (start, *start.parents):
        for file in (place / FILE, place / SHARED_FILE):
            if file.is_file() and (record := _read(file)) is not None:
                return _located(_validate(record, file), place)
    return Config()


def _read(file: Path) -> dict[str, Any] | None:
    """The settings of a file; None where it is about something else."""
    try:
        record = tomllib.loads(file.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        if file.name == SHARED_FILE:
            return None  # other tools will complain; it may hold nothing of ours
        raise ConfigError(f"{_shown(file)}: no valid TOML: {error}") from None
    if file.name == FILE:
        return record
    section = record.get("tool", {}).get(SECTION)
    return section if isinstance(section, dict) else None


def _validate(record: dict[str, Any], file: Path) -> Config:
    try:
        return Config.model_validate(record)
    except ValidationError as error:
        first = error.errors()[0]
        key = ".".join(map(str, first["loc"]))
        unknown = first["type"] == "extra_forbidden"
        problem = "unknown key" if unknown else first["msg"]
        raise ConfigError(
            f"{_shown(file)}: {key}: {problem}{_known(first['loc']) if unknown else ''}"
        ) from None


def _known(location: tuple[int | str, ...]) -> str:
    models: dict[tuple[int | str, ...], type[Model]] = {
        (): Config,
        ("check",): CheckConfig,
        ("score",): ScoreConfig,
    }
    model = models.get(location[:-1])
    names = [field.alias or name for name, field in model.model_fields.items()] if model else []
    return f" (known: {', '.join(names)})" if names else ""


def _located(config: Config, folder: Path) -> Config:
    """The settings with paths that lead from the current folder, not from the file's."""

    def moved(path: str) -> str:
        return os.path.relpath(folder / path)

    check = config.check.model_copy(
        update={
            "paths": tuple(map(moved, config.check.paths)),
            "baseline": config.check.baseline and moved(config.check.baseline),
        }
    )
    model = config.model
    changes = {
        "model": moved(model) if model and (folder / model).is_dir() else model,
        "articles": tuple(map(moved, config.articles)),
        "speakers": config.speakers and moved(config.speakers),
        "check": check,
    }
    return config.model_copy(update=changes)


def _shown(file: Path) -> str:
    return os.path.relpath(file)
