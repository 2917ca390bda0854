"""Connected areas of a mask."""

import numpy as np
import numpy.typing as npt

from playground.late_dataclass import dataclass

IntArray = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Components:
    """The connected areas of a mask of this shape; every array is per area, boxes end exclusively."""

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
        return filled(row[keep], start[keep], end[keep], self.shape)

    def part(self, index: int) -> npt.NDArray[np.bool_]:
        """The mask of one area within its box."""
        row, start, end, area = self.runs
        keep, top, left = area == index, self.top[index], self.left[index]
        return filled(
            row[keep] - top, start[keep] - left, end[keep] - left, (int(self.height[index]), int(self.width[index]))
        )

    def box(self, index: int) -> tuple[slice, slice]:
        """The rows and columns of one area's box."""
        return slice(self.top[index], self.bottom[index]), slice(self.left[index], self.right[index])


def filled(row: IntArray, start: IntArray, end: IntArray, shape: tuple[int, int]) -> npt.NDArray[np.bool_]:
    """The mask of these runs."""
    length = end - start
    first = np.cumsum(length) - length
    mask = np.zeros(shape[0] * shape[1], dtype=bool)
    mask[np.arange(length.sum()) + np.repeat(row * shape[1] + start - first, length)] = True
    return mask.reshape(shape)


def find_runs(mask: npt.NDArray[np.bool_]) -> tuple[IntArray, IntArray, IntArray]:
    """(row, start, end) of every horizontal run of a mask, row by row."""
    rows, columns = mask.shape
    padded = np.zeros((rows, columns + 1), dtype=bool)
    padded[:, 1:] = mask
    flat = np.append(padded.ravel(), False)
    change = np.flatnonzero(flat[1:] != flat[:-1])
    row, start = np.divmod(change[::2], columns + 1)
    return row, start, change[1::2] - row * (columns + 1)


def find_components(mask: npt.NDArray[np.bool_], diagonal: bool = True) -> Components:
    """The areas of a mask (rows, columns), 8-connected; 4-connected where corners that touch do not join."""
    rows, columns = mask.shape
    row, start, end = find_runs(mask)
    root = joined(row, start, end, columns, int(diagonal))
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


def joined(row: IntArray, start: IntArray, end: IntArray, columns: int, reach: int) -> IntArray:
    """For every run the first run of its area: runs of neighbouring rows that overlap, when both have been widened by
    `reach` in all, belong."""
    stride = columns + 2
    below = (row + 1) * stride
    first = np.searchsorted(row * stride + end, below + start - reach, side="right")
    last = np.searchsorted(row * stride + start, below + end + reach, side="left")
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
