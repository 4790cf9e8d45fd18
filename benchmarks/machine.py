"""What a figure was measured on, and what a run of the installed command took."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import resource
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import psutil

COMMAND = shutil.which("quotecheck", path=Path(sys.executable).parent) or "quotecheck"
PACKAGES = ("quotecheck", "spacy", "onnxruntime", "numpy", "pydantic", "duckdb", "textacy")


def machine() -> dict[str, Any]:
    """Processor, cores, load and versions."""
    return {
        "processor": _processor(),
        "cores": os.cpu_count(),
        "load_average": [round(load, 1) for load in os.getloadavg()],
        "python": platform.python_version(),
        "versions": {name: version for name in PACKAGES if (version := _version(name))},
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def timed(arguments: list[str], *, every: float = 1.0) -> dict[str, Any]:
    """Run the command.

    Args:
        arguments: Of the command.
        every: Seconds between two looks at memory.

    Returns:
        Wall time, processor time of all its processes, and the memory of parent, workers and all together.
    """
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = subprocess.Popen([COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    memory: dict[str, list[float]] = defaultdict(list)
    while not _ended(process, every):
        sizes = family_mb(process.pid)
        for name, resident in (sizes | {"all together": sum(sizes.values())}).items():
            memory[name].append(resident)
    seconds = time.monotonic() - started
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "exit_code": process.returncode,
        "seconds": round(seconds, 2),
        "cpu_seconds": round(used, 2),
        "memory_mb": {name: _course(sizes) for name, sizes in memory.items()},
        "load_average": round(os.getloadavg()[0], 1),
    }


def _ended(process: subprocess.Popen[bytes], seconds: float) -> bool:
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    return True


def workers_of(parent: psutil.Process) -> list[psutil.Process]:
    """The worker processes of a run, without the watcher of shared memory that Python starts beside them."""
    return [child for child in parent.children() if "spawn_main" in " ".join(child.cmdline())]


def family_mb(process: int) -> dict[str, float]:
    """Resident memory in MB of a process and of the workers that it started."""
    try:
        parent = psutil.Process(process)
        named = {"parent": parent} | {f"worker {child.pid}": child for child in workers_of(parent)}
        sizes = {name: round(one.memory_info().rss / 1e6, 1) for name, one in named.items()}
        return {name: size for name, size in sizes.items() if size}  # one that has ended has none
    except psutil.NoSuchProcess:
        return {}


def _course(sizes: list[float]) -> dict[str, Any]:
    """The largest size, and the sizes after each quarter of the time."""
    quarters = [sizes[max(0, len(sizes) * k // 4 - 1)] for k in range(1, 5)]
    return {"peak": max(sizes), "after_quarters": quarters}
