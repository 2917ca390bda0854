"""Linear is linear: the one map of linear layers, beside the views of the layers."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from tests.ui.bench import Bench


def bench_of(qtbot, words: str, inputs: tuple[str, ...] = ("x1", "x2")) -> Bench:
    data = replace(PointsData(), features=inputs)
    return bench_with(qtbot, Experiment(data, Architecture(parse_layers(words))))


def bench_with(qtbot, experiment: Experiment) -> Bench:
    bench = Bench(experiment, NetworkWorkspace)
    qtbot.addWidget(bench.workspace)
    bench.workspace.resize(1300, 800)
    bench.workspace.show()
    bench.show()
    return bench


def open_map(qtbot, bench: Bench) -> None:
    qtbot.mouseClick(bench.workspace.layers.tabs.buttons["map"], Qt.MouseButton.LeftButton)
    bench.show()


def test_linear_layers_are_shown_as_one_map_that_answers_the_same(qtbot):
    bench = bench_of(qtbot, "dense6:linear dropout0.3 dense4:linear")
    assert bench.show().folding is None, "nobody looks at it yet"
    open_map(qtbot, bench)
    bench.train()
    view = bench.workspace.layers.map.view
    weight, bias = (quantity.values for quantity in view.quantities())
    w1, w2, w3 = (pair[0].T.astype(float) for pair in bench.snapshot.parameters if pair is not None)
    assert weight == pytest.approx(w3 @ w2 @ w1) and bias.shape == (1, 1)
    folding = bench.snapshot.folding
    assert 0 <= folding.difference < 1e-5 and folding.single is not None
    assert "However many layers: y = σ(W x + b), with W = W₃ W₂ W₁, b = W₃ (W₂ b₁ + b₂) + b₃." in view.text()
    assert "The output is the same: largest difference over 625 places of the plane" in view.text()
    assert "Dropout leaves nothing out" in view.text() and "affine in" not in view.text()


def test_with_other_features_it_is_affine_in_those(qtbot):
    bench = bench_of(qtbot, "dense3:linear", ("x1", "x2", "x1x2"))
    open_map(qtbot, bench)
    assert "affine in the input features x = (x₁, x₂, x₁x₂)" in bench.workspace.layers.map.view.text()
    assert bench.workspace.layers.map.view.quantities()[0].values.shape == (1, 3)


def test_where_only_some_layers_are_linear_those_are_named(qtbot):
    bench = bench_of(qtbot, "dense5:linear dense4:tanh dense3:linear dense2:relu")
    open_map(qtbot, bench)
    text = bench.workspace.layers.map.view.text()
    assert "One map: Hidden 1, Hidden 2. Nothing bends between them: W = W₂ W₁, b = W₂ b₁ + b₂." in text
    assert "One map: Hidden 3, Hidden 4." in text and "With these the output is the same" in text
    assert [each.values.shape for each in bench.workspace.layers.map.view.quantities()] == [
        (4, 2), (4, 1), (2, 4), (2, 1)
    ]  # fmt: skip


def test_the_tab_comes_with_a_linear_layer_and_goes_with_it(qtbot):
    bench = bench_of(qtbot, "dense6:tanh dense4:tanh")
    layers, model = bench.workspace.layers, bench.workspace.model
    tab = layers.tabs.buttons["map"]
    assert not tab.isVisible()
    header = next(iter(model.columns.headers.values()))
    header.activation_chosen.emit("linear")
    assert tab.isVisible() and not bench.attention.focus.folding
    open_map(qtbot, bench)
    assert bench.attention.focus.folding and bench.snapshot.folding is not None
    header.activation_chosen.emit("tanh")
    bench.show()
    assert tab.isVisible() and layers.map.view.text().startswith("Every hidden layer has an activation that bends")
    qtbot.mouseClick(layers.tabs.buttons["weights"], Qt.MouseButton.LeftButton)
    assert not tab.isVisible() and not bench.attention.focus.folding
    bench.state.undo()
    assert tab.isVisible()


def test_a_hidden_page_asks_for_nothing(qtbot):
    bench = bench_of(qtbot, "dense6:linear")
    open_map(qtbot, bench)
    bench.workspace.hide()
    assert not bench.attention.focus.folding and bench.show().folding is None
    bench.workspace.show()
    assert bench.attention.focus.folding
    assert np.isfinite(bench.show().folding.difference)


@pytest.mark.parametrize(("loss", "output", "formula"), [
    ("squared-error", "linear", "y = W x + b,"), ("squared-error", "tanh", "y = tanh(W x + b),"),
])  # fmt: skip
def test_the_formula_has_the_activation_of_the_output(qtbot, loss, output, formula):
    model = Architecture(parse_layers("dense3:linear"), output_activation=output)
    bench = bench_with(qtbot, Experiment(PointsData(), model, TrainingSettings(loss=loss)))
    open_map(qtbot, bench)
    assert f"However many layers: {formula}" in bench.workspace.layers.map.view.text()


def test_of_many_layers_the_product_is_told_shortly(qtbot):
    bench = bench_of(qtbot, "dense3:linear " * 6)
    open_map(qtbot, bench)
    assert "W = W₇ ⋯ W₁, b = W₇ (⋯) + b₇" in bench.workspace.layers.map.view.text()
