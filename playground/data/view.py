"""A part of a picture, perhaps turned: where it lies, and how it looks."""

import numpy as np
import numpy.typing as npt
from PIL import Image

from playground.data.box import Box
from playground.late_dataclass import dataclass

FloatArray = npt.NDArray[np.float32]
Vector = tuple[float, float]
TINY, ENLARGED = 64, 4


@dataclass(frozen=True)
class View:
    """A rectangle in a picture: its upper left corner, its upper and its left side, (x, y) in the picture's pixels."""

    corner: Vector
    across: Vector
    down: Vector

    @classmethod
    def whole(cls, picture: Image.Image) -> "View":
        """All of a picture."""
        return cls((0, 0), (picture.width, 0), (0, picture.height))

    @property
    def size(self) -> Vector:
        """Width and height in pixels of the picture."""
        return float(np.hypot(*self.across)), float(np.hypot(*self.down))

    def at(self, x: float, y: float) -> Vector:
        """The place in the picture that lies at these shares of the width and the height."""
        return (
            self.corner[0] + x * self.across[0] + y * self.down[0],
            self.corner[1] + x * self.across[1] + y * self.down[1],
        )

    def part(self, corners: npt.NDArray[np.float64]) -> "View":
        """The view between three corners (upper left, upper right, lower left), shares of this one's sides."""
        corner, right, below = (self.at(float(x), float(y)) for x, y in corners)
        across, down = (right[0] - corner[0], right[1] - corner[1]), (below[0] - corner[0], below[1] - corner[1])
        return View(corner, across, down)

    def within(self, box: Box) -> "View":
        """The view of this part of it."""
        left, top, right, bottom = box
        return self.part(np.array([(left, top), (right, top), (left, bottom)]))

    def bounds(self, box: Box, size: tuple[int, int]) -> Box:
        """Where a part of it lies in the picture of this size (width, height)."""
        left, top, right, bottom = box
        corners = np.array([self.at(x, y) for x in (left, right) for y in (top, bottom)]) / size
        (x0, y0), (x1, y1) = np.clip(corners.min(axis=0), 0, 1).tolist(), np.clip(corners.max(axis=0), 0, 1).tolist()
        return x0, y0, x1, y1

    def grey(self, picture: Image.Image, side: int) -> FloatArray:
        """Its grey values in [0, 1], reduced to this length of the longer side."""
        if self.across[1] == 0 == self.down[0]:
            left, top = round(self.corner[0]), round(self.corner[1])
            right, bottom = (round(end) for end in self.at(1, 1))
            grey = reduced(cut(picture, (left, top, max(right, left + 1), max(bottom, top + 1))).convert("L"), side)
        else:
            grey = self._turned(picture.convert("L"), side)
        return np.asarray(grey, dtype=np.float32) * np.float32(1 / 255)

    def _turned(self, grey: Image.Image, side: int) -> Image.Image:
        width, height = self.size
        scale = min(side / max(width, height), 1.0)
        out = max(round(width * scale), 1), max(round(height * scale), 1)
        factor = max(int(1 / scale), 1)
        small = grey.reduce(factor)
        (x, y), (ax, ay), (dx, dy) = (tuple(v / factor for v in side) for side in (self.corner, self.across, self.down))
        placed = (ax / out[0], dx / out[1], x, ay / out[0], dy / out[1], y)
        ground = int(np.median(np.asarray(small)))
        return small.transform(out, Image.Transform.AFFINE, placed, Image.Resampling.BILINEAR, fillcolor=ground)


def cut(picture: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """A part of a picture, which is itself where that is all of it."""
    return picture if box == (0, 0, *picture.size) else picture.crop(box)


def reduced(grey: Image.Image, side: int) -> Image.Image:
    """The picture no larger than this side; a tiny one is enlarged, so that the edges of strokes lie apart."""
    factor = side / max(grey.size)
    if max(grey.size) < TINY:
        return grey.resize((grey.width * ENLARGED, grey.height * ENLARGED), Image.Resampling.NEAREST)
    if factor >= 1:
        return grey
    size = (max(round(grey.width * factor), 1), max(round(grey.height * factor), 1))
    return grey.resize(size, Image.Resampling.BOX, reducing_gap=2.0)
