"""The grid of the plane as something carries it: its cells in the colours of the answers there, and its lines."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtGui import QImage, QPainter

from playground.ui.look.theme import THEME
from playground.ui.views.drawn_lines import draw_lines
from playground.ui.views.mesh_raster import covered, triangles_of
from playground.ui.views.mosaic import Pixels, to_image
from playground.ui.views.plane.plane_map import PlaneMap

FINEST = 280
"""Pixels along each axis of the picture of the cells: a larger one takes longer, and the lines above are as sharp."""
LINES, MIDDLE = 0.24, 0.7
"""How strong the lines of the grid are, and those where x₁ or x₂ is 0."""


class CarriedMesh:
    """Corners (side, side, 2) as places of the plane, cells (side − 1, side − 1) in their colours, every `fineness`-th
    row and column of corners a line."""

    def __init__(self, corners: np.ndarray, cells: Pixels, fineness: int) -> None:
        self.corners, self._cells, self._fineness = corners, cells, fineness
        self._picture: tuple[int, QImage] | None = None

    def paint(self, painter: QPainter, plane: PlaneMap) -> None:
        side = min(math.ceil(plane.side), FINEST)
        if self._picture is None or self._picture[0] != side:
            self._picture = side, self._image(side)
        painter.drawImage(plane.rect, self._picture[1])
        across, upwards = self.corners[:: self._fineness], self.corners[:, :: self._fineness].swapaxes(0, 1)
        _draw(painter, plane, np.concatenate([across, upwards]), LINES)
        middle = len(across) // 2
        _draw(painter, plane, np.stack([across[middle], upwards[middle]]), MIDDLE)

    def _image(self, side: int) -> QImage:
        pixels = PlaneMap(0, 0, side).pixels(self.corners).reshape(self.corners.shape)
        seen = covered(triangles_of(pixels), side, side)
        # What is nowhere has the number −1, and the last colour.
        colours = np.append(np.repeat(self._cells.ravel(), 2), np.uint32(THEME.colours.background.rgb()))
        return to_image(colours[seen])


def _draw(painter: QPainter, plane: PlaneMap, lines: np.ndarray, strength: float) -> None:
    """Lines (n, corners, 2), piece by piece."""
    ends = plane.pixels(lines).reshape(lines.shape)
    starts, stops = ends[:, :-1].reshape(-1, 2), ends[:, 1:].reshape(-1, 2)
    draw_lines(painter, starts, stops, THEME.colours.text, strength)
