"""One kernel on a whole picture, fast enough to be watched while a number of it is dragged."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from playground.engine.activations import ACTIVATIONS
from playground.engine.layer_kinds import AveragePool2DSpec, Conv2DSpec, PoolSpec
from playground.engine.limits import SpecError
from playground.late_dataclass import dataclass

Picture = NDArray[np.float32]
BLOCK = 2**16
"""So many values are worked on at a time, so that they stay in the cache from one product to the next."""


@dataclass(frozen=True, eq=False)
class Filtered:
    """What a kernel makes of a picture: a, h = g(a), and h after pooling, None without: (rows, columns, maps) float32,
    valid until the next kernel."""

    a: Picture
    h: Picture
    pooled: Picture | None


class PictureFilter:
    """Takes kernel after kernel to one picture, (rows, columns) or (rows, columns, channels), with the same numbers as
    the course's convolution in float32. What it needs for pictures of one size is kept from kernel to kernel."""

    def __init__(self, picture: NDArray[np.floating]) -> None:
        channels = picture[..., None] if picture.ndim == 2 else picture
        self._planes = np.ascontiguousarray(np.moveaxis(channels, 2, 0), np.float32)
        self._padded, self._pads = self._planes, (0, 0)
        self._kept: dict[str, Picture] = {}

    @property
    def channels(self) -> int:
        """How many channels the picture has."""
        return len(self._planes)

    def run(
        self, kernel: NDArray[np.floating], spec: Conv2DSpec, bias: float = 0.0, pool: PoolSpec | None = None
    ) -> Filtered:
        """A kernel (size, size, channels) makes one map, one of (size, size) a map of each channel by itself.

        spec: how it is laid, and what follows; its filters do not matter. SpecError where it does not fit."""
        rows, columns, _ = spec.output_shape((*self._planes.shape[1:], self.channels))
        if kernel.ndim == 3 and kernel.shape[2] != self.channels:
            raise SpecError(
                "the kernel has {count} channels, but the picture {channels}",
                count=kernel.shape[2],
                channels=self.channels,
            )
        self._pad(spec.pads)
        maps = [[channel] for channel in range(self.channels)] if kernel.ndim == 2 else [[*range(self.channels)]]
        a = self._buffer("a", (len(maps), rows, columns))
        weights = np.asarray(kernel[..., None] if kernel.ndim == 2 else kernel, np.float32)
        for out, channels in zip(a, maps, strict=True):
            self._convolve(out, channels, weights, np.float32(bias), spec)
        h = self._activate(a, spec.activation)
        pooled = None if pool is None else self._pool(h, pool)
        return Filtered(_maps_last(a), _maps_last(h), None if pooled is None else _maps_last(pooled))

    def _pad(self, pads: tuple[int, int]) -> None:
        if pads != self._pads:
            self._pads = pads
            self._padded = np.pad(self._planes, [(0, 0), pads, pads]) if any(pads) else self._planes

    def _convolve(
        self, out: Picture, channels: list[int], weights: Picture, bias: np.float32, spec: Conv2DSpec
    ) -> None:
        """Adds up the moved picture times each weight, some rows at a time."""
        terms = [
            (channel, spec.dilation * u, spec.dilation * v, weights[u, v, k])
            for k, channel in enumerate(channels)
            for u, v in np.ndindex(weights.shape[:2])
            if weights[u, v, k]
        ]
        rows, columns = out.shape
        stride, block = spec.stride, max(1, BLOCK // columns)
        scratch = self._buffer("products", (min(block, rows), columns))
        across = stride * (columns - 1) + 1
        for first in range(0, rows, block):
            part = out[first : first + block]
            products = scratch[: len(part)]
            part.fill(bias)
            down = stride * (len(part) - 1) + 1
            for channel, u, v, weight in terms:
                top = stride * first + u
                moved = self._padded[channel, top : top + down : stride, v : v + across : stride]
                np.multiply(moved, weight, out=products)
                np.add(part, products, out=part)

    def _activate(self, a: Picture, name: str) -> Picture:
        if name == "linear":
            return a
        h = self._buffer("h", a.shape)
        function = ACTIVATIONS[name].function
        for some, part in zip(_blocks(a), _blocks(h), strict=True):
            function(some, out=part)
        return h

    def _pool(self, h: Picture, pool: PoolSpec) -> Picture:
        rows, columns, _ = pool.output_shape((*h.shape[1:], len(h)))
        out = self._buffer("pooled", (len(h), rows, columns))
        add = np.add if isinstance(pool, AveragePool2DSpec) else np.maximum
        down, across = pool.step * (rows - 1) + 1, pool.step * (columns - 1) + 1
        for place, (u, v) in enumerate(np.ndindex(pool.size, pool.size)):
            part = h[:, u : u + down : pool.step, v : v + across : pool.step]
            if place:
                add(out, part, out=out)
            else:
                np.copyto(out, part)
        if isinstance(pool, AveragePool2DSpec):
            np.multiply(out, np.float32(1 / pool.size**2), out=out)
        return out

    def _buffer(self, name: str, shape: tuple[int, ...]) -> Picture:
        found = self._kept.get(name)
        if found is None or found.shape != shape:
            found = self._kept[name] = np.empty(shape, np.float32)
        return found


def _blocks(planes: Picture) -> Iterator[Picture]:
    flat = planes.reshape(-1)
    return (flat[first : first + BLOCK] for first in range(0, len(flat), BLOCK))


def _maps_last(planes: Picture) -> Picture:
    return np.moveaxis(planes, 0, 2)
