"""The swatches that choose the class of the brush: the markers of the classes."""

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.button import Button
from playground.ui.widgets.class_marker import paint_marker
from playground.ui.widgets.names import set_names

SIZE = 26


class _Swatch(QAbstractButton):
    def __init__(self, index: int) -> None:
        super().__init__()
        self.index = index
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(SIZE), THEME.px(SIZE))

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = THEME.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre, radius = QPointF(self.width() / 2, self.height() / 2), self.height() / 2 - 3
        if self.hasFocus() or self.isChecked():
            painter.setPen(QPen(colours.accent, 2.4 if self.hasFocus() else 1.6))
            painter.setBrush(colours.panel)
            painter.drawEllipse(centre, radius + 1.8, radius + 1.8)
        paint_marker(painter, self.index, centre, radius * 0.8)


class ClassPalette(QWidget):
    """One swatch per class; `current_changed` when the user picks one, `add_requested` when they press +."""

    current_changed = Signal(int)
    add_requested = Signal()

    def __init__(self, count: int = 2, *, maximum: int = 6, parent: QWidget | None = None) -> None:
        """maximum: at most 6; with `maximum` equal to `count` there is no + button."""
        super().__init__(parent)
        self._maximum = maximum
        self._group = QButtonGroup(self)
        self._swatches = [_Swatch(index) for index in range(maximum)]
        self.setAccessibleName(self.tr("Class"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for swatch in self._swatches:
            self._group.addButton(swatch)
            row.addWidget(swatch)
            swatch.clicked.connect(lambda _=False, index=swatch.index: self.current_changed.emit(index))
        self._add = Button("", "plus", small=True, tooltip=self.tr("Add a class"))
        self._add.clicked.connect(self.add_requested)
        row.addSpacing(2)
        row.addWidget(self._add)
        row.addStretch(1)
        self._swatches[0].setChecked(True)
        self.set_classes([self.tr("Class {0}").format(chr(ord("A") + index)) for index in range(count)])

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, add=self._add, **{str(swatch.index): swatch for swatch in self._swatches})

    def current(self) -> int:
        """Return the chosen class, from 0."""
        return next(swatch.index for swatch in self._swatches if swatch.isChecked())

    def set_current(self, index: int) -> None:
        """Choose a class without emitting."""
        self._swatches[index].setChecked(True)

    def count(self) -> int:
        return sum(not swatch.isHidden() for swatch in self._swatches)

    def set_classes(self, names: list[str]) -> None:
        """Show one swatch for each name, without emitting."""
        for swatch in self._swatches:
            shown = swatch.index < len(names)
            swatch.setVisible(shown)
            if shown:
                name = names[swatch.index]
                swatch.setAccessibleName(name)
                swatch.setToolTip(self.tr("Paint points of {0} ({1})").format(name, swatch.index + 1))
        if self.current() >= len(names):
            self.set_current(len(names) - 1)
        self._add.setVisible(len(names) < self._maximum)
