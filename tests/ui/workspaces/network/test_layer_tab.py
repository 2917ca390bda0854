"""The tab with the plane as a hidden layer sees it, used as a user would."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from playground.data.points import PointSet
from playground.engine.spec import DenseSpec, DropoutSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.focus import LayerSight
from playground.training.settings import TrainingSettings
from playground.ui.look.theme import THEME
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.labelled_combo import Combo
from tests.ui.workspaces.network.test_network_workspace import NetworkBench, make

LEFT = Qt.MouseButton.LeftButton


def layered(qtbot, *units: int, **parts: object) -> NetworkBench:
    bench = make(qtbot, units=units, **parts)
    qtbot.mouseClick(bench.workspace.decision.tabs.buttons["layer"], LEFT)
    bench.frame()
    return bench


def choose(combo, key: str) -> None:
    """As a user does in the list."""
    combo.setCurrentIndex(combo.findData(key))


def shown_lists(bench: NetworkBench) -> list[str]:
    lists = bench.workspace.decision.findChildren(Combo)
    return [each.objectName() for each in lists if each.isVisible()]


def test_only_the_open_tab_is_asked_for(qtbot):
    bench = make(qtbot)
    card = bench.workspace.decision
    assert bench.attention.focus.sight is None and card.view.isVisible()
    qtbot.mouseClick(card.tabs.buttons["layer"], LEFT)
    focus = bench.attention.focus
    assert (focus.decision_grid, focus.sight) == (0, LayerSight()) and not card.view.isVisible()
    assert bench.frame().seen is not None and bench.snapshot.response.decision.size == 0
    bench.workspace.hide()
    assert bench.attention.focus.sight is None
    bench.workspace.show()
    qtbot.mouseClick(card.tabs.buttons["boundary"], LEFT)
    assert (bench.attention.focus.decision_grid, bench.attention.focus.sight) == (100, None)
    assert bench.frame().seen is None and not bench.state.can_undo


def test_each_tab_has_its_own_options(qtbot):
    bench = make(qtbot)
    card = bench.workspace.decision
    options = card.options
    assert options.discretise.isVisible() and not shown_lists(bench)
    qtbot.mouseClick(card.tabs.buttons["layer"], LEFT)
    assert options.test_points.isVisible() and not options.discretise.isVisible() and not options.more.isVisible()


def test_lists_are_made_with_their_tab_and_offer_what_there_is_at_once(qtbot):
    bench = make(qtbot, units=(6, 4))
    card = bench.workspace.decision
    bench.state.edit_model(bench.model.with_inserted(1, DenseSpec(5, "tanh")))
    bench.frame()
    assert card.options.sight.made is None and not card.findChildren(Combo)
    qtbot.mouseClick(card.tabs.buttons["layer"], LEFT)
    assert shown_lists(bench) == ["decision.layer", "decision.across", "decision.upwards"]
    assert card.options.sight().layer.count() == 3
    after = card.options.test_points
    reached = []
    for _ in range(4):
        after = next_reached(after)
        reached.append(after.objectName())
    assert reached == ["decision.layer", "decision.across", "decision.upwards", "decision.layer_plane"]
    qtbot.mouseClick(card.tabs.buttons["boundary"], LEFT)
    assert shown_lists(bench) == []


def next_reached(widget: QWidget) -> QWidget:
    """Where the Tab key leads to."""
    after = widget.nextInFocusChain()
    while not (after.isVisible() and after.focusPolicy() & Qt.FocusPolicy.TabFocus):
        after = after.nextInFocusChain()
    return after


def test_the_default_is_the_last_hidden_layer_by_its_main_axes(qtbot):
    bench = layered(qtbot, 6, 4)
    assert shown_lists(bench) == ["decision.layer", "decision.across", "decision.upwards"]
    seen = bench.frame().seen
    assert seen.pair == () and (seen.number, seen.units) == (2, 4)
    assert "main axes" in bench.workspace.decision.said.text()
    choose(bench.workspace.decision.options.sight().layer, str(bench.model.keys[0]))
    seen = bench.frame().seen
    assert bench.workspace.decision.said.text().startswith("Main axes: ")
    assert (seen.number, seen.units) == (1, 6) and bench.attention.focus.sight.key == bench.model.keys[0]


def test_of_two_units_there_is_nothing_to_choose(qtbot):
    bench = layered(qtbot, 2)
    assert shown_lists(bench) == [] and bench.snapshot.seen.pair == (0, 1)


def test_two_units_are_chosen_one_after_the_other(qtbot):
    bench = layered(qtbot, 6, 4)
    sight = bench.workspace.decision.options.sight()
    choose(sight.across, "2")
    assert bench.frame().seen.pair == (2, 0)
    choose(sight.upwards, "3")
    assert bench.frame().seen.pair == (2, 3)
    choose(sight.across, "3")  # the one that is upwards: they change places
    assert bench.frame().seen.pair == (3, 2)
    choose(sight.upwards, "")
    assert bench.frame().seen.pair == () and (sight.across.key(), sight.upwards.key()) == ("", "")
    choose(sight.upwards, "0")
    assert bench.frame().seen.pair == (1, 0)


def test_a_layer_that_goes_takes_its_choice_along(qtbot):
    bench = layered(qtbot, 6, 4)
    choose(bench.workspace.decision.options.sight().layer, str(bench.model.keys[0]))
    choose(bench.workspace.decision.options.sight().across, "5")
    bench.state.edit_model(bench.model.without(0))
    bench.frame()
    bench.frame()
    assert bench.snapshot.seen.units == 4 and shown_lists(bench) == ["decision.across", "decision.upwards"]


def test_without_hidden_layers_it_is_said(qtbot):
    bench = layered(qtbot, 3)
    bench.state.edit_model(Architecture(()))
    bench.frame()
    card = bench.workspace.decision
    assert "no hidden layer" in card.layer_view._picture.hint and shown_lists(bench) == []
    bench.state.edit_model(Architecture((DenseSpec(3, "tanh"),)))
    bench.frame()
    bench.frame()
    assert card.layer_view._picture.hint == "" and card.layer_view.scene is not None


def test_moons_end_with_a_line_that_separates_them(qtbot):
    training = TrainingSettings(0.1, "momentum", 8, seed=3)
    bench = layered(qtbot, 6, 2, data=PointsData("moons", count=100, noise=0.05), training=training)
    for _ in range(20):
        bench.train(1.0)
        if bench.snapshot.seen.separated == 1.0:
            break
    scene, said = bench.workspace.decision.layer_view.scene, bench.workspace.decision.said
    qtbot.waitUntil(lambda: said.text().startswith("A line separates all training points"))
    # The line that is drawn is on the right side of every training point that is drawn.
    points, index = bench.state.data_set, scene.seen.index
    ((weight, bias),) = [scene.span.line_of(tuple(w), b) for w, b in zip(scene.weight, scene.seen.bias, strict=True)]
    is_right = (scene.places @ weight + bias > 0) == (points.label[index] == 1)
    assert is_right[points.rank[index] < bench.state.experiment.data.train_share].all()


def test_axes_do_not_turn_over_while_it_learns(qtbot):
    bench = layered(qtbot, 6, 5)
    view = bench.workspace.decision.layer_view
    before = view.scene.axes
    for _ in range(10):
        bench.train(0.02)
        assert (np.diag(before @ view.scene.axes.T) > 0).all()
        before = view.scene.axes


def test_a_point_under_the_pointer_says_where_it_comes_from(qtbot):
    points = PointSet(np.array([(1.25, -0.5), (-1, 2)]), np.array([1, 0]), np.array([0.1, 0.2]))
    bench = layered(qtbot, 3, 2, data=PointsData(DRAWN, drawn=points))
    view = bench.workspace.decision.layer_view
    plane = view.plane_map()
    place = plane.pixels(view.scene.places[:1])[0]
    before = view.grab().toImage()
    qtbot.mouseMove(view, QPoint(1, 1))
    qtbot.mouseMove(view, QPoint(*map(round, (place + (2, 1)).tolist())))
    hover = view._hover
    assert view.scene.span.values(hover) == pytest.approx(bench.snapshot.seen.places[0], abs=1e-4)
    said = view._say(*hover)
    assert said.label == 1 and said.text == "B, x = (1.25, −0.50)"
    assert view.grab().toImage() != before
    qtbot.mouseMove(view, QPoint(round(plane.rect.left()) + 3, round(plane.rect.top()) + 3))
    assert view._say(*view._hover).text == ""


def test_test_points_are_left_out_on_request(qtbot):
    bench = layered(qtbot, 3, 2)
    card = bench.workspace.decision
    assert len(card.layer_view._picture.points) == 100
    card.options.test_points.click()
    assert len(card.layer_view._picture.points) == bench.snapshot.train_count


@pytest.mark.parametrize("source, units", [("rings", (5, 2)), ("moons", (4, 1)), ("rings", (3,)), ("moons", (64, 64))])
def test_all_kinds_of_layers_are_drawn_in_both_themes(qtbot, source, units):
    bench = layered(qtbot, *units, data=PointsData(source, count=60))
    bench.train(0.05)
    light = bench.workspace.decision.layer_view.grab().toImage()
    THEME.set_mode("dark")
    try:
        assert bench.workspace.decision.layer_view.grab().toImage() != light
    finally:
        THEME.set_mode("system")


def test_the_picture_is_saved(qtbot, tmp_path):
    bench = layered(qtbot, 3, 2)
    for name in ("layer.svg", "layer.png"):
        bench.workspace.decision.layer_view.findChild(FigureMenu).save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000


def test_nothing_is_asked_while_another_card_has_the_workspace(qtbot):
    bench = layered(qtbot, 3, 2)
    bench.workspace.body.toggle(bench.workspace.loss)
    assert (bench.attention.focus.sight, bench.attention.focus.decision_grid) == (None, 0)
    bench.workspace.body.toggle(bench.workspace.loss)
    assert bench.attention.focus.sight == LayerSight()


def test_dropout_of_the_inputs_is_no_hidden_layer(qtbot):
    bench = layered(qtbot, 4)
    view = bench.workspace.decision.layer_view
    assert view.scene is not None
    bench.state.edit_model(Architecture((DropoutSpec(0.2),)))
    bench.frame()
    assert view.scene is None and "no hidden layer" in view._picture.hint
