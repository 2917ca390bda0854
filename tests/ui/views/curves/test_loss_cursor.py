"""The card of the loss: accuracy and smoothing on request, and the cursor of the pointer and the keys."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage

from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.network_trainer import NetworkTrainer
from playground.training.snapshot import Curves, NetworkSnapshot, Progress, Status
from playground.ui.look.theme import THEME
from playground.ui.panels.training.loss_panel import LossPanel
from tests.ui.painted_texts import noted_texts
from tests.ui.unfolding import control

PERCENT = "\u00a0%"


@pytest.fixture(scope="module")
def snapshot() -> NetworkSnapshot:
    """Records of round numbers: train 0.8, 0.4, …, and accuracies 0.5, 0.6, …"""
    trainer = NetworkTrainer(Experiment(PointsData("moons", count=60)))
    made = trainer.snapshot(Focus(), Progress(Status.PAUSED, 0, 0.0, 0.0, 0.0, 0.0), {})
    epoch = np.arange(21.0)
    loss, right = 0.8 * 0.5**epoch, 0.5 + epoch / 50
    curves = Curves(epoch, loss, loss + 0.1, right + 0.05, right, np.ones((21, 3)))
    return replace(made, curves=curves)


def shown(qtbot, snapshot: NetworkSnapshot) -> LossPanel:
    panel = LossPanel()
    qtbot.addWidget(panel)
    panel.resize(424, 300)
    panel.show()
    panel.show_frame(snapshot)
    return panel


def option(panel: LossPanel, name: str) -> Any:
    """What the small button of the header unfolds, by its name."""
    return control(panel.more, f"loss.{name}")


def inked(image: QImage, colour: QColor) -> int:
    return sum(image.pixel(x, y) == colour.rgb() for x in range(image.width()) for y in range(image.height()))


def test_accuracy_has_an_axis_of_its_own(qtbot, snapshot):
    panel = shown(qtbot, snapshot)
    before = panel.view.grab().toImage()
    option(panel, "more.accuracy").click()
    with noted_texts() as notes:
        after = panel.view.grab().toImage()
    texts = {painted.text for painted in notes.painted}
    assert {"0" + PERCENT, "50" + PERCENT, "100" + PERCENT, "accuracy", "loss E", "epoch"} <= texts
    assert not [painted.text for painted in notes.painted if painted.is_cut]
    assert inked(before, THEME.colours.good) == 0 < inked(after, THEME.colours.good)
    option(panel, "more.accuracy").click()
    assert inked(panel.view.grab().toImage(), THEME.colours.good) == 0


def test_values_have_no_accuracy_to_be_shown(qtbot, snapshot):
    none = np.full(21, np.nan)
    panel = shown(qtbot, snapshot)
    option(panel, "more.accuracy").click()
    panel.show_texts(replace(snapshot, curves=replace(snapshot.curves, train_accuracy=none, test_accuracy=none)))
    with noted_texts() as notes:
        panel.view.grab()
    assert not option(panel, "more.accuracy").isEnabled()
    assert "accuracy" not in {painted.text for painted in notes.painted}


def test_keys_move_the_cursor_and_a_reader_says_what_is_there(qtbot, snapshot):
    panel = shown(qtbot, snapshot)
    view = panel.view
    view.setFocus()
    hint = view.accessibleDescription()
    reads = []
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_End, Qt.Key.Key_Left):
        qtbot.keyClick(view, key)
        reads.append(view.accessibleDescription().split("; "))
    assert [lines[0] for lines in reads] == ["epoch 0", "epoch 1", "epoch 20", "epoch 19"]
    assert reads[1] == ["epoch 1", "train 0.400", "test 0.500", "accuracy 52.0" + PERCENT]
    qtbot.keyClick(view, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert view.accessibleDescription().startswith("epoch 9;")
    qtbot.keyClick(view, Qt.Key.Key_Escape)
    assert view.accessibleDescription() == hint


def test_the_first_key_begins_at_the_end(qtbot, snapshot):
    panel = shown(qtbot, snapshot)
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Left)
    assert panel.view.accessibleDescription().startswith("epoch 20;")


def test_the_cursor_reads_smoothed_values_too(qtbot, snapshot):
    panel = shown(qtbot, snapshot)
    qtbot.mouseClick(option(panel, "more.smoothing").segments.buttons["0.6"], Qt.MouseButton.LeftButton)
    option(panel, "more.accuracy").click()
    panel.view.setFocus()
    qtbot.keyClick(panel.view, Qt.Key.Key_Home)
    qtbot.keyClick(panel.view, Qt.Key.Key_Right)
    # w = 0.6: (0.6·0.4·0.8 + 0.4·0.4) / (1 − 0.36) = 0.352 / 0.64 = 0.55
    lines = panel.view.accessibleDescription().split("; ")
    assert lines[:2] == ["epoch 1 · value (smoothed)", "train 0.400 (0.550)"]
    assert [line.partition(" (")[0] for line in lines[3:]] == [
        "accuracy, train 57.0" + PERCENT,
        "accuracy, test 52.0" + PERCENT,
    ]
    qtbot.mouseClick(option(panel, "more.smoothing").segments.buttons["0"], Qt.MouseButton.LeftButton)
    qtbot.keyClick(panel.view, Qt.Key.Key_Home)
    assert panel.view.accessibleDescription().startswith("epoch 0; train 0.800;")


def test_the_curves_themselves_stay_behind_the_smoothed_ones(qtbot, snapshot):
    panel = shown(qtbot, snapshot)
    x, y = panel.view._layout().x, panel.view._layout().y
    column, row = round(x.pixel(3.0)), round(y.pixel(0.1))

    def ink() -> int:
        """The strongest colour where the training loss itself is at epoch 3."""
        image = panel.view.grab().toImage()
        return max(
            image.pixelColor(column, row + k).hslSaturation() * (255 - image.pixelColor(column, row + k).lightness())
            for k in (-2, -1, 0, 1, 2)
        )

    before = ink()
    option(panel, "more.smoothing").segments.buttons["0.9"].click()
    assert 0 < ink() < before
    option(panel, "more.smoothing").segments.buttons["0"].click()
    assert ink() == before


def test_a_loss_that_runs_away_is_written_at_the_edge(qtbot, snapshot):
    curves = snapshot.curves
    wild = curves.train_loss.copy()
    wild[-1] = 3.1e5
    panel = shown(qtbot, replace(snapshot, curves=replace(curves, train_loss=wild)))
    for log in (False, True):
        option(panel, "log").setChecked(log)
        with noted_texts() as notes:
            panel.view.grab()
        found = [painted for painted in notes.painted if painted.text.startswith("↑")]
        assert [painted.text for painted in found] == ["↑ 3.1·10⁵ at epoch 20"] * (not log)
        assert not any(painted.is_cut for painted in found)


def test_a_click_leaves_the_cursor_where_the_keys_go_on(qtbot, snapshot):
    panel = shown(qtbot, snapshot)
    view = panel.view
    x = view._layout().x
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(round(x.pixel(7.0)), 60))
    assert panel.focusWidget() is view and view.accessibleDescription().startswith("epoch 7;")
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.accessibleDescription().startswith("epoch 8;")


def test_the_pointer_goes_before_the_keys(qtbot, snapshot):
    panel = shown(qtbot, snapshot)
    view = panel.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home)
    x = view._layout().x
    qtbot.mouseMove(view, QPoint(1, 1))
    qtbot.mouseMove(view, QPoint(round(x.pixel(10.0)), 60))
    with noted_texts() as notes:
        view.grab()
    assert "epoch 10" in {painted.text for painted in notes.painted}
