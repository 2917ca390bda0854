"""The part of a picture that is seen, in shares of its width and height."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF

WHOLE = QRectF(0, 0, 1, 1)
ENLARGED = 8.0
LEAST_PLACES = 8
"""So many pixels are seen at least, along the shorter side."""


def zoomed(part: QRectF, about: QPointF, factor: float, least: float) -> QRectF:
    """The part enlarged by a factor, such that the point stays where it is; least: the smallest share."""
    side = min(max(part.width() / factor, least), 1.0)
    scale = side / part.width()
    left, top = about.x() - (about.x() - part.left()) * scale, about.y() - (about.y() - part.top()) * scale
    return inside(QRectF(left, top, side, side))


def inside(part: QRectF) -> QRectF:
    """The part moved into the picture."""
    side = part.width()
    return QRectF(min(max(part.left(), 0.0), 1 - side), min(max(part.top(), 0.0), 1 - side), side, side)
