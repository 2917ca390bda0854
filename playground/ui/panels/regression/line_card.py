"""The card of the line: its numbers beside the closed form's, a start of one's own, and the next step written out."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.panels.regression.line_table import LineTable, weight_text
from playground.ui.panels.regression.next_step_text import NextStepText
from playground.ui.panels.regression.next_step_words import NextStep, coloured, next_step
from playground.ui.session.state import ExperimentState
from playground.ui.views.regression.surface_scene import SurfaceScene, scene_of
from playground.ui.widgets.beside_corner import BesideCorner
from playground.ui.widgets.card import MARGIN, Card
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting

BESIDE = 440
"""From this width on the next step stands beside the table, at the usual size of text."""


class LineCard(Card):
    """Shows a line; `weights_edited` carries θ = (a, b) that was typed, drawn at random or is the closed form's, and a
    name; `gesture_ended` follows each."""

    weights_edited = Signal(object, str)
    gesture_ended = Signal()

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("The line and its next step"))
        self._state = state
        self.line = QLabel()
        self.line.setProperty("role", "heading")
        self.line.setTextFormat(Qt.TextFormat.RichText)
        self.table = LineTable()
        self.step = NextStepText()
        self._shown: tuple[SurfaceScene, NextStep | None, bool] | None = None
        set_names("line", card=self, formula=self.line, step=self.step.text, step_title=self.step.title)
        self.table.name_parts()
        self._heading = BesideCorner(self.line)
        self._heading.set_at_corner(False)
        left = QVBoxLayout()
        left.setSpacing(6)
        left.addWidget(self._heading)
        left.addWidget(self.table)
        left.addStretch(1)
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._sides.setSpacing(2 * MARGIN)
        self._sides.addLayout(left, 0)
        self._sides.addWidget(self.step, 1)
        self.add(self._sides, 1)
        self.table.wanted.connect(self._put)
        THEME.changed.connect(self._write)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """The numbers are shown by `show_texts`, seldom enough for them to be read."""

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the numbers of a line; of a network nothing."""
        scene = scene_of(snapshot)
        if scene is not None:
            self._shown = scene, next_step(snapshot), snapshot.train_count > 0
            self._write()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = event.size().width() >= THEME.px(BESIDE)
        direction = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if direction != self._sides.direction():
            self._sides.setDirection(direction)
            self._heading.set_at_corner(not beside)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for the step to come below the table."""
        widest = max(part.minimumSizeHint().width() for part in (self._heading, self.table, self.step))
        return QSize(widest + 2 * MARGIN, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """With a line between table and step."""
        super().paintEvent(event)
        step, line, painter = self.step.geometry(), THEME.colours.line, QPainter(self)
        if self._sides.direction() is QBoxLayout.Direction.LeftToRight:
            painter.fillRect(step.left() - MARGIN, step.top(), 1, step.height(), line)
        else:
            painter.fillRect(step.left(), step.top() - MARGIN, step.width(), 1, line)

    def _put(self, a: float, b: float, name: str) -> None:
        """An edit that is undone by itself."""
        self._state.end_gesture()
        self.weights_edited.emit(np.array([a, b], np.float32), name)
        self._state.end_gesture()
        self.gesture_ended.emit()

    def _write(self) -> None:
        if self._shown is not None:
            scene, step, has_points = self._shown
            self.line.setText(formula(*scene.theta))
            self.table.show_scene(scene)
            self.step.show_step(step, has_points)


def formula(a: float, b: float) -> str:
    """f(x) = a·x + b as rich text, each number in the colour of its sign."""
    sign = "+" if b >= 0 else formatting.MINUS
    slope, intercept = _coloured(a, weight_text(a)), _coloured(b, weight_text(abs(b)))
    return f"f(x) = {slope}·x {sign} {intercept}"


def _coloured(value: float, text: str) -> str:
    colours = THEME.colours
    colour = colours.positive if value >= 0 else colours.negative
    return coloured(colour if colours.dark else colour.darker(125), text)
