"""The buttons below columns that are bundles, which open them, and below those that were opened, which fold them."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_bundle import frame_of
from playground.ui.views.diagram.diagram_picture import CHIP_ROOM, DiagramPicture
from playground.ui.widgets.painted_button import PaintedButton
from playground.ui.words import formatting
from playground.ui.words.column_names import column_name

FONT, ICON, PADDING = 11, 9, 6
GAP = 3


class BundleChip(PaintedButton):
    """How many neurons a column has, and whether they are all seen."""

    def show_count(self, shown: int, whole: int, is_open: bool, room: int) -> None:
        """Takes over what is to be written; in little room without a word for it."""
        count = formatting.integer(whole)
        if is_open and shown < whole:
            count = self.tr("{0} of {1}").format(shown, count)
        self.setText(self.tr("{0} neurons", None, whole).format(count))
        if self.sizeHint().width() > room:
            self.setText(count)
        self.setChecked(is_open)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(THEME.font(FONT)).horizontalAdvance(self.text())
        return QSize(width + THEME.px(ICON) + 3 * THEME.px(PADDING), THEME.px(CHIP_ROOM) - GAP)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_ground(painter)
        pad, side = THEME.px(PADDING), THEME.px(ICON)
        ink = THEME.colours.accent if self.isChecked() else THEME.colours.text
        painter.setPen(ink)
        painter.setFont(THEME.font(FONT))
        room = QRectF(pad, 0, self.width() - 3 * pad - side, self.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, self.text())
        place = QRectF(self.width() - pad - side, (self.height() - side) / 2, side, side)
        icons.paint(painter, "chevron-up" if self.isChecked() else "chevron-down", place, ink)


class BundleChips(QObject):
    """One chip for every column that can be opened or folded; `toggled` carries the column."""

    toggled = Signal(int)

    def __init__(self, diagram: QWidget) -> None:
        super().__init__(diagram)
        self._diagram = diagram
        self.chips: dict[int, BundleChip] = {}

    def show_columns(self, picture: DiagramPicture) -> None:
        """Puts the chips below the columns of a picture."""
        wanted = [k for k, column in enumerate(picture.columns) if column.is_bundle or k in picture.view.opened]
        for index in [index for index in self.chips if index not in wanted]:
            self.chips.pop(index).deleteLater()
        for index in wanted:
            if index not in self.chips:
                self.chips[index] = self._new(index)
            self._place(picture, index)

    def _new(self, index: int) -> BundleChip:
        chip = BundleChip("", self._diagram)
        chip.setObjectName(f"diagram.bundle.{index}")
        chip.setCheckable(True)
        chip.clicked.connect(lambda: self.toggled.emit(index))
        chip.show()
        return chip

    def _place(self, picture: DiagramPicture, index: int) -> None:
        chip, column = self.chips[index], picture.columns[index]
        is_open = index in picture.view.opened
        room = round(picture.columns[1].centre - picture.columns[0].centre) - GAP
        chip.show_count(column.units, picture.units[index], is_open, room)
        name, count = column_name(index, len(picture.gaps)), formatting.integer(picture.units[index])
        told = self.tr("{0}: fold its {1} neurons into a bundle") if is_open else self.tr("{0}: show its {1} neurons")
        chip.setToolTip(told.format(name, count))
        chip.setAccessibleName(chip.toolTip())
        chip.setAccessibleDescription(chip.toolTip())
        size = chip.sizeHint()
        bottom = picture.size[1] - size.height()
        top = min(bottom, round(frame_of(column).bottom()) + GAP) if column.is_bundle else bottom
        left = min(max(round(column.centre - size.width() / 2), 0), picture.size[0] - size.width())
        chip.setGeometry(left, top, size.width(), size.height())
