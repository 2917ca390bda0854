"""A small Images workspace with a real trainer behind it, run step by step."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget

from playground.data.image_sets import ImageSet, make_images
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_images import ImagesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.workspaces.images.workspace import ImagesWorkspace
from tests.ui.bench import Bench

STROKE = [(0.5, 0.15), (0.48, 0.5), (0.46, 0.85)]


class ImagesBench(Bench):
    """The workspace of images on a small network."""

    def __init__(self, images: ImageSet, layers: str = "conv4x3:relu pool2 dense12:relu") -> None:
        experiment = Experiment(
            ImagesData(images.name, max(len(images), 10), pictures=images),
            Architecture(parse_layers(layers)),
            TrainingSettings(learning_rate=0.01, optimizer="adam", batch_size=16),
        )
        super().__init__(experiment, ImagesWorkspace, time.perf_counter)
        self.show()

    @property
    def probe(self) -> np.ndarray | None:
        chosen = self.attention.focus.probe
        return None if chosen is None else chosen.tensor


@pytest.fixture(scope="session")
def digits() -> ImageSet:
    return make_images("digits", 200, 1)


@pytest.fixture
def make_bench(qtbot) -> Iterator[Callable[..., ImagesBench]]:
    benches: list[ImagesBench] = []

    def make(images: ImageSet, **options: str) -> ImagesBench:
        bench = ImagesBench(images, **options)
        qtbot.addWidget(bench.workspace)
        bench.workspace.resize(1364, 875)
        bench.workspace.show()
        benches.append(bench)
        return bench

    yield make
    for bench in benches:
        bench.workspace.finish()


@pytest.fixture
def bench(make_bench, digits) -> ImagesBench:
    return make_bench(digits)


@pytest.fixture
def draw(qtbot) -> Callable[..., None]:
    def stroke(pad: QWidget, points=STROKE, button=Qt.MouseButton.LeftButton) -> None:
        places = [QPoint(round(x * pad.width()), round(y * pad.height())) for x, y in points]
        qtbot.mousePress(pad, button, pos=places[0])
        for place in places[1:]:
            qtbot.mouseMove(pad, place)
        qtbot.mouseRelease(pad, button, pos=places[-1])

    return stroke
