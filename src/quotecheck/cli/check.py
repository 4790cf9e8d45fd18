"""`quotecheck check`: every problem of annotation files, with its place."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from quotecheck.cli.options import Output
from quotecheck.cli.streams import Exit, emit, say
from quotecheck.errors import ConfigError, InputError

if TYPE_CHECKING:
    from quotecheck.annotations.check import CheckOptions
    from quotecheck.annotations.rules.agreement import Others
    from quotecheck.config import Config
    from quotecheck.diagnostics import Diagnostic
    from quotecheck.models import Speaker


Files = Annotated[
    list[str] | None,
    typer.Argument(metavar="PATHS...", help="Annotation files or folders; else those of the configuration."),
]
Articles = Annotated[
    list[str] | None,
    typer.Option("--articles", metavar="FOLDER", help="Where else to look for articles; may be repeated."),
]
Known = Annotated[
    str | None, typer.Option("--speakers", metavar="FILE", help="Speakers that every file may name.")
]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODE", help="Only these rules, such as QC3 or QC401; may be repeated."),
]
Ignore = Annotated[
    list[str] | None, typer.Option("--ignore", metavar="CODE", help="Not these rules; may be repeated.")
]
Against = Annotated[
    list[str] | None,
    typer.Option("--against", metavar="PATH", help="Compare with other annotations or a JSON export."),
]
Agreement = Annotated[
    float | None,
    typer.Option("--agreement", min=0, max=1, help="F score to reach with --against.", show_default="0.8"),
]
Format = Annotated[
    str, typer.Option("--format", help="full, concise, json, github, gitlab, sarif, junit or rdjson.")
]
Fix = Annotated[bool, typer.Option("--fix", help="Mend what is mechanical; the diff goes to stderr.")]
Baseline = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="Leave out problems that this file knows.")
]
WriteBaseline = Annotated[
    Path | None, typer.Option("--write-baseline", metavar="FILE", help="Write all problems to a baseline.")
]
Statistics = Annotated[bool, typer.Option("--statistics", help="Count problems by rule instead.")]
Processes = Annotated[
    int | None, typer.Option("--jobs", "-j", min=1, help="Number of processes.", show_default="all cores")
]


def check(
    paths: Files = None,
    articles: Articles = None,
    speakers: Known = None,
    select: Select = None,
    ignore: Ignore = None,
    against: Against = None,
    agreement: Agreement = None,
    output_format: Format = "full",
    output: Output = None,
    fix: Fix = False,
    baseline: Baseline = None,
    write_baseline: WriteBaseline = None,
    statistics: Statistics = False,
    jobs: Processes = None,
) -> None:
    """Check annotation files and speakers.toml; exit code 1 if there is something to mend.

    The rules are listed in docs/rules.md; settings come from quotecheck.toml or [tool.quotecheck].
    """
    from quotecheck.annotations.check import check_files
    from quotecheck.config import load_config

    config = load_config()
    wanted = paths or list(config.check.paths)
    if not wanted:
        raise ConfigError("name annotation files or folders, or set check.paths in the configuration")
    options = _options(
        config,
        articles=articles or [],
        speakers=speakers or config.speakers,
        codes=(select or config.check.select, ignore or config.check.ignore),
        others=_others(against, config.check.agreement if agreement is None else agreement),
    )
    write = _writer(output_format, statistics)
    if fix:
        _fix(wanted, options)
    known = [path for path in wanted if path.endswith(".toml")]
    files = [path for path in wanted if path not in known]
    found = [one for path in (speakers or config.speakers, *known) for one in _in_speakers(path, options)]
    found += check_files(files, options, jobs or config.jobs or _cores())
    if write_baseline:
        _keep(found, write_baseline)
        return
    found = _new(found, baseline or config.check.baseline)
    emit(write(found), output)
    _conclude(found)


def _options(
    config: Config,
    *,
    articles: list[str],
    speakers: str | None,
    codes: tuple[Sequence[str], Sequence[str]],
    others: Others | None,
) -> CheckOptions:
    from quotecheck.annotations.check import CheckOptions
    from quotecheck.annotations.rules.catalogue import chosen

    return CheckOptions(
        articles=(*articles, *config.articles),
        speakers=_known_speakers(speakers),
        codes=chosen(*codes),
        severities=config.check.severity,
        others=others,
    )


def _others(paths: list[str] | None, threshold: float) -> Others | None:
    from quotecheck.annotations.rules.agreement import Others
    from quotecheck.annotations.scoring.items import load_annotation_set

    return Others(load_annotation_set(paths), threshold) if paths else None


def _known_speakers(path: str | None) -> tuple[Speaker, ...]:
    """Speakers of a file that every annotation file may name; `_in_speakers` tells what is wrong in it."""
    from quotecheck.annotations.native import read_bytes
    from quotecheck.identity.known import parse_known
    from quotecheck.models import Speaker

    if path is None:
        return ()
    try:
        known = parse_known(read_bytes(path).decode("utf-8", "replace"), path)
    except InputError:
        return ()
    fields = Speaker.model_fields.keys()
    return tuple(Speaker(**entry.model_dump(include=set(fields))) for entry in known.speakers)


def _in_speakers(path: str | None, options: CheckOptions) -> list[Diagnostic]:
    """What is wrong in the file of known speakers."""
    from quotecheck.annotations.check import diagnose_line
    from quotecheck.annotations.native import read_bytes
    from quotecheck.identity.known import check_known

    if path is None or "QC612" not in options.codes:
        return []
    text = read_bytes(path).decode("utf-8", "replace")
    return [diagnose_line(path, text, p.line, p.message, options) for p in check_known(text, path)]


def _writer(name: str, counted: bool) -> Callable[[Sequence[Diagnostic]], str]:
    from quotecheck.output.diagnostics import FORMATS, statistics

    if name not in FORMATS:
        raise ConfigError(f"--format {name}: choose one of {', '.join(FORMATS)}")
    return statistics if counted else FORMATS[name]


def _fix(paths: list[str], options: CheckOptions) -> None:
    from quotecheck.annotations.check import files_to_check
    from quotecheck.annotations.fix import diff, fix_file
    from quotecheck.output.atomic import replacing

    for path in files_to_check(paths):
        try:
            before, after = fix_file(path, options)
        except InputError:
            continue  # the check that follows reports it
        if before != after:
            say(diff(path, before, after).rstrip("\n"))
            with replacing(Path(path)) as beside:
                beside.write_bytes(after.encode("utf-8"))


def _keep(found: list[Diagnostic], path: Path) -> None:
    from quotecheck.annotations.baseline import dumps_baseline

    emit(dumps_baseline(found), path)
    say(f"{len(found)} known problems written to {path}")


def _new(found: list[Diagnostic], baseline: str | None) -> list[Diagnostic]:
    from quotecheck.annotations.baseline import load_baseline, new_since

    return new_since(found, load_baseline(baseline)) if baseline else found


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _conclude(found: list[Diagnostic]) -> None:
    """Say how many problems there are; notes alone are no reason to fail."""
    counts = Counter(item.severity for item in found)
    words = ", ".join(f"{count} {name}{'s' if count > 1 else ''}" for name, count in counts.items())
    say(f"Found {words}." if found else "All checks passed.")
    if fixable := sum(item.fixable for item in found):
        say(f"{fixable} fixable with --fix.")
    if any(item.code == "QC101" for item in found):
        raise typer.Exit(Exit.INCOMPLETE)
    if counts["error"] or counts["warning"]:
        raise typer.Exit(Exit.FINDINGS)
