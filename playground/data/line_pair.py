"""Two level lines between which something is written, told from the bars of a digit."""

import numpy as np
import numpy.typing as npt

from playground.data.components import find_components
from playground.data.underline import THIN, long_runs

Mask = npt.NDArray[np.bool_]
ALIKE = 0.75
"""The least width of what both lines have in common, as a share of the longer one."""
WIDE = 0.45
"""The least width of the lines as a share of their distance: the bars of a 1 at its head and foot are shorter."""
FAR = 0.3
"""The least distance of the lines as a share of their width."""
BEYOND = 0.08
"""How far both go on beyond the writing on either side, as a share of their width: no bar of a digit does."""
SMALL = 0.25


def without_line_pair(written: Mask) -> Mask:
    """Without two lines of which one is above all else and one below; what crosses them is cut there."""
    if not written.any():
        return written
    columns = np.flatnonzero(written.any(axis=0))
    areas = find_components(long_runs(written, max((columns[-1] + 1 - columns[0]) // 2, 8)))
    thin = np.flatnonzero(areas.height <= np.maximum(THIN * areas.width, 2))
    if len(thin) < 2:
        return written
    upper, lower = thin[np.argmin(areas.top[thin])], thin[np.argmax(areas.bottom[thin])]
    left, right = max(areas.left[upper], areas.left[lower]), min(areas.right[upper], areas.right[lower])
    longer, distance = max(areas.width[upper], areas.width[lower]), areas.top[lower] - areas.bottom[upper]
    if right - left < max(ALIKE * longer, WIDE * distance) or distance < FAR * longer:
        return written
    rest = written & ~areas.mask(np.isin(np.arange(len(areas)), (upper, lower)))
    parts = find_components(rest)
    large = parts.length >= SMALL * parts.length.max(initial=0)
    if not large.any() or parts.length.max() < distance / 2:
        return written
    beyond = min(parts.left[large].min() - left, right - parts.right[large].max())
    within = parts.top[large].min() >= areas.top[upper] and parts.bottom[large].max() <= areas.bottom[lower]
    return rest if within and beyond >= BEYOND * longer else written
