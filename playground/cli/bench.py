"""`atelier bench`: measures how fast the engine is, beside other libraries where they are installed."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import playground
from playground.cli.arguments import Parser, add_json
from playground.cli.errors import UsageError
from playground.cli.output import Output

MISSED = 1


def run(argv: Sequence[str]) -> None:
    """Runs the command; ends with status 1 where --check is given and a bound is missed."""
    engine, report = load_benchmarks()
    parser = Parser("atelier bench", engine.ABOUT, engine.EXPLANATION)
    engine.add_arguments(parser)
    add_json(parser)
    options = parser.parse_args(argv)
    output, rows = Output(options.json), []
    output.say(engine.HEAD)
    for row in engine.measured(options):
        rows.append(row)
        output.say(row.row())
    if hint := engine.how_to_install():
        output.say(hint)
    output.results([row.record() for row in rows])
    if options.check and report.misses(rows):
        raise SystemExit(MISSED)


def load_benchmarks() -> tuple[ModuleType, ModuleType]:
    """The engine's benchmark and how it reports, part of the source code rather than of the installed program."""
    folder = Path(playground.__file__).resolve().parents[1] / "benchmarks"
    if not os.path.isfile(folder / "engine.py"):
        raise UsageError(
            "there is no {folder}: the benchmarks come with the source code, not with the installed program",
            folder=folder,
        )
    sys.path.insert(0, str(folder))
    return importlib.import_module("engine"), importlib.import_module("report")
