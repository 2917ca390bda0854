"""Dots that run along the edges at work when a walk goes on: which way the numbers go, seen for a moment."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEasingCurve, QPointF, Qt, QVariantAnimation
from PySide6.QtGui import QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from playground.training.walk_table import Part
from playground.ui.look.theme import THEME
from playground.ui.views.walk.walk_edges import curve
from playground.ui.views.walk.walk_picture import WalkPicture

MILLISECONDS = 450
DOT = 3.0
MOST = 96
"""Of more edges the first have dots."""


class WalkMotion(QVariantAnimation):
    """Asks its view to paint while it runs; there is nothing to see afterwards."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._paths: list[QPainterPath] = []
        self._is_forward = True
        self.setStartValue(0.0)
        self.setEndValue(1.0)
        self.setDuration(MILLISECONDS)
        self.setEasingCurve(QEasingCurve.Type.InOutQuad)
        self.valueChanged.connect(lambda _: view.update())
        self.finished.connect(view.update)

    def run(self, picture: WalkPicture) -> None:
        """Starts anew, along the edges that are at work in a picture."""
        self.stop()
        self._is_forward = picture.scene.part is not Part.BACKWARD
        self._paths = list(_paths(picture))[:MOST]
        if self._paths:
            self.start()

    def paint(self, painter: QPainter) -> None:
        """The dots where they are now."""
        if self.state() is not QVariantAnimation.State.Running:
            return
        share = float(self.currentValue())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colours.accent)
        radius = THEME.mark(DOT)
        for path in self._paths:
            painter.drawEllipse(path.pointAtPercent(share if self._is_forward else 1 - share), radius, radius)


def _paths(picture: WalkPicture) -> Iterator[QPainterPath]:
    """Forward along what arrives at the column at work, backward along what leaves it."""
    scene, k, last = picture.scene, picture.scene.at_work, len(picture.columns) - 1
    if k is None or k == 0 or scene.section.mark == "m":
        return
    gap = k if scene.part is Part.BACKWARD else k - 1
    left, right = picture.columns[gap], picture.columns[gap + 1]
    ends = picture.ends(gap, None) if gap + 1 < last else None
    for source, unit in enumerate(left.units.tolist()):
        for target in range(len(right.units)):
            if gap + 1 == last:
                if scene.unit in (None, unit):
                    path = QPainterPath(QPointF(left.right, picture.top + float(left.y[source])))
                    path.lineTo(QPointF(right.left, picture.top + float(right.y[target])))
                    yield path
            elif ends is None or (ends[0] in (None, source) and ends[1] in (None, target)):
                yield curve(left, right, source, target, picture.top)
