"""How fluid the real window is while it trains: python benchmarks/window.py [--only PARTS] [--quick] [--json FILE] …

The window is the real one at 1440 × 900, painted offscreen, with its real worker. Speeds are shares of what the bare
engine does in the same process without a window, measured right before and after.
"""

from __future__ import annotations

import environment  # noqa: F401  # isort: skip

import argparse
import sys
from collections.abc import Callable, Sequence

from convolving import convolution
from first_chapters import perceptron, regression
from fluidity import IMAGES, NETWORK, fluidity, heavy
from large_networks import large
from live_window import play, workspace_shown
from many_hands import many_hands
from network_views import network_views
from painting import painting
from process_costs import idle, memory, start_up
from report import Figure, Row, finish, parser
from response import images_edits, network_edits

Part = Callable[[], Sequence[Row]]


def parts(quick: bool) -> dict[str, Part]:
    """What is measured, by name, in the order of the table."""
    seconds, count = (0.3, 1) if quick else (10.0, 60)
    return {
        "network": lambda: network(seconds, count),
        "views": lambda: views(seconds),
        "images": lambda: images(seconds, count),
        "cores": lambda: cores(seconds, count),
        "regression": lambda: regression(seconds, count),
        "perceptron": lambda: perceptron(seconds, count),
        "convolution": lambda: convolution(seconds, count),
        "heavy": lambda: heavy(seconds, 2_000 if quick else 1_000_000),
        "large": lambda: large(seconds, (512,) if quick else (512, 2000)),
        "painting": lambda: [
            row for name in ("perceptron", "network") for row in painted(name, seconds, 3 if quick else 60)
        ],
        "start": lambda: [start_up(1 if quick else 10)],
        "memory": lambda: [memory(0.5 if quick else 60)],
        "idle": lambda: idle(seconds),
    }


def network(seconds: float, count: int) -> list[Figure]:
    """The Network workspace as it is set up, training as fast as it goes."""
    with workspace_shown("network") as session:
        session.state.edit_training(pace=0.0)
        figures = fluidity(session, "network", seconds, NETWORK, epochs=20)
        play(session, seconds / 5)
        return figures + network_edits(session, count, 50)


def views(seconds: float) -> list[Figure]:
    """The same workspace with each of its further views."""
    with workspace_shown("network") as session:
        session.state.edit_training(pace=0.0)
        return network_views(session, seconds)


def images(seconds: float, count: int) -> list[Figure]:
    """The shipped network of the Images workspace, training on strokes."""
    with workspace_shown("images") as session:
        figures = fluidity(session, "images", seconds, IMAGES)
        play(session, seconds / 5)
        return figures + images_edits(session, count, 80, stroke_bound=50)


def cores(seconds: float, count: int) -> list[Figure]:
    """The same workspace with wide networks that all cores work at."""
    with workspace_shown("images") as session:
        return many_hands(session, seconds, count)


def painted(name: str, seconds: float, moves: int) -> list[Figure]:
    """A workspace with ten thousand points that are painted on while it trains."""
    with workspace_shown(name) as session:
        session.state.edit_training(pace=0.0)
        session.state.edit_data(source="xor")  # which no perceptron has learned before anybody looks
        play(session, seconds / 5)
        return painting(session, name, moves)


def main() -> int:
    options = _options()
    rows: list[Row] = []
    for name, part in parts(options.quick).items():
        if options.only and name not in options.only:
            continue
        for row in part():
            rows.append(row)
            print(row.row(), flush=True)
    return finish(rows, options)


def _options() -> argparse.Namespace:
    names = list(parts(quick=True))
    result = parser("How fluid the real window is while it trains.")
    result.add_argument("--only", nargs="+", choices=names, metavar="PART", help=f"some of {', '.join(names)}")
    return result.parse_args()


if __name__ == "__main__":
    sys.exit(main())
