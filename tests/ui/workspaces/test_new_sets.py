"""A set that only stands in its table can be chosen, trained on, saved and opened in every workspace that it suits."""

from __future__ import annotations

import time
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from playground.data.image_sets import IMAGE_SETS, ImageRecipe, ImageSet
from playground.data.point_sets import POINT_SETS, PointRecipe, Points, labels
from playground.document import from_snapshot, read, write
from playground.engine.errors import Phrase
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.words.edit_text import edit_text
from playground.ui.workspaces.images.workspace import ImagesWorkspace
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from playground.ui.workspaces.perceptron.workspace import PerceptronWorkspace
from tests.ui.bench import Bench

LEFT = Qt.MouseButton.LeftButton


def stripes(count: int, noise: float, rng: np.random.Generator, margin: float) -> Points:
    """Class k lies around x₁ = 2k − 1, two margins wide."""
    label = labels(count, 2)
    x = rng.uniform(-1, 1, (count, 2)) * (margin, 2.0)
    x[:, 0] += 2.0 * label - 1.0
    return x + noise * rng.standard_normal(x.shape), label


def dots(count: int, seed: int, progress: object) -> ImageSet:
    """A bright pixel on the left or on the right of a coloured picture of 6 × 7."""
    label = np.arange(count) % 2
    images = np.random.default_rng(seed).integers(0, 60, (count, 6, 7, 3), np.uint8)
    images[np.arange(count), 3, 1 + 4 * label] = 255
    return ImageSet("dots", images, label, ("left", "right"))


@pytest.fixture(autouse=True)
def sets(monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = PointRecipe(stripes, Phrase("Stripes"), Phrase("Two upright stripes"), options=("noise", "margin"))
    monkeypatch.setitem(POINT_SETS, "stripes", recipe)
    three = PointRecipe(lambda *args: (stripes(*args, 0.1)[0], labels(args[0], 3)), Phrase("T"), Phrase("T"), classes=3)
    monkeypatch.setitem(POINT_SETS, "three", three)
    monkeypatch.setitem(IMAGE_SETS, "dots", ImageRecipe(dots, Phrase("Dots 6 × 7"), "photo", usual_count=40))


def page(qtbot, bench: Bench) -> Bench:
    qtbot.addWidget(bench.workspace)
    bench.workspace.resize(1364, 875)
    bench.workspace.show()
    bench.show()
    return bench


def networks(qtbot) -> Bench:
    experiment = Experiment(PointsData("moons", count=60), Architecture(parse_layers("dense4:tanh")))
    return page(qtbot, Bench(experiment, NetworkWorkspace))


def perceptron(qtbot) -> Bench:
    experiment = Experiment(PointsData("xor", count=60), PerceptronModel(), TrainingSettings(learning_rate=1.0))
    return page(qtbot, Bench(experiment, PerceptronWorkspace))


def reopened(bench: Bench, tmp_path: Path) -> Experiment:
    path = tmp_path / "set.atelier"
    write(path, from_snapshot(bench.workspace.kind.name, bench.show()))
    return read(path).experiment


@pytest.mark.parametrize("make", [networks, perceptron])
def test_points(qtbot, tmp_path, make):
    bench = make(qtbot)
    tile = bench.workspace.findChild(QWidget, "data.sets.stripes")
    assert (tile.text(), tile.toolTip()) == ("Stripes", "Two upright stripes")
    assert (bench.workspace.findChild(QWidget, "data.sets.three") is not None) == (make is networks)
    noise, margin = (bench.workspace.findChild(QWidget, f"data.{name}") for name in ("noise", "margin"))
    assert noise.isVisible() and not margin.isVisible()
    qtbot.mouseClick(tile, LEFT)
    assert noise.isVisible() and margin.isVisible()
    margin.value_changed.emit(0.5)
    chosen = bench.state.experiment.data
    assert (chosen.source, chosen.margin) == ("stripes", 0.5)
    assert np.abs(bench.state.data_set.x[:, 0]).min() >= 0.2
    bench.train()
    assert bench.snapshot.progress.step > 0 and bench.snapshot.data_set.name == "stripes"
    assert reopened(bench, tmp_path).data == chosen


def test_the_loss_curve_calls_points_by_their_title(qtbot):
    bench = networks(qtbot)
    bench.train()
    bench.state.edit_data(source="stripes")
    assert [edit_text(mark) for mark in bench.show().curves.marks] == ["data Moons → Stripes"]


def test_pictures(qtbot, tmp_path):
    images = IMAGE_SETS["digits"].make(40, 1, None)
    experiment = Experiment(ImagesData("digits", 40, pictures=images), Architecture(parse_layers("dense8:relu")))
    bench = page(qtbot, Bench(experiment, ImagesWorkspace, time.perf_counter))
    source = bench.workspace.data.source
    assert [source.itemText(place) for place in range(source.count())][-1] == "Dots 6 × 7"
    source.setCurrentIndex(source.count() - 1)
    qtbot.waitUntil(lambda: bench.state.experiment.data.source == "dots", timeout=20_000)
    assert bench.state.experiment.data.count == 40 and bench.workspace.data.count.isVisible()
    assert bench.workspace.trial.seen.choice.key() == "photo"
    bench.train()
    assert bench.snapshot.spec.input_shape == (6, 7, 3) and bench.snapshot.progress.step > 0
    assert reopened(bench, tmp_path).data == bench.state.experiment.data
    bench.workspace.finish()
