"""What is said of bundles and ribbons under the pointer."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPen

from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_bundle import frame_of
from playground.ui.views.diagram.diagram_hover import Bundle, Ribbon
from playground.ui.views.diagram.diagram_picture import DiagramPicture
from playground.ui.views.diagram.diagram_ribbons import RibbonPicture
from playground.ui.views.diagram.tile_frames import CORNER
from playground.ui.views.hover_card import paint_card
from playground.ui.words import formatting
from playground.ui.words.column_names import column_name


def paint_bundle(painter: QPainter, picture: DiagramPicture, hovered: Bundle | Ribbon, room: QRectF) -> None:
    """The card of what is pointed at, and a frame around a bundle."""
    if isinstance(hovered, Ribbon):
        gap, place = _ribbons(picture, hovered), picture.place(hovered.column)
        middle = place.topLeft() + gap.middle((hovered.source, hovered.target))
        paint_card(painter, QRectF(middle, QSizeF(1, 1)), room, _ribbon_lines(picture, hovered))
        return
    frame = frame_of(picture.columns[hovered.column])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(THEME.colours.accent, THEME.stroke(2)))
    painter.drawRoundedRect(frame, 2 * CORNER, 2 * CORNER)
    paint_card(painter, frame, room, _bundle_lines(picture, hovered))


def _ribbons(picture: DiagramPicture, ribbon: Ribbon) -> RibbonPicture:
    gap = picture.gaps[ribbon.column]
    assert isinstance(gap, RibbonPicture)
    return gap


def _bundle_lines(picture: DiagramPicture, bundle: Bundle) -> list[str]:
    """How many units a bundle has, and how they are seen."""
    name, shown = column_name(bundle.column, len(picture.gaps)), picture.columns[bundle.column].units
    whole = picture.units[bundle.column]
    title = QCoreApplication.translate("Bundle", "{0}: {1} neurons")
    told = QCoreApplication.translate("Bundle", "the first {0} stand for all; click to open")
    return [title.format(name, formatting.integer(whole)), told.format(shown)]


def _ribbon_lines(picture: DiagramPicture, ribbon: Ribbon) -> list[str]:
    """What a ribbon stands for: the mean size of its weights and how many of them are positive."""
    read = _ribbons(picture, ribbon).reading(picture.drawn_weight(ribbon.column), ribbon.source, ribbon.target)
    counted = QCoreApplication.translate("Bundle", "{0} weights, {1} of them positive")
    ends = [column_name(ribbon.column + step, len(picture.gaps)) for step in (0, 1)]
    return [
        QCoreApplication.translate("Bundle", "mean |w| = {0}").format(formatting.significant(read.mean, 3)),
        counted.format(formatting.integer(read.count), formatting.percent(read.positive)),
        " → ".join(ends),
    ]
