"""The segmented control: a few options side by side in one frame, such as Paint | Erase | Move."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.widgets.choice_row import Choice, ChoiceRow

CORNER = 6


class _Segment(QAbstractButton):
    def __init__(self, choice: Choice, first: bool, last: bool) -> None:
        super().__init__()
        self._icon = choice.icon
        self._first, self._last = first, last
        self.setText(choice.text)
        self.setToolTip(choice.tooltip)
        self.setAccessibleName(choice.text or choice.name or choice.tooltip)
        self.setAccessibleDescription(choice.tooltip)

    def sizeHint(self) -> QSize:
        width = QFontMetrics(THEME.font(12, 600)).horizontalAdvance(self.text()) + THEME.px(20)
        if self._icon:
            width += THEME.px(17 if self.text() else 12)
        return QSize(width, THEME.px(26))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = THEME.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isChecked() or self.underMouse():
            painter.setClipPath(self._shape())
            painter.fillRect(self.rect(), colours.accent_soft if self.isChecked() else colours.hover)
            painter.setClipping(False)
        ink = colours.accent if self.isChecked() else colours.text if self.underMouse() else colours.muted
        if not self.isEnabled():
            ink = colours.faint
        font = THEME.font(12, 600 if self.isChecked() else 400)
        painter.setFont(font)
        width = QFontMetrics(font).horizontalAdvance(self.text())
        side = THEME.px(13 if self.text() else 16)
        gap = THEME.px(4) if self._icon and self.text() else 0
        x = (self.width() - width - gap - (side if self._icon else 0)) / 2
        if self._icon:
            icons.paint(painter, self._icon, QRectF(x, (self.height() - side) / 2, side, side), ink)
            x += side + gap
        painter.setPen(ink)
        painter.drawText(QRectF(x, 0, width + 2, self.height()), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(2.5, 2.5, -2.5, -2.5), CORNER - 2, CORNER - 2)

    def _shape(self) -> QPainterPath:
        """Return the segment's outline: round where it is at an end of the frame."""
        rect = QRectF(self.rect()).adjusted(0, 0, 0, 0)
        path = QPainterPath()
        path.addRoundedRect(
            rect.adjusted(0 if self._first else -CORNER, 0, 0 if self._last else CORNER, 0), CORNER - 1, CORNER - 1
        )
        return path


class SegmentedControl(ChoiceRow):
    """Exactly one of a few options; emits `changed` with the key of the one the user chose."""

    def __init__(self, choices: Sequence[Choice], name: str, parent: QWidget | None = None, columns: int = 0) -> None:
        """`name` is what a screen reader calls the whole control; columns: so many are in one row; 0: all."""
        last = len(choices) - 1
        segments = {
            c.key: _Segment(c, bool(columns) or i == 0, bool(columns) or i == last) for i, c in enumerate(choices)
        }
        super().__init__(dict(segments), name, parent, columns)
        self.setContentsMargins(1, 1, 1, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(THEME.colours.line, 1))
        painter.setBrush(THEME.colours.panel)
        shown = [button for button in self.buttons.values() if not button.isHidden()]
        last = shown[-1].geometry().right() + 1.5 if shown else 0.0
        painter.drawRoundedRect(QRectF(0.5, 0.5, last, self.height() - 1), CORNER, CORNER)
