"""What cannot be broken: ``python -m benchmarks.robustness kill ARTICLES`` and ``… hostile``.

`kill` ends the parent, a worker or all of them with SIGKILL at random moments, resumes, and compares the
result with that of an uninterrupted run. `hostile` reads thousands of damaged and malicious documents.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
from benchmarks.machine import machine, workers_of

SHARD = 10
"""Articles in a shard: so few that a run is cut between shards and within them."""
COMMAND = (
    sys.executable,
    "-c",
    f"import quotecheck.engines.archive as a; a.SHARD_ITEMS = {SHARD}; import quotecheck.cli as c; c.main()",
)
BASE = "“We will not move,” said Ada Brook, the mayor. The board, she added, “has had its say.”\n\n"


def archive_command(source: Path, folder: Path, jobs: int) -> list[str]:
    return [*COMMAND, "extract", str(source), "-o", str(folder), "-j", str(jobs), "--resume"]


def run(command: list[str]) -> subprocess.Popen[bytes]:
    devnull = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=devnull, stderr=devnull, start_new_session=True)


def contents(folder: Path) -> dict[str, bytes]:
    """All files of an archive."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def lines(files: dict[str, bytes]) -> Counter[bytes]:
    """All lines of all shards, and how often each stands there."""
    shards = (data for name, data in files.items() if name.endswith(".jsonl.gz"))
    return Counter(line for data in shards for line in gzip.decompress(data).splitlines())


def kill_and_resume(source: Path, times: int, jobs: int, seed: int) -> dict[str, Any]:
    """Kill runs at random moments, resume each, and count what was lost, doubled or changed."""
    rng = random.Random(seed)  # noqa: S311 - moments, no secrets
    killed: Counter[str] = Counter()
    found: list[dict[str, bytes]] = []
    with tempfile.TemporaryDirectory() as name:
        started = time.monotonic()
        run(archive_command(source, Path(name, "whole"), jobs)).wait()
        seconds = time.monotonic() - started
        while killed.total() < times:
            cut = Path(name, f"cut-{len(found)}")
            command = archive_command(source, cut, jobs)
            while killed.total() < times and (victim := _kill(command, rng.uniform(0.1, seconds), rng)):
                killed[victim] += 1
            run(command).wait()
            found.append(contents(cut))
        expected = contents(Path(name, "whole"))
    return {
        "machine": machine(),
        "uninterrupted_seconds": round(seconds, 1),
        "killed": dict(killed),
        "runs": len(found),
        "shards": len(expected) - 2,
        "lines": sum(lines(expected).values()),
        "lost": sum((lines(expected) - lines(files)).total() for files in found),
        "doubled_or_different": sum((lines(files) - lines(expected)).total() for files in found),
        "files_that_differ": sum(
            expected.get(n) != files.get(n) for files in found for n in {*expected, *files}
        ),
    }


def _kill(command: list[str], after: float, rng: random.Random) -> str:
    """Start, kill somebody, and see that nobody is left.

    Returns:
        Who was killed; "" if the run was done before.
    """
    process = run(command)
    try:
        process.wait(after)
    except subprocess.TimeoutExpired:
        workers = workers_of(psutil.Process(process.pid))
        victim = rng.choice(("all", "parent", "worker"))
        if victim == "all":
            os.killpg(process.pid, signal.SIGKILL)
        elif victim == "parent" or not workers:
            process.kill()
        else:
            rng.choice(workers).kill()
            time.sleep(after)
            process.kill()
        process.wait()
        _, left = psutil.wait_procs(workers, timeout=60)
        for one in left:
            one.kill()
        return f"{victim}, {len(left)} left behind" if left else victim
    return ""


