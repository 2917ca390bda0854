"""Which cards stand around the fit, and that all of them mean the same weights."""

import pytest
from PySide6.QtCore import QPoint, Qt

from playground.engine.spec import DenseSpec
from playground.ui.widgets.card import Card

LEFT = Qt.MouseButton.LeftButton
SIX = DenseSpec(6, "tanh")


def shown(bench) -> set[str]:
    cards = bench.workspace.findChildren(Card)
    return {card.objectName().partition(".")[0] for card in cards if card.isVisible()}


def test_a_line_and_a_network_have_their_own_cards(make):
    bench = make()
    assert {"data", "draw", "fit", "line", "surface", "loss"} <= shown(bench)
    bench.state.edit_model(bench.state.experiment.model.with_inserted(0, SIX))
    bench.train(0.02)
    assert {"data", "draw", "fit", "loss"} <= shown(bench) and not {"line", "surface"} & shown(bench)
    bench.state.undo()
    bench.frame()
    assert {"line", "surface"} <= shown(bench)


def test_a_line_that_is_dragged_moves_the_point_on_the_surface_and_the_numbers(make):
    bench = make()
    bench.drag(bench.handle(1), bench.handle(1) + QPoint(0, 40))
    a, b = bench.frame().theta
    bench.workspace.show_texts(bench.snapshot)
    assert bench.workspace.line.line.text().count(f"{abs(a):.2f}") == 1
    assert bench.workspace.surface.view.picture.theta == pytest.approx((a, b))


def test_a_point_of_the_surface_that_is_dragged_moves_the_line_and_is_undone(qtbot, make):
    bench = make()
    before = bench.view.fit.line
    view = bench.workspace.surface.view
    start, end = (view.plane().pixel(*place).toPoint() for place in (before, (0.3, 0.9)))
    qtbot.mousePress(view, LEFT, pos=start)
    qtbot.mouseMove(view, (start + end) / 2)
    qtbot.mouseMove(view, end)
    qtbot.mouseRelease(view, LEFT, pos=end)
    bench.frame()
    assert bench.view.fit.line == pytest.approx((0.3, 0.9), abs=0.05)
    bench.state.undo()
    bench.frame()
    assert bench.view.fit.line == pytest.approx(before)


def test_small_windows_fold_data_and_details(make):
    bench = make()
    columns = bench.workspace.body.columns
    assert columns.folded == ()
    bench.workspace.resize(900, 700)
    assert columns.folded == ("data",)
    bench.workspace.resize(1364, 560)
    assert columns.folded == ("details",)
    bench.workspace.resize(1364, 500)
    assert columns.folded == ("details", "result")
    bench.workspace.resize(1364, 800)
    assert columns.folded == ()
