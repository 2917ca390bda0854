"""Which places of a picture, of its feature map and of the pooled map belong together."""

from __future__ import annotations

from playground.engine.layer_kinds import PoolSpec
from playground.engine.receptive_field import Field
from playground.late_dataclass import dataclass
from playground.ui.views.convolution.picture_work import PictureWork

INPUT, MAP, POOLED = range(3)


@dataclass(frozen=True)
class Place:
    """An output of the kernel (row, column)."""

    row: int
    column: int


def place_at(work: PictureWork, picture: int, across: float, down: float) -> Place:
    """The output that a point in one of the three pictures belongs to, given in shares of its width and height."""
    rows, columns, _ = work.output_shape
    if picture != INPUT:
        return _nearest(work, int(down * rows), int(across * columns))
    spec, (x_rows, x_columns, _) = work.laid.spec, work.x.shape
    middle = spec.pads[0] - (spec.reach - 1) // 2
    return _nearest(
        work, (int(down * x_rows) + middle) // spec.stride, (int(across * x_columns) + middle) // spec.stride
    )


def window_of(work: PictureWork, place: Place) -> Field:
    """What an output sees of the input, padding and all."""
    reach, stride, pad = work.laid.spec.window
    top, left = place.row * stride - pad, place.column * stride - pad
    return Field(top, left, top + reach, left + reach)


def pooled_place(work: PictureWork, place: Place) -> Place | None:
    """The pooled number that an output goes into; None where nothing is pooled."""
    pool = work.laid.pool
    if pool is None:
        return None
    rows, columns, _ = pool.output_shape(work.output_shape)
    return Place(min(place.row // pool.step, rows - 1), min(place.column // pool.step, columns - 1))


def pooled_shape(pool: PoolSpec | None, rows: int, columns: int) -> tuple[int, int]:
    """Rows and columns of what is shown last."""
    if pool is not None:
        rows, columns, _ = pool.output_shape((rows, columns, 1))
    return rows, columns


def _nearest(work: PictureWork, row: int, column: int) -> Place:
    rows, columns, _ = work.output_shape
    return Place(min(max(row, 0), rows - 1), min(max(column, 0), columns - 1))
