"""What is painted on three pictures and above them: their titles, and what belongs to the output that is read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from playground.engine.receptive_field import Field
from playground.ui.look.theme import SMALL, THEME
from playground.ui.views.convolution.picture_places import INPUT, MAP, POOLED, Place, pooled_place, window_of
from playground.ui.views.convolution.picture_work import PictureWork
from playground.ui.views.convolution.pictures_layout import LINE, PicturesLayout

LEAST = 6
"""A frame that can be seen."""


def paint_title(painter: QPainter, layout: PicturesLayout, picture: int) -> None:
    """Above its picture, in one line or two."""
    title, line, is_one = layout.titles[picture], THEME.px(LINE), layout.is_one_line
    painter.setFont(THEME.font() if is_one else THEME.font(SMALL))
    painter.setPen(THEME.colours.muted)
    for k, text in enumerate([title.line] if is_one else [title.short, title.size]):
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(layout.column))
        place = QRectF(layout.rect(picture).left(), k * line, layout.column, line)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, shown)


def paint_place(painter: QPainter, layout: PicturesLayout, work: PictureWork, place: Place) -> None:
    """The window of an output, the output, and the pooled number that it goes into."""
    rows, columns, _ = work.output_shape
    _frame(painter, layout, INPUT, window_of(work, place), work.x.shape[:2])
    _frame(painter, layout, MAP, _pixel(place), (rows, columns))
    pool, pooled = work.laid.pool, pooled_place(work, place)
    if pool is None or pooled is None:
        _frame(painter, layout, POOLED, _pixel(place), (rows, columns))
    else:
        _frame(painter, layout, POOLED, _pixel(pooled), pool.output_shape((rows, columns, 1))[:2])


def _pixel(place: Place) -> Field:
    return Field(place.row, place.column, place.row + 1, place.column + 1)


def _frame(painter: QPainter, layout: PicturesLayout, picture: int, field: Field, shape: Sequence[int]) -> None:
    rect = layout.field_rect(picture, field, shape)
    grown = max(0.0, (THEME.mark(LEAST) - rect.width()) / 2)
    painter.save()
    painter.setClipRect(layout.rect(picture).adjusted(-2, -2, 2, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((THEME.colours.panel, 3.5), (THEME.colours.accent, 1.6)):
        painter.setPen(QPen(colour, THEME.stroke(width)))
        painter.drawRect(rect.adjusted(-grown, -grown, grown, grown))
    painter.restore()
