"""The sets of one problem as little pictures, the user's own points after them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from playground.data.plane_value_sets import PLANE_VALUE_SETS
from playground.data.point_sets import POINT_SETS
from playground.data.points import PointSet
from playground.training.chosen_data import DRAWN
from playground.ui.panels.points.drawn_tile import DrawnTile
from playground.ui.panels.points.point_thumbnails import built_in_picture, plane_value_picture
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid
from playground.ui.words.refusals import sentence
from playground.ui.words.set_text import set_text

translate = QCoreApplication.translate


class PointSetsGrid(ThumbnailGrid):
    """Shows sets of points of classes, or all of those with values. own: the tile of what the user drew or read."""

    def __init__(self, sets: Sequence[str], values: bool = False) -> None:
        one, other = translate("PointDataPanel", "Point set"), translate("PointDataPanel", "Set of values")
        super().__init__(other if values else one)
        self._is_value = values
        further = [] if values else [name for name in sets if POINT_SETS[name].is_further]
        self._add_sets(name for name in sets if name not in further)
        self.own = DrawnTile(self, PointSet.empty(0 if values else 2, DRAWN, values), _caption)
        self._add_sets(further)

    def _add_sets(self, names: Iterable[str]) -> None:
        for name in names:
            tooltip = (PLANE_VALUE_SETS[name] if self._is_value else POINT_SETS[name]).tooltip
            picture = plane_value_picture(name) if self._is_value else built_in_picture(name)
            self.add(name, set_text(name), tooltip=sentence(tooltip), picture=picture)


def _caption(points: PointSet) -> tuple[str, str]:
    """What the user's own points are called, and what is to be known of them: of a file, how it was read."""
    if points.name == DRAWN:
        return set_text(DRAWN), translate("PointDataPanel", "Your own points: painted, or read from a file")
    read = translate("PointDataPanel", "Points read from {0}").format(points.name)
    return points.name, "\n".join((read, sentence(points.note))) if points.note else read
