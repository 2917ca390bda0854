"""What is lost when the program is killed: python benchmarks/crash.py [--kills N] [--seed N].

A window without a screen trains in one of the workspaces, edits, saves, starts afresh and opens again, and keeps its
work meanwhile; at a random moment it is killed. Then every document that it leaves must be whole, and the latest edit
among them must be from at most five seconds before.
"""

from __future__ import annotations

import environment  # noqa: F401  # isort: skip

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from playground.document.files import SUFFIX, read

LOST_SECONDS = 5.0
EDIT_MILLISECONDS = 40
UNIT = 1e-6
"""The learning rate counts the edits in these."""


@dataclass(frozen=True)
class Killed:
    """What a window left: how many documents, all of them whole, and how long before the end its latest edit was."""

    documents: int
    lost: float


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    options.add_argument("--kills", type=int, default=50)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--window", nargs=3, metavar=("FOLDER", "SEED", "INTERVAL"), help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.window:
        folder, seed, interval = chosen.window
        live(Path(folder), random.Random(int(seed)), int(interval))
        return 0
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for turn in range(chosen.kills):
            seed = chosen.seed + turn
            found = kill(Path(folder) / str(turn), seed, 3000, random.Random(seed).uniform(0.0, 12.0))
            worst = max(worst, found.lost)
            print(f"{turn + 1:3}: {found.documents} documents whole, {found.lost:.2f} s lost", flush=True)
    print(f"at most {worst:.2f} s lost; allowed are {LOST_SECONDS:.0f} s")
    return int(worst > LOST_SECONDS)


def kill(folder: Path, seed: int, interval: int, seconds: float) -> Killed:
    """Starts a window that keeps its work every so many milliseconds, kills it so many seconds after its first edit,
    and looks at what it left in `folder`; DocumentError where a document is not whole."""
    folder.mkdir()
    command = [sys.executable, __file__, "--window", str(folder), str(seed), str(interval)]
    edits: dict[int, float] = {}
    quiet = {**os.environ, "QT_LOGGING_RULES": "*.warning=false"}  # a screen that nobody sees cannot hint at sizes
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=quiet) as process:
        assert process.stdout is not None
        for line in process.stdout:
            number, at = line.split()
            edits[int(number)] = float(at)
            if time.time() > edits[1] + seconds:
                break
        process.kill()
        end = time.time()
        for line in process.stdout:  # what had been told and not been read yet
            if line.endswith("\n"):
                edits[int(line.split()[0])] = float(line.split()[1])
    documents = [read(path) for path in folder.rglob(f"*{SUFFIX}")]
    found = [round(document.experiment.training.learning_rate / UNIT) for document in documents]
    latest = max((number for number in found if number in edits), default=0)
    return Killed(len(documents), end - edits.get(latest, edits[1]))


def live(folder: Path, chance: random.Random, interval: int) -> None:
    """Does at random what a user does, and tells of every edit by its number and the time."""
    from PySide6.QtCore import QTimer

    from playground.ui.session.process import prepare_process
    from playground.ui.shell.app import make_application
    from playground.ui.shell.recovery import Recovery
    from playground.ui.shell.studio import Studio
    from playground.ui.shell.window_memory import NoSettings
    from playground.ui.workspaces.kinds import WORKSPACES

    prepare_process()
    app = make_application()
    studio = Studio(NoSettings(), Recovery(folder / "kept"))
    assert studio.documents.keeper is not None
    studio.documents.keeper.set_interval(interval)
    name = chance.choice(tuple(WORKSPACES))
    studio.show(name)
    mine, numbers = folder / f"mine{SUFFIX}", count(1)
    timer = QTimer(interval=EDIT_MILLISECONDS)
    timer.timeout.connect(lambda: _act(studio, name, mine, chance, numbers))
    timer.start()
    app.exec()


def _act(  # type: ignore[no-untyped-def]
    studio, name: str, mine: Path, chance: random.Random, numbers: Iterator[int]
) -> None:
    session, file, dice = studio.sessions[name], studio.files[name], chance.random()
    if dice < 0.05:
        session.workspace.toggle_play()
    elif dice < 0.08:
        file.save(mine)
    elif dice < 0.10:
        studio.window.menu_actions.new.trigger()
    elif dice < 0.12 and mine.exists():
        studio.try_open(mine)
    elif dice < 0.14:
        session.restart()
    number = next(numbers)
    session.state.edit_training(learning_rate=number * UNIT)
    print(number, time.time(), flush=True)


if __name__ == "__main__":
    sys.exit(main())
