"""The strip at the bottom of the window: facts at the left, the document at the right."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.look.theme import THEME

HEIGHT = 26
GAP = 22
FLASH = 4000


class StatusStrip(QWidget):
    """Short texts; `flash` shows a sentence in their place for a while."""

    def __init__(self, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTip(tooltip)
        self._texts: tuple[str, ...] = ()
        self._document = ""
        self._flashed = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(FLASH)
        self._timer.timeout.connect(lambda: self._set_flashed(""))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_texts(self, *texts: str) -> None:
        """Show these at the left, with gaps between them."""
        if texts != self._texts:
            self._texts = texts
            self._tell()

    def set_document(self, text: str) -> None:
        """Show the document's name and whether it is saved, at the right."""
        if text != self._document:
            self._document = text
            self._tell()

    def flash(self, text: str) -> None:
        """Show a sentence for four seconds."""
        self._set_flashed(text)
        self._timer.start()

    def shown(self) -> tuple[str, ...]:
        """Return what stands at the left now."""
        return (self._flashed,) if self._flashed else self._texts

    def sizeHint(self) -> QSize:
        return QSize(200, THEME.px(HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), THEME.colours.panel)
        painter.fillRect(QRectF(0, 0, self.width(), 1), THEME.colours.line)
        font = THEME.font(12)
        metrics = QFontMetrics(font)
        painter.setFont(font)
        painter.setPen(THEME.colours.muted)
        right = self.width() - 14 - metrics.horizontalAdvance(self._document)
        painter.drawText(
            QRectF(right, 1, self.width(), self.height() - 1), Qt.AlignmentFlag.AlignVCenter, self._document
        )
        left = 14
        for index, text in enumerate(self.shown()):
            free = right - GAP - left
            if index and metrics.horizontalAdvance(text) > free:
                break  # half a number is none
            text = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, free) if free > 0 else ""
            painter.drawText(QRectF(left, 1, free, self.height() - 1), Qt.AlignmentFlag.AlignVCenter, text)
            left += metrics.horizontalAdvance(text) + GAP

    def _set_flashed(self, text: str) -> None:
        self._flashed = text
        self._tell()

    def _tell(self) -> None:
        self.setAccessibleName(" · ".join((*self.shown(), self._document)))
        self.update()
