"""Connected areas of a mask."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Components:
    """The 8-connected areas of a mask of this shape; every array is per area, boxes end exclusively."""

    shape: tuple[int, int]
    area: IntArray
    top: IntArray
    bottom: IntArray
    left: IntArray
    right: IntArray
    runs: tuple[IntArray, IntArray, IntArray, IntArray]
    """(row, start, end, area's index) of every horizontal run."""

    def __len__(self) -> int:
        return len(self.area)

    @property
    def height(self) -> IntArray:
        return self.bottom - self.top

    @property
    def width(self) -> IntArray:
        return self.right - self.left

    @property
    def length(self) -> IntArray:
        """The longer side of each area's box."""
        return np.maximum(self.height, self.width)

    @property
    def at_border(self) -> npt.NDArray[np.bool_]:
        rows, columns = self.shape
        touches: npt.NDArray[np.bool_] = (
            (self.top == 0) | (self.left == 0) | (self.bottom == rows) | (self.right == columns)
        )
        return touches

    def mask(self, chosen: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """The mask of the chosen areas only."""
        row, start, end, area = self.runs
        keep = chosen[area]
        edges = np.zeros((self.shape[0], self.shape[1] + 1), dtype=np.int8)
        edges[row[keep], start[keep]] = 1
        edges[row[keep], end[keep]] = -1
        result: npt.NDArray[np.bool_] = np.cumsum(edges, axis=1, dtype=np.int8)[:, :-1] > 0
        return result


def find_components(mask: npt.NDArray[np.bool_]) -> Components:
    """The 8-connected areas of a mask (rows, columns)."""
    rows, columns = mask.shape
    padded = np.zeros((rows, columns + 2), dtype=np.int8)
    padded[:, 1:-1] = mask
    change = np.diff(padded, axis=1)
    row, start = np.nonzero(change == 1)
    end = np.nonzero(change == -1)[1]
    root = joined(row, start, end, columns)
    _, area = np.unique(root, return_inverse=True)
    count = int(area.max()) + 1 if len(area) else 0
    top, left = np.full(count, rows), np.full(count, columns)
    bottom, right = np.zeros(count, dtype=np.int64), np.zeros(count, dtype=np.int64)
    np.minimum.at(top, area, row)
    np.minimum.at(left, area, start)
    np.maximum.at(bottom, area, row + 1)
    np.maximum.at(right, area, end)
    size = np.bincount(area, end - start, minlength=count).astype(np.int64)
    return Components((rows, columns), size, top, bottom, left, right, (row, start, end, area))


def joined(row: IntArray, start: IntArray, end: IntArray, columns: int) -> IntArray:
    """For every run the first run of its area: runs of neighbouring rows that overlap or touch diagonally belong."""
    stride = columns + 2
    below = (row + 1) * stride
    first = np.searchsorted(row * stride + end, below + start, side="left")
    last = np.searchsorted(row * stride + start, below + end, side="right")
    pairs = np.maximum(last - first, 0)
    upper = np.repeat(np.arange(len(row)), pairs)
    lower = np.arange(pairs.sum()) - np.repeat(np.cumsum(pairs) - pairs, pairs) + np.repeat(first, pairs)
    root = np.arange(len(row))
    while True:
        one, other = root[upper], root[lower]
        least = np.minimum(one, other)
        if np.array_equal(one, other):
            return root
        np.minimum.at(root, one, least)
        np.minimum.at(root, other, least)
        while not np.array_equal(root[root], root):
            root = root[root]
