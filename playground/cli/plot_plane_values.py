"""Values all over the plane in a plot: as colours, for the map, for the points, and on a scale beside them."""

import numpy as np
from PIL import Image

from playground.cli.chart import CLASSES, INK, UNDECIDED, Box, Canvas, rgb, width_of
from playground.data.points import PointSet

SCALE = (30.0, 8.0)
"""How far below the plane the scale lies, and how high it is."""
LENGTH = 200
WHITE = "#FFFFFF"


def value_colours(values: np.ndarray) -> np.ndarray:
    """The colours (…, 3) uint8 of values; those beyond −1 and 1 have the colour of the end."""
    low, middle, high = np.array([rgb(each) for each in (CLASSES[0], UNDECIDED, CLASSES[1])], np.float64)
    share = np.clip(np.nan_to_num(values), -1, 1)[..., None]
    mixed = np.where(share < 0, middle + (middle - low) * share, middle + (high - middle) * share)
    colours: np.ndarray = mixed.round().astype(np.uint8)
    return colours


def value_picture(values: np.ndarray) -> Image.Image:
    """Values (side, side), lowest x₂ first, as a picture."""
    return Image.fromarray(np.ascontiguousarray(value_colours(values)[::-1]))


def draw_value(canvas: Canvas, x: float, y: float, value: float, is_test: bool) -> None:
    """A point of this value; its rim keeps it apart from a ground of the same colour."""
    colour = "#" + "".join(f"{part:02X}" for part in value_colours(np.array(value)).tolist())
    rim = WHITE if is_test else INK
    canvas.ellipse(x, y, 4.4, rim, rim)
    canvas.ellipse(x, y, 3.0, colour, colour)


def draw_scale(canvas: Canvas, box: Box, points: PointSet) -> None:
    """Which colour is which value, in the units of the file."""
    offset, factor = points.value_units
    low, high = (f"{end * factor + offset:.4g}".replace("-", "−") for end in (-1, 1))
    left, top = box[0] + width_of(low) + 8, box[3] + SCALE[0]
    bar = Image.fromarray(value_colours(np.linspace(-1, 1, LENGTH)[None]))
    canvas.paste(bar, (left, top, left + LENGTH, top + SCALE[1]))
    middle = top + SCALE[1] / 2
    canvas.text(left - 8, middle, low, colour=INK, anchor="rm")
    canvas.text(left + LENGTH + 8, middle, high, colour=INK, anchor="lm")
