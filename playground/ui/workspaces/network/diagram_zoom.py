"""The columns with their diagram, seen from nearer: so much of them as there is room for, moved about."""

from __future__ import annotations

import math

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QScrollArea, QScrollBar

from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_hand import STEP, DiagramHand
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scrolled import make_scrolled
from playground.ui.workspaces.network.columns_area import ColumnsArea
from playground.ui.workspaces.network.zoom_buttons import ZoomButtons

LARGEST = 4.0
SMALL_TILE = 24
"""Tiles of this size can do without zooming."""
BAR = 10
GAP = 4
BESIDE = 16
"""So much around what the keys have led to is seen as well."""


class DiagramZoom(QScrollArea):
    """From side to side it scrolls headers and columns together, so that one stays over the other; up and down the
    diagram moves alone. `moved`: another part of it is seen."""

    moved = Signal()

    def __init__(self, columns: ColumnsArea) -> None:
        super().__init__()
        make_scrolled(self, columns)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.columns, self._diagram = columns, columns.diagram
        self.zoom = 1.0
        self._opened = frozenset[int]()
        self._down = columns.pane.verticalScrollBar()
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.valueChanged.connect(self._down.setValue)
        self._down.valueChanged.connect(self._bar.setValue)
        self._down.rangeChanged.connect(self._show_bar)
        self.buttons = ZoomButtons(self)
        set_names("model.zoom", out=self.buttons.out, fit=self.buttons.fit, into=self.buttons.into)
        self.buttons.asked.connect(self.zoom_by)
        self.horizontalScrollBar().rangeChanged.connect(self._show_buttons)
        self._diagram.arranged.connect(self._show_buttons)
        self._diagram.arranged.connect(self._heed_opened)
        for bar in (self.horizontalScrollBar(), self._down):
            bar.valueChanged.connect(self.moved)
        self._diagram.led.connect(self.bring)
        self._hand = DiagramHand(self._diagram)
        self._hand.moved.connect(self.move_by)
        self._hand.zoomed.connect(self.zoom_by)
        THEME.changed.connect(self._show_buttons)
        self._show_bar(0, 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.columns.minimumSizeHint().height())

    def zoom_to(self, zoom: float, about: QPointF | None = None) -> None:
        """Shows the diagram so many times as large as it fits; what is at `about`, by default the middle, stays."""
        zoom = min(max(zoom, 1.0), LARGEST)
        if abs(zoom - self.zoom) < 1e-3:
            return
        across, size = self.horizontalScrollBar(), self._diagram.size()
        if about is None:
            seen = self.columns.pane.viewport()
            about = QPointF(across.value() + self.viewport().width() / 2, self._down.value() + seen.height() / 2)
        seen_at = about - QPointF(across.value(), self._down.value())
        self.zoom = zoom
        self.columns.show_zoomed(zoom, self.viewport().size())
        self._hand.may_move = self.is_movable
        across.setValue(round(about.x() / size.width() * self._diagram.width() - seen_at.x()))
        self._down.setValue(round(about.y() / size.height() * self._diagram.height() - seen_at.y()))
        self._show_buttons()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.moved.emit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.moved.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.columns.show_zoomed(self.zoom, self.viewport().size())
        self._show_bar(self._down.minimum(), self._down.maximum())
        self._show_buttons()
        self.moved.emit()

    @property
    def origin(self) -> QPointF:
        """Where the upper left corner of the diagram lies."""
        return QPointF(self._diagram.mapTo(self, QPoint()))

    @property
    def seen(self) -> QRectF:
        """The part of it in which the diagram is seen."""
        top = self.columns.pane.mapTo(self, QPoint()).y()
        view = self.viewport().geometry()
        whole = QRect(view.left(), top, view.width(), view.bottom() + 1 - top)
        around = self.parentWidget()
        while around is not None:
            whole &= QRect(self.mapFrom(around, QPoint()), around.size())
            around = None if around.isWindow() else around.parentWidget()
        return QRectF(whole)

    def controls(self) -> list[QRectF]:
        """Where something lies over the diagram that is worked with."""
        parts = [self.buttons, self._bar, *self._diagram.findChildren(QAbstractButton)]
        return [QRectF(QRect(part.mapTo(self, QPoint()), part.size())) for part in parts if not part.isHidden()]

    @property
    def is_movable(self) -> bool:
        """Whether a part of it is out of sight."""
        return bool(self.horizontalScrollBar().maximum() or self._down.maximum())

    def bring(self, place: QRectF) -> None:
        """Moves a place of the diagram into sight."""
        centre = place.center().toPoint()
        self.ensureVisible(centre.x(), self.verticalScrollBar().value(), BESIDE + round(place.width()), 0)
        self.columns.pane.ensureVisible(0, centre.y(), 0, BESIDE + round(place.height()))

    def move_by(self, way: QPoint) -> None:
        """Moves what is seen."""
        across = self.horizontalScrollBar()
        across.setValue(across.value() - way.x())
        self._down.setValue(self._down.value() - way.y())

    def zoom_by(self, steps: float, about: QPointF | None = None) -> None:
        """Goes nearer by so many steps; by none back to all of it."""
        self.zoom_to(self.zoom * STEP**steps if steps else 1.0, about)

    def _heed_opened(self) -> None:
        """A column that was opened is brought into sight, once it has its width."""
        new, self._opened = self._diagram.view.opened - self._opened, self._diagram.view.opened
        for index in new:
            QTimer.singleShot(0, self, lambda index=index: self._bring(index))

    def _bring(self, index: int) -> None:
        if index < len(self._diagram.columns):
            column, across = self._diagram.columns[index], self.horizontalScrollBar()
            least = math.ceil(column.right) + GAP - self.viewport().width()
            across.setValue(min(max(across.value(), least), max(0, math.floor(column.left) - GAP)))

    def _show_bar(self, low: int, high: int) -> None:
        """The bar at the right edge, for the diagram without its headers; the content's own would be out of sight."""
        self._bar.setRange(low, high)
        self._bar.setPageStep(self._down.pageStep())
        self._bar.setValue(self._down.value())
        self._bar.setVisible(high > low)
        pane, view = self.columns.pane, self.viewport().geometry()
        self._bar.setGeometry(view.right() - BAR + 1, view.top() + pane.y(), BAR, pane.height())
        self._bar.raise_()

    def _show_buttons(self) -> None:
        """The buttons, where there is something to zoom."""
        wide = self.horizontalScrollBar().maximum() > 0
        self._hand.may_move = self.is_movable
        small = any(column.is_bundle or column.tile < SMALL_TILE for column in self._diagram.columns)
        self.buttons.show_zoom(self.zoom, LARGEST)
        self.buttons.setVisible(self.zoom > 1 or wide or small)
        size, view = self.buttons.sizeHint(), self.viewport().geometry()
        # At the top, as buttons of bundles lie at the bottom.
        top = view.top() + self.columns.pane.y() + GAP
        right = view.right() - (BAR if not self._bar.isHidden() else 0) - GAP
        self.buttons.setGeometry(right - size.width(), top, size.width(), size.height())
        self.buttons.raise_()
