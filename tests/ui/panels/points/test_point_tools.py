"""Every tool of the card of the brush, with the mouse on a real plane, and taken back as one step."""

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from playground.data.points import CLASS_NAMES, MAX_POINTS, PointSet
from playground.training.architecture import Architecture
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.panels.points.draw_panel import DrawPanel
from playground.ui.panels.points.point_actions import PointActions
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.session.state import ExperimentState
from playground.ui.views.plane.plane_view import PlaneView

LEFT = Qt.MouseButton.LeftButton
SHIFT = Qt.KeyboardModifier.ShiftModifier
NO_KEY = Qt.KeyboardModifier.NoModifier
FOUR = [(-2, -2), (-2, 2), (2, -2), (2, 2)]


class Desk:
    """A plane, its editor and the card of the brush, over an experiment of their own."""

    def __init__(self, qtbot, data) -> None:
        self.qtbot = qtbot
        loss = "squared-error" if isinstance(data, ValuesData) else "cross-entropy"
        self.state = ExperimentState(Experiment(data, Architecture(()), TrainingSettings(loss=loss)))
        self.view = PlaneView()
        self.editor = PointEditor(self.state, rng=np.random.default_rng(0), parent=self.view)
        self.actions = PointActions(self.editor, np.random.default_rng(0))
        self.editor.attach(self.view)
        self.panel = DrawPanel(self.editor, actions=self.actions)
        for widget in (self.view, self.panel):
            qtbot.addWidget(widget)
        self.view.resize(420, 420)
        self.view.show()
        self.panel.show()

    @property
    def points(self) -> PointSet:
        return self.state.data_set

    def button(self, name: str):
        return self.panel.findChild(object, name)

    def press(self, name: str) -> None:
        self.qtbot.mouseClick(self.button(name), LEFT)

    def take(self, tool: str) -> None:
        self.press(f"draw.tool.{tool}")
        assert self.editor.tool == tool

    def pixel(self, x1: float, x2: float) -> QPoint:
        return self.view.plane_map().pixel(x1, x2).toPoint()

    def drag(self, *way: tuple[float, float], key=NO_KEY) -> None:
        self.qtbot.mousePress(self.view, LEFT, key, self.pixel(*way[0]))
        for place in way[1:]:
            self.qtbot.mouseMove(self.view, self.pixel(*place))
        self.qtbot.mouseRelease(self.view, LEFT, key, self.pixel(*way[-1]))

    def assert_one_step(self, before: PointSet, name: str) -> None:
        """What was done has this name, goes back to what was before, and comes again."""
        after = self.points
        assert after != before and self.state.undo_name == name
        self.state.undo()
        assert self.points == before
        self.state.redo()
        assert self.points == after


@pytest.fixture
def desk(qtbot) -> Desk:
    return Desk(qtbot, PointsData(DRAWN, drawn=PointSet.empty().added(FOUR, [0, 0, 1, 1])))


@pytest.fixture
def values(qtbot) -> Desk:
    return Desk(qtbot, ValuesData(DRAWN, drawn=PointSet.empty(0, DRAWN).added(FOUR, 0)))


@pytest.fixture(params=["classes", "values"])
def either(request, qtbot, desk, values) -> Desk:
    return desk if request.param == "classes" else values


def test_every_tool_is_in_the_card_with_a_name_and_says_what_it_does(desk):
    for tool in ("paint", "point", "erase", "move", "select", "lasso", "jitter", "magnet"):
        button = desk.button(f"draw.tool.{tool}")
        assert button.toolTip().startswith(f"{button.accessibleName()}: ")


def test_single_points_are_put_exactly_where_the_mouse_is(either):
    either.take("point")
    before = either.points
    either.drag((0, 0), (1, 1))
    assert either.points.x[4:] == pytest.approx(np.array([(1, 1)]), abs=0.02)
    either.assert_one_step(before, "points painted")


def test_the_brush_paints_with_the_density_of_its_slider(either):
    either.take("paint")
    before = either.points
    either.drag((-1, 0), (1, 0))
    usual = len(either.points) - len(before)
    either.assert_one_step(before, "points painted")
    either.state.undo()
    density = either.button("draw.density.value")
    density.clear()
    either.qtbot.keyClicks(density, "400%")
    either.qtbot.keyClick(density, Qt.Key.Key_Return)
    either.drag((-1, 0), (1, 0))
    assert len(either.points) - len(before) > 3 * usual


