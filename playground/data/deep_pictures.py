"""Pictures of more than 8 bits: which numbers they hold, and what of them becomes black and white."""

from collections.abc import Iterator

import numpy as np
from PIL import Image

from playground.data.preparation import DEEP_LEVELS, HAIR, as_bytes
from playground.data.values import Values, values_in

Scale = tuple[float, float]
TILE_PIXELS = 1_000_000


def is_deep(image: Image.Image) -> bool:
    """Whether a picture's numbers are of 16 or 32 bits."""
    return image.mode == "F" or image.mode.startswith("I")


def deep_values(image: Image.Image, name: str) -> Values:
    """The numbers of a deep picture; DataError where one is not finite."""
    return Values.of_all([values_in(np.asarray(tile), name, top) for _, top, tile in tiles(image)])


def scale_by_depth(image: Image.Image, values: Values, known: Scale | None) -> Scale:
    """What is black and white in a picture that stands alone: what is known of others where it lies within, otherwise
    by the least usual number of bits that hold it."""
    if known is not None and (known[0] < 0) == (values.low < 0) and known[0] <= values.low and values.high <= known[1]:
        return known
    if values.low < 0:
        return values.low, max(values.high, values.low + 1)
    if image.mode == "F":
        return 0.0, next((level for level in (1.0, 255.0) if values.high <= level + HAIR), values.high)
    return 0.0, float(next((level for level in DEEP_LEVELS if values.high <= level), values.high))


def to_grey(tile: Image.Image, scale: Scale) -> Image.Image:
    """A deep picture as "L"."""
    return Image.fromarray(as_bytes(np.asarray(tile), scale))


def tiles(image: Image.Image, multiple: int = 1) -> Iterator[tuple[int, int, Image.Image]]:
    """The picture in pieces whose sides are multiples of a number (but for the last), and left and top of each."""
    width, height = image.size
    rows = min(max(TILE_PIXELS // width // multiple, 1) * multiple, height)
    columns = min(max(TILE_PIXELS // rows // multiple, 1) * multiple, width)
    for top in range(0, height, rows):
        for left in range(0, width, columns):
            yield left, top, image.crop((left, top, min(left + columns, width), min(top + rows, height)))
