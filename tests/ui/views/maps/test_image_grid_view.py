"""The grid of small pictures."""

import numpy as np

from playground.ui.look.theme import THEME
from playground.ui.views.maps.image_grid_view import LARGEST, ImageGridView


def test_pictures_stay_small_where_there_is_much_room(qtbot):
    grid = ImageGridView(6, 4, "Pictures", "Some of the set")
    qtbot.addWidget(grid)
    grid.show_images(np.zeros((24, 8, 8, 1), np.uint8), [str(k) for k in range(24)])
    narrow, wide, wider = (grid.heightForWidth(width) for width in (200, 1000, 2000))
    assert narrow < wide == wider < 4 * (THEME.px(LARGEST) + 30)
