"""The tile of the user's own points among those of the built-in sets."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from playground.data.points import PointSet
from playground.training.chosen_data import DRAWN
from playground.ui.panels.points.point_thumbnails import points_picture
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid

PICTURE_MILLISECONDS = 150
"""The little picture follows when nothing has been painted for so long."""


class DrawnTile(QObject):
    """Remembers the points that were the user's last, while a built-in set is chosen, and shows them."""

    def __init__(self, grid: ThumbnailGrid, nothing: PointSet, caption: Callable[[PointSet], tuple[str, str]]) -> None:
        """nothing: what there is before any are drawn; caption: what points are called, and what is said of them."""
        super().__init__(grid)
        self._grid, self._caption = grid, caption
        self.points = nothing
        self._shown = nothing
        text, tooltip = caption(nothing)
        grid.add(DRAWN, text, tooltip=tooltip, picture=points_picture(nothing))
        self._due = QTimer(self, singleShot=True, interval=PICTURE_MILLISECONDS)
        self._due.timeout.connect(self._show)

    def follow(self, points: PointSet) -> None:
        """These are the user's points now; others than those that are being painted are shown at once."""
        if points is self.points:
            return
        self.points = points
        if len(self._shown) and (points.name, points.note) == (self._shown.name, self._shown.note):
            self._due.start()
        else:
            self._show()

    def _show(self) -> None:
        self._shown = self.points
        self._grid.set_picture(DRAWN, points_picture(self.points))
        self._grid.tile(DRAWN).set_caption(*self._caption(self.points))
