"""Three pictures beside one another: a whole picture, after a kernel, and after activation and pooling."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.ui.look.theme import THEME
from playground.ui.views.convolution.focus_frame import paint_focus_frame
from playground.ui.views.convolution.picture_images import PictureImages
from playground.ui.views.convolution.picture_marks import paint_place, paint_title
from playground.ui.views.convolution.picture_places import INPUT, MAP, POOLED, Place, place_at
from playground.ui.views.convolution.picture_work import PictureWork
from playground.ui.views.convolution.picture_zoom import ENLARGED, LEAST_PLACES, WHOLE, inside, zoomed
from playground.ui.views.convolution.pictures_layout import PicturesLayout, Title

STILL, NOTCH = 4.0, 1.25
PAN = 0.1
KEYS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}


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
        return self.layout_now().rect(picture)

    def layout_now(self) -> PicturesLayout:
        """Where all is."""
        return PicturesLayout(self.size(), self._images.aspect, self.titles, self.part)

    def sizeHint(self) -> QSize:
        return QSize(THEME.px(560), THEME.px(220))

    def minimumSizeHint(self) -> QSize:
        return QSize(THEME.px(240), THEME.px(120))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """No higher than the pictures in this width."""
        self._limit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.layout_now().picture_at(event.position()) is not None:
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
            self._see(self._zoomed(self.layout_now().share(place), ENLARGED) if is_whole else QRectF(WHOLE))
            self._point(self._place_at(place))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """With Ctrl, or where it is enlarged already; elsewhere the wheel goes through the page."""
        about = event.position()
        is_meant = self.part != WHOLE or event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if self.layout_now().picture_at(about) is None or not is_meant or not event.angleDelta().y():
            event.ignore()
            return
        self._see(self._zoomed(self.layout_now().share(about), NOTCH if event.angleDelta().y() > 0 else 1 / NOTCH))
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
        painter, layout = QPainter(self), self.layout_now()
        for picture in (INPUT, MAP, POOLED):
            paint_title(painter, layout, picture)
            self._images.paint(painter, picture, layout.rect(picture), self.part)
        if self.place is not None:
            paint_place(painter, layout, self.work, self.place)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus_frame(painter, layout.rect(INPUT).adjusted(-2, -2, 2, 2))
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
        self.setMaximumHeight(max(self.layout_now().most_height, self.minimumSizeHint().height()))

    def _zoomed(self, about: QPointF, factor: float) -> QRectF:
        least = 1.0 if self.work is None else min(1.0, LEAST_PLACES / min(self.work.x.shape[:2]))
        return zoomed(self.part, about, factor, least)

    def _see(self, part: QRectF) -> None:
        self.part = part
        self.update()

    def _place_at(self, place: QPointF) -> Place | None:
        layout = self.layout_now()
        picture = layout.picture_at(place)
        if picture is None or self.work is None:
            return None
        share = layout.share(place)
        return place_at(self.work, picture, share.x(), share.y())

    def _point(self, place: Place | None) -> None:
        if place != self.place:
            self.place = place
            self.pointed.emit(place)
            self.update()
