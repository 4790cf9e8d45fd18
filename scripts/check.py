"""All checks, in order; the first that fails ends the run. What CI runs and what a developer runs."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
SHARED = ROOT.parent / "shared"


def run(*command: str | Path) -> None:
    """Run a command in the project's folder; leave with its exit code if it fails."""
    words = [str(word) for word in command]
    print("\n$", *(Path(words[0]).name, *words[1:]), file=sys.stderr, flush=True)
    code = subprocess.run(words, cwd=ROOT, check=False).returncode
    if code:
        sys.exit(code)


def check_wheel(folder: Path) -> None:
    """Build the wheel, install it alone in a clean environment and do the main job with it."""
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ".")
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "user", with_pip=True)
    user = folder / "user" / BIN.name
    run(user / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel)
    run(user / "quotecheck", "extract", "data/raw", "--format", "json", "--output", folder / "report.json")
    run(user / "quotecheck", "check", "data/annotations")


def main() -> None:
    """Run every check."""
    os.environ.setdefault("QUOTECHECK_CORPORA", str(SHARED))
    run(BIN / "ruff", "check", ".")
    run(BIN / "ruff", "format", "--check", ".")
    run(BIN / "mypy")
    with tempfile.TemporaryDirectory() as folder:
        check_wheel(Path(folder))
    run(BIN / "pytest", "--cov", "--cov-report=term:skip-covered")


if __name__ == "__main__":
    main()
