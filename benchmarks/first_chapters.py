"""How fluid the Regression and the Perceptron workspaces are while they train: frames, heartbeat, edits, drags."""

from __future__ import annotations

import numpy as np
from dragging import line_drags
from live_window import lateness, play, watch, workspace_shown
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from report import Figure
from response import Hand, edit_figure

from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.ui.session.session import Session
from playground.ui.views.plane.plane_view import PlaneView

P99, FRAMES, WORK, EDIT, DRAG = 16, 30, 12, 50, 33
UNITS = 30


def regression(seconds: float, count: int) -> list[Figure]:
    """A line on values, as it is set up but as fast as it goes, and a network on the same values."""
    with workspace_shown("regression") as session:
        session.state.edit_training(pace=0.0)
        figures = [*_flow(session, "regression", seconds), *_edits(session, "regression", count)]
        figures += line_drags(session, count, DRAG)
        _accepted(session.state.edit_model(Architecture((DenseSpec(UNITS, "tanh"),), initializer="spread")))
        return figures + _flow(session, f"regression, 1 – {UNITS} – 1", seconds)


def perceptron(seconds: float, count: int) -> list[Figure]:
    """Points that no line separates, so that it never ends, as fast as it goes."""
    with workspace_shown("perceptron") as session:
        _accepted(session.state.edit_data(source="xor"))
        _accepted(session.state.edit_training(pace=0.0))
        return [*_flow(session, "perceptron", seconds), *_edits(session, "perceptron", count)]


def _flow(session: Session, name: str, seconds: float) -> list[Figure]:
    """How late the heartbeat is, how many frames there are, and what the window's thread works for each."""
    play(session, seconds / 5)
    late = 1000 * np.array(lateness(seconds))
    seen = watch(session, seconds)
    work = 1000 * float(np.median(seen.work_per_frame))
    return [
        Figure(f"{name}: heartbeat late, p99", float(np.percentile(late, 99)), "ms", P99),
        Figure(f"{name}: frames a second", seen.frames_per_second, "", FRAMES, True),
        Figure(f"{name}: window's thread per frame, median", work, "ms", WORK),
    ]


def _edits(session: Session, name: str, count: int) -> list[Figure]:
    """The learning rate by its slider, and a point by the brush."""
    hand, page = Hand(session), session.workspace
    rate = page.findChild(QWidget, "transport.learning_rate")
    slid = hand.press_keys(rate.slider, Qt.Key.Key_Right, Qt.Key.Key_Left, count)
    painted = hand.paint_points(page.findChild(PlaneView), count)
    return [
        edit_figure(f"{name}: from a slider to its frame, p95", slid, EDIT),
        edit_figure(f"{name}: from a painted point to its frame, p95", painted, EDIT),
    ]


def _accepted(refusal: str) -> None:
    if refusal:
        raise ValueError(refusal)
