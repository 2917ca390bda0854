"""The paper of a photograph: its own brightness everywhere, under the ink too."""

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFilter

FloatArray = npt.NDArray[np.float32]
CLOSING = 3
"""Strokes up to twice as many blocks wide, 15 % of the picture, are told from the paper's own shading."""


def surroundings(grey: FloatArray) -> FloatArray:
    """The mean grey of each place's surroundings, so that uneven light does not pass for ink."""
    radius = max(grey.shape) // 16
    # Reflected, since a strip of table along the border would else be its own surroundings.
    picture = Image.fromarray((np.pad(grey, radius, mode="symmetric") * 255).astype(np.uint8))
    blurred = np.asarray(picture.filter(ImageFilter.BoxBlur(radius)), dtype=np.float32)
    inner: FloatArray = blurred[radius:-radius, radius:-radius] * np.float32(1 / 255)
    return inner


def flat_paper(bright: FloatArray) -> FloatArray:
    """The paper's own brightness everywhere: the brightest of each small block, strokes closed over, interpolated.

    Closing (growing the bright, then the dark) fills strokes but leaves a gradient, the edge of a shadow, as it is.
    """
    rows, columns = bright.shape
    block = max(max(rows, columns) // 40, 2)
    high, wide = -(-rows // block), -(-columns // block)
    calm = np.asarray(Image.fromarray(bright).resize((wide * 2, high * 2), Image.Resampling.BOX))
    coarse = calm.reshape(high, 2, wide, 2).max(axis=(1, 3))
    for _ in range(CLOSING):
        coarse = spread_max(coarse)
    coarse = -coarse
    for _ in range(CLOSING):
        coarse = spread_max(coarse)
    smooth = Image.fromarray(np.ascontiguousarray(-coarse)).resize((columns, rows), Image.Resampling.BICUBIC)
    return np.asarray(smooth, dtype=np.float32)


def spread_max(values: FloatArray) -> FloatArray:
    """Each value replaced by the largest of its 3 × 3 neighbourhood."""
    padded = np.pad(values, 1, mode="edge")
    rows = np.maximum(np.maximum(padded[:-2], padded[1:-1]), padded[2:])
    result: FloatArray = np.maximum(np.maximum(rows[:, :-2], rows[:, 1:-1]), rows[:, 2:])
    return result
