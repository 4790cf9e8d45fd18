"""Table and plot of what the benchmarks measured: ``python -m benchmarks.report``.

Reads what `speed`, `robustness`, `million` and `peers` wrote to ``benchmarks/results`` (`speed` twice, once
on fewer articles as ``speed-part.json``), and writes
``docs/speed.md`` and ``docs/growth.svg``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt

ROOT = Path(__file__).resolve().parent.parent
RESULTS, DOCS = ROOT / "benchmarks" / "results", ROOT / "docs"
HEAD = """# Speed, memory, robustness

Made by `python -m benchmarks.report` from what the commands below measured with the installed program.
"""
Measured = dict[str, Any]


def on(measured: Measured) -> str:
    """The machine in words."""
    machine = measured["machine"]
    load = machine["load_average"][0]
    return f"{machine['processor']}, {machine['cores']} cores, Python {machine['python']}, load {load}"


def table(rows: list[tuple[str, ...]]) -> str:
    first, *rest = rows
    lines = [first, ("---",) * len(first), *rest]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def memory(run: Measured) -> Iterator[tuple[str, str]]:
    """Parent, each worker and all together: the peak, and the sizes after each quarter of the time."""
    for name, course in run["memory_mb"].items():
        quarters = ", ".join(f"{size:.0f}" for size in course["after_quarters"])
        yield name.split()[0], f"{course['peak']:.0f} MB at most; after each quarter {quarters}"


def speed(measured: Measured) -> str:
    rows = [("what", "measured")]
    for name, what in (("help", "`quotecheck --help`"), ("one_article", "`extract` of one short article")):
        run = measured["start_up"][name]
        rows.append((what, f"{run['seconds']:.2f} s ({run['cpu_seconds']:.2f} s of a processor)"))
    for run in measured["extract"]:
        what = f"`extract -j {run['jobs']}`, {run['articles']:,} articles, {measured['words']:,} words"
        speeds = f"{run['words_per_second']:,} words/s, {run['words_per_cpu_second']:,} per processor second"
        rows.append((what, f"{run['seconds']:,.0f} s: {speeds}"))
        rows += [(f"memory of {name}", sizes) for name, sizes in memory(run)]
    for run in measured["consolidate"]:
        what = f"`consolidate -j {run.get('jobs', 1)}`, {run['quotations']:,} quotations"
        rows.append((what, f"{run['seconds']:,.0f} s ({run['cpu_seconds']:,.0f} s of a processor)"))
    command = "`python -m benchmarks.speed articles-2018.jsonl.gz`"
    title = f"## Speed and memory, {measured['extract'][0]['articles']:,} articles"
    return f"{title}\n\n{command}; {on(measured)}.\n\n{table(rows)}\n"


def million(measured: Measured) -> str:
    rows = [("what", "seconds", "of a processor", "memory at most, all together")]
    for name, what in (("consolidate", "from nothing"), ("again", "again, nothing new")):
        if name not in measured:  # given up
            continue
        run = measured[name]
        peak = run["memory_mb"]["all together"]["peak"]
        rows.append((what, f"{run['seconds']:,.0f}", f"{run['cpu_seconds']:,.0f}", f"{peak:,.0f} MB"))
    command = f"`python -m benchmarks.million --size {measured['quotations']}`, -j {measured['jobs']}"
    about = f"{measured['quotations']:,} synthetic quotations in {measured['articles']:,} articles"
    return f"## Many quotations\n\n{command}; {on(measured)}.\n\n{about}:\n\n{table(rows)}\n"


def kill(measured: Measured) -> str:
    who = "; ".join(f"{name}: {count}" for name, count in measured["killed"].items())
    rows = [
        ("what", "measured"),
        ("killed", who),
        ("rows lost", str(measured["lost"])),
        ("rows doubled or different", str(measured["doubled_or_different"])),
        ("files that differ", str(measured["files_that_differ"])),
    ]
    about = f"{measured['lines']:,} rows in {measured['shards']} shards, {measured['runs']} runs to their end"
    return (
        f"## Killed and resumed\n\n`python -m benchmarks.robustness kill ARTICLES`; {on(measured)}.\n\n"
        "A run is killed at random moments and resumed, and its files compared with those of an "
        f"uninterrupted run ({about}):\n\n{table(rows)}\n"
    )


def hostile(measured: Measured) -> str:
    rows = [
        ("what", "measured"),
        ("read as English articles, no two alike", f"{measured['articles']:,}"),
        ("refused with a reason", f"{measured['failures']:,}"),
        ("crashed, or the run ended", str(measured["crashed"])),
        ("given up after 60 s", str(measured["given_up_at_the_time_limit"])),
        ("seconds", f"{measured['seconds']:,.0f}"),
    ]
    return (
        f"## Hostile documents\n\n`python -m benchmarks.robustness hostile`; {on(measured)}.\n\n"
        f"{measured['documents']:,} documents: fuzzed bytes, noise, null bytes, huge lines, unbalanced "
        f"marks, HTML bombs, broken compression and tables:\n\n{table(rows)}\n"
    )


def peers(measured: Measured) -> str:
    results = measured["results"]
    names = list(results[0])
    rows = [tuple(names), *(tuple(str(result.get(name, "")) for name in names) for result in results)]
    skipped = "; ".join(f"{name}: {why}" for name, why in measured["skipped"].items())
    return (
        f"## Beside others\n\n`python -m benchmarks.peers ARTICLES`; {on(measured)}.\n\n{table(rows)}\n\n"
        f"Skipped: {skipped or 'none'}.\n"
    )


PLOT = "## Growth\n\n![Time against number of articles and of quotations](growth.svg)\n"
SECTIONS = {
    "speed": speed,
    "speed-part": speed,
    "million": million,
    "kill": kill,
    "hostile": hostile,
    "peers": peers,
}


def draw(measured: Measured, target: Path) -> None:
    """Two panels, axes from zero, so that a straight line is growth in step."""
    plt.rcParams["svg.hashsalt"] = "growth"
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.6), layout="constrained")
    for run in measured["extract"]:
        points = [{"articles": 0, "seconds": 0}, *run["growth"]]
        places = [point["articles"] for point in points]
        left.plot(places, [point["seconds"] for point in points], label=f"-j {run['jobs']}")
    left.set(xlabel="articles", ylabel="seconds", title="extract", xlim=0, ylim=0)
    left.legend()
    parts = [{"quotations": 0, "seconds": 0}, *measured["consolidate"]]
    right.plot([part["quotations"] for part in parts], [part["seconds"] for part in parts], marker="o")
    right.set(xlabel="quotations", ylabel="seconds", title="consolidate", xlim=0, ylim=0)
    figure.savefig(target, metadata={"Date": None, "Creator": None})


def main() -> None:
    found = {name: RESULTS / f"{name}.json" for name in SECTIONS}
    results = {name: json.loads(path.read_text("utf-8")) for name, path in found.items() if path.exists()}
    pages = [SECTIONS[name](measured) for name, measured in results.items()]
    if "speed" in results:
        pages.append(PLOT)
        draw(results["speed"], DOCS / "growth.svg")
    (DOCS / "speed.md").write_text("\n".join([HEAD, *pages]), encoding="utf-8")


if __name__ == "__main__":
    main()
