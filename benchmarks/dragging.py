"""How soon what is dragged is painted where it was dragged to, while training goes on."""

from __future__ import annotations

import random
from collections.abc import Iterable

import numpy as np
from live_window import until_shown, wait
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from report import Figure

from playground.training.snapshot import Snapshot
from playground.ui.session.session import Session
from playground.ui.views.plane.fit_view import FitView
from playground.ui.views.regression.surface_view import SurfaceView

LEFT = Qt.MouseButton.LeftButton
TINY_RATE = 1e-7
"""Training goes on at full speed, but in one frame it does not lead away from where the user has dragged to …"""
NEAR = 0.02
"""… farther than this, which is less than a move of the hand."""


def line_drags(session: Session, count: int, bound: float) -> list[Figure]:
    """A handle of the line, and the point of the error surface: until the line is painted through the new place."""
    session.state.edit_training(learning_rate=TINY_RATE)
    page = session.workspace
    fit, surface = page.findChild(FitView), page.findChild(SurfaceView)
    drags = {
        "a dragged line": lambda: _drag(session, fit, _handle(fit), _up_and_down(fit, count)),
        "a dragged point of the surface": lambda: _drag(session, surface, _dot(surface), _all_over(surface, count)),
    }
    figures = []
    for what, drag in drags.items():
        times = 1000 * np.array(drag())
        figures.append(Figure(f"regression: from {what} to its frame, p95", np.percentile(times, 95), "ms", bound))
    return figures


def _drag(session: Session, view: QWidget, start: QPoint, places: Iterable[QPoint]) -> list[float]:
    """Seconds from each move of one gesture to the end of the painting of the frame that is of the new weights."""
    wanted: list[np.ndarray] = []
    rng = random.Random(0)
    times = []

    def note(theta: np.ndarray, name: str) -> None:
        wanted.append(theta)

    def shows(snapshot: Snapshot) -> bool:
        return bool(np.allclose(snapshot.theta, wanted[-1], rtol=0, atol=NEAR))

    view.weights_edited.connect(note)
    QTest.mousePress(view, LEFT, pos=start)
    for place in places:
        wait(rng.uniform(0.02, 0.1))
        times.append(until_shown(session, lambda place=place: QTest.mouseMove(view, place), shows))
    QTest.mouseRelease(view, LEFT, pos=place)
    view.weights_edited.disconnect(note)
    if len(wanted) < len(times):
        raise ValueError(f"{len(times)} moves have edited the weights {len(wanted)} times only")
    return times


def _handle(fit: FitView) -> QPoint:
    places = fit.grip.places
    assert places is not None
    return _pixel(fit.plane_map().pixel(*places[0]))


def _up_and_down(fit: FitView, count: int) -> list[QPoint]:
    """Above and below the middle by turns, never the same height again."""
    rng, plane = random.Random(0), fit.plane_map()
    heights = ((-1) ** k * rng.uniform(0.5, 2.5) for k in range(count))
    return [_pixel(plane.pixel(-2.4, height)) for height in heights]


def _dot(surface: SurfaceView) -> QPoint:
    return _pixel(surface.plane().pixel(*surface.picture.theta))


def _all_over(surface: SurfaceView, count: int) -> list[QPoint]:
    """In the left and the right half of the picture by turns."""
    rng, rect = random.Random(0), surface.plane().rect
    places = []
    for k in range(count):
        across, down = rng.uniform(0.1, 0.4) + 0.5 * (k % 2), rng.uniform(0.1, 0.9)
        places.append(QPoint(round(rect.left() + across * rect.width()), round(rect.top() + down * rect.height())))
    return places


def _pixel(place: QPointF) -> QPoint:
    return place.toPoint()
