"""The tab with the answers as a surface, used as a user would."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from playground.data.points import PointSet
from playground.training.chosen_data import DRAWN, PointsData
from playground.ui.look.theme import THEME
from playground.ui.views.space.camera import Camera
from playground.ui.widgets.figure_menu import FigureMenu
from tests.ui.workspaces.network.test_layer_tab import choose
from tests.ui.workspaces.network.test_network_workspace import NetworkBench, make

LEFT = Qt.MouseButton.LeftButton


def spatial(qtbot, **parts: object) -> NetworkBench:
    bench = make(qtbot, **parts)
    qtbot.mouseClick(bench.workspace.decision.tabs.buttons["space"], LEFT)
    bench.frame()
    return bench


def test_only_the_surface_is_asked_for(qtbot):
    bench = spatial(qtbot)
    focus = bench.attention.focus
    assert 0 < focus.decision_grid < 100 and focus.sight is None
    card = bench.workspace.decision
    assert card.space.isVisible() and not card.view.isVisible() and not card.layer_view.isVisible()
    bench.workspace.hide()
    assert bench.attention.focus.decision_grid == 0


def test_heights_are_probabilities_and_points_are_where_they_should_be(qtbot):
    bench = spatial(qtbot)
    scene = bench.workspace.decision.space.scene
    assert scene.name == "P(B)" and (scene.low, scene.high) == (0, 1)
    points = bench.state.data_set
    assert np.array_equal(scene.wanted, points.label == 1)
    bench.train(0.3)
    at = bench.workspace.decision.space.scene.at(points.x)
    accuracy = bench.snapshot.scores.train_accuracy
    train, _ = points.split(bench.state.experiment.data.train_share)
    assert ((at > 0.5) == (points.label == 1))[train].mean() == pytest.approx(accuracy, abs=0.06)


def test_dragging_turns_it_and_a_double_click_sets_it_back(qtbot):
    view = spatial(qtbot).workspace.decision.space
    before = view.grab().toImage()
    qtbot.mousePress(view, LEFT, pos=QPoint(100, 100))
    qtbot.mouseMove(view, QPoint(160, 120))
    qtbot.mouseRelease(view, LEFT, pos=QPoint(160, 120))
    assert view.camera.azimuth < Camera().azimuth and view.camera.elevation > Camera().elevation
    turned = view.camera
    assert view.grab().toImage() != before
    qtbot.mouseMove(view, QPoint(20, 20))
    assert view.camera == turned
    qtbot.mouseDClick(view, LEFT, pos=QPoint(60, 60))
    assert view.camera == Camera()


@pytest.mark.parametrize("key", [Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Plus])
def test_keys_turn_it_too(qtbot, key):
    view = spatial(qtbot).workspace.decision.space
    view.setFocus()
    before = view.grab().toImage()
    qtbot.keyClick(view, key)
    assert view.camera != Camera() and view.grab().toImage() != before
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.camera == Camera() and view.grab().toImage() == before


def test_the_wheel_brings_it_nearer(qtbot):
    view = spatial(qtbot).workspace.decision.space
    none = Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(QPointF(50, 50), QPointF(50, 50), QPoint(), QPoint(0, 120), *none, False)
    QApplication.sendEvent(view, event)
    assert view.camera.zoom > 1


def test_of_several_classes_one_is_chosen(qtbot):
    bench = spatial(qtbot, data=PointsData("rings", count=90))
    card = bench.workspace.decision
    assert card.options.class_shown().isVisible() and card.space.scene.name == "P(A)"
    choose(card.options.class_shown(), "2")
    assert card.space.scene.name == "P(C)"
    assert card.space.scene.wanted.sum() == (bench.state.data_set.label == 2).sum()
    bench.state.edit_data(source="moons")
    bench.frame()
    bench.frame()
    assert not card.options.class_shown().isVisible() and card.space.scene.name == "P(B)"


def test_the_pointer_reads_a_value(qtbot):
    view = spatial(qtbot).workspace.decision.space
    before = view.grab().toImage()
    qtbot.mouseMove(view, QPoint(1, 1))
    qtbot.mouseMove(view, QPoint(view.width() // 2, view.height() // 2))
    assert view.grab().toImage() != before


def test_test_points_are_left_out_on_request(qtbot):
    bench = spatial(qtbot)
    before = bench.workspace.decision.space.grab().toImage()
    bench.workspace.decision.options.test_points.click()
    assert bench.workspace.decision.space.grab().toImage() != before


@pytest.mark.parametrize("count", [0, 1])
def test_few_points_are_enough(qtbot, count):
    rng = np.random.default_rng(1)
    points = PointSet(rng.uniform(-1, 1, (count, 2)), np.zeros(count, np.int64), np.zeros(count))
    bench = spatial(qtbot, data=PointsData(DRAWN, drawn=points))
    assert bench.workspace.decision.space.scene is not None


def test_the_picture_is_saved_and_follows_the_theme(qtbot, tmp_path):
    bench = spatial(qtbot)
    light = bench.workspace.decision.space.grab().toImage()
    for name in ("surface.svg", "surface.png"):
        bench.workspace.decision.space.findChild(FigureMenu).save(tmp_path / name)
        assert (tmp_path / name).stat().st_size > 1000
    THEME.set_mode("dark")
    try:
        assert bench.workspace.decision.space.grab().toImage() != light
    finally:
        THEME.set_mode("system")
