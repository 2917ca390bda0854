"""A picture with a caption that can be chosen: a data set, an input feature, a test image."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from playground.ui.look.theme import THEME

Picture = QImage | QPixmap | Callable[[QPainter, QRectF], None]
CORNER = 6


class Thumbnail(QAbstractButton):
    """A checkable square picture, as wide as its column, over a small caption."""

    def __init__(self, caption: str, picture: Picture | None, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture = picture
        self.setText(caption)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(tooltip)
        self.setAccessibleName(caption or tooltip)
        self.setAccessibleDescription(tooltip)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_picture(self, picture: Picture) -> None:
        """Show another picture: an image, a pixmap, or a function that paints into a rectangle."""
        self._picture = picture
        self.update()

    def set_caption(self, caption: str, tooltip: str) -> None:
        """Say something else of the picture."""
        if (caption, tooltip) != (self.text(), self.toolTip()):
            self.setText(caption)
            self.setAccessibleName(caption or tooltip)
            self.setToolTip(tooltip)
            self.setAccessibleDescription(tooltip)

    def caption_width(self) -> int:
        """Return the width that the whole caption takes, chosen or not."""
        return QFontMetrics(THEME.font(11, 600)).horizontalAdvance(self.text()) if self.text() else 0

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(47), self.heightForWidth(THEME.px(47)))

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.heightForWidth(24))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return width + (THEME.px(17) if self.text() else 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self.updateGeometry()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side = min(self.width(), self.height() - (THEME.px(17) if self.text() else 0))
        frame = QRectF((self.width() - side) / 2, 0, side, side).adjusted(1.5, 1.5, -1.5, -1.5)
        self._paint_picture(painter, frame)
        self._paint_frame(painter, frame)
        self._paint_caption(painter)

    def _paint_picture(self, painter: QPainter, frame: QRectF) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(frame, CORNER, CORNER)
        painter.fillPath(shape, THEME.colours.panel)
        if self._picture is None:
            return
        painter.save()
        painter.setClipPath(shape)
        if not self.isEnabled():
            painter.setOpacity(0.4)
        if isinstance(self._picture, QImage):
            painter.drawImage(frame, self._picture)
        elif isinstance(self._picture, QPixmap):
            painter.drawPixmap(frame, self._picture, QRectF(self._picture.rect()))
        else:
            self._picture(painter, frame)
        painter.restore()

    def _paint_frame(self, painter: QPainter, frame: QRectF) -> None:
        colours = THEME.colours
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self.hasFocus():
            painter.setPen(QPen(colours.accent, 1.2, Qt.PenStyle.DotLine))
            painter.drawRoundedRect(frame.adjusted(2.5, 2.5, -2.5, -2.5), CORNER - 2, CORNER - 2)
        if self.isChecked():
            painter.setPen(QPen(colours.accent_soft, 3))
            painter.drawRoundedRect(frame, CORNER, CORNER)
            painter.setPen(QPen(colours.accent, 1.5))
        elif self.underMouse() and self.isEnabled():
            painter.setPen(QPen(colours.faint, 1))
        else:
            painter.setPen(QPen(colours.line, 1))
        painter.drawRoundedRect(frame, CORNER, CORNER)

    def _paint_caption(self, painter: QPainter) -> None:
        colours = THEME.colours
        font = THEME.font(11, 600 if self.isChecked() else 400)
        painter.setFont(font)
        painter.setPen(colours.accent if self.isChecked() else colours.muted if self.isEnabled() else colours.faint)
        text = QFontMetrics(font).elidedText(self.text(), Qt.TextElideMode.ElideMiddle, self.width())
        area = QRectF(0, self.height() - THEME.px(16), self.width(), THEME.px(15))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, text)
