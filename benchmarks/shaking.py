"""Whether the real window stands a monkey: python benchmarks/soak.py --monkey MINUTES --seed N."""

from __future__ import annotations

import argparse
import faulthandler
import gc
import os
import random
import sys
import tempfile
import threading
import time
from pathlib import Path

import shiboken6
from alarms import Alarms, Heartbeat
from environment import SIZE
from live_window import PATIENCE, wait
from memory import MEGABYTE, growth, resident_bytes
from monkey import Monkey
from PySide6.QtCore import QObject, QThread, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from report import SHORT, Row

from playground.ui.session.background import _running
from playground.ui.session.process import collect_everything
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.screenshot import studio_offscreen, wait_for_frame, wait_until
from playground.ui.shell.studio import Studio
from playground.ui.workspaces.kinds import WORKSPACES

GROWTH = 20.0
WARM_UP_MINUTES = 2.0
QUICK_ACTS = 60
PAUSES = (0.0, 0.0, 0.01, 0.05, 0.3)
SCHEMES = ("http", "https", "mailto", "file")


class NoBrowser(QObject):
    """Stands where the system's browser is asked for: the monkey follows every link."""

    @Slot(QUrl)
    def take(self, link: QUrl) -> None:
        """Does nothing."""


def shake(options: argparse.Namespace) -> tuple[list[Row], list[str]]:
    """Lets the monkey at a new window for some minutes; how far memory grew, and what went wrong."""
    diary_path = Path(tempfile.gettempdir()) / f"monkey-{options.seed}.log"
    print(f"what it does is told in {diary_path}", flush=True)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        _live_in(home)
        monkeys: list[Monkey] = []
        alarms = Alarms(lambda: monkeys[0].going_on if monkeys else "the start")
        before = set(threading.enumerate())
        rows: list[Row] = []
        faulthandler.enable()
        with (
            diary_path.open("w", encoding="utf-8") as diary,
            studio_offscreen(SIZE, Recovery(home / "kept")) as studio,
            alarms.set() as heartbeat,
        ):
            studio.show_workspace("network")
            monkeys.append(monkey := Monkey(studio, home, options.seed, heartbeat.beat, diary))
            rows = _rows(monkey, studio, heartbeat, options)
            monkey.quit()
            # Or Qt would destroy what Python put there when there is no Python any more.
            QApplication.clipboard().clear()
        for thread in _threads_left(before):
            alarms.note("thread left", thread)
        for scheme in SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)  # or it would outlive who answers
    print(f"{monkey.acts} acts, the longest wait {alarms.longest:.2f} s", flush=True)
    if alarms.problems or any(row.verdict == SHORT for row in rows):
        print(f"The last of them, with seed {options.seed}:", *monkey.log, sep="\n", file=sys.stderr)
    return rows, alarms.problems


def _rows(monkey: Monkey, studio: Studio, heartbeat: Heartbeat, options: argparse.Namespace) -> list[Row]:
    """Lets it act, and compares new documents after a warm-up with new documents at the end."""
    if options.quick:
        for _ in range(QUICK_ACTS):
            monkey.act()
        return []
    pace = random.Random(options.seed)
    warm_up = min(WARM_UP_MINUTES, options.monkey / 2)
    _act_for(60 * warm_up, monkey, pace)
    monkey.see_all_looks()
    warm = fresh(monkey, studio, heartbeat)
    _act_for(60 * (options.monkey - warm_up), monkey, pace)
    return [growth(warm, fresh(monkey, studio, heartbeat), GROWTH)]


def _act_for(seconds: float, monkey: Monkey, pace: random.Random) -> None:
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        monkey.act()
        wait(pace.choice(PAUSES))


def fresh(monkey: Monkey, studio: Studio, heartbeat: Heartbeat) -> int | None:
    """The memory that is taken when every workspace shows a new document, at rest, and all garbage is collected."""
    monkey.calm()
    for name in WORKSPACES:
        session = studio.show_workspace(name)
        studio.window.menu_actions.new.trigger()
        wait_for_frame(session)
    studio.show_workspace("network")
    wait_until(lambda: not _running, PATIENCE)  # sets that are made though nobody wants them any more
    wait(1)
    gc.collect()
    collect_everything()
    heartbeat.forgive()
    taken = resident_bytes()
    print(f"afresh after {monkey.acts} acts: {'?' if taken is None else f'{taken / MEGABYTE:.1f}'} MB", flush=True)
    return taken


def _live_in(home: Path) -> None:
    """All that is written by default is written there, and no link leads to a browser."""
    for name, folder in (("HOME", ""), ("XDG_CONFIG_HOME", "config"), ("XDG_DATA_HOME", "data"), ("TMPDIR", "tmp")):
        (home / folder).mkdir(exist_ok=True)
        os.environ[name] = str(home / folder)
    for scheme in SCHEMES:
        QDesktopServices.setUrlHandler(scheme, BROWSER, "take")


def _threads_left(before: set[threading.Thread]) -> list[str]:
    """The threads of Python and of Qt that run though the window has gone."""
    new = [each for each in threading.enumerate() if each not in before and each.is_alive()]
    left = [each.name for each in new if not isinstance(each, threading._DummyThread)]
    main = QThread.currentThread()
    threads = [each for each in gc.get_objects() if issubclass(type(each), QThread) and each is not main]
    return left + [repr(each) for each in threads if shiboken6.isValid(each) and each.isRunning()]


BROWSER = NoBrowser()
