"""A surface over the plane as pixels: its triangles from far to near, lit from the upper right."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QPointF
from PySide6.QtGui import QImage

from playground.ui.views.mesh_raster import NOTHING, covered, triangles_of
from playground.ui.views.mosaic import OPAQUE, Pixels
from playground.ui.views.plane.class_borders import padded
from playground.ui.views.space.answer_scene import AnswerScene
from playground.ui.views.space.camera import Camera, Projection

COARSEST, SHARE, FINEST = 300, 0.62, 560
"""Pixels along the shorter side of the picture: such a share of those on the screen, within limits, since a finer one
takes longer while it is turned, and the picture is smoothed."""
LIGHT = (0.55, 0.45, 1.0)
"""Where light comes from: so far from the right, from the viewer, from above."""
DARKEST, BRIGHTEST = 0.6, 1.08
NEAR = 0.09


class SurfaceImage:
    """A scene in a projection: the picture, and what of the surface is seen at which pixel."""

    def __init__(self, scene: AnswerScene, projection: Projection) -> None:
        self._scene, self._place = scene, QPointF(projection.left, projection.top)
        side = max(min(projection.width, projection.height), 1.0)
        self._share = min(min(max(SHARE * side, COARSEST), FINEST) / side, 1.0)
        wide, high, margin = (self._share * each for each in (projection.width, projection.height, projection.margin))
        self._projection = replace(projection, left=0, top=0, width=wide, height=high, margin=margin)
        corners = _corners(scene)
        order = _order(projection.camera)
        self._triangles = triangles_of(corners[order])
        self._depth = np.append(self._projection.depth(self._triangles[:, 0]), np.inf)
        self._seen = covered(self._projection.pixels(self._triangles), math.ceil(wide), math.ceil(high))
        colours = _words(_lit(scene, corners, projection.camera)[order])
        # What is nowhere has the number −1, and the last colour, which is none.
        self.picture = _picture(np.append(np.repeat(colours, 2), np.uint32(0))[self._seen])

    def hides(self, places: np.ndarray, near: float = NEAR) -> np.ndarray:
        """Whether the surface lies before places (n, 3); those that are only so little behind it lie on it."""
        high, wide = self._seen.shape
        column, row = np.floor(self._projection.pixels(places)).astype(np.int64).T
        inside = (column >= 0) & (column < wide) & (row >= 0) & (row < high)
        seen = self._seen[np.where(inside, row, 0), np.where(inside, column, 0)]
        hidden: np.ndarray = inside & (self._depth[seen] < self._projection.depth(places) - near)
        return hidden

    def place_at(self, pixel: QPointF) -> tuple[float, float] | None:
        """Where on the plane [-1, 1]² the surface is that is seen at a pixel, to within a triangle; None where there is
        none."""
        high, wide = self._seen.shape
        inside = (pixel - self._place) * self._share
        column, row = math.floor(inside.x()), math.floor(inside.y())
        if not (0 <= column < wide and 0 <= row < high) or self._seen[row, column] == NOTHING:
            return None
        x, y, _ = self._triangles[self._seen[row, column]].mean(axis=0).tolist()
        return x, y


def _corners(scene: AnswerScene) -> np.ndarray:
    """The middles of the cells, and the plane's edge around them, as places (side + 2, side + 2, 3)."""
    x, y = np.meshgrid(*2 * [_lines(len(scene.heights))])
    return np.stack([x, y, scene.raised(padded(scene.heights))], axis=2)


def _lines(side: int) -> np.ndarray:
    return np.concatenate([[-1.0], (np.arange(side) + 0.5) * (2 / side) - 1, [1.0]])


def _order(camera: Camera) -> tuple[slice, slice]:
    """Rows and columns from far to near."""
    cosine, sine = camera.turns
    return slice(None, None, -1 if cosine > 0 else 1), slice(None, None, 1 if sine > 0 else -1)


def _lit(scene: AnswerScene, corners: np.ndarray, camera: Camera) -> np.ndarray:
    """The colours of the corners, (side + 2, side + 2, 3), by how much the surface faces the light there."""
    words = padded(scene.colours)
    colours = np.stack([words >> np.uint32(shift) & np.uint32(255) for shift in (16, 8, 0)], axis=2)
    lines = _lines(len(scene.heights))
    along_y, along_x = np.gradient(corners[:, :, 2], lines, lines)
    right, near, up = LIGHT
    cosine, sine = camera.turns
    x, y = right * cosine + near * sine, right * sine - near * cosine
    facing = (up - along_x * x - along_y * y) / np.sqrt((1 + along_x**2 + along_y**2) * (x * x + y * y + up * up))
    shade = DARKEST + (BRIGHTEST - DARKEST) * np.clip(facing, 0, 1)
    lit: np.ndarray = np.minimum(colours * shade[:, :, None], 255)
    return lit


def _words(corners: np.ndarray) -> Pixels:
    """The colours of the cells between corners (rows, columns, 3), row by row."""
    mean = (corners[:-1, :-1] + corners[1:, :-1] + corners[:-1, 1:] + corners[1:, 1:]) / 4
    red, green, blue = mean.reshape(-1, 3).astype(np.uint32).T
    words: Pixels = red << np.uint32(16) | green << np.uint32(8) | blue | OPAQUE
    return words


def _picture(words: Pixels) -> QImage:
    """Pixels (rows, columns), some of them transparent, as an image of its own memory."""
    rows, columns = words.shape
    return QImage(words.data, columns, rows, columns * 4, QImage.Format.Format_ARGB32_Premultiplied).copy()
