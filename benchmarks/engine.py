"""How fast the engine is, beside PyTorch, scikit-learn and JAX: python benchmarks/engine.py [--quick] [--parts a,b].

Every figure is a ratio of medians: our time and the other's alternate in one process on one thread, at least 30 times
each, so that whatever slows the machine slows both. All in float32.
"""

from __future__ import annotations

import blas  # noqa: F401  # isort: skip

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import all_cores
import grid
import race
import steps
import two_threads
from alternation import QUICK, Effort
from cases import CASES, Case
from comparison import HEAD, Comparison
from peers import how_to_install
from report import add_json, add_options, finish

from playground.cli.arguments import number
from playground.engine.hands import HANDS

STEPS: dict[str, Callable[[Sequence[Case], Effort], Iterator[Comparison]]] = {
    "pytorch": steps.against_pytorch,
    "scikit-learn": steps.against_scikit_learn,
    "jax": steps.against_jax,
    "all-cores": all_cores.against_pytorch,
    "threads": two_threads.against_one,
}
"""The parts that measure the training steps of cases."""
OTHERS: dict[str, Callable[[Effort], Iterator[Comparison]]] = {
    "grid": grid.against_pytorch,
    "race": lambda effort: race.against_pytorch(race.QUICK_COURSE if effort is QUICK else race.Course()),
}
PARTS = [*STEPS, *OTHERS]
CASE_NAMES = [case.name for case in CASES]
ABOUT = "Measures how fast the engine is, beside PyTorch, scikit-learn and JAX where they are installed."
EXPLANATION = (
    """\
parts:
  pytorch       training steps (forward, backward, update) beside PyTorch's
  scikit-learn  the same of the MLPs beside MLPClassifier.partial_fit
  jax           the same of the MLPs beside JAX, compiled
  all-cores     the same beside PyTorch's, both with all cores
  threads       the same of the CNNs with two threads of BLAS beside one
  grid          the prediction of a 200 × 200 decision map beside PyTorch's
  race          time to 97 % on held-out strokes beside PyTorch's
cases:
"""
    + "\n".join(f"  {case.name:14}{case.layers}, {case.batch} at once" for case in CASES)
    + """

A ratio is our time over the other's, a bound the largest that is good enough. × limit is our time over what the step's
multiply-adds would take at the pace of this machine's large matrix product.
"""
)


def add_arguments(to: argparse.ArgumentParser) -> None:
    """The options, however the program is started, but for where JSON goes."""
    add = to.add_argument
    add("--seconds", type=number(0.01, 600), default=2.0, metavar="F", help="for each row (default 2)")
    add("--parts", type=_some_of(PARTS), metavar="A,B", help="which parts (default: all that the cases take part in)")
    add("--cases", type=_some_of(CASE_NAMES), metavar="A,B", help="which cases (default: all)")
    add_options(to)


def measured(options: argparse.Namespace) -> Iterator[Comparison]:
    """The rows of the chosen parts and cases, one by one."""
    HANDS.use(1)  # as PyTorch; where they are to be more, it is said
    effort = QUICK if options.quick else Effort(options.seconds)
    cases = [case for case in CASES if case.name in (options.cases or CASE_NAMES)]
    for name in options.parts or (STEPS if options.cases else PARTS):
        yield from STEPS[name](cases, effort) if name in STEPS else OTHERS[name](effort)


def _some_of(known: list[str]) -> Callable[[str], list[str]]:
    """The type of an argument that is names separated by commas."""

    def convert(text: str) -> list[str]:
        names = text.split(",")
        for name in names:
            if name not in known:
                raise argparse.ArgumentTypeError(f"{name!r} is not one of {', '.join(known)}")
        return names

    return convert


def main() -> int:
    to = argparse.ArgumentParser(
        description=ABOUT, epilog=EXPLANATION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    add_json(to)
    add_arguments(to)
    options = to.parse_args()
    print(HEAD)
    rows = []
    for row in measured(options):
        rows.append(row)
        print(row.row(), flush=True)
    if hint := how_to_install():
        print(hint)
    return finish(rows, options)


if __name__ == "__main__":
    sys.exit(main())
