"""Where tiles lie and what their pixels show."""

import numpy as np
import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor

from playground.ui.views import mosaic

GREEN = QColor("#00ff00")


def test_every_tile_is_found_where_it_lies():
    tiling = mosaic.Tiling(count=7, columns=3, width=20, height=10, gap=4, caption=6)
    assert tiling.rows == 3
    assert tiling.size == (68, 56)
    for index in range(7):
        assert tiling.at(tiling.rect(index).center()) == index
    assert tiling.at(QPointF(22, 5)) is None
    assert tiling.at(tiling.rect(6).center() + QPointF(24, 0)) is None
    assert tiling.at(QPointF(-3, 5)) is None


def test_tiles_fill_the_width_in_as_few_rows_as_their_least_size_allows():
    assert mosaic.fit(8, 1.0, 600, least=60, most=100, gap=4).columns == 8
    tiling = mosaic.fit(16, 1.0, 600, least=60, most=100, gap=4)
    assert (tiling.columns, tiling.rows) == (8, 2)
    assert tiling.size[0] == pytest.approx(600)


@pytest.mark.parametrize("ratio", [1.0, 1.25, 2.0])
def test_the_image_shows_each_value_in_its_place(ratio):
    tiling = mosaic.Tiling(count=3, columns=2, width=15, height=15, gap=5)
    values = np.arange(3 * 9, dtype=np.float32).reshape(3, 3, 3)
    image = mosaic.compose(mosaic.grey_pixels(values, 26), tiling, GREEN, ratio)
    assert image.width() == round(35 * ratio)
    for index, row, column in np.ndindex(3, 3, 3):
        centre = tiling.rect(index).topLeft() + QPointF((column + 0.5) * 5, (row + 0.5) * 5)
        assert tiling.pixel_at(index, centre, 3, 3) == (row, column)
        pixel = image.pixelColor((centre * ratio).toPoint())
        assert pixel.red() == pixel.blue() == int(values[index, row, column] * 255 / 26)
    assert image.pixelColor((QPointF(17, 7) * ratio).toPoint()) == GREEN
    assert image.pixelColor((QPointF(27, 27) * ratio).toPoint()) == GREEN


def test_pictures_keep_their_colours():
    picture = np.array([[[255, 0, 0], [0, 128, 255]]], np.uint8)
    image = mosaic.to_image(mosaic.picture_pixels(picture))
    assert [image.pixelColor(x, 0).getRgb()[:3] for x in (0, 1)] == [(255, 0, 0), (0, 128, 255)]
    grey = mosaic.to_image(mosaic.picture_pixels(np.full((1, 1, 1), 0.5, np.float32)))
    assert grey.pixelColor(0, 0).getRgb()[:3] == (128, 128, 128)


def test_what_is_not_a_number_is_drawn_as_nothing():
    values = np.array([np.nan, np.inf, -np.inf], np.float32)
    assert [int(pixel) & 0xFF for pixel in mosaic.grey_pixels(values, 1.0)] == [0, 255, 0]
