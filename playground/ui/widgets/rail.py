"""The rail at the left of the window: one entry per workspace, Settings at the bottom."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from playground.ui.look import icons
from playground.ui.look.theme import THEME

WIDTH = 76
ENTRY = QSize(64, 56)
NARROW_WIDTH, NARROW_ENTRY = 48, QSize(38, 38)
ICON = 20
LOGO = 20


class _Entry(QAbstractButton):
    def __init__(self, text: str, icon: str, tooltip: str) -> None:
        super().__init__()
        self._icon = icon
        self._tooltip = tooltip
        self._is_training = self.is_narrow = False
        self.setText(text)
        self.setToolTip(tooltip)
        self.setAccessibleDescription(tooltip)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_training(self, is_training: bool) -> None:
        self._is_training = is_training
        text = self.tr("{0} (training)").format(self._tooltip) if is_training else self._tooltip
        self.setToolTip(text)
        self.setAccessibleDescription(text)
        self.update()

    def sizeHint(self) -> QSize:
        size = NARROW_ENTRY if self.is_narrow else ENTRY
        return QSize(THEME.px(size.width()), THEME.px(size.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = THEME.colours
        frame = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(colours.accent_soft if self.isChecked() else colours.hover)
            painter.drawRoundedRect(frame, 7, 7)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(frame.adjusted(1, 1, -1, -1), 6, 6)
        ink = colours.accent if self.isChecked() else colours.text if self.underMouse() else colours.muted
        side = THEME.px(ICON)
        top = THEME.px(9)
        icons.paint(painter, self._icon, QRectF((self.width() - side) / 2, top, side, side), ink)
        if not self.is_narrow:
            self._paint_text(painter, ink)
        if self._is_training:
            painter.setPen(QPen(colours.accent_soft if self.isChecked() else colours.panel, 2))
            painter.setBrush(colours.good)
            painter.drawEllipse(QPointF(self.width() / 2 + side / 2 + 3, top + 2), 5, 5)

    def _paint_text(self, painter: QPainter, ink: QColor) -> None:
        painter.setPen(ink)
        painter.setFont(THEME.font(11, 600 if self.isChecked() else 400))
        area = QRectF(0, self.height() - THEME.px(22), self.width(), THEME.px(16))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, self.text())


class Rail(QWidget):
    """Emits `chosen` with the name of the entry that the user picked."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries: dict[str, _Entry] = {}
        self._is_narrow = False
        self._group = QButtonGroup(self)
        self.setAccessibleName(self.tr("Workspaces"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(4, 0, 4, 10)
        self._column.setSpacing(4)
        self._column.addSpacing(THEME.px(52))
        self._column.addStretch(1)

    def add(self, name: str, text: str, icon: str, tooltip: str, *, at_bottom: bool = False) -> None:
        """Add an entry below the others, or at the bottom of the rail."""
        entry = _Entry(text, icon, tooltip)
        entry.setObjectName(f"rail.{name}")
        index = self._column.count() if at_bottom else self._stretch_index()
        self._column.insertWidget(index, entry, 0, Qt.AlignmentFlag.AlignHCenter)
        self._group.addButton(entry)
        self._entries[name] = entry
        entry.clicked.connect(lambda: self.chosen.emit(name))

    def entry(self, name: str) -> QAbstractButton:
        return self._entries[name]

    def set_current(self, name: str) -> None:
        """Highlight an entry without emitting."""
        self._entries[name].setChecked(True)

    def set_training(self, name: str, is_training: bool) -> None:
        """Show or hide the dot that says that a workspace is training."""
        self._entries[name].set_training(is_training)

    def set_narrow(self, narrow: bool) -> None:
        """There is room for the icons only; the tooltips tell the names."""
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            for entry in self._entries.values():
                entry.is_narrow = narrow
            self._lay_out()

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(NARROW_WIDTH if self._is_narrow else WIDTH), 400)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._lay_out()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), THEME.colours.line)
        side = THEME.px(LOGO)
        icons.paint(painter, "logo", QRectF((self.width() - side) / 2, 14, side, side), THEME.colours.accent)

    def _lay_out(self) -> None:
        self.updateGeometry()
        for entry in self._entries.values():
            entry.updateGeometry()

    def _stretch_index(self) -> int:
        return next(i for i in range(self._column.count()) if self._column.stretch(i) == 1)
