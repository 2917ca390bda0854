"""How soon the window shows what the user does with mouse and keys while it trains."""

from __future__ import annotations

import random
from collections.abc import Callable

import numpy as np
from live_window import until_shown, wait
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from report import Figure

from playground.training.snapshot import Snapshot
from playground.ui.session.session import Session
from playground.ui.views.plane.plane_view import PlaneView

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
MOVES = 8


def network_edits(session: Session, count: int, bound: float) -> list[Figure]:
    """A slider, an added neuron, a painted point."""
    hand, workspace = Hand(session), session.workspace
    first = next(iter(workspace.model.columns.headers.values()))
    times = {
        "a slider": hand.press_keys(workspace.transport.rate.slider, Key.Key_Right, Key.Key_Left, count),
        "an added neuron": hand.press_keys(first.stepper, Key.Key_Up, Key.Key_Down, count),
        "a painted point": hand.paint_points(workspace.decision.view, count),
    }
    return [edit_figure(f"network: from {what} to its frame, p95", values, bound) for what, values in times.items()]


def images_edits(session: Session, count: int, bound: float, stroke_bound: float) -> list[Figure]:
    """A slider, an added kernel, a stroke of the pen."""
    hand, workspace = Hand(session), session.workspace
    workspace.model.strip.boxes[1].click()
    slider, kernels = workspace.transport.rate.slider, workspace.model.editor.control("filters")
    slid = hand.press_keys(slider, Key.Key_Right, Key.Key_Left, count)
    added = hand.press_keys(kernels, Key.Key_Up, Key.Key_Down, count)
    drawn = hand.draw_strokes(count)
    return [
        edit_figure("images: from a slider to its frame, p95", slid, bound),
        edit_figure("images: from an added kernel to its frame, p95", added, bound),
        edit_figure("images: from a stroke to new probabilities, p95", drawn, stroke_bound),
    ]


def edit_figure(name: str, times: list[float], bound: float) -> Figure:
    """What all but one in twenty edits keep to."""
    return Figure(name, 1000 * float(np.percentile(times, 95)), "ms", bound)


class Hand:
    """The user's hand in a workspace: it does not wait for a frame, but comes at any time between two.

    What it does returns the seconds until each effect was painted.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rng = random.Random(0)

    def press_keys(self, widget: QWidget, key: Qt.Key, back: Qt.Key, count: int) -> list[float]:
        """An edit by a key; another takes it back each time, so that the network stays what it is."""
        times = []
        for _ in range(count):
            times.append(self._until_edited(lambda: QTest.keyClick(widget, key)))
            self._until_edited(lambda: QTest.keyClick(widget, back))
        return times

    def paint_points(self, view: PlaneView, count: int) -> list[float]:
        """Clicks on the plane, until the model learns the point."""
        return [
            self._until_edited(lambda: QTest.mouseClick(view, LEFT, pos=self._free_place(view))) for _ in range(count)
        ]

    def draw_strokes(self, count: int) -> list[float]:
        """Strokes of the pen on the empty pad, until the probabilities are those of the new picture."""
        return [self._until_probed() for _ in range(count)]

    def _until_edited(self, act: Callable[[], object]) -> float:
        state = self._session.state
        before = state.experiment

        def shows(snapshot: Snapshot) -> bool:
            # The worker hands back the very experiment that it was given.
            return snapshot.experiment is state.experiment is not before

        self._hesitate()
        return until_shown(self._session, act, shows)

    def _until_probed(self) -> float:
        attention, pad = self._session.attention, self._session.workspace.trial.pad
        QTest.keyClick(pad, Key.Key_Delete)
        self._hesitate()
        before = attention.focus.probe

        def shows(snapshot: Snapshot) -> bool:
            probe = attention.focus.probe
            is_new = probe is not None and probe is not before
            return is_new and snapshot.trace is not None and snapshot.trace.tensor is probe.tensor

        return until_shown(self._session, lambda: self._draw(pad), shows)

    def _draw(self, pad: QWidget) -> None:
        places = [self._place(QRectF(pad.rect())) for _ in range(MOVES)]
        QTest.mousePress(pad, LEFT, pos=places[0])
        for place in places[1:]:
            QTest.mouseMove(pad, place)
        QTest.mouseRelease(pad, LEFT, pos=places[-1])

    def _place(self, area: QRectF) -> QPoint:
        """Somewhere in an area, not at its edge."""
        across, down = (self._rng.uniform(0.1, 0.9) for _ in range(2))
        return QPoint(round(area.left() + across * area.width()), round(area.top() + down * area.height()))

    def _free_place(self, view: PlaneView) -> QPoint:
        """Somewhere on the plane where nothing would be gripped, as the pointer tells."""
        while True:
            place = self._place(view.plane_map().rect)
            QTest.mouseMove(view, place)
            if view.cursor().shape() == Qt.CursorShape.CrossCursor:
                return place

    def _hesitate(self) -> None:
        wait(self._rng.uniform(0.05, 0.15))
