"""A picture that lies on a page of one grey with margins around it: a photograph that was pasted, a card."""

import numpy as np
import numpy.typing as npt

FloatArray = npt.NDArray[np.float32]
SMALLEST = 80
"""In smaller pictures a thick digit may look like one."""
LEAST_SIDE = 0.3
"""The least length of its sides, as a share of the page's."""
FILLED, FILLED_EDGE, EDGE = 0.75, 0.5, 2
"""How much of it, and of each of its edges so many pixels wide, is of another grey than the page: where the shading
passes the page's grey, some of it is not; of the round edge of a thick digit less is."""
SAME = 1.5 / 255


def card_place(grey: FloatArray) -> tuple[slice, slice] | None:
    """The upright rectangle of which alone a page (rows, columns) of one grey is full; None without one."""
    if min(grey.shape) < SMALLEST:
        return None
    corners = grey[[0, 0, -1, -1], [0, -1, 0, -1]]
    page = float(np.median(corners))
    other = np.abs(grey - np.float32(page)) > SAME
    rows, columns = np.flatnonzero(other.any(axis=1)), np.flatnonzero(other.any(axis=0))
    if not len(rows):
        return None
    place = slice(int(rows[0]), int(rows[-1]) + 1), slice(int(columns[0]), int(columns[-1]) + 1)
    card = other[place]
    sides = zip(card.shape, other.shape, strict=True)
    if card.size == other.size or any(part < LEAST_SIDE * whole for part, whole in sides):
        return None
    if card.mean() < FILLED:
        return None
    edges = card[:EDGE].any(axis=0), card[-EDGE:].any(axis=0), card[:, :EDGE].any(axis=1), card[:, -EDGE:].any(axis=1)
    return place if min(edge.mean() for edge in edges) >= FILLED_EDGE else None
