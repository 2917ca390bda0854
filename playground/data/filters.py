"""Kernels with a name, and FILTERS, their only list."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from playground.data.errors import DataError
from playground.engine.errors import Phrase
from playground.engine.kernels import SIZE, centred
from playground.late_dataclass import dataclass

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class FilterRecipe:
    """How a kernel is made, make(size, rng) -> (size, size), and what the window says of it."""

    make: Callable[[int, np.random.Generator], Numbers]
    title: Phrase
    tooltip: Phrase
    is_random: bool = False
    """Whether another seed makes another one."""


def _fixed(*rows: tuple[float, float, float]) -> Callable[[int, np.random.Generator], Numbers]:
    """A kernel of 3 × 3, which stands in the middle of larger ones and is cut for smaller ones."""
    return lambda size, rng: centred(np.array(rows, np.float64), size)


def blur(size: int, rng: np.random.Generator) -> Numbers:
    """The mean of the window."""
    return np.full((size, size), 1 / size**2)


def chance(size: int, rng: np.random.Generator) -> Numbers:
    """Numbers between −1 and 1, to two digits, as they are read."""
    return np.round(rng.uniform(-1, 1, (size, size)), 2)


FILTERS: dict[str, FilterRecipe] = {
    "identity": FilterRecipe(
        _fixed((0, 0, 0), (0, 1, 0), (0, 0, 0)), Phrase("Identity"), Phrase("Every pixel stays as it is")
    ),
    "blur": FilterRecipe(blur, Phrase("Blur"), Phrase("The mean of each pixel and its neighbours")),
    "sharpen": FilterRecipe(
        _fixed((0, -1, 0), (-1, 5, -1), (0, -1, 0)),
        Phrase("Sharpen"),
        Phrase("What a pixel differs by from its neighbours is added once more"),
    ),
    "sobel-x": FilterRecipe(
        _fixed((-1, 0, 1), (-2, 0, 2), (-1, 0, 1)),
        Phrase("Edges (Sobel x)"),
        Phrase("How much brighter it is on the right than on the left: upright edges"),
    ),
    "sobel-y": FilterRecipe(
        _fixed((-1, -2, -1), (0, 0, 0), (1, 2, 1)),
        Phrase("Edges (Sobel y)"),
        Phrase("How much brighter it is below than above: level edges"),
    ),
    "laplacian": FilterRecipe(
        _fixed((0, 1, 0), (1, -4, 1), (0, 1, 0)),
        Phrase("Edges (Laplacian)"),
        Phrase("How much the neighbours differ from a pixel: edges in every direction"),
    ),
    "emboss": FilterRecipe(
        _fixed((-2, -1, 0), (-1, 1, 1), (0, 1, 2)),
        Phrase("Emboss"),
        Phrase("As if light fell on a relief from one side"),
    ),
    "cross": FilterRecipe(
        _fixed((1, 0, 1), (0, 1, 0), (1, 0, 1)), Phrase("Cross"), Phrase("The kernel of the course's first example")
    ),
    "random": FilterRecipe(chance, Phrase("Random"), Phrase("Numbers by chance, as before learning"), is_random=True),
}
"""Name → how it is made. A kernel added here can be chosen."""


def make_filter(name: str, size: int = 3, seed: int = 0) -> Numbers:
    """A kernel (size, size): the same arguments give the same one. DataError for a name that there is not, SpecError
    for a size that no kernel has."""
    if name not in FILTERS:
        raise DataError("There is no kernel {name!r}; allowed are {allowed}.", name=name, allowed=", ".join(FILTERS))
    SIZE.check(size)
    return FILTERS[name].make(size, np.random.default_rng(seed))


def name_of_filter(kernel: Numbers) -> str | None:
    """The name of a kernel (size, size), or (size, size, channels) that is the same on every channel, but of those by
    chance; None where it has none."""
    by_channel = kernel[..., None] if kernel.ndim == 2 else kernel
    first = by_channel[..., 0]
    if not np.array_equal(by_channel, np.broadcast_to(first[..., None], by_channel.shape)):
        return None
    fixed = (name for name, recipe in FILTERS.items() if not recipe.is_random)
    return next((name for name in fixed if np.array_equal(make_filter(name, len(kernel)), first)), None)
