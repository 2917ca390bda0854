"""Which sample is walked through: picked in the plane or by its number."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from playground.data.points import PointSet
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.plane.decision_view import DecisionView
from playground.ui.views.plane.nearest_point import nearest
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names
from playground.ui.widgets.stepper import Stepper
from playground.ui.words import formatting

MOST = 10_000_000
HEIGHT = 240
NOWHERE = np.empty((0, 2), np.float32)


class SampleCard(Card):
    """`changed`: another sample was picked, see `number`, its place in the data set; `looked`: the plane is seen from
    now on, or no longer."""

    changed = Signal()
    looked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Sample"), parent=parent)
        self._points: PointSet | None = None
        self._train_share = 1.0
        self._is_batch = False
        self.number = 0
        self.view = DecisionView()
        self.stepper = Stepper(1, 1, MOST, self.tr("Sample"), tooltip=self.tr("Which sample is walked through"))
        self.add_control(self.stepper)
        self.add(self.view, 1)
        set_names("walk", sample=self, plane=self.view, number=self.stepper)
        self.stepper.changed.connect(lambda number: self._pick(number - 1))
        self.view.pressed.connect(lambda pointer: self._pick_at((pointer.x1, pointer.x2)))

    def show_points(self, points: PointSet, train_share: float) -> None:
        """The points of which one can be picked."""
        if points is not self._points or train_share != self._train_share:
            self._points, self._train_share = points, train_share
            self.view.show_points(points, train_share)
            self.stepper.set_maximum(max(len(points), 1))
            self.number = min(self.number, max(len(points) - 1, 0))
            self._mark()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows what the network answers over the plane."""
        self.view.show_frame(snapshot)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), THEME.px(HEIGHT))

    def showEvent(self, event: QShowEvent) -> None:
        self.looked.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        self.looked.emit()

    def show_batch(self, is_batch: bool) -> None:
        """Of a mini-batch no sample is picked."""
        self._is_batch = is_batch
        self.stepper.setEnabled(not is_batch)
        self._mark()

    def _pick_at(self, place: tuple[float, float]) -> None:
        index = None if self._points is None or self._is_batch else nearest(self._points.x, place)
        if index is not None:
            self._pick(index)

    def _pick(self, number: int) -> None:
        if self._points is None or not len(self._points):
            return
        self.number = min(number, len(self._points) - 1)
        self._mark()
        self.changed.emit()

    def _mark(self) -> None:
        self.stepper.set_value(self.number + 1)
        self.set_subtitle(self._told())
        points = NOWHERE if self._points is None or self._is_batch else self._points.x
        self.view.set_selection(points[self.number : self.number + 1])

    def _told(self) -> str:
        """The value of the sample, where it has one."""
        points = self._points
        if points is None or points.value is None or self._is_batch or not len(points):
            return ""
        return self.tr("d = {0}").format(formatting.significant(float(points.value[self.number]), 3))
