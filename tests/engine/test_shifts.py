"""A map that moves, and the outputs that notice."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from playground.engine.layer_kinds import Conv2DSpec, MaxPool2DSpec
from playground.engine.shifts import changed_outputs, shifted


@given(st.integers(1, 5), st.integers(1, 5), st.integers(-7, 7), st.integers(-7, 7))
def test_a_map_moves_and_zeros_move_in(rows: int, columns: int, down: int, right: int) -> None:
    x = np.random.default_rng(rows).random((rows, columns, 2)) + 1
    moved = shifted(x, down, right)
    for row, column in np.ndindex(rows, columns):
        from_row, from_column = row - down, column - right
        is_there = 0 <= from_row < rows and 0 <= from_column < columns
        assert np.array_equal(moved[row, column], x[from_row, from_column] if is_there else [0, 0])


def test_pooling_hardly_notices_a_small_shift() -> None:
    x = np.zeros((6, 6, 1))
    x[1, 1] = x[2, 4] = 5  # each moves within its window
    assert not changed_outputs(MaxPool2DSpec(3), x, 0, 1).any()
    assert changed_outputs(MaxPool2DSpec(3), x, 0, -1)[..., 0].tolist() == [[False, False], [False, False]]
    assert changed_outputs(MaxPool2DSpec(3), x, 1, 0)[..., 0].tolist() == [[False, True], [False, True]]
    kernel = np.ones((1, 1, 1, 1)), np.zeros(1)
    assert changed_outputs(Conv2DSpec(1, 1), x, 0, 1, kernel).sum() == 4
