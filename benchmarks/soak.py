"""Whether long use of the real window makes it larger or slower: python benchmarks/soak.py [--minutes M] [--quick] …

Somebody edits, paints, draws, opens, saves and goes from workspace to workspace while everything trains. Now and again
all of it is put back to what it is at first, so that like is compared with like: sets of pictures and what can be
undone come and go with what the user does. The speed at the end is compared with that at the start, the memory at the
end with that after a warm-up, in which caches fill.

With --monkey MINUTES everything that can be done is done, legal or not, the same with the same --seed, and the program
fails at any error, warning of Qt, hang over a second, thread left, or growth over 20 MB after the first two minutes.
"""

from __future__ import annotations

import environment  # noqa: F401  # isort: skip

import argparse
import math
import random
import statistics
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from environment import SIZE
from fluidity import speed_shares
from live_window import play, wait
from memory import MEGABYTE, growth, resident_bytes
from report import Figure, Row, finish, misses, parser
from shaking import shake
from user import User

from playground.ui.session.process import collect_everything
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.screenshot import studio_offscreen, wait_for_frame
from playground.ui.shell.studio import Studio

WORKSPACES = ("network", "images")
GROWTH = 10.0
WARM_UP = 1 / 4


@dataclass(frozen=True)
class Fresh:
    """What new documents do: frames a second and the share of the bare speed, by workspace, and the memory taken."""

    frames: dict[str, float]
    shares: dict[str, float]
    memory: int | None


def main() -> int:
    options = _options()
    return shake_it(options) if options.monkey else use_it(options)


def shake_it(options: argparse.Namespace) -> int:
    """Lets a monkey at it; 1 where anything went wrong."""
    rows, problems = shake(options)
    for row in rows:
        print(row.row())
    print(*problems, sep="\n\n", file=sys.stderr)
    return int(bool(finish(rows, options)) or bool(problems) or misses(rows))


def use_it(options: argparse.Namespace) -> int:
    """Uses it as somebody would, and compares the end with the start."""
    minutes, calm = (1 / 60, 0.2) if options.quick else (options.minutes, 10.0)
    with tempfile.TemporaryDirectory() as name, studio_offscreen(SIZE, Recovery(Path(name) / "kept")) as studio:
        user = User(studio, Path(name), random.Random(options.seed))
        start = fresh(studio, calm)
        use(user, 60 * minutes * WARM_UP)
        warm = start if options.quick else fresh(studio, calm)
        use(user, 60 * minutes * (1 - WARM_UP))
        end = fresh(studio, calm)
    rows: list[Row] = [growth(warm.memory, end.memory, GROWTH)]
    for name in WORKSPACES:
        frames, share = _ratio(end.frames[name], start.frames[name]), _ratio(end.shares[name], start.shares[name])
        rows.append(Figure(f"{name}: frames a second at the end, of those at the start", frames, "×", 0.9, True))
        rows.append(Figure(f"{name}: training speed at the end, of that at the start", share, "×", 0.9, True))
    for row in rows:
        print(row.row())
    return finish(rows, options)


def fresh(studio: Studio, seconds: float) -> Fresh:
    """Puts every workspace that is there back to its beginning, and measures those that matter."""
    for name in studio.sessions:
        studio.show_workspace(name)
        studio.window.menu_actions.new.trigger()
    frames, shares = {}, {}
    for name in WORKSPACES:
        session = studio.show_workspace(name)
        wait_for_frame(session)
        play(session, seconds / 5)
        seen, each = speed_shares(session, seconds)
        frames[name] = statistics.median(watch.frames_per_second for watch in seen)
        shares[name] = statistics.median(each)
    collect_everything()  # as a timer does once a minute
    result = Fresh(frames, shares, resident_bytes())
    print(f"afresh: {_megabytes(result.memory)}", flush=True)
    return result


def use(user: User, seconds: float) -> None:
    """Lets the user act for some seconds."""
    start, told = time.perf_counter(), 1
    while (passed := time.perf_counter() - start) < seconds:
        user.act()
        if passed >= 60 * told:
            print(f"after {user.acts} acts: {_megabytes(resident_bytes())}", flush=True)
            told += 1
        wait(user.hesitation())


def _ratio(end: float, start: float) -> float:
    """NaN where nothing was seen at the start, as in a very quick look on a slow machine."""
    return end / start if start else math.nan


def _megabytes(taken: int | None) -> str:
    return "? MB" if taken is None else f"{taken / MEGABYTE:.1f} MB"


def _options() -> argparse.Namespace:
    result = parser("Whether long use of the real window makes it larger or slower.")
    result.add_argument("--minutes", type=float, default=30.0, help="how long it is used (default 30)")
    result.add_argument("--monkey", type=float, metavar="MINUTES", help="let a monkey at it for so long instead")
    result.add_argument("--seed", type=int, default=0, help="what is done, and when (default 0)")
    return result.parse_args()


if __name__ == "__main__":
    sys.exit(main())
