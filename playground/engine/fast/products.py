"""Large matrix products as many small ones, prepared once and free of allocations.

The matrices of a convolution are flat: a few filters against thousands of places. Like every BLAS, OpenBLAS first
copies ("packs") both factors into an order made for large square matrices, which here takes about as long as the
product itself. On processors with AVX-512 it does without up to 10⁶ multiply-adds, so there every product is cut into
tiles of that size, all of them in one call of matmul. On others every tile would be packed anew, and products stay
whole.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection
from functools import partial

import numpy as np

from playground.engine.activations import Array

Call = Callable[[], object]


def skips_packing(extensions: Collection[str]) -> bool:
    """Whether OpenBLAS has kernels that take small products as they are; by the processor's `extensions`, as NumPy
    names them."""
    return any(name.startswith(("AVX512", "X86_V4")) for name in extensions)


# NumPy leaves out what it would have nothing to say about.
_EXTENSIONS = np.show_config(mode="dicts").get("SIMD Extensions", {}).get("found", ())
_CUTS = skips_packing(_EXTENSIONS)

UNPACKED = 10**6 if _CUTS else sys.maxsize
"""Multiply-adds up to which a product stays whole."""
UNPACKED_RESULT = 1200 if _CUTS else sys.maxsize
"""Where both factors run along the summed axis: also the largest number of values in the result."""
THINNEST = 28
"""Tiles with fewer columns are not worth a product of their own."""
FEWEST_ROWS = 4
"""The same for rows: as many as OpenBLAS takes at once."""


def is_cut(multiply_adds: int) -> bool:
    """Whether a product of so many multiply-adds is computed in tiles."""
    return multiply_adds > UNPACKED


def product(left: Array, right: Array, out: Array) -> Call:
    """A call that computes out (…, m, n) = left (…, m, k) · right (…, k, n), tile by tile along n."""
    m, k = left.shape[-2:]
    width = _tile(out.shape[-1], UNPACKED // (m * k), THINNEST)
    return partial(np.matmul, left[..., None, :, :], _tiles(right, width), _tiles(out, width))


def correlation(left: Array, right: Array, out: Array) -> Call:
    """A call that computes out (…, k, f) = left (…, k, n) · right (…, f, n)ᵀ: blocks of rows, and parts of n that add
    up."""
    (*stack, k, n), f = left.shape, right.shape[-2]
    rows = _tile(k, UNPACKED_RESULT // f, 4)
    width = _tile(n, UNPACKED // (rows * f), 32)
    blocks = _tiles(left, width).reshape(*stack, n // width, k // rows, rows, width)
    parts: Array = np.empty((*stack, n // width, k // rows, rows, f), out.dtype)
    multiply = partial(np.matmul, blocks, np.swapaxes(_tiles(right, width), -1, -2)[..., None, :, :], parts)
    total = out.reshape(*stack, *parts.shape[-3:])

    def correlate() -> None:
        multiply()
        np.add.reduce(parts, axis=-4, out=total)

    return correlate


def product_by_rows(left: Array, right: Array, out: Array) -> Call:
    """A call that computes out (n, m) = left (n, k) · right (k, m), tile by tile along n, and the rows left over."""
    rows = UNPACKED // right.size // FEWEST_ROWS * FEWEST_ROWS
    if not 0 < rows < len(left):
        return partial(np.matmul, left, right, out)
    tiles, tiled = len(left) // rows, len(left) // rows * rows
    blocks, results = (matrix[:tiled].reshape(tiles, rows, -1) for matrix in (left, out))
    multiply = partial(np.matmul, blocks, right, results)
    if tiled == len(left):
        return multiply
    multiply_rest = partial(np.matmul, left[tiled:], right, out[tiled:])

    def multiply_all() -> None:
        multiply()
        multiply_rest()

    return multiply_all


def _tiles(matrix: Array, width: int) -> Array:
    """The view (…, tiles, rows, width) of a matrix (…, rows, columns)."""
    *others, rows, columns = matrix.shape
    return np.moveaxis(matrix.reshape(*others, rows, columns // width, width), -2, -3)


def _tile(length: int, most: int, least: int) -> int:
    """The largest part up to `most` that divides the length, or all of it where only parts below `least` do."""
    widest = next((width for width in range(min(length, most), 0, -1) if length % width == 0), 1)
    return widest if widest >= least else length
