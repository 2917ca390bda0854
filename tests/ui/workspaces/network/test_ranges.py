"""Everything that other playgrounds let one choose is reached here: by slider, typed, or with the keyboard."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.ui.widgets.value_edit import ValueEdit
from playground.ui.widgets.value_slider import ValueSlider
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from tests.ui.bench import Bench

HOME, END = Qt.Key.Key_Home, Qt.Key.Key_End


@pytest.fixture
def bench(qtbot) -> Bench:
    bench = Bench(Experiment(PointsData("moons", 100)), NetworkWorkspace)
    qtbot.addWidget(bench.workspace)
    bench.workspace.resize(1700, 900)
    bench.workspace.show()
    bench.show()
    return bench


def find(bench: Bench, name: str) -> QWidget:
    found = bench.workspace.findChild(QWidget, name)
    assert found is not None, name
    return found


def enter(qtbot, edit: ValueEdit, text: str) -> None:
    edit.setFocus()
    edit.selectAll()
    qtbot.keyClicks(edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)


def click(qtbot, widget: QWidget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


@pytest.mark.parametrize(
    ("name", "field", "least", "most"),
    [
        ("transport.learning_rate", "learning_rate", 1e-5, 10.0),
        ("data.noise", "noise", 0.0, 0.5),
        ("data.train_share", "train_share", 0.1, 1.0),
        ("data.label_noise", "label_noise", 0.0, 0.5),
    ],
)
def test_the_sliders_span_it(qtbot, bench, name, field, least, most):
    slider = find(bench, name)
    assert isinstance(slider, ValueSlider)
    for key, value in ((HOME, least), (END, most)):
        qtbot.keyClick(slider.slider, key)
        experiment = bench.state.experiment
        assert getattr(experiment.data if name.startswith("data") else experiment.training, field) == value


@pytest.mark.parametrize("rate", ["0.00001", "0.0001", "0.003", "3", "10"])
def test_learning_rates_are_typed(qtbot, bench, rate):
    enter(qtbot, bench.workspace.transport.rate.edit, rate)
    assert bench.state.experiment.training.learning_rate == float(rate)
    bench.train()


@pytest.mark.parametrize("share", ["10", "33 %", "90"])
def test_training_shares_and_noise_are_typed(qtbot, bench, share):
    for name in ("train_share", "noise"):
        slider = find(bench, f"data.{name}")
        assert isinstance(slider, ValueSlider)
        enter(qtbot, slider.edit, share)
    wanted = float(share.removesuffix(" %")) / 100
    assert bench.state.experiment.data.train_share == pytest.approx(wanted)
    assert bench.state.experiment.data.noise == pytest.approx(min(wanted, 0.5))
    assert bench.show().train_count == pytest.approx(100 * wanted, abs=1)


def test_every_batch_of_1_to_30_points_is_typed(qtbot, bench):
    for size in range(1, 31):
        enter(qtbot, bench.workspace.transport.batch.combo.edit, str(size))
        assert bench.state.experiment.training.batch_size == size
        assert bench.workspace.transport.batch.combo.edit.text() == str(size)
    bench.state.undo()
    assert bench.workspace.transport.batch.combo.edit.text() == "29"


@pytest.mark.parametrize("kind", ["l1", "l2"])
@pytest.mark.parametrize("strength", ["0.001", "0.3", "10"])
def test_both_penalties_go_up_to_10(qtbot, bench, kind, strength):
    penalty = bench.workspace.transport.regularisation
    combo = penalty.kind.combo
    combo.setFocus()
    while combo.key() != kind:
        qtbot.keyClick(combo, Qt.Key.Key_Down)
    enter(qtbot, penalty.edit, strength)
    assert getattr(bench.state.experiment.training, kind) == float(strength)
    bench.train()
    assert bench.snapshot.divergence is None or float(strength) > 1


def test_features_are_chosen_and_the_result_is_shown_in_other_ways(qtbot, bench):
    for name in ("x1^2", "x2^2", "x1x2", "sin x1", "sin x2"):
        click(qtbot, find(bench, f"features.inputs.{name}"))
    assert len(bench.state.experiment.data.features) == 7 and bench.show().spec.input_shape == (7,)
    for option in ("discretise", "test_points"):
        before = getattr(bench.workspace.decision.view.options, option)
        click(qtbot, find(bench, f"decision.{option}"))
        assert getattr(bench.workspace.decision.view.options, option) is not before


def test_other_points_come_and_the_seed_brings_the_same_weights_again(qtbot, bench):
    points = bench.state.data_set
    click(qtbot, find(bench, "data.regenerate"))
    assert not np.array_equal(bench.state.data_set.x, points.x)
    first = bench.show().theta
    bench.train()
    assert not np.array_equal(bench.snapshot.theta, first)
    click(qtbot, bench.workspace.transport.reset)
    np.testing.assert_array_equal(bench.show().theta, first)
    seeds = bench.state.experiment.training.seed
    click(qtbot, find(bench, "model.seed.another"))
    assert bench.state.experiment.training.seed != seeds
    assert not np.array_equal(bench.show().theta, first)
    bench.state.undo()
    np.testing.assert_array_equal(bench.show().theta, first)
