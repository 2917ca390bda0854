"""The confusion matrix: how often the network answers y for a picture of class d."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views import mosaic
from playground.ui.words import formatting

# Rare mistakes must be seen beside thousands of right answers: colours grow with the root of the share.
GAMMA = 0.5
FAINTEST = 0.18
BELOW = 15
WIDEST = 54
"""The most room for a class name, beside a row or upright below a column."""


class ConfusionView(QWidget):
    """Rows are the true classes d, columns the answers y; right answers in the accent, mistakes in orange."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = np.zeros((0, 0), np.int64)
        self._names: tuple[str, ...] = ()
        self._any_pictures = False
        self._image: QImage | None = None
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Confusion matrix of the test set"))
        THEME.changed.connect(self._forget)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows the confusion of a snapshot, if it has one."""
        counts = snapshot.confusion.counts if snapshot.confusion else np.zeros((0, 0), np.int64)
        names = snapshot.data_set.class_names
        self._any_pictures = len(snapshot.data_set) > 0
        if names == self._names and np.array_equal(counts, self._counts):
            return
        self._counts, self._names = counts, names
        self._forget()

    def sizeHint(self) -> QSize:
        return QSize(200, 200)

    def minimumSizeHint(self) -> QSize:
        return QSize(110, 110)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(min(width, THEME.px(300)) - self._label_width() + self._label_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(THEME.font(11))
        if not self._counts.sum():
            painter.setPen(THEME.colours.muted)
            none = self.tr("The pictures are on their way")
            text = self.tr("No test pictures: lower the training share") if self._any_pictures else none
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)
            return
        tiling, origin = self._tiling()
        if self._image is None:
            tiles = self._pixels().reshape(-1, 1, 1)
            self._image = mosaic.compose(tiles, tiling, THEME.colours.panel, self.devicePixelRatioF())
        painter.drawImage(origin, self._image)
        self._paint_labels(painter, tiling, origin)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._image = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        cell = self.cell_at(event.position())
        text = self._name_at(event.position()) if cell is None else self.cell_text(*cell)
        if text:
            QToolTip.showText(event.globalPosition().toPoint(), text, self)
        else:
            QToolTip.hideText()

    def cell_at(self, point: QPointF) -> tuple[int, int] | None:
        """The (true class, answer) under a point."""
        if not self._counts.size:
            return None
        tiling, origin = self._tiling()
        index = tiling.at(point - origin)
        return None if index is None else divmod(index, len(self._counts))

    def _name_at(self, point: QPointF) -> str:
        """The whole name of the class whose label is under a point, beside a row or below a column."""
        if not self._counts.size:
            return ""
        tiling, origin = self._tiling()
        inside, pitch = point - origin, tiling.width + tiling.gap
        along = inside.y() if inside.x() < 0 else inside.x() if inside.y() > tiling.size[1] else -1.0
        return self._names[int(along // pitch)] if 0 <= along < pitch * len(self._names) else ""

    def cell_text(self, true: int, answer: int) -> str:
        """What one cell says, in words."""
        count, total = int(self._counts[true, answer]), int(self._counts[true].sum())
        share = formatting.percent(count / total if total else 0.0, 1)
        text = self.tr("“{0}” recognised") if true == answer else self.tr("“{0}” taken for “{1}”")
        sentence = text.format(self._names[true], self._names[answer])
        return self.tr("{0}: {1} of {2} ({3})").format(
            sentence, formatting.integer(count), formatting.integer(total), share
        )

    def _pixels(self) -> mosaic.Pixels:
        colours = THEME.colours
        share = self._counts / np.maximum(self._counts.sum(axis=1, keepdims=True), 1)
        strength = np.where(share > 0, FAINTEST + (1 - FAINTEST) * share**GAMMA, 0.0)[..., None]
        right, wrong = (_rgb(colour) for colour in (colours.accent, colours.negative))
        ink = np.where(np.eye(len(share), dtype=bool)[..., None], right, wrong)
        empty = _rgb(colours.hover if colours.dark else colours.background)
        return mosaic.picture_pixels((empty + (ink - empty) * strength).round().astype(np.uint8))

    def _tiling(self) -> tuple[mosaic.Tiling, QPointF]:
        classes = len(self._counts)
        left, bottom = self._label_width(), self._label_height()
        gap = 2 if classes <= 20 else 0
        side = max(min(self.width() - left, self.height() - bottom), 10)
        cell = (side - gap * (classes - 1)) / classes
        return mosaic.Tiling(classes**2, classes, cell, cell, gap), QPointF(left, 0)

    def _label_width(self) -> int:
        metrics = QFontMetricsF(THEME.font(11))
        widest = max((metrics.horizontalAdvance(name) for name in self._names), default=0)
        return math.ceil(min(widest, THEME.px(WIDEST))) + 6

    def _label_height(self) -> int:
        """Room below the columns: names that are wider than a line is high stand upright."""
        return max(self._label_width(), THEME.px(BELOW)) if self._upright() else THEME.px(BELOW)

    def _upright(self) -> bool:
        return any(len(name) > 2 for name in self._names)

    def _paint_labels(self, painter: QPainter, tiling: mosaic.Tiling, origin: QPointF) -> None:
        metrics, cell = QFontMetricsF(painter.font()), tiling.width + tiling.gap
        stride = max(-(-THEME.px(13) // max(int(cell), 1)), 1)
        painter.setPen(QPen(THEME.colours.muted))
        for i in range(0, len(self._names), stride):
            name = metrics.elidedText(self._names[i], Qt.TextElideMode.ElideMiddle, origin.x() - 6)
            row = QRectF(0, i * cell - 8, origin.x() - 6, tiling.height + 16)
            painter.drawText(row, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
            self._paint_below(painter, QPointF(origin.x() + i * cell + tiling.width / 2, tiling.size[1]), name)

    def _paint_below(self, painter: QPainter, top: QPointF, name: str) -> None:
        """A class name below the middle of a column."""
        if not self._upright():
            box = QRectF(top.x() - 20, top.y(), 40, THEME.px(16))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, name)
            return
        painter.save()
        painter.translate(top)
        painter.rotate(-90)
        room = self._label_height()
        box = QRectF(-room, -10, room - 5, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, name)
        painter.restore()

    def _forget(self) -> None:
        self._image = None
        self.update()


def _rgb(colour: QColor) -> np.ndarray:
    return np.array((colour.red(), colour.green(), colour.blue()))
