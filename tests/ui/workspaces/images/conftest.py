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
from playground.training.commands import Command, Configure, Restart, Rewind, WantFrame
from playground.training.experiment import Architecture, Experiment, ImagesData, TrainingSettings
from playground.training.loop import TrainingLoop
from playground.training.snapshot import NetworkSnapshot
from playground.ui.session.state import ExperimentState
from playground.ui.workspaces.images.workspace import ImagesWorkspace

STROKE = [(0.5, 0.15), (0.48, 0.5), (0.46, 0.85)]


class Bench:
    """A workspace whose edits go to a training loop in the same thread."""

    def __init__(self, images: ImageSet, layers: str = "conv4x3:relu pool2 dense12:relu") -> None:
        experiment = Experiment(
            ImagesData(images.name, max(len(images), 10)),
            Architecture(parse_layers(layers)),
            TrainingSettings(learning_rate=0.01, optimizer="adam", batch_size=16),
        )
        self.state = ExperimentState(experiment, images)
        self.loop = TrainingLoop(time.perf_counter)
        self.workspace = ImagesWorkspace(self.state)
        self.state.changed.connect(lambda edited: self.send(Configure(edited, self.state.data)))
        self.workspace.restart_requested.connect(lambda: self.send(Restart()))
        self.workspace.rewind_requested.connect(lambda: self.send(Rewind()))
        self.send(Configure(self.state.experiment, self.state.data))
        self.show()

    def send(self, command: Command) -> None:
        self.loop.handle(command)

    def show(self) -> None:
        self.workspace.show_frame(self.snapshot())

    def snapshot(self) -> NetworkSnapshot:
        """What the trainer has to show now."""
        self.loop.handle(WantFrame())
        self._shown = self.loop.frame() or self._shown
        return self._shown

    @property
    def probe(self) -> np.ndarray | None:
        chosen = self.state.experiment.focus.probe
        return None if chosen is None else chosen.tensor


@pytest.fixture(scope="session")
def digits() -> ImageSet:
    return make_images("digits", 200, 1)


@pytest.fixture
def make_bench(qtbot) -> Iterator[Callable[..., Bench]]:
    benches: list[Bench] = []

    def make(images: ImageSet, **options: str) -> Bench:
        bench = Bench(images, **options)
        qtbot.addWidget(bench.workspace)
        bench.workspace.resize(1364, 875)
        bench.workspace.show()
        benches.append(bench)
        return bench

    yield make
    for bench in benches:
        bench.workspace.finish()


@pytest.fixture
def bench(make_bench, digits) -> Bench:
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
