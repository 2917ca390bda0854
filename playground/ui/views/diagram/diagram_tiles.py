"""The neurons' response maps as pictures: one strip of tiles for every column of the diagram."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from PySide6.QtGui import QColor, QImage

from playground.engine.spec import LayerSpec
from playground.training.snapshot import NetworkSnapshot
from playground.ui.look.theme import THEME
from playground.ui.views.mosaic import diverging_pixels, words

BOUNDED = ("sigmoid", "tanh", "softmax")
MAP_VALUES = 100_000
"""The most values that all maps together may have: more would slow training down."""
ANSWERS = 300_000
"""The most answers of units that maps may take, also of units that are not seen."""


def grid_for(units: int, side: int, hidden: int = 0) -> int:
    """The side of the maps, in cells, that `units` tiles of at most `side` pixels need and can afford; `hidden` further
    units have to answer for them."""
    affordable = int(math.sqrt(min(MAP_VALUES / max(units, 1), ANSWERS / max(units + hidden, 1))))
    return 4 * max(3, min(side, affordable) // 4)


def strip(maps: np.ndarray, column: int, snapshot: NetworkSnapshot, first: int = 0) -> np.ndarray:
    """The tiles of one column of the diagram (column 0: the inputs) below one another, the plane's top first.

    maps: (units, side, side), row 0 the lowest x₂, of units from `first` on. Returns pixels (units · side, side).
    """
    maps = maps[:, ::-1]
    layers = snapshot.spec.layers
    if column == len(layers) and snapshot.spec.output_shape[0] > 1:
        pixels = _class_pixels(maps, _low(layers[-1].activation), first)
    else:
        pixels = diverging_pixels(maps if _is_value(column, snapshot) else _signed(maps, column, layers), 1.0)
    return np.ascontiguousarray(pixels.reshape(-1, maps.shape[2]))


def scale_of(maps: np.ndarray, column: int, unit: int, snapshot: NetworkSnapshot) -> float:
    """The magnitude that the full colour of a unit's tile stands for."""
    activation = _activation(column, snapshot.spec.layers)
    return 1.0 if activation in BOUNDED or _is_value(column, snapshot) else float(np.abs(maps[unit]).max(initial=0.0))


def small_tiles(
    maps: np.ndarray, corners: np.ndarray, tile: int, height: int, ratio: float, frame: QColor
) -> np.ndarray:
    """One picture of a whole column of small framed tiles: painting it costs a fraction of painting them one by one.

    maps: pixels (units, cells, cells); corners (units, 2) of the tiles in the picture, `tile` their side and `height`
    the picture's, in pixels of which the screen has `ratio` each. Returns premultiplied ARGB words.
    """
    cells, side = maps.shape[1], round(tile * ratio)
    step = np.arange(side)
    left, top = np.rint(corners * ratio).astype(np.intp).T
    picture = np.zeros((round(height * ratio), int(left.max()) + side), np.uint32)
    source = step * cells // side
    tiles = maps[:, source][:, :, source]
    line = max(1, round(ratio))
    for edge in (slice(None, line), slice(-line, None)):
        tiles[:, edge] = tiles[:, :, edge] = frame.rgb()
    picture[np.clip(top[:, None] + step, 0, len(picture) - 1)[:, :, None], (left[:, None] + step)[:, None]] = tiles
    return picture


def as_image(pixels: np.ndarray) -> QImage:
    """Pixels (rows, columns) as a picture that shares their memory: keep the array for as long."""
    rows, columns = pixels.shape
    return QImage(pixels.data, columns, rows, 4 * columns, QImage.Format.Format_RGB32)


def _is_value(column: int, snapshot: NetworkSnapshot) -> bool:
    """Whether a column answers with values, which have a scale of their own."""
    return column == len(snapshot.spec.layers) and not snapshot.data_set.class_names


def _activation(column: int, layers: tuple[LayerSpec, ...]) -> str:
    return "linear" if column == 0 else layers[column - 1].activation


def _signed(maps: np.ndarray, column: int, layers: tuple[LayerSpec, ...]) -> np.ndarray:
    """Maps scaled to [-1, 1], 0 where a neuron is undecided: bounded activations as they are, others by their peak."""
    activation = _activation(column, layers)
    if activation == "sigmoid" and column == len(layers):
        return 2 * maps - 1
    if activation in BOUNDED:
        return maps
    peak = np.abs(maps).max(axis=(1, 2), keepdims=True)
    scaled: np.ndarray = maps / np.maximum(peak, np.float32(1e-30))
    return scaled


def _low(activation: str) -> float:
    """What an output unit with this activation says where it is off."""
    return -1.0 if activation in ("tanh", "linear") else 0.0


def _class_pixels(maps: np.ndarray, low: float, first: int) -> np.ndarray:
    share = np.nan_to_num(np.clip((maps - low) / (1 - low), 0, 1))
    index = (share * 255).astype(np.uint8)
    colours = THEME.colours
    tints = (_tint(colours.diverging[1].name(), colours.classes[first + k].name()) for k in range(len(index)))
    return np.stack([tint[row] for tint, row in zip(tints, index, strict=True)])


@lru_cache(maxsize=32)
def _tint(ground: str, colour: str) -> np.ndarray:
    """Pixels (256,) from the ground to a class's colour."""
    ends = np.array([[QColor(name).red(), QColor(name).green(), QColor(name).blue()] for name in (ground, colour)])
    share = np.linspace(0, 1, 256)[:, None]
    return words(np.rint(ends[0] * (1 - share) + ends[1] * share).astype(np.uint8))
