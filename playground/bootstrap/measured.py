"""The test suite under coverage.py: which lines and branches of the program ran, here and in what the tests start."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from playground.bootstrap.project import ROOT

Row = tuple[str, int, int, int, int]
"""A name, statements, how many of them ran, branches, how many of them were taken."""


def run(arguments: Sequence[str], report: Path | None) -> int:
    """Run pytest, print what was covered, room by room, and write it to a file; pytest's exit status.

    The data stay in `.coverage`, for `python -m coverage html` for instance.
    """
    _coverage("erase")  # what a run that was stopped has left would count too
    status = _coverage("run", "-m", "pytest", *arguments)
    _coverage("combine", "--quiet")
    with tempfile.TemporaryDirectory() as folder:
        found = Path(folder) / "coverage.json"
        if _coverage("json", "--quiet", "-o", str(found)):
            return status or 1
        files = json.loads(found.read_text(encoding="utf-8"))["files"]
    table = rooms_table(files)
    print(f"\n{table}", end="", flush=True)
    if report is not None:
        head = _HEAD.format(*sys.version_info)
        report.write_text(f"{head}\n{table}\n{_BELOW}\n{gaps_table(files)}", encoding="utf-8")
    return status


def rooms_table(files: dict[str, Any]) -> str:
    """What each room of the house has covered, and all of it, as a table in Markdown."""
    rooms: dict[str, list[Row]] = {}
    for path, entry in files.items():
        if entry["summary"]["num_statements"]:
            rooms.setdefault(_room(path), []).append(_row(path, entry))
    rows = [_sum(name, rows) for name, rows in sorted(rooms.items())]
    lines = ["| room | statements | run | branches | taken |", "|---|---:|---:|---:|---:|"]
    for name, statements, run, branches, taken in [*rows, _sum("all", rows)]:
        lines.append(
            f"| {name} | {statements:,} | {_share(run, statements)} | {branches:,} | {_share(taken, branches)} |"
        )
    return "\n".join(lines) + "\n"


def gaps_table(files: dict[str, Any]) -> str:
    """Every function with statements that no test runs, by file, as a table in Markdown."""
    lines = ["| file | not run | in |", "|---|---:|---|"]
    for path, entry in sorted(files.items()):
        missing = {name: part["summary"]["missing_lines"] for name, part in entry["functions"].items()}
        names = [f"`{name}`" if name else "the module" for name, count in missing.items() if count]
        if names:
            lines.append(f"| {_posix(path)} | {sum(missing.values())} | {', '.join(names)} |")
    return "\n".join(lines) + "\n"


_HEAD = """\
# What the tests cover

Made by `python3 main.py test --cov=docs/coverage.md` with Python {}.{}; [Testing](testing.md) says what it
means and why the rest is not covered.
"""
_BELOW = "## Where statements are left\n"


def _coverage(*words: str) -> int:
    command = [sys.executable, "-m", "coverage", *words]
    return subprocess.run(command, cwd=ROOT, env=os.environ | {"COVERAGE_FILE": str(ROOT / ".coverage")}).returncode


def _posix(path: str) -> str:
    return path.replace("\\", "/").removeprefix("playground/")


def _room(path: str) -> str:
    parts = _posix(path).split("/")
    return "/".join(parts[:-1][:2]) or parts[0]


def _row(name: str, entry: dict[str, Any]) -> Row:
    found = entry["summary"]
    return name, found["num_statements"], found["covered_lines"], found["num_branches"], found["covered_branches"]


def _sum(name: str, rows: Iterable[Row]) -> Row:
    total = [sum(column) for column in zip(*(row[1:] for row in rows), strict=True)]
    return name, total[0], total[1], total[2], total[3]


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %" if whole else "–"
