"""Three pictures beside one another: a whole picture, after a kernel, and after activation and pooling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.engine.receptive_field import Field
from playground.ui.look.theme import SMALL, THEME
from playground.ui.views.convolution.focus_frame import paint_focus_frame
from playground.ui.views.convolution.picture_images import PictureImages
from playground.ui.views.convolution.picture_places import INPUT, MAP, POOLED, Place, place_at, pooled_place, window_of
from playground.ui.views.convolution.picture_work import PictureWork
from playground.ui.views.convolution.picture_zoom import ENLARGED, LEAST_PLACES, WHOLE, inside, zoomed

GAP, LINE = 14, 17
STILL, NOTCH = 4.0, 1.25
PAN = 0.1
KEYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


@dataclass(frozen=True)
class Title:
    """What a picture is called where there is room, and where there is little; its size."""

    name: str
    short: str
    size: str

    @property
    def line(self) -> str:
        """All of it."""
        return f"{self.name} · {self.size}"


class PicturesView(QWidget):
    """A click enlarges all three about a point, another one shows them whole again; the wheel and + and − do it by
    little, dragging and the arrow keys move what is seen.

    `pointed` carries the output under the pointer, or None. What is not painted is not worked out; `coarse_painted`
    tells that what was painted is only coarse.
    """

    pointed = Signal(object)
    coarse_painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images = PictureImages()
        self.titles: Sequence[Title] = (Title("", "", ""),) * 3
        self._grip: tuple[QPointF, QRectF] | None = None
        self._is_panned = False
        self.part = QRectF(WHOLE)
        self.place: Place | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("A picture, after the kernel, and after activation and pooling"))
        self.setAccessibleDescription(
            self.tr(
                "+ and − enlarge and shrink, arrow keys move what is seen, Escape shows the whole picture; with Shift"
                " arrow keys go from number to number."
            )
        )
        self.setCursor(Qt.CursorShape.CrossCursor)
        THEME.changed.connect(self.update)

    @property
    def work(self) -> PictureWork | None:
        """What is shown."""
        return self._images.work

    def show_work(self, work: PictureWork | None, titles: Sequence[Title]) -> None:
        """Shows what has become of a picture, or nothing; titles: of each of the three."""
        if work is not self._images.work:
            self.part = QRectF(WHOLE)
            self._point(None)
        self._images.work, self.titles = work, titles
        self._limit()
        self.update()

    def picture_rect(self, picture: int) -> QRectF:
        """Where a picture is painted."""
        gap, top = THEME.px(GAP), self._caption_height()
        width, high = (self.width() - 2 * gap) / 3, self.height() - top - 2
        aspect = self._images.aspect
        side = QSize(round(min(width, high / aspect)), round(min(high, width * aspect)))
        return QRectF(round(picture * (width + gap)), top, max(side.width(), 1), max(side.height(), 1))

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(560), THEME.px(220))

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(240), THEME.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No higher than the pictures in this width."""
        self._limit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._picture_at(event.position()) is not None:
            self._grip, self._is_panned = (event.position(), QRectF(self.part)), False
        else:
            event.ignore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position()
        if self._grip is None:
            self._point(self._place_at(place))
            return
        moved = place - self._grip[0]
        self._is_panned |= moved.manhattanLength() > STILL
        if self._is_panned:
            area, begin = self.picture_rect(INPUT), self._grip[1]
            across, down = moved.x() / area.width(), moved.y() / area.height()
            self._see(inside(begin.translated(-across * begin.width(), -down * begin.height())))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._grip is None:
            return
        place, self._grip = self._grip[0], None
        if not self._is_panned:
            is_whole = self.part == WHOLE
            self._see(self._zoomed(self._share_at(place), ENLARGED) if is_whole else QRectF(WHOLE))
            self._point(self._place_at(place))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, or where it is enlarged already; elsewhere the wheel goes through the page."""
        about = event.position()
        is_meant = self.part != WHOLE or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self._picture_at(about) is None or not is_meant or not event.angleDelta().y():
            event.ignore()
            return
        self._see(self._zoomed(self._share_at(about), NOTCH if event.angleDelta().y() > 0 else 1 / NOTCH))
        self._point(self._place_at(about))

    def leaveEvent(self, event: QEvent) -> None:
        self._point(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._see(self._zoomed(self.part.center(), 1 / NOTCH**2 if key == Qt.Key.Key_Minus else NOTCH**2))
        elif key in KEYS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._read(*KEYS[key])
        elif key in KEYS and self.part != WHOLE:
            across, down = KEYS[key]
            self._see(inside(self.part.translated(across * PAN * self.part.width(), down * PAN * self.part.height())))
        elif key == Qt.Key.Key_Escape and self.part != WHOLE:
            self._see(QRectF(WHOLE))
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.work is None:
            return
        painter = QPainter(self)
        for picture in (INPUT, MAP, POOLED):
            area = self.picture_rect(picture)
            self._paint_caption(painter, picture, area)
            self._images.paint(painter, picture, area, self.part)
        if self.place is not None:
            self._paint_place(painter, self.place)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus_frame(painter, self.picture_rect(INPUT).adjusted(-2, -2, 2, 2))
        if self.work.is_coarse:
            self.coarse_painted.emit()

    def _read(self, across: int, down: int) -> None:
        """Reads the output beside the one that is read, or the one in the middle of what is seen."""
        if self.work is None:
            return
        place, middle = self.place, self.part.center()
        if place is None:
            self._point(place_at(self.work, MAP, middle.x(), middle.y()))
            return
        rows, columns, _ = self.work.output_shape
        row, column = place.row + down, place.column + across
        self._point(Place(min(max(row, 0), rows - 1), min(max(column, 0), columns - 1)))

    def _limit(self) -> None:
        width = (self.width() - 2 * THEME.px(GAP)) / 3
        high = self._caption_height() + round(width * self._images.aspect) + 4
        self.setMaximumHeight(max(high, self.minimumSizeHint().height()))

    def _zoomed(self, about: QPointF, factor: float) -> QRectF:
        least = 1.0 if self.work is None else min(1.0, LEAST_PLACES / min(self.work.x.shape[:2]))
        return zoomed(self.part, about, factor, least)

    def _see(self, part: QRectF) -> None:
        self.part = part
        self.update()

    def _picture_at(self, place: QPointF) -> int | None:
        return next((k for k in (INPUT, MAP, POOLED) if self.picture_rect(k).contains(place)), None)

    def _share_at(self, place: QPointF) -> QPointF:
        """Where a point of the widget is in its picture."""
        area = self.picture_rect(self._picture_at(place) or INPUT)
        across, down = (place.x() - area.left()) / area.width(), (place.y() - area.top()) / area.height()
        return QPointF(self.part.left() + across * self.part.width(), self.part.top() + down * self.part.height())

    def _place_at(self, place: QPointF) -> Place | None:
        picture = self._picture_at(place)
        if picture is None or self.work is None:
            return None
        share = self._share_at(place)
        return place_at(self.work, picture, share.x(), share.y())

    def _point(self, place: Place | None) -> None:
        if place != self.place:
            self.place = place
            self.pointed.emit(place)
            self.update()

    def _caption_height(self) -> int:
        lines = 1 if self._is_one_line() else 2
        return THEME.px(LINE) * lines + 4

    def _is_one_line(self) -> bool:
        metrics, width = QFontMetricsF(THEME.font()), (self.width() - 2 * THEME.px(GAP)) / 3
        return all(metrics.horizontalAdvance(title.line) <= width for title in self.titles)

    def _paint_caption(self, painter: QPainter, picture: int, area: QRectF) -> None:
        title = self.titles[picture]
        painter.setFont(THEME.font() if self._is_one_line() else THEME.font(SMALL))
        painter.setPen(THEME.colours.muted)
        line, width = THEME.px(LINE), (self.width() - 2 * THEME.px(GAP)) / 3
        texts = [title.line] if self._is_one_line() else [title.short, title.size]
        for k, text in enumerate(texts):
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(width))
            painter.drawText(QRectF(area.left(), k * line, width, line), Qt.AlignmentFlag.AlignVCenter, shown)

    def _paint_place(self, painter: QPainter, place: Place) -> None:
        """What belongs to the output under the pointer in each picture."""
        work = self.work
        assert work is not None
        rows, columns, _ = work.output_shape
        pixel = Field(place.row, place.column, place.row + 1, place.column + 1)
        self._frame(painter, INPUT, window_of(work, place), work.x.shape[:2])
        self._frame(painter, MAP, pixel, (rows, columns))
        pooled = pooled_place(work, place)
        if pooled is None or work.laid.pool is None:
            self._frame(painter, POOLED, pixel, (rows, columns))
            return
        at = pooled[0]
        shape = work.laid.pool.output_shape((rows, columns, 1))[:2]
        self._frame(painter, POOLED, Field(at.row, at.column, at.row + 1, at.column + 1), shape)

    def _frame(self, painter: QPainter, picture: int, field: Field, shape: Sequence[int]) -> None:
        area, part, (rows, columns) = self.picture_rect(picture), self.part, shape
        across, down = area.width() / part.width(), area.height() / part.height()
        rect = QRectF(
            area.left() + (field.left / columns - part.left()) * across,
            area.top() + (field.top / rows - part.top()) * down,
            (field.right - field.left) / columns * across,
            (field.bottom - field.top) / rows * down,
        )
        grown = max(0.0, (THEME.mark(6) - rect.width()) / 2)
        painter.save()
        painter.setClipRect(area.adjusted(-2, -2, 2, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in ((THEME.colours.panel, 3.5), (THEME.colours.accent, 1.6)):
            painter.setPen(QPen(colour, THEME.stroke(width)))
            painter.drawRect(rect.adjusted(-grown, -grown, grown, grown))
        painter.restore()
