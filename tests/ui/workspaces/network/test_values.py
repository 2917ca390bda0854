"""Values over the plane in the Network workspace: the other problem, driven as a user would."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from playground.data.plane_value_sets import PLANE_VALUE_SETS
from playground.data.point_tables import write_points
from playground.data.points import PointSet
from playground.document.document import document_of
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.chosen_plane_values import PlaneValuesData
from playground.training.settings import TrainingSettings
from playground.training.snapshot import Status
from playground.ui.views.diagram.diagram_card import name_of
from playground.ui.views.plane.grip import Pointer
from playground.ui.workspaces.network.kind import NETWORK
from tests.ui.unfolding import control
from tests.ui.workspaces.network.test_network_workspace import NetworkBench, make

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bench(qtbot) -> NetworkBench:
    return make(qtbot, training=TrainingSettings(0.01, optimizer="adam"), data=PointsData("moons", count=200))


def child(bench: NetworkBench, name: str):
    found = bench.workspace.findChild(object, name)
    assert found is not None, name
    return found


def switch(qtbot, bench: NetworkBench, problem: str) -> None:
    qtbot.mouseClick(child(bench, f"data.problem.{problem}"), LEFT)
    bench.frame()


def pick(qtbot, bench: NetworkBench, name: str) -> None:
    qtbot.mouseClick(child(bench, f"data.value_sets.{name}"), LEFT)
    bench.frame()


def test_another_problem_is_one_step_that_keeps_hidden_layers_and_is_undone_exactly(qtbot, bench):
    bench.train(0.3)
    before, theta = bench.state.experiment, bench.look().theta.copy()
    switch(qtbot, bench, "values")
    experiment, workspace = bench.state.experiment, bench.workspace
    assert isinstance(experiment.data, PlaneValuesData) and experiment.training.loss == "squared-error"
    hidden = len(theta) - 5
    assert (bench.snapshot.theta[:hidden] == theta[:hidden]).all() and bench.snapshot.kept == (hidden, len(theta))
    assert bench.snapshot.spec.layers[-1].activation == "linear"
    assert "The hidden layers keep what they learned" in workspace.messages.text()
    assert f"{hidden} of {len(theta)} parameters kept" in workspace.status_texts()
    assert workspace.decision.title() == "Output y"
    assert control(workspace.decision.options.more, "decision.margins").text() == "contours"
    shown = [child(bench, "transport.loss.list").itemData(k) for k in range(3)]
    assert shown == ["squared-error", "absolute-error", "huber"] == list(experiment.data.task.losses)
    assert bench.state.undo_name == "problem: values"
    bench.state.undo()
    bench.frame()
    assert bench.state.experiment == before and (bench.snapshot.theta == theta).all()
    assert workspace.messages.isHidden()
    assert workspace.decision.title() == "Decision boundary" and child(bench, "data.problem").current() == "classes"
    assert child(bench, "transport.loss.list").count() == 4


def test_a_second_click_at_the_same_place_does_not_switch_back(qtbot, bench):
    switched = child(bench, "data.problem")
    place = switched.mapTo(bench.workspace, QPoint(0, 0))
    switch(qtbot, bench, "values")
    bench.look()
    assert switched.mapTo(bench.workspace, QPoint(0, 0)) == place


def test_the_set_of_before_comes_back_with_its_problem(qtbot, bench):
    switch(qtbot, bench, "values")
    pick(qtbot, bench, "ripples")
    switch(qtbot, bench, "classes")
    assert bench.state.experiment.data.source == "moons" and bench.state.experiment.training.loss == "cross-entropy"
    switch(qtbot, bench, "values")
    assert bench.state.experiment.data.source == "ripples"


def test_values_are_learned_shown_and_told(qtbot, bench):
    switch(qtbot, bench, "values")
    for name in PLANE_VALUE_SETS:
        pick(qtbot, bench, name)
        assert bench.state.experiment.data.source == name
    pick(qtbot, bench, "plane")
    for _ in range(20):
        snapshot = bench.train(0.5)
    assert snapshot.scores.test_rmse < 0.12 and snapshot.progress.status is Status.TRAINING
    loss, view = bench.workspace.loss, bench.workspace.decision.view
    loss.show_texts(snapshot)
    number = child(bench, "loss.accuracy")
    assert number.accessibleName().startswith("RMSE 0.0") and "root of the mean squared error" in number.toolTip()
    points = bench.state.data_set
    x1, x2 = points.x[3].tolist()
    said = view._say(x1, x2).text
    assert said.startswith("d = ") and ", y = " in said
    picture = view.grab().toImage()
    corners = [view.plane_map().pixel(sign * 2.7, sign * 2.7).toPoint() for sign in (-1, 1)]
    low, high = (picture.pixelColor(corner) for corner in corners)
    assert low.red() > low.blue() and high.blue() > high.red()
    qtbot.mouseClick(child(bench, "decision.discretise"), LEFT)
    control(bench.workspace.decision.options.more, "decision.margins").click()
    bench.frame()
    area = view.legend_area
    assert area.height() > 10 and view.rect().contains(area.toRect())


def test_a_value_is_painted_moved_given_to_others_and_undone(qtbot, bench):
    switch(qtbot, bench, "values")
    workspace, editor = bench.workspace, bench.workspace.editor
    slider = child(bench, "draw.value.slider")
    assert slider.isVisible() and not child(bench, "draw.palette").isVisible()
    slider.set_value(-0.5)
    slider.value_changed.emit(-0.5)
    slider.value_committed.emit(-0.5)
    count = len(bench.state.data_set)
    plane = workspace.decision.view
    qtbot.mouseClick(plane, LEFT, pos=plane.plane_map().pixel(1.0, 1.0).toPoint())
    points = bench.state.data_set
    assert len(points) > count and set(points.value[count:].tolist()) == {-0.5}
    assert bench.state.experiment.data.source == DRAWN and bench.state.undo_name == "points painted"
    editor.select(np.array([0, 1]))
    slider.value_changed.emit(0.2)
    slider.value_changed.emit(0.25)
    slider.value_committed.emit(0.25)
    assert bench.state.data_set.value[:2].tolist() == [0.25, 0.25] and editor.selected == 2
    assert bench.state.undo_name == "value of points"
    bench.state.undo()
    assert bench.state.data_set == points
    qtbot.keyClick(workspace, Qt.Key.Key_5)
    bench.frame()


def test_digits_choose_values(qtbot, bench):
    switch(qtbot, bench, "values")
    panel = bench.workspace.draw
    panel._choose(1)
    assert bench.workspace.editor.value == -0.5
    panel._choose(8)
    assert bench.workspace.editor.value == -0.5


def test_points_with_values_are_copied_among_themselves_and_not_among_classes(qtbot, bench):
    switch(qtbot, bench, "values")
    workspace, editor = bench.workspace, bench.workspace.editor
    editor.select(np.array([0, 1, 2]))
    values = bench.state.data_set.value[:3].tolist()
    workspace.copy_selection()
    assert QGuiApplication.clipboard().text().startswith("x1\tx2\tvalue")
    workspace.paste()
    assert bench.state.data_set.value[-3:].tolist() == values
    workspace.duplicate_selection()
    assert bench.state.data_set.value[-3:].tolist() == values
    switch(qtbot, bench, "classes")
    count = len(bench.state.data_set)
    workspace.paste()
    assert len(bench.state.data_set) == count and "have values; here points have none" in workspace.messages.text()
    editor.select(np.array([0, 1, 2]))
    workspace.copy_selection()
    switch(qtbot, bench, "values")
    workspace.paste()
    assert "as points with classes do; values are numbers" in workspace.messages.text()


def test_a_file_of_values_brings_its_problem_with_it(qtbot, bench, tmp_path):
    points = replace(PlaneValuesData("saddle", count=50).resolve(), value_scale=(0.0, 20.0))
    write_points(points, tmp_path / "heat.csv")
    bench.workspace.open_file(tmp_path / "heat.csv")
    qtbot.waitUntil(lambda: isinstance(bench.state.experiment.data, PlaneValuesData))
    assert bench.state.data_set.file_values == pytest.approx(points.file_values, abs=1e-3)
    assert bench.state.experiment.training.loss == "squared-error"
    assert "Values are divided by" in bench.workspace.messages.text()
    bench.state.undo()
    assert bench.state.experiment.data.source == "moons"


def test_pasted_text_of_values_brings_its_problem_with_it(qtbot, bench):
    bench.workspace.data.paste("".join(f"{i % 3},{i % 5},{i / 10}\n" for i in range(10)))
    assert isinstance(bench.state.experiment.data, PlaneValuesData) and len(bench.state.data_set) == 10
    bench.workspace.data.paste("0,0,1\n1,1,0\n")
    assert bench.state.data_set.value.tolist() == [1, 0]
    switch(qtbot, bench, "classes")
    bench.workspace.data.paste("0,0,1\n1,1,0\n")
    assert bench.state.data_set.class_names == ("0", "1")


def test_what_asks_for_classes_is_not_offered(qtbot, bench):
    bench.state.edit_training(stop_accuracy=0.9)
    switch(qtbot, bench, "values")
    assert bench.state.experiment.training.stop_accuracy is None
    assert control(bench.workspace.transport.more, "transport.stop.accuracy").isHidden()
    for name in ("data.label_noise", "draw.balance", "draw.palette"):
        assert child(bench, name).isHidden()
    for name in ("decision.more.wrong", "decision.more.alone"):
        assert control(bench.workspace.decision.options.more, name).isHidden()
    qtbot.waitUntil(lambda: child(bench, "draw.counts").text() == "200 points")


def test_what_is_first_unfolded_later_is_that_of_values(qtbot, bench):
    switch(qtbot, bench, "values")
    bench.train()
    bench.workspace.loss.show_texts(bench.snapshot)
    decision, loss = bench.workspace.decision, bench.workspace.loss
    assert bench.workspace.findChild(QWidget, "decision.margins") is None
    assert bench.workspace.findChild(QWidget, "loss.log") is None
    assert control(decision.options.more, "decision.margins").text() == "contours"
    assert control(decision.options.more, "decision.more.wrong").isHidden()
    assert not control(loss.more, "loss.more.accuracy").isEnabled()
    switch(qtbot, bench, "classes")
    bench.train()
    bench.workspace.loss.show_texts(bench.snapshot)
    assert control(decision.options.more, "decision.margins").text() == "margins"
    assert not control(decision.options.more, "decision.more.wrong").isHidden()
    assert control(loss.more, "loss.more.accuracy").isEnabled()


def test_a_step_is_walked_through_and_the_diagram_names_the_output(qtbot, bench):
    switch(qtbot, bench, "values")
    assert name_of(bench.snapshot, 3, 0) == "output y"
    bench.workspace.walk_through()
    bench.frame()
    bench.frame()
    assert bench.snapshot.walk is not None
    card = bench.workspace.walk.sample
    plane = card.view.plane_map()
    place = plane.pixel(*bench.state.data_set.x[7].tolist()).toPoint()
    qtbot.mouseClick(card.view, LEFT, pos=QPoint(place))
    value = float(bench.state.data_set.value[card.number])
    assert float(card._subtitle.text().removeprefix("d = ").replace("−", "-")) == pytest.approx(value, rel=0.01)


def test_a_linear_network_on_values_that_are_bent_is_told(qtbot):
    training = TrainingSettings(0.03, optimizer="adam", loss="squared-error", batch_size=200)
    bench = make(qtbot, units=(), training=training, data=PlaneValuesData("saddle", count=200))
    for _ in range(40):
        bench.train(0.2)
        bench.workspace.show_texts(bench.snapshot)
        if bench.workspace.diagnosis.finding is not None:
            break
    assert bench.workspace.diagnosis.finding.fault == "plane"
    assert "its answers lie on a plane, and these values do not" in bench.workspace.messages.text()
    bench.workspace.diagnosis.take("product")
    assert bench.state.experiment.data.features == ("x1", "x2", "x1x2")


def test_a_document_of_values_is_one_of_the_network_workspace(bench):
    experiment = replace(
        bench.state.experiment, data=PlaneValuesData("saddle"), training=TrainingSettings(loss="squared-error")
    )
    document = document_of("network", experiment, (2,), ())
    assert NETWORK.shows(experiment) and NETWORK.objection(document) is None


def test_erasing_all_leaves_values(qtbot, bench):
    switch(qtbot, bench, "values")
    bench.workspace.editor.clear()
    assert len(bench.state.data_set) == 0 and bench.state.data_set.has_values
    bench.frame()
    bench.workspace.editor.press(Pointer(0.0, 0.0, 0.01))
    bench.workspace.editor.release(Pointer(0.0, 0.0, 0.01))
    assert bench.state.data_set.value.tolist()[:1] == [1.0]
    bench.train(0.2)


def test_layers_and_the_surface_show_values_too(qtbot, bench):
    switch(qtbot, bench, "values")
    card = bench.workspace.decision
    for tab in ("layer", "space"):
        qtbot.mouseClick(child(bench, f"decision.tab.{tab}"), LEFT)
        bench.frame()
        bench.frame()
    assert card.space.scene.name == "y" and (card.space.scene.low, card.space.scene.high) == (-1, 1)
    points = bench.state.data_set
    assert (card.space.scene.wanted == points.value[card.space.scene.some]).all()
    shown = card.layer_view._picture.points
    assert shown.has_values and len(shown) > 0
    card.layer_view._followed = 0
    x = shown.x[0].tolist()
    assert card.layer_view._say(*x).text.startswith("d = ")


def test_every_view_speaks_in_the_units_of_the_file(qtbot):
    x, rank = np.array([(0.0, 0.0), (1, 1), (-1, -1)]), np.array([0.1, 0.2, 0.3])
    value = np.array([-1, 1, 0.5], np.float32)
    points = PointSet(x, np.zeros(3, np.int64), rank, (), value=value, value_scale=(100.0, 20.0))
    data = PlaneValuesData(DRAWN, drawn=points)
    bench = make(qtbot, data=data, training=TrainingSettings(loss="squared-error"))
    card = bench.workspace.decision
    assert card.view._say(0.0, 0.0).text.startswith("d = 80.0, y = ")
    qtbot.mouseClick(card.tabs.buttons["layer"], LEFT)
    bench.frame()
    view = card.layer_view
    qtbot.mouseMove(view, QPoint(1, 1))  # by then everything has its place
    place = view.plane_map().pixels(view.scene.places[:1])[0]
    qtbot.mouseMove(view, QPoint(*map(round, place.tolist())))
    assert view._say(*view._hover).text == "d = 80.0, x = (0.00, 0.00)"
    qtbot.mouseClick(card.tabs.buttons["space"], LEFT)
    bench.frame()
    scene = card.space.scene
    assert (scene.low, scene.high) == (80.0, 120.0) and scene.wanted == pytest.approx([80, 120, 110])
    assert scene.heights.mean() == pytest.approx(bench.snapshot.response.decision.mean() * 20 + 100, rel=1e-4)


def test_a_figure_of_values_has_its_scale(qtbot, bench):
    view = bench.workspace.decision.view
    before = view.legend_area.height()
    switch(qtbot, bench, "values")
    assert before <= 0 < view.legend_area.height()
    picture = view.grab().toImage()
    area = view.legend_area
    ends = [picture.pixelColor(int(x), int(area.top() + 5)) for x in (area.left() + 30, area.right() - 30)]
    assert ends[0].red() > ends[0].blue() and ends[1].blue() > ends[1].red()


def test_what_changed_is_shown_of_values_too(qtbot, bench):
    switch(qtbot, bench, "values")
    bench.train(0.2)
    view = bench.workspace.decision.view
    view.set_options(change=True)
    bench.train(0.5)
    view.grab()
    assert "(Δ " in view._say(0.5, 0.5).text


def test_rings_of_classes_cost_nothing_where_there_are_values(qtbot, bench):
    control(bench.workspace.decision.options.more, "decision.more.wrong").click()
    assert bench.attention.focus.sample_answers
    switch(qtbot, bench, "values")
    assert not bench.attention.focus.sample_answers
    switch(qtbot, bench, "classes")
    assert bench.attention.focus.sample_answers
