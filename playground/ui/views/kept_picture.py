"""What stays while everything around it changes: painted once into a picture that is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPaintEngine, QPainter, QPixmap

from playground.ui.look.theme import THEME


class KeptPicture:
    """A picture of what `paint` was given to draw; texts for instance take far longer to draw than to copy."""

    def __init__(self) -> None:
        self._key: tuple[object, ...] = ()
        self._picture = QPixmap()

    def paint(self, painter: QPainter, area: QRect, key: tuple[object, ...], draw: Callable[[QPainter], None]) -> None:
        """Paint an area, drawn anew only when `key`, the theme or the screen has changed since.

        `draw` takes a painter with the coordinates of this one. Files that can be enlarged get what it draws.
        """
        if painter.paintEngine().type() == QPaintEngine.Type.SVG:
            draw(painter)
            return
        ratio = painter.device().devicePixelRatioF()
        key = (area, ratio, THEME.colours.dark, THEME.scale, *key)
        if key != self._key:
            self._key, self._picture = key, _picture(area, ratio, draw)
        painter.drawPixmap(area.topLeft(), self._picture)


def _picture(area: QRect, ratio: float, draw: Callable[[QPainter], None]) -> QPixmap:
    picture = QPixmap(area.size() * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(-area.topLeft())
    draw(painter)
    painter.end()
    return picture
