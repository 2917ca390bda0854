"""Several digits beside or below one another told from the parts of a single one."""

import numpy as np
import numpy.typing as npt

from playground.data.components import Components, find_components

Mask = npt.NDArray[np.bool_]
BODY = 0.5
"""What is at least this share of the tallest part's height may be a digit; less is a bar, a dot, a piece."""
LEAST_INK = 0.08
"""The least ink of a digit as a share of the part that has most."""
OVERLAP = 0.25
"""Parts that stand above one another by this share of the narrower one's width belong together."""
GAP = 0.1
"""Parts of one digit are not farther apart, as a share of the tallest part's height."""
WHOLE_DIGIT = 0.8
"""Less tall than this is rather the upper or lower part of a digit: the gap to the other may be twice as large."""
REACH = 0.5
"""How far a piece lies from its digit at most, as a share of the digit's length."""


def separate(written: Mask) -> list[Mask]:
    """The digits of a mask, from left to right and from top to bottom; a single one where nothing speaks for more."""
    areas = find_components(written)
    if len(areas) < 2:
        return [written]
    inked = areas.area >= LEAST_INK * areas.area.max()
    tall = int(areas.height[inked].max())
    body = inked & (areas.height >= BODY * tall)
    digit = grouped(areas, np.flatnonzero(body), tall)
    for piece in np.flatnonzero(~body):
        digit[piece] = nearest(areas, int(piece), np.flatnonzero(body), digit)
    found = [areas.mask(digit == number) for number in np.unique(digit[body])]
    return sorted(found, key=lambda mask: reading_order(mask, tall))


def grouped(areas: Components, bodies: npt.NDArray[np.int64], tall: int) -> npt.NDArray[np.int64]:
    """The number of each body's digit, -1 for all else."""
    digit = np.full(len(areas), -1)
    digit[bodies] = bodies
    for one in bodies:
        for other in bodies:
            if digit[one] != digit[other] and belong(areas, one, other, tall):
                digit[digit == digit[other]] = digit[one]
    return digit


def belong(areas: Components, one: int, other: int, tall: int) -> bool:
    """Whether two tall parts are of one digit: one above the other with hardly a gap, or so near that they all but
    touch."""
    across = min(areas.right[one], areas.right[other]) - max(areas.left[one], areas.left[other])
    down = min(areas.bottom[one], areas.bottom[other]) - max(areas.top[one], areas.top[other])
    if across >= OVERLAP * min(areas.width[one], areas.width[other]):
        piece = min(areas.height[one], areas.height[other]) < WHOLE_DIGIT * tall
        return bool(down >= -(2 if piece else 1) * GAP * tall)
    return bool(across >= -GAP * tall and down > 0 and not alike(areas, one, other))


def alike(areas: Components, one: int, other: int) -> bool:
    """Whether two parts begin and end at about the same height, as neighbouring digits do."""
    room = 0.15 * max(areas.height[one], areas.height[other])
    return bool(abs(areas.top[one] - areas.top[other]) <= room and abs(areas.bottom[one] - areas.bottom[other]) <= room)


def nearest(areas: Components, piece: int, bodies: npt.NDArray[np.int64], digit: npt.NDArray[np.int64]) -> int:
    """The digit that a piece belongs to, -1 where none is near."""
    across = np.maximum(areas.left[bodies] - areas.right[piece], areas.left[piece] - areas.right[bodies])
    down = np.maximum(areas.top[bodies] - areas.bottom[piece], areas.top[piece] - areas.bottom[bodies])
    away = np.maximum(across, down)
    best = int(np.argmin(away))
    reached = away[best] <= REACH * max(areas.length[bodies[best]], areas.length[piece])
    return int(digit[bodies[best]]) if reached else -1


def reading_order(mask: Mask, line: int) -> tuple[int, int]:
    """The line of writing, and the place within."""
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    return int((rows[0] + rows[-1]) / 2 / max(1.2 * line, 1)), int(columns[0])
