"""`atelier bench`: measures how fast the engine is, beside PyTorch where that is installed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from types import ModuleType

import playground
from playground.cli.arguments import Parser, add_json, number
from playground.cli.errors import UsageError
from playground.cli.output import Output

EPILOG = """\
Each row is one training step: forward, backward and update. Where PyTorch can be imported, its step on one thread is
measured in alternation with ours; the ratio is ours over PyTorch's, and the bound is the ratio that counts as good.
"""


def run(argv: Sequence[str]) -> None:
    """Runs the command."""
    parser = Parser("atelier bench", "Measures how fast the engine is.", EPILOG)
    parser.add_argument("--seconds", type=number(0.05, 600), default=2.0, metavar="F", help="per case (default 2)")
    parser.add_argument("--cases", metavar="A,B", help="names of cases, separated by commas (default: all)")
    add_json(parser)
    options = parser.parse_args(argv)
    output, engine = Output(options.json), load_benchmarks()
    cases = {case.name: case for case in engine.CASES}
    names = list(cases) if options.cases is None else options.cases.split(",")
    for name in names:
        if name not in cases:
            raise UsageError(f"--cases {name!r} is not one of {', '.join(cases)}")
    output.say("case             ours µs torch µs   ratio   bound   pairs")
    figures = []
    for name in names:
        figures.append(engine.measure(cases[name], options.seconds))
        output.say(engine.row(figures[-1]))
    output.results([asdict(figure) for figure in figures])


def load_benchmarks() -> ModuleType:
    """The cases, which are part of the source code rather than of the installed program."""
    path = Path(playground.__file__).resolve().parents[1] / "benchmarks" / "engine.py"
    if not path.is_file():
        raise UsageError(
            f"there is no {path}: the benchmarks come with the source code, not with the installed program"
        )
    spec = importlib.util.spec_from_file_location("atelier_benchmarks", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
