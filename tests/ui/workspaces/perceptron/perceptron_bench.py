"""The workspace of the perceptron on few points, driven as a user would, with the real training loop behind it."""

from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from playground.training.architecture import PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.views.plane.plane_view import PlaneView
from playground.ui.workspaces.perceptron.workspace import PerceptronWorkspace
from tests.ui.bench import Bench


class PerceptronBench(Bench):
    """The workspace of the perceptron on few points."""

    def __init__(self, **data: object) -> None:
        description = {"source": "separable", "count": 60, "noise": 0.0, "train_share": 1.0} | data
        experiment = Experiment(PointsData(**description), PerceptronModel(), TrainingSettings(learning_rate=1.0))
        super().__init__(experiment, PerceptronWorkspace, lambda: 0.0)
        self.workspace.resize(1204, 695)

    def show_frame(self) -> None:
        """Only what is shown at once: words may wait."""
        super().show()

    def show(self) -> None:
        super().show()
        self.workspace._show_texts()

    def part(self, kind: type[QWidget]) -> Any:
        return self.workspace.findChild(kind)

    def button(self, name: str) -> QAbstractButton:
        found = self.workspace.findChildren(QAbstractButton)
        return next(button for button in found if button.accessibleName() == name)

    def texts(self) -> str:
        return "\n".join(label.text() for label in self.workspace.findChildren(QLabel))

    def pixel(self, x1: float, x2: float) -> QPoint:
        return self.part(PlaneView).plane_map().pixel(x1, x2).toPoint()
