"""A line of text that gives way: its last parts are left out where they do not fit, and told in the tooltip."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

BETWEEN = " · "


def whole_parts(text: str, metrics: QFontMetricsF, room: float) -> str:
    """Return as many parts of a text, from its first, as have room: none that is cut."""
    parts = text.split(BETWEEN)
    fitting = (BETWEEN.join(parts[:count]) for count in range(len(parts), 0, -1))
    return next((line for line in fitting if metrics.horizontalAdvance(line) <= room), "")


class ElidedLabel(QLabel):
    """A QLabel for plain text that takes the width that is left."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def shown_text(self) -> str:
        """Return the text as it is drawn at the present width."""
        return whole_parts(self.text(), QFontMetricsF(self.font()), self.width())

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        text = self.shown_text()
        self.setToolTip("" if text == self.text() else self.text())
        painter = QPainter(self)
        painter.setFont(self.font())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
