"""The images of a picture's work, made when they are painted and kept as long as they are the same."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QPainter

from playground.engine.filtering import Filtered
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.picture_places import INPUT, MAP, POOLED
from playground.ui.views.convolution.picture_work import PictureWork
from playground.ui.views.convolution.shown_picture import ShownPicture


class PictureImages:
    """Of the input, of what the kernel makes of it, and of what is left after activation and pooling."""

    def __init__(self) -> None:
        self.work: PictureWork | None = None
        self._shown: dict[int, ShownPicture] = {}
        self._of: tuple[PictureWork, Filtered] | None = None
        self._images: dict[int, tuple[tuple[object, ...], QImage, QRectF]] = {}

    @property
    def aspect(self) -> float:
        """Height per width."""
        return 1.0 if self.work is None else self.work.x.shape[0] / self.work.x.shape[1]

    def shown(self, picture: int) -> ShownPicture:
        """A picture as it is now."""
        assert self.work is not None
        answer = self.work.answer()
        if self._of is None or self._of[0] is not self.work or self._of[1] is not answer:
            if self._of is None or self._of[0] is not self.work:
                self._shown[INPUT] = ShownPicture(self.work.x, 1.0, False)
                self._images.pop(INPUT, None)
            self._of = self.work, answer
            last = answer.h if answer.pooled is None else answer.pooled
            self._shown[MAP], self._shown[POOLED] = ShownPicture.of(answer.a, True), ShownPicture.of(last, False)
            for k in (MAP, POOLED):
                self._images.pop(k, None)
        return self._shown[picture]

    def paint(self, painter: QPainter, picture: int, area: QRectF, part: QRectF) -> None:
        """Paints a part of a picture into an area."""
        shown, ratio = self.shown(picture), painter.device().devicePixelRatioF()
        key = (area.size(), part, ratio, THEME.colours.dark)
        if picture not in self._images or self._images[picture][0] != key:
            image = shown.image(part, area.width() * ratio, area.height() * ratio)
            self._images[picture] = key, image, shown.whole_part(part)
        _, image, seen = self._images[picture]
        across, down = area.width() / part.width(), area.height() / part.height()
        begin = area.topLeft() + QPointF((seen.left() - part.left()) * across, (seen.top() - part.top()) * down)
        target = QRectF(begin, QSizeF(seen.width() * across, seen.height() * down))
        painter.save()
        painter.setClipRect(area, Qt.ClipOperation.IntersectClip)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.width() > area.width() * ratio)
        painter.drawImage(target, image)
        painter.restore()
