"""The tab strip: plain words over a line, the current one underlined in the accent."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from playground.ui.look.theme import THEME
from playground.ui.widgets.choice_row import Choice, ChoiceRow


class _Tab(QAbstractButton):
    def __init__(self, choice: Choice) -> None:
        super().__init__()
        self.setText(choice.text)
        self.setToolTip(choice.tooltip)
        self.setAccessibleDescription(choice.tooltip)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(THEME.font(12, 600)).horizontalAdvance(self.text()) + 2, THEME.px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = THEME.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(THEME.font(12, 600 if self.isChecked() else 400))
        painter.setPen(colours.text if self.isChecked() or self.underMouse() else colours.muted)
        area = QRectF(self.rect()).adjusted(0, 0, 0, -6)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self.text())
        if self.isChecked():
            painter.fillRect(QRectF(0, self.height() - 2, self.width(), 2), colours.accent)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 1.5, -0.75, -5), 4, 4)


class TabStrip(ChoiceRow):
    """Chooses one of several views; emits `changed` with the key of the one the user chose."""

    def __init__(self, choices: Sequence[Choice], name: str, parent: QWidget | None = None) -> None:
        super().__init__({c.key: _Tab(c) for c in choices}, name, parent)
        self.row.setSpacing(16)
        self.row.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(QRectF(0, self.height() - 1, self.width(), 1), THEME.colours.line)
