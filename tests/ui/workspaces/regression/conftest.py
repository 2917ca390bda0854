"""The workspace of a line or a network on values, with the real training loop behind it."""

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QImage

from playground.training.architecture import Architecture
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.training.snapshot import NetworkSnapshot
from playground.ui.workspaces.regression.workspace import RegressionWorkspace
from tests.ui.bench import Bench

LEFT = Qt.MouseButton.LeftButton


class RegressionBench(Bench):
    """The workspace of values."""

    def __init__(self, qtbot, experiment: Experiment) -> None:
        super().__init__(experiment, RegressionWorkspace)
        self._qtbot = qtbot
        qtbot.addWidget(self.workspace)
        self.workspace.resize(1364, 800)
        self.workspace.show()
        for _ in range(4):  # What a frame says can take more room, and then another frame is painted there.
            QCoreApplication.processEvents()
            self.frame()

    def frame(self) -> NetworkSnapshot:
        """Shows what the run has, painted."""
        self.show()
        self.workspace.grab()
        return self.snapshot

    def train(self, seconds: float = 0.1) -> NetworkSnapshot:
        super().train(seconds)
        return self.frame()

    @property
    def view(self):
        return self.workspace.fit.view

    def pixel(self, x: float, y: float) -> QPoint:
        """Where a place of the plane is in its view."""
        return self.view.plane_map().pixel(x, y).toPoint()

    def picture(self) -> np.ndarray:
        """What the plane shows, as numbers."""
        self.view.update()
        image = self.view.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
        return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)[:, :, 2::-1].copy()

    def count(self, colour: QColor, tolerance: int = 8) -> int:
        """How many pixels of the plane have a colour."""
        wanted = np.array(colour.getRgb()[:3])
        return int((np.abs(self.picture().astype(int) - wanted).max(axis=2) <= tolerance).sum())

    def drag(self, start: QPointF | QPoint, *ends: QPoint) -> None:
        """From a place of the plane's view over others, with the left button."""
        start = start if isinstance(start, QPoint) else start.toPoint()
        self._qtbot.mouseMove(self.view, start)
        self._qtbot.mousePress(self.view, LEFT, pos=start)
        for end in ends:
            self._qtbot.mouseMove(self.view, end)
        self._qtbot.mouseRelease(self.view, LEFT, pos=ends[-1])

    def handle(self, index: int) -> QPoint:
        """Where a handle of the line is in the view."""
        return self.view.plane_map().pixel(*self.view.grip.places[index]).toPoint()


DATA = ValuesData("line", count=40, noise=0.1, train_share=0.8)
TRAINING = TrainingSettings(0.05, optimizer="sgd", batch_size=8, loss="squared-error")


@pytest.fixture
def make(qtbot):
    """Makes the workspace with hidden layers, and other fields of its data and training."""

    def made(hidden=(), data=None, **training) -> RegressionBench:
        model = Architecture(tuple(hidden))
        settings = replace(TRAINING, **training)
        return RegressionBench(qtbot, Experiment(replace(DATA, **(data or {})), model, settings))

    return made