def test_the_eraser_is_one_step(either):
    either.take("erase")
    before = either.points
    either.drag((-2.5, -2), (2.5, -2))
    assert len(either.points) == 2
    either.assert_one_step(before, "points erased")


def test_a_rectangle_selects_even_where_it_begins_on_a_point(either):
    either.take("select")
    before = either.points
    either.drag((-2, -2), (-1, 3))
    assert either.editor.selection.tolist() == [0, 1]
    either.drag((1, 1), (3, 3), key=SHIFT)
    assert either.editor.selection.tolist() == [0, 1, 3]
    assert either.points is before and not either.state.can_undo


def test_other_points_have_no_rings_of_those_that_were_selected(either):
    either.actions.select_all()
    assert len(either.view._picture.selection) == 4
    either.state.edit_data(drawn=either.points.without(np.array([True, False, False, False])))
    either.state.undo()
    assert either.editor.selected == 0 and len(either.view._picture.selection) == 0


def test_a_lasso_selects_what_it_goes_around_and_the_hand_moves_that(either):
    either.take("lasso")
    either.drag((-2.9, -2.9), (2.9, -2.9), (2.9, 2.9), (1.5, 2.9), (1.5, -1), (-2.9, -1), (-2.9, -2.9))
    assert either.editor.selection.tolist() == [0, 2, 3]
    either.take("move")
    assert either.editor.selected == 3
    before = either.points
    either.drag((2, 2), (2, 1))
    assert either.points.x[:, 1] == pytest.approx([-3, 2, -3, 1], abs=0.03)
    either.assert_one_step(before, "points moved")


def test_the_class_of_what_is_selected_is_changed_with_the_palette(desk):
    desk.take("select")
    desk.drag((-3, -3), (-1, 3))
    before = desk.points
    desk.press("draw.palette.1")
    assert desk.points.counts() == (0, 4)
    assert desk.editor.selected == 2 and desk.editor.tool == "select"
    desk.assert_one_step(before, "class of points")
    desk.state.undo()
    desk.drag((-3, -3), (-1, 3))
    desk.press("draw.palette.add")
    assert desk.points.counts() == (0, 2, 2)


@pytest.mark.parametrize(("tool", "name"), [("jitter", "points jittered"), ("magnet", "points attracted")])
def test_what_is_held_goes_on_until_it_is_released_and_is_one_step(either, tool, name):
    either.take(tool)
    before, seen = either.points, []
    either.state.changed.connect(lambda _: seen.append(either.points))
    either.qtbot.mousePress(either.view, LEFT, pos=either.pixel(1.9, 2))
    either.qtbot.waitUntil(lambda: len(seen) >= 4)
    either.qtbot.mouseRelease(either.view, LEFT, pos=either.pixel(1.9, 2))
    moved = (either.points.x != before.x).any(axis=1)
    assert moved.tolist() == [False, False, False, True]
    either.assert_one_step(before, name)


@pytest.mark.parametrize("tool", ["paint", "point", "erase", "move", "jitter", "magnet"])
def test_a_gesture_that_is_undone_before_its_end_is_over(either, tool):
    either.take(tool)
    before = either.points
    either.qtbot.mousePress(either.view, LEFT, pos=either.pixel(1.9, 2))
    either.qtbot.mouseMove(either.view, either.pixel(1, 1))
    either.state.undo()
    either.qtbot.mouseMove(either.view, either.pixel(-1, 1))
    assert either.points is before and not either.editor.is_holding
    either.qtbot.mouseRelease(either.view, LEFT, pos=either.pixel(-1, 1))
    assert either.points is before


@pytest.mark.parametrize("tool", ["select", "lasso", "move", "jitter", "magnet"])
def test_points_that_are_erased_in_the_middle_of_a_gesture_are_not_known_to_it_any_more(either, tool):
    either.take(tool)
    either.editor.select(np.arange(4))
    either.qtbot.mousePress(either.view, LEFT, SHIFT, either.pixel(1.9, 2))
    either.editor.delete_selection()
    either.qtbot.mouseMove(either.view, either.pixel(-1, 1))
    assert not either.editor.is_holding
    either.qtbot.mouseRelease(either.view, LEFT, SHIFT, either.pixel(-1, 1))
    assert not len(either.points) and not either.editor.selected


