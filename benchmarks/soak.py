"""Whether long use of the real window makes it larger or slower: python benchmarks/soak.py [--minutes M] [--quick] …

Somebody edits, paints, draws, opens, saves and goes from workspace to workspace while everything trains. Compared are
the memory at the end with that after a warm-up, and the speed of a fresh set-up after it all with that before.
"""

from __future__ import annotations

import environment  # noqa: F401  # isort: skip

import argparse
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from environment import SIZE
from fluidity import speed_shares
from live_window import play, wait
from memory import MEGABYTE, growth, resident_bytes
from report import Figure, Row, finish, parser
from user import User

from playground.ui.screenshot import studio_offscreen, wait_for_frame
from playground.ui.studio import Studio

WORKSPACES = ("network", "images")
GROWTH = 10.0


def main() -> int:
    options = _options()
    minutes, calm = (1 / 60, 0.2) if options.quick else (options.minutes, 10.0)
    with tempfile.TemporaryDirectory() as folder, studio_offscreen(SIZE) as studio:
        before = {name: fresh_speed(studio, name, calm) for name in WORKSPACES}
        sizes = use(studio, User(studio, Path(folder), random.Random(options.seed)), 60 * minutes)
        after = {name: fresh_speed(studio, name, calm) for name in WORKSPACES}
    rows: list[Row] = [growth(sizes, GROWTH)]
    for name in WORKSPACES:
        for what, old, new in zip(("frames a second", "training speed"), before[name], after[name], strict=True):
            title = f"{name}: {what} at the end, of those at the start"
            rows.append(Figure(title, new / max(old, 1e-9), "×", 0.9, True))
    for row in rows:
        print(row.row())
    return finish(rows, options)


def fresh_speed(studio: Studio, name: str, seconds: float) -> tuple[float, float]:
    """Frames a second of what a workspace shows first, and its training speed as a share of the bare engine's."""
    is_used = name in studio.sessions
    session = studio.session(name)
    if is_used:
        studio.window.menu_actions.new.trigger()
    wait_for_frame(session)
    play(session, seconds / 5)
    seen, shares = speed_shares(session, seconds)
    return statistics.median(each.frames_per_second for each in seen), statistics.median(shares)


def use(studio: Studio, user: User, seconds: float) -> list[int]:
    """Lets the user act for some seconds; the memory in bytes after every act."""
    sizes, start, told = [], time.perf_counter(), 0
    while (passed := time.perf_counter() - start) < seconds:
        user.act()
        size = resident_bytes()
        if size is not None:
            sizes.append(size)
        if passed >= 60 * told and sizes:
            print(f"minute {told}: {size / MEGABYTE:.1f} MB, {user.acts} acts", flush=True)
            told += 1
        wait(user.hesitation())
    return sizes


def _options() -> argparse.Namespace:
    result = parser("Whether long use of the real window makes it larger or slower.")
    result.add_argument("--minutes", type=float, default=30.0, help="how long it is used (default 30)")
    result.add_argument("--seed", type=int, default=0, help="what is done, and when (default 0)")
    return result.parse_args()


if __name__ == "__main__":
    sys.exit(main())
