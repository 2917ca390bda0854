"""The card of the fit: every box changes what is drawn, and a line is dragged by its handles."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from playground.data.value_sets import VALUE_SETS
from playground.engine.line import closed_form
from playground.engine.spec import DenseSpec
from playground.training.commands import Pause
from playground.training.snapshot import Status
from playground.ui.look.theme import THEME
from tests.ui.painted_texts import noted_texts

LEFT = Qt.MouseButton.LeftButton
SIX = (DenseSpec(6, "tanh"),)


@pytest.mark.parametrize("box", ["residuals", "squares", "test_points", "reference"])
def test_every_box_changes_what_is_drawn_of_a_line(qtbot, make, box):
    bench = make()
    before = bench.picture()
    qtbot.mouseClick(getattr(bench.workspace.fit, box), LEFT)
    after = bench.picture()
    qtbot.mouseClick(getattr(bench.workspace.fit, box), LEFT)
    again = bench.picture()
    # Turned letters are not painted alike to the last pixel.
    assert 3 * (before != again).any(axis=2).sum() < (before != after).any(axis=2).sum()


@pytest.mark.parametrize("box", ["residuals", "test_points", "reference"])
def test_every_box_changes_what_is_drawn_of_a_network(qtbot, make, box):
    bench = make(SIX, {"source": "sine"})
    assert not bench.workspace.fit.squares.isVisible()
    before = bench.picture()
    qtbot.mouseClick(getattr(bench.workspace.fit, box), LEFT)
    assert not np.array_equal(before, bench.picture())


def test_a_line_and_a_network_keep_what_was_chosen_to_be_shown(qtbot, make):
    bench = make()
    card = bench.workspace.fit
    qtbot.mouseClick(card.squares, LEFT)
    bench.state.edit_model(bench.state.experiment.model.with_inserted(0, SIX[0]))
    assert not card.residuals.isChecked() and card.reference.text() == "true function"
    bench.state.undo()
    assert card.residuals.isChecked() and card.squares.isChecked() and card.reference.text() == "closed form"


def test_residuals_are_orange_below_the_points_and_blue_above(qtbot, make):
    bench = make()
    colours = THEME.colours
    bench.workspace.weights_edited.emit(np.array([0.7, -1.5], np.float32), "line")
    bench.frame()
    orange, none = bench.count(colours.negative), bench.count(colours.positive)
    bench.workspace.weights_edited.emit(np.array([0.7, 2.3], np.float32), "line")
    bench.frame()
    assert orange > 1000 > 10 * bench.count(colours.negative)
    assert bench.count(colours.positive) > 1000 > 10 * none
    qtbot.mouseClick(bench.workspace.fit.residuals, LEFT)
    assert bench.count(colours.positive) < 100


def test_the_mini_batch_is_ringed(make):
    bench = make()
    assert len(bench.snapshot.batch.index) == 8
    assert bench.count(THEME.colours.batch, 30) > 8 * 10
    bench.state.edit_training(batch_size=10_000)
    bench.frame()
    assert bench.count(THEME.colours.batch, 30) == 0


def test_the_rings_rest_while_steps_follow_too_quickly_to_be_seen(make):
    bench = make(pace=10.0)
    bench.train()
    assert bench.count(THEME.colours.batch, 30) > 8 * 10
    bench.state.edit_training(pace=0.0)
    bench.train()
    assert bench.count(THEME.colours.batch, 30) == 0
    bench.send(Pause())
    bench.frame()
    assert bench.count(THEME.colours.batch, 30) > 8 * 10


@pytest.mark.parametrize("handle", [0, 1])
def test_a_handle_moves_the_line_about_the_other_one(make, handle):
    bench = make()
    count = len(bench.state.data_set)
    other = bench.view.grip.places[1 - handle]
    start = bench.handle(handle)
    end = start + QPoint(6, 40)
    bench.drag(start, start + QPoint(3, 20), end)
    a, b = bench.frame().theta
    x, y = bench.view.plane_map().plane(end.toPointF())
    assert a * x + b == pytest.approx(y, abs=1e-3)
    assert a * other[0] + b == pytest.approx(other[1], abs=1e-3)
    assert len(bench.state.data_set) == count


def test_a_drag_is_undone_in_one_step_while_training_runs(make):
    bench = make()
    bench.train()
    before = bench.look().theta.copy()
    steps = bench.state.can_undo
    start = bench.handle(1)
    bench.drag(start, start + QPoint(0, 30), start + QPoint(0, 60))
    bench.train()
    assert bench.snapshot.progress.status is Status.TRAINING and not steps
    assert bench.state.undo_name and bench.state.can_undo
    bench.state.undo()
    assert np.allclose(bench.look().theta, before)
    assert not bench.state.can_undo


def test_the_pointer_at_a_handle_is_a_hand_without_a_brush(qtbot, make):
    bench = make()

    def point_at(place: QPoint) -> tuple[Qt.CursorShape, int]:
        """The cursor there, and how much of the plane another size of the brush changes."""
        for offset in (1, 0):
            qtbot.mouseMove(bench.view, place + QPoint(offset, 0))
        shape = bench.view.cursor().shape()
        bench.workspace.editor.set_brush(8)
        small = bench.picture()
        bench.workspace.editor.set_brush(48)
        return shape, int((small != bench.picture()).any(axis=2).sum())

    shape, changed = point_at(bench.handle(0))
    assert shape is Qt.CursorShape.OpenHandCursor and changed < 200
    shape, changed = point_at(bench.pixel(0.1, 2.0))
    assert shape is Qt.CursorShape.CrossCursor and changed > 2000


def test_a_line_that_becomes_a_network_is_not_dragged_on(qtbot, make):
    bench, edited = make(), []
    bench.workspace.weights_edited.connect(lambda *_: edited.append(True))
    qtbot.mousePress(bench.view, LEFT, pos=bench.handle(1))
    bench.state.edit_model(replace(bench.state.experiment.model, hidden=SIX, keys=()))
    qtbot.mouseMove(bench.view, bench.view.rect().center())
    qtbot.mouseRelease(bench.view, LEFT, pos=bench.view.rect().center())
    assert not edited


def test_a_network_has_no_handles(make):
    bench = make(SIX)
    assert bench.view.grip.places is None


def test_the_closed_form_is_drawn_where_it_is(make):
    bench = make({}, {"outliers": 0.2})
    points = bench.state.data_set
    a, b, _ = closed_form(*points.x[points.split(0.8)[0]].T)
    assert bench.view.fit.closed_form[:2] == pytest.approx((a, b))
    bench.state.edit_data(seed=3)
    assert bench.view.fit.closed_form[:2] != pytest.approx((a, b))


def test_the_largest_error_on_the_interval_is_stated(make):
    bench = make(SIX, {"source": "sine"})
    fit = bench.train().fit
    error = np.abs(fit.f - VALUE_SETS["sine"].truth(fit.x))
    worst = int(error.argmax())
    flag = bench.view.fit.flag
    assert float(flag.value) == pytest.approx(error[worst], rel=0.05)
    assert flag.text.startswith("largest error {0} at x = ")
    assert float(flag.text.rpartition(" ")[2].replace("−", "-")) == pytest.approx(fit.x[worst], abs=0.006)


def test_at_drawn_points_the_largest_error_is_theirs(make):
    bench = make(SIX, {"source": "sine"})
    bench.state.edit_data(source="drawn", drawn=bench.state.data_set)
    snapshot = bench.frame()
    x, y = bench.state.data_set.x.T
    error = np.abs(np.interp(x, snapshot.fit.x, snapshot.fit.f) - y)
    flag = bench.view.fit.flag
    assert "at the points" in flag.text and float(flag.value) == pytest.approx(error.max(), rel=0.05)
    assert not bench.workspace.fit.reference.isVisible()


def test_what_is_said_of_the_place_under_the_pointer(make):
    bench = make()
    bench.workspace.weights_edited.emit(np.array([0.5, 1.0], np.float32), "line")
    bench.frame()
    assert bench.view._say(1.0, -2.0).text == "f(x) = 1.500"


def test_the_place_where_a_unit_switches_runs_through_the_fit(make):
    bench = make(SIX, {"source": "sine"})
    before = bench.picture()
    bench.view.set_switch(-1.54)
    after = bench.picture()
    column = bench.pixel(-1.54, 0).x()
    changed = np.flatnonzero((before != after).any(axis=(0, 2)))
    assert len(changed) and abs(changed - column).max() <= 2
    bench.view.set_switch(None)
    assert np.array_equal(bench.picture(), before)


def test_ten_thousand_points_are_drawn(qtbot, make):
    bench = make({}, {"count": 10_000})
    qtbot.mouseClick(bench.workspace.fit.squares, LEFT)
    bench.train()
    assert bench.count(THEME.colours.text) > 1000


@pytest.mark.parametrize("source", ["line", "parabola", "abs", "step", "sine"])
def test_the_value_under_the_pointer_stands_beside_legend_and_flag(qtbot, make, source):
    bench = make(SIX, {"source": source})
    view = bench.view
    qtbot.mouseMove(view, view.plane_map().pixel(0.0, 0.0).toPoint())
    with noted_texts() as notes:
        view.grab()
    (told,) = [each for each in notes.painted if each.text.startswith("f(x) = ")]
    words = view._picture.words(view.plane_map())
    assert len(words) == 2 and not any(told.ink.intersects(box) for box in words)
