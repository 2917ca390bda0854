"""The diagram of a walk keeps everything apart and within its room, whatever the network and the place."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playground.ui.views.walk.edge_labels import placed_labels
from playground.ui.views.walk.walk_layout import BIAS, BOX, EDGES, Level, Wish, arrange

LAYERS = st.lists(st.integers(1, 64), min_size=1, max_size=9)
SIZES = st.tuples(st.integers(300, 1800), st.integers(90, 1000))


def wishes(layers: list[int], focus: int | None, at_work: int, rows: int = 3) -> list[Wish]:
    inputs, loss = Wish(2, 1, has_bias=False), Wish(1, 3, has_bias=False)
    hidden = [
        Wish(units, rows, focus=focus if k == at_work and focus is not None and focus < units else None)
        for k, units in enumerate(layers, 1)
    ]
    return [inputs, *hidden, loss]


@given(LAYERS, SIZES, st.data())
def test_nothing_overlaps_and_nothing_leaves_its_room(layers, size, data):
    at_work = data.draw(st.integers(0, len(layers) + 1))
    focus = data.draw(st.none() | st.integers(0, 63))
    scale = data.draw(st.sampled_from((1.0, 1.5)))
    width, height = size[0] * scale, size[1] * scale
    columns = arrange(wishes(layers, focus, at_work), at_work, width, height, scale)
    for column in columns:
        bias = BIAS * scale * np.array([column.level_of(unit) is Level.FULL for unit in column.units.tolist()])
        bias = bias if column not in (columns[0], columns[-1]) else 0 * bias
        ends = column.tops + column.heights + bias
        assert column.tops[0] >= -0.01 and ends[-1] <= height + 0.01
        assert (column.heights > 0).all() and (column.tops[1:] >= ends[:-1]).all()
    assert columns[0].left >= -0.01 and columns[-1].right <= width + 0.01
    for left, right in pairwise(columns):
        assert right.left > left.right
    for wish, column in zip(wishes(layers, focus, at_work), columns, strict=True):
        shown = column.units.tolist()
        assert shown == list(range(column.above, wish.units - column.below))
        assert wish.focus is None or wish.focus in shown, "what is looked at is never left out"


@given(LAYERS, SIZES, st.integers(0, 30), st.integers(1, 2))
def test_labels_are_apart_and_between_their_columns(layers, size, top, lines):
    columns = arrange(wishes(layers, None, 1), 1, *size, 1.0)
    for left, right in pairwise(columns[:-1]):
        edges = [(i, j) for i in range(len(left.units)) for j in range(len(right.units))]
        rects = placed_labels(left, right, edges, lines, top, size[1])
        assert len(rects) in (0, len(edges))
        rects.sort(key=lambda rect: rect.y())
        assert all(below.top() >= above.bottom() for above, below in pairwise(rects))
        assert all(top - 1 <= rect.top() and rect.bottom() <= top + size[1] + 1 for rect in rects)
        assert all(left.right < rect.left() and rect.right() < right.left for rect in rects)


@pytest.mark.parametrize(("units", "level"), [(3, Level.FULL), (6, Level.ROWS), (12, Level.LINE), (40, Level.TILE)])
def test_the_more_units_the_fewer_numbers(units, level):
    columns = arrange(wishes([units], None, 1), 1, 800, 340, 1.0)
    assert columns[1].level is level and len(columns[1].units) == min(units, 31)


def test_in_a_wide_layer_the_unit_at_work_has_all_its_numbers_and_its_neighbours_are_seen():
    column = arrange(wishes([64], 40, 1), 1, 800, 340, 1.0)[1]
    assert column.level is Level.TILE and column.level_of(40) is Level.FULL and column.width == BOX
    assert column.above + column.below + len(column.units) == 64 and {39, 40, 41} <= set(column.units.tolist())


def test_in_a_deep_network_numbers_stay_where_the_walk_is():
    for at_work in range(1, 10):
        columns = arrange(wishes([3] * 9, None, at_work), at_work, 760, 340, 1.0)
        assert columns[at_work].level is Level.FULL
        assert min(column.level for column in columns) is Level.TILE
        gaps = [right.left - left.right for left, right in pairwise(columns)]
        assert min(gaps) >= EDGES and np.argmax(gaps) == at_work - 1