def hostile(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Damaged and malicious documents: name and bytes."""
    rng = random.Random(seed)  # noqa: S311
    makers = list(_MAKERS.items())
    for number in range(count):
        suffix, maker = makers[number % len(makers)]
        yield f"{number:05}-{suffix}", maker(rng)


def _fuzzed(rng: random.Random) -> bytes:
    data = bytearray((BASE * rng.randint(1, 20)).encode())
    for _ in range(rng.randint(1, 40)):
        data[rng.randrange(len(data))] = rng.randrange(256)
    return bytes(data)


def _unbalanced(rng: random.Random) -> bytes:
    return "".join(
        rng.choice("“”‘’\"'`«»,. \n") + rng.choice(["said Ada", "no", ""]) for _ in range(400)
    ).encode()


# Most long lines are a few pages; some are books in one line, some more than a file may hold.
_LINES = [20] * 40 + [100] * 8 + [1_000, 200_000]

_MAKERS: dict[str, Callable[[random.Random], bytes]] = {
    "fuzzed.txt": _fuzzed,
    "noise.txt": lambda rng: rng.randbytes(rng.randint(0, 3000)),
    "null.txt": lambda rng: BASE.encode().replace(b" ", b"\0", rng.randint(1, 5)),
    "line.txt": lambda rng: (BASE.strip() + " ").encode() * rng.choice(_LINES),
    "spaced.txt": lambda rng: " ".join(rng.choices("“”‘’\"'«»,.", k=rng.randint(1, 2000))).encode(),
    "marks.txt": lambda rng: rng.choice(['"', "“", "''", "'"]).encode() * rng.randint(1_000, 20_000),
    "unbalanced.txt": _unbalanced,
    "nested.html": lambda rng: b"<div>" * rng.randint(100, 20_000) + BASE.encode(),
    "bomb.html": lambda rng: b"<p " + b"a=b " * rng.randint(1_000, 50_000) + b">" + BASE.encode(),
    "front.md": lambda rng: b"---\n" + rng.randbytes(40) + b"\n---\n" + BASE.encode(),
    "deep.json": lambda rng: b'{"text": ' + b"[" * rng.randint(10, 50_000),
    "cut.jsonl": lambda rng: json.dumps({"text": BASE}).encode()[: rng.randint(1, 80)],
    "zipped.txt.gz": lambda rng: gzip.compress(b"a" * rng.randint(1, 200_000))[: rng.randint(5, 400)],
    "broken.csv": lambda rng: b'text,outlet\n"' + BASE.encode() * rng.randint(1, 9),
    "control.txt": lambda rng: "".join(chr(rng.randrange(1, 0x2FFF)) for _ in range(800)).encode(
        "utf-8", "ignore"
    ),
}


def hostile_run(count: int, jobs: int, seed: int) -> dict[str, Any]:
    """Read hostile documents from an archive; every one must end as an article or a named failure."""
    with tempfile.TemporaryDirectory() as name:
        source, folder = Path(name, "hostile.zip"), Path(name, "out")
        with zipfile.ZipFile(source, "w") as archive:
            for member, data in hostile(count, seed):
                archive.writestr(member, data)
        started = time.monotonic()
        process = run(archive_command(source, folder, jobs))
        code = process.wait()
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        errors = (folder / "errors.jsonl").read_text(encoding="utf-8").splitlines()
    failures = [json.loads(line) for line in errors]
    said = (re.sub(r"^[\d,]+", "…", one["reason"]) for one in failures)
    reasons = Counter(reason.split("(")[0][:50] for reason in said)
    return {
        "machine": machine(),
        "documents": count,
        "exit_code": code,
        "complete": manifest["complete"],
        "articles": manifest["articles"],
        "failures": manifest["failures"],
        "crashed": sum(n for why, n in reasons.items() if why.startswith("ended")),
        "given_up_at_the_time_limit": sum(n for why, n in reasons.items() if why.startswith("took")),
        "given_up": [one["path"].rpartition("/")[2] for one in failures if one["reason"].startswith("took")],
        "seconds": round(time.monotonic() - started, 1),
        "reasons": dict(reasons.most_common(20)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["kill", "hostile"])
    parser.add_argument("articles", type=Path, nargs="?")
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--jobs", "-j", type=int, default=2)
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    if options.what == "kill":
        result = kill_and_resume(options.articles, options.times, options.jobs, options.seed)
    else:
        result = hostile_run(options.count, options.jobs, options.seed)
    print(json.dumps(result, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
