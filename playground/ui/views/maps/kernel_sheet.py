"""A layer's weights as small pictures, one for each kernel or unit."""

from __future__ import annotations

import math

import numpy as np
from PySide6.QtGui import QColor

from playground.engine.spec import NetworkSpec
from playground.late_dataclass import dataclass
from playground.ui.views import mosaic

MAX_KERNELS = 256
MAX_WEIGHTS = 100_000
"""More would make frames slow, and each would be smaller than a pixel."""


@dataclass(frozen=True)
class KernelSheet:
    """Weights (kernels, channels, rows, columns): in its tile, each kernel has its channels in rows of `across`."""

    weight: np.ndarray
    across: int

    @property
    def shape(self) -> tuple[int, ...]:
        """Kernels, channels, rows, columns."""
        return self.weight.shape

    @property
    def size(self) -> tuple[int, int]:
        """Rows and columns of a tile in weights, with one empty line between channels."""
        _, channels, rows, columns = self.weight.shape
        down = -(-channels // self.across)
        return down * (rows + 1) - 1, self.across * (columns + 1) - 1

    def tiles(self, limit: float, background: QColor) -> mosaic.Pixels:
        """All kernels as pixels (kernels, rows, columns)."""
        count, channels, rows, columns = self.weight.shape
        colours = mosaic.diverging_pixels(self.weight, limit)
        if channels == 1:
            return colours[:, 0]
        height, width = self.size
        tiles = np.full((count, height, width), background.rgb(), np.uint32)
        for channel in range(channels):
            down, across = divmod(channel, self.across)
            top, left = down * (rows + 1), across * (columns + 1)
            tiles[:, top : top + rows, left : left + columns] = colours[:, channel]
        return tiles

    def place(self, row: int, column: int) -> tuple[int, int, int] | None:
        """The (channel, row, column) of a weight by its place in the tile; None between channels."""
        _, channels, rows, columns = self.weight.shape
        down, inner_row = divmod(row, rows + 1)
        across, inner_column = divmod(column, columns + 1)
        channel = down * self.across + across
        inside = inner_row < rows and inner_column < columns and channel < channels
        return (channel, inner_row, inner_column) if inside else None


def kernel_sheet(weight: np.ndarray, spec: NetworkSpec, layer: int) -> KernelSheet:
    """A layer's weight (…, units) as kernels (kernels, channels, rows, columns).

    A window's weights (rows, columns, channels, units) are kernels as they are. A unit of a dense layer on maps is a
    kernel as large as the maps; otherwise all units together are one kernel with a row for each. Of very many kernels
    the first are taken.
    """
    weight = weight[..., : shown_kernels(weight)]
    shape = kernel_shape(spec, layer)
    if len(shape) == 1:
        return KernelSheet(np.ascontiguousarray(weight.reshape(*shape, -1).T)[None, None], 1)
    kernels = np.ascontiguousarray(weight.reshape(*shape, -1).transpose(3, 2, 0, 1))
    return KernelSheet(kernels, channels_across(kernels.shape[1]))


def kernel_shape(spec: NetworkSpec, layer: int) -> tuple[int, ...]:
    """Of one kernel or unit of a layer with weights: (rows, columns, channels), or (values,) for a vector."""
    *inner, _ = spec.layers[layer].weight_shape(spec.input_shapes[layer]) or (0,)
    if len(inner) == 3:
        return tuple(inner)
    arriving = map_shape(spec, layer)
    return arriving if arriving is not None and math.prod(arriving) == math.prod(inner) else (math.prod(inner),)


def shown_kernels(weight: np.ndarray) -> int:
    """How many of a layer's kernels or units, the last axis of its weight, are shown."""
    kernels: int = weight.shape[-1]
    return min(kernels, MAX_KERNELS, max(MAX_WEIGHTS * kernels // weight.size, 1))


def channels_across(channels: int) -> int:
    """In rows of how many the channels of a kernel lie: about a square, without a gap at the end if there is one."""
    root = math.ceil(math.sqrt(channels))
    whole = (across for across in range(root, min(2 * root, channels) + 1) if channels % across == 0)
    return channels if channels <= 3 else next(whole, root)


def map_shape(spec: NetworkSpec, layer: int) -> tuple[int, ...] | None:
    """The shape (rows, columns, channels) of the map that a layer takes, perhaps flattened; None for a vector."""
    size = math.prod(spec.input_shapes[layer])
    for k in range(layer, -1, -1):
        shape = spec.input_shapes[k]
        if len(shape) == 3:
            return shape if math.prod(shape) == size else None
        if spec.parameter_counts[k - 1] and k:
            return None
    return None
