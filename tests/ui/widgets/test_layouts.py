"""Bars whose controls give way, and columns that scroll."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid
from playground.ui.widgets.transport_bar import TransportBar
from playground.ui.widgets.unfolding_button import UnfoldingButton


def box(width, height=30):
    label = QLabel("x")
    label.setFixedSize(width, height)
    return label


class Unfolding(UnfoldingButton):
    """Holds nothing of its own."""

    has_own = False


@pytest.fixture
def bar(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    bar = TransportBar()
    bar.boxes = [box(100) for _ in range(5)]
    bar.more = Unfolding("More", "More", 200, QWidget)
    bar.chip = box(80, 20)
    for each in (*bar.boxes, bar.more):
        bar.add(each)
    bar.add_stretch()
    bar.add(bar.chip)
    layout.addWidget(bar)
    layout.addStretch(1)
    holder.show()
    yield bar
    holder.hide()


def test_controls_stand_in_one_row_where_there_is_room(bar):
    bar.window().resize(900, 300)
    assert bar.folded == () and bar.more.isHidden() and bar.height() == 55
    assert len({each.y() for each in bar.boxes}) == 1
    assert bar.chip.geometry().right() == bar.width() - 17


def test_gaps_shrink_before_a_control_goes(bar):
    bar.window().resize(900, 300)
    wide = bar.boxes[1].x()
    bar.window().resize(660, 300)
    assert bar.folded == () and bar.boxes[1].x() < wide


def test_in_a_narrow_window_the_last_controls_are_found_under_more_and_come_back(bar):
    bar.window().resize(480, 300)
    assert bar.height() == 55 and bar.more.isVisible()
    assert bar.folded and list(bar.folded) == bar.boxes[-len(bar.folded) :]
    assert all(bar.more.unfolded.isAncestorOf(each) for each in bar.folded)
    assert bar.rect().contains(bar.chip.geometry())
    bar.window().resize(900, 300)
    assert bar.folded == () and bar.more.isHidden()
    places = [each.x() for each in bar.boxes]
    assert places == sorted(places) and all(each.isVisible() for each in bar.boxes)


def test_column_scrolls_when_it_is_too_low(qtbot):
    column = ScrollColumn()
    qtbot.addWidget(column)
    for _ in range(4):
        column.add(box(150, 100))
    column.add_stretch()
    column.resize(200, 600)
    column.show()
    assert not column._bar.isVisible()
    column.resize(200, 200)
    assert column._bar.isVisible()
    column._bar.setValue(100)
    assert column.verticalScrollBar().value() == 100
    assert column.minimumWidth() == 150


def test_pictures_in_a_low_column_are_not_pressed_flat(qtbot):
    column = ScrollColumn()
    qtbot.addWidget(column)
    grid = ThumbnailGrid("Data sets", columns=2)
    for name in "abcd":
        grid.add(name, name, tooltip=name)
    column.add(grid)
    column.add(box(100, 300))
    column.resize(200, 150)
    column.show()
    tile = grid.tile("a")
    assert tile.height() > tile.width() > 80
