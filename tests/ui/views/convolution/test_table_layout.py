"""Every number of a table can be read in its cell, however many tables there are, and however long the numbers."""

import numpy as np
import pytest
from PySide6.QtGui import QFontMetricsF

from playground.ui.look.theme import THEME
from playground.ui.views.convolution.cell_fit import fit_of
from playground.ui.views.convolution.number_table import EQUALS, PLUS, Group, Table, TableName
from playground.ui.views.convolution.table_layout import TableLayout, layout_of
from playground.ui.words import formatting


def tables(symbol: str, values: np.ndarray) -> tuple[Table, ...]:
    return tuple(Table(TableName(symbol, index), symbol, each) for index, each in enumerate(values))


def groups_of(channels: int, side: int, scale: float) -> list[Group]:
    rng = np.random.default_rng(7)
    x, w = rng.normal(size=(2, channels, side, side)) * scale
    return [
        Group("", tables("x", x)),
        Group("∗", tables("w", w)),
        Group(PLUS, tables("b", np.array([[[-0.216 * scale]]]))),
        Group(EQUALS, tables("y", np.array([[[-1.0137 * scale]]]))),
    ]


def overlaps(layout: TableLayout) -> bool:
    rects = list(layout.tables.values())
    return any(one.intersects(other) for index, one in enumerate(rects) for other in rects[:index])


@pytest.mark.parametrize("scale", [0.01, 1.0, 1000.0, 900_000.0])
@pytest.mark.parametrize(("channels", "side"), [(1, 3), (1, 14), (3, 5), (8, 5), (8, 3)])
@pytest.mark.parametrize("weight", [400, 700])
def test_no_number_is_cut_off(qapp, channels, side, scale, weight):
    groups = groups_of(channels, side, scale)
    layout = layout_of(groups, 860, 340)
    assert not overlaps(layout)
    for group in groups:
        for table in group.tables:
            fit = fit_of(table, layout.cell, weight)
            for value in table.values.ravel().tolist():
                text = fit.text(value)
                assert QFontMetricsF(fit.font).horizontalAdvance(text) <= layout.cell
                assert formatting.parse(text) == pytest.approx(value, rel=0.06, abs=0.006)


def test_many_channels_take_the_width_that_there_is(qapp):
    layout = layout_of(groups_of(8, 5, 1.0), 860, 340)
    tops = {rect.y() for name, rect in layout.tables.items() if name.symbol == "x"}
    assert len(tops) == 2 and layout.size.width() <= 860


def test_where_it_is_narrow_each_kernel_stays_below_its_channel(qapp):
    groups = [
        Group("", tables("x", np.full((3, 7, 7), 156.0))),
        Group("∗", tables("w", np.ones((3, 3, 3)))),
        Group(PLUS, tables("b", np.ones((1, 1, 1)))),
        Group(EQUALS, tables("y", np.full((1, 5, 5), -25.0))),
    ]
    layout = layout_of(groups, 600, 340)
    x, w = (layout.tables[TableName(symbol, 1)] for symbol in ("x", "w"))
    assert w.x() == x.x() and w.y() > x.bottom() and layout.size.width() <= 600


def test_cells_are_as_large_as_the_room_when_they_may_be(qapp):
    groups = groups_of(1, 3, 1.0)
    assert layout_of(groups, 1300, 600).cell == THEME.px(42)
    assert layout_of(groups, 1300, 600, 96).cell > THEME.px(80)
