"""The icons: single-colour SVG files of our own, tinted with a colour of the theme."""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from playground.data.assets import asset_path
from playground.data.paths import open_file
from playground.ui.look.resources import memory_file

RATIOS = (1, 2, 3)
KEPT = 256
"""Twice what a window shows in one theme and text size: icons of all that were ever chosen would take megabytes."""


def names() -> tuple[str, ...]:
    """Return the names of the icons there are."""
    return tuple(sorted(path.stem for path in asset_path("icons").glob("*.svg")))


def paint(painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
    """Draw the icon into a rectangle."""
    painter.save()
    painter.setOpacity(painter.opacity() * colour.alphaF())
    _renderer(name, colour.name()).render(painter, rect)
    painter.restore()


def icon(name: str, colour: QColor, size: int = 16, gap: int = 0) -> QIcon:
    """Return the icon in one colour, sharp on screens of up to three times the usual resolution.

    gap: empty pixels at its right, for what stands too close to it.
    """
    return _icon(name, colour.name(), size, gap)


def tinted_file(name: str, colour: QColor) -> str:
    """Return the path, for Qt, of a copy of the icon in this colour: style sheets take files only."""
    return memory_file(f"{name}-{colour.name()[1:]}", "icon.svg", _tinted(name, colour.name()))


@cache
def application_icon() -> QIcon:
    """Return the icon of the application's window."""
    return QIcon(str(asset_path("icons/app/atelier.svg")))


def _tinted(name: str, colour: str) -> bytes:
    with open_file(asset_path(f"icons/{name}.svg")) as file:
        return file.read().replace(b"currentColor", colour.encode())


@lru_cache(maxsize=KEPT)
def _renderer(name: str, colour: str) -> QSvgRenderer:
    return QSvgRenderer(QByteArray(_tinted(name, colour)))


@lru_cache(maxsize=KEPT)
def _icon(name: str, colour: str, size: int, gap: int) -> QIcon:
    result = QIcon()
    for ratio in RATIOS:
        pixmap = QPixmap(QSize(size + gap, size) * ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        _renderer(name, colour).render(painter, QRectF(0, 0, size * ratio, size * ratio))
        painter.end()
        pixmap.setDevicePixelRatio(ratio)
        result.addPixmap(pixmap)
    return result
