"""How the numbers of an array stand for pictures."""

import math
from typing import Literal

import numpy as np

from playground.data.errors import DataError
from playground.data.readers.stacks import AnyArray, Stack
from playground.engine.errors import Phrase
from playground.late_dataclass import dataclass

LONGEST_SIDE = 1024
LEAST_SIDE = 5
"""Rows of fewer numbers than 5 × 5 are measurements rather than pictures."""
CIFAR = (32, 32, 3)
Axes = Literal["grey", "channels last", "channels first"]


@dataclass(frozen=True)
class Layout:
    """The shape (rows, columns, 1 or 3) of the pictures in an array, and what of its axes is which."""

    shape: tuple[int, int, int]
    axes: Axes = "grey"
    note: str = ""

    def arranged(self, block: AnyArray) -> AnyArray:
        """A block of the array as (m, rows, columns, 1 or 3)."""
        rows, columns, channels = self.shape
        if self.axes == "channels first":
            return np.moveaxis(block.reshape(len(block), channels, rows, columns), 1, 3)
        return block.reshape(len(block), rows, columns, channels)


def layout_of(stack: Stack) -> Layout:
    """The layout of an array (n, …) of pictures; DataError where it cannot hold any."""
    layout = find_layout(stack.shape[1:])
    if layout is None:
        raise DataError(
            "{name} has the shape {shape}; points are (n, 2), images (n, rows, columns[, 1 or 3]).",
            name=stack.name,
            shape=stack.shape,
        )
    if not all(1 <= side <= LONGEST_SIDE for side in layout.shape[:2]):
        raise DataError(
            "{name} has the shape {shape}; pictures may have 1 to {most} pixels a side.",
            name=stack.name,
            shape=stack.shape,
            most=LONGEST_SIDE,
        )
    return layout


def find_layout(item: tuple[int, ...]) -> Layout | None:
    """The layout of items of this shape."""
    if len(item) == 1:
        return layout_of_row(item[0])
    if len(item) == 2:
        return layout_of_row(item[0]) if item[1] == 1 else Layout((item[0], item[1], 1))
    if len(item) == 3 and item[2] in (1, 3):
        return Layout((item[0], item[1], item[2]), "channels last")
    if len(item) == 3 and item[0] in (1, 3):
        return Layout((item[1], item[2], item[0]), "channels first")
    return None


def layout_of_row(length: int) -> Layout | None:
    """The layout of a picture whose numbers stand in one row."""
    if length == math.prod(CIFAR):
        note = Phrase(
            "Rows of {length:,} numbers are taken as pictures of {side} × {side}, all of red before green and blue.",
            length=length,
            side=CIFAR[0],
        )
        return Layout(CIFAR, "channels first", note)
    side = math.isqrt(length)
    if side * side != length or side < LEAST_SIDE:
        return None
    note = Phrase("Rows of {length:,} numbers are taken as pictures of {side} × {side}.", length=length, side=side)
    return Layout((side, side, 1), note=note)
