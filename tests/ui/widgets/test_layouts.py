"""Bars that wrap and columns that scroll."""

import pytest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from playground.ui.widgets.message_bar import MessageBar
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid
from playground.ui.widgets.transport_bar import TransportBar
from playground.ui.widgets.workspace_body import GAP, WorkspaceBody


def box(width, height=30):
    label = QLabel("x")
    label.setFixedSize(width, height)
    return label


@pytest.fixture
def bar(qtbot):
    holder = QWidget()
    qtbot.addWidget(holder)
    layout = QVBoxLayout(holder)
    layout.setContentsMargins(0, 0, 0, 0)
    bar = TransportBar()
    for _ in range(4):
        bar.add(box(100))
    bar.add_gap(20)
    bar.add(box(100))
    bar.add_stretch()
    bar.add(box(80, 20))
    layout.addWidget(bar)
    layout.addStretch(1)
    holder.show()
    yield bar
    holder.hide()


def rows(bar):
    return len({child.y() for child in bar.findChildren(QLabel)[:5]})


def test_controls_stand_in_one_row_where_there_is_room(bar):
    bar.window().resize(900, 300)
    children = bar.findChildren(QLabel)
    assert rows(bar) == 1 and bar.height() == 55
    assert children[-1].geometry().right() == bar.width() - 17
    assert children[4].x() - children[3].geometry().right() > children[1].x() - children[0].geometry().right()


def test_gaps_shrink_before_a_second_row_is_begun(bar):
    bar.window().resize(700, 300)
    wide = bar.findChildren(QLabel)[1].x()
    bar.window().resize(680, 300)
    assert rows(bar) == 1
    assert bar.findChildren(QLabel)[1].x() < wide


def test_controls_take_a_second_row_in_a_narrow_window(bar):
    bar.window().resize(480, 300)
    assert rows(bar) == 2 and bar.height() > 70
    inside = bar.rect()
    assert all(inside.contains(child.geometry()) for child in bar.findChildren(QLabel))


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


def test_columns_never_get_less_than_they_need(qtbot):
    content = QWidget()
    content.setMinimumSize(300, 100)
    body = WorkspaceBody(MessageBar(), content)
    qtbot.addWidget(body)
    body.resize(500 + 2 * GAP, 200)
    body.show()
    assert content.width() == 500
    body.resize(200, 200)
    assert content.width() == 300
    assert body.area.horizontalScrollBar().maximum() > 0


def test_the_bar_of_low_columns_takes_nothing_of_their_width(qtbot):
    content = QWidget()
    content.setMinimumSize(300, 400)
    body = WorkspaceBody(MessageBar(), content)
    qtbot.addWidget(body)
    body.resize(500 + 2 * GAP, 300)
    body.show()
    assert body._bar.isVisible() and body._bar.geometry().left() > body.area.geometry().right()
    assert content.width() == 500
    body._bar.setValue(50)
    assert body.area.verticalScrollBar().value() == 50
    body.resize(500 + 2 * GAP, 500)
    assert not body._bar.isVisible()
