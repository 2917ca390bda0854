"""The tile of the user's own points: others are seen at once, those that are being painted a moment later."""

import numpy as np
import pytest

from playground.data.points import PointSet
from playground.training.chosen_data import DRAWN
from playground.ui.panels.points.drawn_tile import DrawnTile
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid


@pytest.mark.parametrize("classes", [0, 2])
def test_the_picture_follows_when_painting_rests(qtbot, classes):
    grid = ThumbnailGrid("sets")
    qtbot.addWidget(grid)
    nothing = PointSet.empty(classes, DRAWN)
    tile = DrawnTile(grid, nothing, lambda points: (points.name, ""))
    assert tile.points is nothing
    empty = grid.grab().toImage()
    one = nothing.added(np.array([[1.0, 1.0]], np.float32), 0)
    tile.follow(one)
    first = grid.grab().toImage()
    assert first != empty
    more = one.added(np.array([[-2.0, -2.0], [2.0, -1.0]], np.float32), 0)
    tile.follow(more)
    assert tile.points is more and grid.grab().toImage() == first
    qtbot.waitUntil(lambda: grid.grab().toImage() != first)
