"""Which cards stand around the fit, and that all of them mean the same weights."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from playground.engine.spec import DenseSpec
from playground.ui.widgets.card import Card

LEFT = Qt.MouseButton.LeftButton
SIX = DenseSpec(6, "tanh")


def shown(bench) -> set[str]:
    cards = bench.workspace.findChildren(Card)
    return {card.objectName().partition(".")[0] for card in cards if card.isVisible()}


def test_a_line_and_a_network_have_their_own_cards(qtbot, make):
    bench = make()
    everywhere = {"data", "draw", "model", "fit", "loss"}
    assert shown(bench) == everywhere | {"line", "surface"}
    heights = bench.workspace._centre.sizes()
    qtbot.mouseClick(bench.workspace.model.kind.buttons["hidden"], LEFT)
    bench.train(0.02)
    assert shown(bench) == everywhere | {"units", "hidden_units", "error"}
    bench.state.undo()
    bench.frame()
    assert shown(bench) == everywhere | {"line", "surface"}
    assert bench.workspace._centre.sizes() == heights


def test_the_chosen_unit_is_in_front_in_both_cards_and_switches_in_the_fit(qtbot, make):
    bench = make((SIX,), {"source": "sine"})
    snapshot = bench.train(0.02)
    weight, bias = snapshot.parameters[0]
    places = -bias / weight.reshape(-1)
    unit = int(np.argmin(np.abs(places)))
    table = bench.workspace.units.table
    qtbot.mouseMove(table, table.row_rect(unit).center().toPoint())
    assert bench.view.fit.switch == pytest.approx(float(places[unit]), abs=1e-4)
    assert f"Unit {unit + 1} " in bench.workspace.contributions._said.text()
    bench.workspace.contributions.chosen_unit.emit(None)
    assert bench.view.fit.switch is None


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


def test_units_are_added_and_removed_while_it_trains(qtbot, make):
    bench = make((SIX,), {"source": "sine"})
    bench.workspace.play_requested.emit(True)
    before = bench.train(0.05)
    units = bench.workspace.model.units[0]
    qtbot.mouseClick(units._more, LEFT)
    after = bench.train(0.001)
    assert after.spec.layers[0].units == 7 and after.progress.step > before.progress.step > 0
    # What was learned stays: the new unit adds next to nothing yet, the others what they did.
    assert after.fit.parts[:6] == pytest.approx(before.fit.parts, abs=0.1) and np.abs(after.fit.parts[6]).max() < 0.1
    units.edit.selectAll()
    qtbot.keyClicks(units.edit, "100")
    qtbot.keyClick(units.edit, Qt.Key.Key_Return)
    step = bench.train(0.05).progress.step
    assert bench.snapshot.spec.layers[0].units == 100 and step > after.progress.step
    bench.state.undo()
    assert bench.frame().spec.layers[0].units == 6  # one number that is changed in a row is one step


def test_what_a_line_learned_comes_back_after_a_network(qtbot, make):
    bench = make()
    line = bench.train(0.05).theta
    kinds = bench.workspace.model.kind.buttons
    qtbot.mouseClick(kinds["hidden"], LEFT)
    bench.train(0.02)
    bench.state.undo()
    assert bench.frame().theta.tolist() == line.tolist()
