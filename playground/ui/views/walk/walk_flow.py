"""Which way the numbers flow in the diagram of a walk: marks at the edges at work, an arrow and words below."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen, QPolygonF

from playground.training.walk_table import Part
from playground.ui.look.theme import THEME
from playground.ui.views.walk.walk_layout import WalkColumn
from playground.ui.views.walk.walk_picture import FOOT, WalkPicture
from playground.ui.views.walk.walk_words import flow, worked

MARK = 7.5
LEAST_MARKED = 14
"""Units that are lower have no marks."""
ARROW, TEXT = 8, 18
CENTRE = Qt.AlignmentFlag.AlignCenter


def paint_flow(painter: QPainter, picture: WalkPicture) -> None:
    """Paints both."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for place, is_forward in _marks(picture):
        _paint_mark(painter, place, is_forward)
    _paint_words(painter, picture)


def _marks(picture: WalkPicture) -> Iterator[tuple[QPointF, bool]]:
    """Forward they stand before the units that get something; backward behind these, and before those it comes from."""
    scene, k = picture.scene, picture.scene.at_work
    if k is None or k == 0 or scene.section.mark == "m":
        return
    is_forward = scene.part is not Part.BACKWARD
    loss = len(picture.columns) - 1
    column = picture.columns[k]
    if is_forward:
        yield from ((place, True) for place in _ends(picture, column, column.left - MARK, scene.unit))
        return
    yield from ((place, False) for place in _ends(picture, column, column.right + MARK, scene.unit))
    after = picture.columns[k + 1]
    if k + 1 < loss:
        yield from ((place, False) for place in _ends(picture, after, after.left - MARK, None))


def _ends(picture: WalkPicture, column: WalkColumn, x: float, only: int | None) -> Iterator[QPointF]:
    least = THEME.px(LEAST_MARKED)
    for unit, y, height in zip(column.units.tolist(), column.y.tolist(), column.heights.tolist(), strict=True):
        if height >= least and only in (None, unit):
            yield QPointF(x, y + picture.top)


def _paint_mark(painter: QPainter, place: QPointF, is_forward: bool) -> None:
    colours = THEME.colours
    painter.setPen(QPen(colours.accent, THEME.stroke(1.2)))
    painter.setBrush(colours.panel)
    painter.drawEllipse(place, MARK, MARK)
    way = 1 if is_forward else -1
    painter.setPen(QPen(colours.accent, THEME.stroke(1.6), c=Qt.PenCapStyle.RoundCap))
    tip = QPointF(place.x() + 1.8 * way, place.y())
    for rise in (-3.2, 3.2):
        painter.drawLine(tip, QPointF(place.x() - 1.6 * way, place.y() + rise))


def _paint_words(painter: QPainter, picture: WalkPicture) -> None:
    """The flow under where it happens, the product for the weights under these; in one line where both would meet."""
    scene = picture.scene
    font = THEME.font(12, 600)
    metrics = QFontMetricsF(font)
    sentence, product = flow(scene)
    worked_out = worked(scene)
    if worked_out and metrics.horizontalAdvance(worked_out) <= picture.width - 8:
        sentence, product = worked_out, ""
    texts = [(sentence, _flow_middle(picture))]
    if product:
        texts.append((product, _middle(picture, picture.at_work - 1)))
    places = [_place(picture, metrics, text, x) for text, x in texts]
    if len(places) == 2 and places[0].adjusted(-12, 0, 12, 0).intersects(places[1]):
        both = f"{product}  ·  {sentence}"
        fits = metrics.horizontalAdvance(both) <= picture.width - 8
        texts = [(both if fits else sentence, texts[0][1])]
        places = [_place(picture, metrics, *texts[0])]
    painter.setFont(font)
    painter.setPen(THEME.colours.accent)
    for (text, _), place in zip(texts, places, strict=True):
        painter.drawText(place, CENTRE, metrics.elidedText(text, Qt.TextElideMode.ElideRight, place.width()))
    if scene.part is not Part.UPDATE:
        _paint_arrow(painter, places[0], scene.part is not Part.BACKWARD)


def _place(picture: WalkPicture, metrics: QFontMetricsF, text: str, x: float) -> QRectF:
    wide = min(metrics.horizontalAdvance(text) + 4, picture.width - 4.0)
    left = min(max(x - wide / 2, 2.0), picture.width - 2 - wide)
    return QRectF(left, picture.height - THEME.px(TEXT + 2), wide, THEME.px(TEXT))


def _flow_middle(picture: WalkPicture) -> float:
    if picture.scene.at_work is None:
        return picture.width / 2
    is_backward = picture.scene.part is Part.BACKWARD
    return _middle(picture, picture.at_work if is_backward else picture.at_work - 1)


def _middle(picture: WalkPicture, gap: int) -> float:
    left, right = picture.columns[max(gap, 0)], picture.columns[min(max(gap, 0) + 1, len(picture.columns) - 1)]
    return (left.right + right.left) / 2


def _paint_arrow(painter: QPainter, text: QRectF, is_forward: bool) -> None:
    y = text.top() - THEME.px(FOOT - TEXT - 2) / 2
    painter.setPen(QPen(THEME.colours.accent, THEME.stroke(1.6), Qt.PenStyle.DotLine))
    painter.drawLine(QPointF(text.left(), y), QPointF(text.right(), y))
    tip, way = (text.right(), -ARROW) if is_forward else (text.left(), ARROW)
    painter.setPen(QPen(THEME.colours.accent, THEME.stroke(1.6)))
    head = [QPointF(tip + way, y - 4), QPointF(tip, y), QPointF(tip + way, y + 4)]
    painter.drawPolyline(QPolygonF(head))
