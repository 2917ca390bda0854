"""What the window's thread does for every move of a mouse that paints among ten thousand points."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from functools import partial

import numpy as np
from live_window import wait
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtTest import QTest
from report import Figure

from playground.data.points import MAX_POINTS, PointSet
from playground.training.chosen_data import DRAWN
from playground.ui.session.session import Session
from playground.ui.views.plane.plane_view import PlaneView

LEFT = Qt.MouseButton.LeftButton
TOOLS = ("paint", "erase", "move", "jitter", "magnet")
HELD = ("jitter", "magnet")
"""They act when their time has come, whether or not the mouse moves."""
BRUSH = 24
BOUND = 16.0
"""Milliseconds: sixty frames a second."""


def painting(session: Session, name: str, moves: int) -> list[Figure]:
    """For each tool, the time from a move of the mouse until it is painted, and all that waited for that is done."""
    figures = []
    for tool in TOOLS:
        times = _stroke(session, tool, moves)
        figures.append(
            Figure(f"{name}: {tool} among 10,000 points, p95", 1000 * float(np.percentile(times, 95)), "ms", BOUND)
        )
    return figures


def _stroke(session: Session, tool: str, moves: int) -> list[float]:
    editor = session.workspace.editor
    room = moves * 40 if tool == "paint" else 0
    _fill(session, MAX_POINTS - min(room, MAX_POINTS // 4))
    editor.set_tool(tool)
    editor.set_brush(BRUSH)
    view: PlaneView = editor._view
    plane = view.plane_map()
    places = [_around(plane.rect.center().toPoint(), 0.35 * plane.side, k / moves) for k in range(moves + 1)]
    wait(0.2)
    QTest.mousePress(view, LEFT, pos=places[0])
    editor._held.stop()  # its own time would come between

    def move(place: QPoint) -> None:
        QTest.mouseMove(view, place)
        if tool in HELD:
            editor._hold()

    times = [_until_painted(partial(move, place)) for place in places[1:]]
    QTest.mouseRelease(view, LEFT, pos=places[-1])
    return times


def _fill(session: Session, count: int) -> None:
    rng = np.random.default_rng(0)
    points = PointSet.empty(2, DRAWN).added(rng.uniform(-3, 3, (count, 2)), rng.integers(0, 2, count))
    reason = session.state.edit_data(source=DRAWN, drawn=points)
    if reason:
        raise ValueError(reason)


def _around(middle: QPoint, radius: float, share: float) -> QPoint:
    angle = 2 * math.pi * share
    return middle + QPoint(round(radius * math.cos(angle)), round(radius * math.sin(angle)))


def _until_painted(act: Callable[[], object]) -> float:
    """The seconds that the thread of the window works for one move, with what that paints."""
    wait(0.01)
    start = time.thread_time()
    act()
    QCoreApplication.processEvents()
    return time.thread_time() - start
