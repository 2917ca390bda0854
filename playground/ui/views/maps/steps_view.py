"""The stages that a picture goes through before the network sees it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from playground.data.pictures import Step
from playground.ui.look import icons
from playground.ui.look.theme import THEME
from playground.ui.views import mosaic

ARROW, CAPTION = 14, 15


class StepsView(QWidget):
    """Small pictures with their names below and arrows after them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._steps: tuple[Step, ...] = ()
        self._images: list[QImage] = []
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Stages of preparation"))
        self.setToolTip(
            self.tr(
                "How the picture is prepared: made grey, ink found, cropped, scaled and centred by mass as in MNIST"
            )
        )
        THEME.changed.connect(self.updateGeometry)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Shows other stages."""
        self._steps = tuple(steps)
        pictures = (step.picture if step.picture.ndim == 3 else step.picture[..., None] for step in steps)
        self._images = [mosaic.to_image(mosaic.picture_pixels(picture)) for picture in pictures]
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(len(self._steps) * (self._side() + ARROW), self._side() + THEME.px(CAPTION))

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self._side() + THEME.px(CAPTION))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, side = QPainter(self), self._side()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setFont(THEME.font(11))
        painter.setPen(THEME.colours.muted)
        for place, (step, image) in enumerate(zip(self._steps, self._images, strict=True)):
            left = place * (side + ARROW)
            scale = side / max(image.width(), image.height())
            target = QRectF(0, 0, image.width() * scale, image.height() * scale)
            target.moveCenter(QRectF(left, 0, side, side).center())
            painter.drawImage(target, image)
            caption = QRectF(left - ARROW / 2, side, side + ARROW, THEME.px(CAPTION))
            painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, self._name(step.name))
            icons.paint(painter, "chevron-right", QRectF(left + side + 2, side / 2 - 5, 10, 10), THEME.colours.muted)

    def _side(self) -> int:
        return THEME.px(58)

    def _name(self, step: str) -> str:
        return {"grey": self.tr("grey"), "ink": self.tr("ink"), "crop": self.tr("crop")}.get(step, step)
