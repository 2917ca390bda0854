"""The line under a word or a digit, told from the foot of a 2."""

import numpy as np
import numpy.typing as npt

from playground.data.components import Components, find_components, find_runs

Mask = npt.NDArray[np.bool_]
THIN = 0.12
"""The most height of an underline as a share of its length."""
BEYOND = 0.1
"""How far an underline that touches goes on beyond the writing on either side, as a share of its length."""
SHORTER = 0.1
"""By how much one that does not touch may fall short of it."""


def without_underline(written: Mask) -> Mask:
    """The mask without a level line below all else, closed where that stands on the line."""
    row, start, end = find_runs(written)
    if not len(row):
        return written
    longest = int((end - start).max())
    lowest_row = int(row[end - start >= 0.9 * longest].max())
    # Most digits are done with here.
    if longest < 0.5 * (end.max() - start.min()) or lowest_row < 0.6 * row[-1] + 0.4 * row[0]:
        return written
    areas = find_components(long_runs(written, max(int(0.7 * longest), 1)))
    lowest = int(np.argmax(areas.bottom * (areas.width >= 0.9 * longest)))
    line = areas.mask(np.arange(len(areas)) == lowest)
    rest = written & ~line
    if areas.height[lowest] > THIN * areas.width[lowest] or not is_underline(areas, lowest, find_components(rest)):
        return written
    contacts = touching(rest, line)
    if len(contacts):
        between = np.zeros_like(line)
        between[:, contacts[0] : contacts[-1] + 1] = True
        rest |= line & between
    return rest


def is_underline(areas: Components, line: int, rest: Components) -> bool:
    """Whether a level area lies below the others and is as wide as they are, or wider where it touches them."""
    large = rest.length >= 0.25 * rest.length.max(initial=0)
    if not large.any():
        return False
    left, right = rest.left[large].min(), rest.right[large].max()
    top, bottom = rest.top[large].min(), rest.bottom[large].max()
    beyond = min(left - areas.left[line], areas.right[line] - right)
    gap = areas.top[line] - bottom
    if gap < -0.2 * (bottom - top) or bottom - top < 0.3 * areas.width[line]:
        return False
    return bool(beyond >= (BEYOND if gap <= 0 else -SHORTER) * areas.width[line])


def touching(rest: Mask, line: Mask) -> npt.NDArray[np.int64]:
    """The columns in which something stands on the line."""
    above = np.zeros_like(line)
    above[1:] = rest[:-1]
    return np.flatnonzero((above & line).any(axis=0))


def long_runs(written: Mask, length: int) -> Mask:
    """What lies in horizontal runs of at least about this length."""
    total = np.cumsum(np.pad(written, ((0, 0), (1, 0))), axis=1, dtype=np.int32)
    full = (total[:, length:] - total[:, :-length]) >= length - 1
    runs = np.zeros_like(written)
    for shift in range(0, length, max(length // 4, 1)):
        runs[:, shift : shift + full.shape[1]] |= full
    runs[:, length - 1 :] |= full
    runs &= written
    return runs
