"""The picture of a receptive field: the maps of a stack, and what the chosen unit sees of each."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLineF, QRectF, QSize, QSizeF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine.layer_spec import LayerSpec
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.field_layout import CAPTION, MARGIN, FieldLayout, field_layout
from playground.ui.views.convolution.field_scene import FieldScene, Unit
from playground.ui.views.convolution.field_words import layer_words
from playground.ui.views.convolution.focus_frame import paint_focus_frame
from playground.ui.words import formatting

LEAST_CELL = 3.0
"""Smaller places have no lines between them."""
KEYS = {
    Qt.Key.Key_Left: (0, 0, -1),
    Qt.Key.Key_Right: (0, 0, 1),
    Qt.Key.Key_Up: (0, -1, 0),
    Qt.Key.Key_Down: (0, 1, 0),
    Qt.Key.Key_PageUp: (-1, 0, 0),
    Qt.Key.Key_PageDown: (1, 0, 0),
}


class FieldView(QWidget):
    """`chosen_unit` carries the unit that is pointed at, clicked, or reached with the arrow keys; when the pointer
    leaves, the one that was clicked last."""

    chosen_unit = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene = FieldScene(())
        self._pinned = self.unit = self.scene.middle
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("What a unit of a stack of layers sees"))
        self.setAccessibleDescription(
            self.tr(
                "Arrow keys choose another unit, Page Up and Page Down another layer; what it sees is written below."
            )
        )
        THEME.changed.connect(self.update)

    def show_stack(self, layers: tuple[LayerSpec, ...]) -> None:
        """Shows these layers, of another stack the unit in the middle."""
        if layers != self.scene.layers:
            self.scene = FieldScene(layers)
            self._pinned = self.unit = self.scene.middle
            self.update()

    def layout_now(self) -> FieldLayout:
        """Where the maps lie."""
        return field_layout(self.scene, QSizeF(self.size()))

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(340), THEME.px(106))

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(160), THEME.px(96))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._show_unit(self.layout_now().unit_at(event.position()) or self._pinned)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        unit = self.layout_now().unit_at(event.position())
        if unit is not None and event.button() == Qt.MouseButton.LeftButton:
            self._pinned = unit
            self._show_unit(unit)

    def leaveEvent(self, event: QEvent) -> None:
        self._show_unit(self._pinned)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        way = KEYS.get(Qt.Key(event.key()))
        if way is None:
            super().keyPressEvent(event)
            return
        unit = self._pinned
        if way[0]:
            at = min(max(unit.at + way[0], 0), len(self.scene.layers))
            place = self.scene.sides[at] // 2
            self._pinned = unit if at == unit.at else Unit(at, place, place)
        else:
            self._pinned = self.scene.nearest(Unit(unit.at, unit.row + way[1], unit.column + way[2]))
        self._show_unit(self._pinned)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        layout = self.layout_now()
        for at in range(len(layout.maps)):
            self._paint_map(painter, layout, at)
        painter.setPen(QPen(THEME.colours.faint, THEME.stroke(1), Qt.PenStyle.DashLine))
        for at in range(self.unit.at):
            before = layout.rect(self.scene.field(self.unit, at), at)
            after = layout.rect(self.scene.field(self.unit, at + 1), at + 1)
            painter.drawLine(QLineF(before.topRight(), after.topLeft()))
            painter.drawLine(QLineF(before.bottomRight(), after.bottomLeft()))
        if self.hasFocus():
            paint_focus_frame(painter, QRectF(self.rect()))

    def _show_unit(self, unit: Unit) -> None:
        if unit != self.unit:
            self.unit = unit
            self.chosen_unit.emit(unit)
            self.update()

    def _paint_map(self, painter: QPainter, layout: FieldLayout, at: int) -> None:
        colours, area = THEME.colours, layout.maps[at]
        painter.setPen(QPen(colours.line, THEME.stroke(1)))
        painter.setBrush(colours.panel)
        painter.drawRect(area)
        if at <= self.unit.at:
            whole = layout.rect(self.scene.field(self.unit, at), at)
            seen = layout.rect(self.scene.seen(self.unit, at), at)
            if whole != seen:
                painter.setPen(QPen(colours.muted, THEME.stroke(1), Qt.PenStyle.DotLine))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(whole)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._tone(at))
            painter.drawRect(seen)
        self._paint_lines(painter, layout, at)
        self._paint_caption(painter, layout, at)

    def _tone(self, at: int) -> QColor:
        colours = THEME.colours
        if at == self.unit.at:
            return colours.accent
        return colours.diverging[0] if at == 0 else colours.diverging[2]

    def _paint_lines(self, painter: QPainter, layout: FieldLayout, at: int) -> None:
        cell, area = layout.cell(at), layout.maps[at]
        if cell < LEAST_CELL:
            return
        painter.setPen(QPen(THEME.colours.line, min(THEME.stroke(1), cell / 6)))
        for k in range(1, self.scene.sides[at]):
            x, y = area.left() + k * cell, area.top() + k * cell
            painter.drawLine(QLineF(x, area.top(), x, area.bottom()))
            painter.drawLine(QLineF(area.left(), y, area.right(), y))

    def _paint_caption(self, painter: QPainter, layout: FieldLayout, at: int) -> None:
        area, maps, height = layout.maps[at], layout.maps, THEME.px(CAPTION)
        left = 0.0 if at == 0 else (maps[at - 1].right() + area.left()) / 2
        right = float(self.width()) if at == len(maps) - 1 else (area.right() + maps[at + 1].left()) / 2
        side = self.scene.sides[at]
        name = self.tr("input") if at == 0 else layer_words(self.scene.layers[at - 1])
        painter.setFont(THEME.font(11))
        metrics = QFontMetricsF(painter.font())
        texts = (f"{name} · {formatting.dimensions(side, side)}", name, "")
        text = next(each for each in texts if metrics.horizontalAdvance(each) <= right - left - 2)
        width = metrics.horizontalAdvance(text)
        place = min(max(area.center().x() - width / 2, left + 1), right - 1 - width)
        painter.setPen(THEME.colours.accent if at == self.unit.at else THEME.colours.muted)
        top = min(max(each.bottom() for each in maps) + THEME.px(MARGIN) / 2, self.height() - height)
        line = QRectF(place, top, width + 1, height)
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, text)
