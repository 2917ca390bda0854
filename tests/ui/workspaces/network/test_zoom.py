"""Nearer to the diagram and back, as a user goes: wheel, keys, buttons, and the hand that drags it."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtWidgets import QApplication

from playground.ui.views.diagram.diagram_hover import Neuron
from tests.ui.workspaces.network.test_network_workspace import NetworkBench, make

LEFT, MIDDLE = Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton


def wheel(diagram, place: QPoint, notches: float, modifier=Qt.KeyboardModifier.ControlModifier) -> None:
    at = QPointF(place)
    event = QWheelEvent(
        at,
        QPointF(diagram.mapToGlobal(place)),
        QPoint(),
        QPoint(0, round(120 * notches)),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(diagram, event)


def tile(bench: NetworkBench, column: int, unit: int) -> QPointF:
    """Where the middle of a tile is, in the viewport that scrolls from side to side."""
    card = bench.workspace.model
    place = card.diagram.columns[column]
    x, y = place.corners[unit] + place.tile / 2
    return QPointF(card.diagram.mapTo(card.zoom.viewport(), QPoint(int(x), int(y))))


def headers_stand_over_their_columns(bench: NetworkBench) -> bool:
    area = bench.workspace.model.columns
    headers = list(area.headers.values())
    columns = area.diagram.columns[1:-1]
    return all(abs(h.geometry().center().x() - c.centre) <= 2 for h, c in zip(headers, columns, strict=True))


def test_the_wheel_goes_nearer_to_what_is_under_the_pointer(qtbot):
    bench = make(qtbot)
    card = bench.workspace.model
    column = card.diagram.columns[1]
    x, y = column.corners[1] + column.tile / 2
    before = tile(bench, 1, 1)
    wheel(card.diagram, QPoint(int(x), int(y)), 3)
    bench.frame()
    assert card.zoom.zoom == pytest.approx(1.25**3)
    assert card.diagram.columns[1].tile == pytest.approx(1.25**3 * column.tile, abs=3)
    after = tile(bench, 1, 1)
    assert (after - before).manhattanLength() < 14
    assert headers_stand_over_their_columns(bench)
    wheel(card.diagram, QPoint(10, 10), -9)
    assert card.zoom.zoom == 1.0 and card.diagram.width() == card.zoom.viewport().width()


def test_the_plain_wheel_does_not_zoom(qtbot):
    bench = make(qtbot)
    wheel(bench.workspace.model.diagram, QPoint(50, 50), 2, Qt.KeyboardModifier.NoModifier)
    assert bench.workspace.model.zoom.zoom == 1.0


def test_two_fingers_go_nearer(qtbot):
    bench = make(qtbot)
    card = bench.workspace.model
    at = QPointF(100, 100)
    kind, finger = Qt.NativeGestureType.ZoomNativeGesture, QPointingDevice.primaryPointingDevice()
    QApplication.sendEvent(card.diagram, QNativeGestureEvent(kind, finger, 2, at, at, at, 0.5, QPointF()))
    assert card.zoom.zoom == pytest.approx(1.5)


def test_it_goes_no_nearer_than_four_times(qtbot):
    bench = make(qtbot)
    card = bench.workspace.model
    wheel(card.diagram, QPoint(100, 100), 40)
    assert card.zoom.zoom == 4.0 and not card.zoom.buttons.into.isEnabled()
    bench.frame()
    assert headers_stand_over_their_columns(bench)


def test_keys_of_the_diagram(qtbot):
    bench = make(qtbot)
    card = bench.workspace.model
    for key, zoom in (
        (Qt.Key.Key_Plus, 1.25),
        (Qt.Key.Key_Plus, 1.5625),
        (Qt.Key.Key_Minus, 1.25),
        (Qt.Key.Key_0, 1.0),
    ):
        qtbot.keyClick(card.diagram, key)
        assert card.zoom.zoom == pytest.approx(zoom)


def test_the_buttons_come_where_there_is_something_to_zoom(qtbot):
    bench = make(qtbot)
    zoom = bench.workspace.model.zoom
    assert not zoom.buttons.isVisible()
    wide = make(qtbot, units=(64,) * 8)
    zoom = wide.workspace.model.zoom
    assert zoom.buttons.isVisible() and not zoom.buttons.out.isEnabled()
    qtbot.mouseClick(zoom.buttons.into, LEFT)
    assert zoom.zoom == 1.25 and zoom.buttons.fit.text() == "125\xa0%"
    qtbot.mouseClick(zoom.buttons.fit, LEFT)
    assert zoom.zoom == 1.0


def test_what_was_a_bundle_is_shown_from_near_and_found_under_the_pointer(qtbot):
    bench = make(qtbot, units=(64,) * 8)
    card = bench.workspace.model
    assert card.diagram.columns[3].is_bundle
    card.zoom.zoom_to(3.0)
    bench.frame()
    column = card.diagram.columns[3]
    assert not column.is_bundle and column.units == 64
    x, y = column.corners[40] + column.tile / 2
    qtbot.mouseMove(card.diagram, QPoint(int(x), int(y)))
    assert card.diagram.hovered == Neuron(3, 40)
    bench.frame()
    assert headers_stand_over_their_columns(bench)


@pytest.mark.parametrize("button", [LEFT, MIDDLE])
def test_the_hand_drags_what_is_seen(qtbot, button):
    bench = make(qtbot)
    card = bench.workspace.model
    card.zoom.zoom_to(2.0)
    bench.frame()
    start = QPoint(20, 5)
    assert card.diagram.at(QPointF(start)) is None
    before = tile(bench, 1, 0)
    qtbot.mousePress(card.diagram, button, pos=start)
    qtbot.mouseMove(card.diagram, start + QPoint(-30, -20))
    qtbot.mouseRelease(card.diagram, button, pos=start)
    moved = tile(bench, 1, 0) - before
    assert (moved - QPointF(-30, -20)).manhattanLength() <= 2


def test_what_is_hidden_while_it_is_dragged_is_let_go(qtbot):
    bench = make(qtbot)
    card = bench.workspace.model
    card.zoom.zoom_to(2.0)
    bench.frame()
    start = QPoint(20, 5)
    qtbot.mousePress(card.diagram, LEFT, pos=start)
    bench.workspace.hide()
    bench.workspace.show()
    before = tile(bench, 1, 0)
    qtbot.mouseMove(card.diagram, start + QPoint(-20, -10))
    qtbot.mouseMove(card.diagram, start + QPoint(-30, -20))
    assert tile(bench, 1, 0) == before


def test_a_double_click_where_nothing_is_fits_the_diagram(qtbot):
    bench = make(qtbot)
    card = bench.workspace.model
    card.zoom.zoom_to(2.0)
    bench.frame()
    qtbot.mouseDClick(card.diagram, LEFT, pos=QPoint(20, 5))
    assert card.zoom.zoom == 1.0


def test_the_bar_at_the_edge_moves_the_diagram_under_its_headers(qtbot):
    bench = make(qtbot)
    card = bench.workspace.model
    assert not card.zoom._bar.isVisible()
    card.zoom.zoom_to(2.0)
    bench.frame()
    header = next(iter(card.columns.headers.values())).mapTo(card, QPoint())
    before = tile(bench, 1, 0)
    card.zoom._bar.setValue(card.zoom._bar.value() - 25)
    assert tile(bench, 1, 0).y() == before.y() + 25
    assert next(iter(card.columns.headers.values())).mapTo(card, QPoint()) == header


def test_zooming_is_no_edit(qtbot):
    bench = make(qtbot)
    bench.workspace.model.zoom.zoom_to(2.0)
    assert not bench.state.can_undo


def test_the_maps_become_finer_from_near(qtbot):
    bench = make(qtbot)
    before = bench.attention.focus.neuron_grid
    bench.workspace.model.zoom.zoom_to(2.0)
    bench.frame()
    assert bench.attention.focus.neuron_grid > before


def test_a_column_that_is_opened_at_the_edge_comes_into_sight(qtbot):
    bench = make(qtbot, units=(64,) * 8)
    card = bench.workspace.model
    view, across = card.zoom.viewport(), card.zoom.horizontalScrollBar()
    edge = max(k for k, column in enumerate(card.diagram.columns) if column.is_bundle and column.left < view.width())
    card.diagram.toggle(edge)
    bench.frame()
    qtbot.waitUntil(lambda: card.diagram.columns[edge].right <= across.value() + view.width())
    assert card.diagram.columns[edge].left >= across.value()


def test_a_window_too_low_for_the_diagram_can_have_another_layer(qtbot):
    bench = make(qtbot, units=())
    card = bench.workspace.model
    bench.workspace.resize(1500, 500)
    bench.frame()
    card.layer.click()
    bench.frame()
    assert card.diagram.height() == card.columns.pane.height() < card.diagram.minimumSizeHint().height()