def test_what_is_held_ends_when_the_plane_is_hidden(desk):
    desk.take("jitter")
    desk.qtbot.mousePress(desk.view, LEFT, pos=desk.pixel(2, 2))
    desk.view.hide()
    desk.qtbot.waitUntil(lambda: not desk.editor.is_holding)
    assert desk.state.undo_name == "points jittered"


def test_jitter_shakes_all_that_is_selected_wherever_the_mouse_is(either):
    either.actions.select_all()
    either.take("jitter")
    before = either.points
    either.drag((0, 0))
    assert (either.points.x != before.x).any(axis=1).all()
    assert either.editor.selected == 4


def test_clearing_is_one_step(either):
    before = either.points
    either.press("draw.clear")
    assert len(either.points) == 0 and either.points.classes == before.classes
    either.assert_one_step(before, "all points erased")


def test_classes_are_balanced_by_leaving_out_points_of_the_larger(qtbot, desk):
    desk.editor.set_label(1)
    desk.take("paint")
    desk.drag((-2, 0), (2, 0))
    before = desk.points
    qtbot.waitUntil(lambda: desk.button("draw.counts").text() == f"A 2 · B {before.counts()[1]}")
    desk.press("draw.balance")
    assert desk.points.counts() == (2, 2)
    qtbot.waitUntil(lambda: desk.button("draw.counts").text() == "A 2 · B 2")
    assert not desk.button("draw.balance").isEnabled() or desk.points.counts() == (2, 2)
    desk.assert_one_step(before, "classes balanced")


def test_selected_points_are_duplicated_beside_themselves_and_then_selected(either):
    either.take("select")
    either.drag((-3, -3), (-1, -1))
    before = either.points
    either.actions.duplicate()
    assert len(either.points) == 5 and either.points.label[4] == before.label[0]
    assert np.abs(either.points.x[4] - before.x[0]).max() < 0.2
    assert either.editor.selection.tolist() == [4]
    either.assert_one_step(before, "points duplicated")


def test_no_more_is_copied_than_there_is_room(qtbot):
    x = np.random.default_rng(0).uniform(-3, 3, (MAX_POINTS - 2, 2))
    desk = Desk(qtbot, PointsData(DRAWN, drawn=PointSet.empty().added(x, 0)))
    desk.actions.select_all()
    desk.actions.duplicate()
    assert len(desk.points) == MAX_POINTS
    with qtbot.waitSignal(desk.editor.refused):
        desk.actions.duplicate()


def test_points_of_too_many_classes_are_refused_in_words(desk):
    with desk.qtbot.waitSignal(desk.editor.refused) as told:
        desk.actions.join(np.zeros((5, 2)), ["v", "w", "x", "y", "z"], "points pasted")
    assert "7 classes" in told.args[0] and "6" in told.args[0]
    assert len(desk.points) == 4


def test_the_selected_are_erased_with_the_button_that_counts_them(either):
    either.actions.select_all()
    before = either.points
    assert either.button("draw.erase").text() == "4"
    either.press("draw.erase")
    assert len(either.points) == 0
    either.assert_one_step(before, "points erased")


def test_what_belongs_to_classes_is_hidden_where_there_are_none(desk, values):
    for name in ("draw.palette", "draw.balance"):
        assert desk.button(name).isVisible() and not values.button(name).isVisible()
    assert values.button("draw.counts").text() == "4 points"
    values.editor.set_label(1)
    values.take("paint")
    values.drag((0, 0))
    assert values.points.classes == 0 and len(values.points) > 4
    assert isinstance(values.state.experiment.data, ValuesData)


def test_painting_on_built_in_values_keeps_them_and_their_kind(qtbot):
    desk = Desk(qtbot, ValuesData("sine", 30))
    before = desk.points
    desk.take("point")
    desk.drag((0, 0))
    data = desk.state.experiment.data
    assert isinstance(data, ValuesData) and data.source == DRAWN
    assert np.array_equal(desk.points.x[:30], before.x)
    desk.state.undo()
    assert desk.state.experiment.data.source == "sine"


def test_painted_classes_are_named_in_order(desk):
    desk.editor.set_label(2)
    desk.take("paint")
    desk.drag((0, 0))
    assert desk.points.class_names == CLASS_NAMES[:3]
