"""Both cards of the line with their training loop, without the page around them."""

from __future__ import annotations

from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from playground.data.points import PointSet
from playground.training.architecture import Architecture
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.panels.regression.line_card import LineCard
from playground.ui.panels.regression.surface_card import SurfaceCard
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from tests.ui.bench import Bench

# Of the first four the means are 0.5 and 0.5, Σ(x − 0.5)² = 5 and Σ(x − 0.5)(y − 0.5) = 2: the line of least squares is
# 0.4·x + 0.3, with residuals of −0.1, 0.3, −0.3, 0.1, so that E = 0.05. The last one is a test point.
XY = [(-1, 0.0), (0, 0.0), (1, 1.0), (2, 1.0), (-2, -1.0)]


class LinePage(QWidget):
    """Shows frames in both cards."""

    play_requested = Signal(bool)
    step_requested = Signal()
    fine_step_requested = Signal()
    sample_step_requested = Signal(int)
    back_requested = Signal()
    weights_edited = Signal(object, str)
    restart_requested = Signal()
    rewind_requested = Signal()

    def __init__(self, state: ExperimentState, attention: Attention) -> None:
        super().__init__()
        self.surface, self.line = SurfaceCard(state), LineCard(state)
        self.cards = (self.surface, self.line)
        row = QHBoxLayout(self)
        for card in self.cards:
            row.addWidget(card)
            card.weights_edited.connect(self.weights_edited)
        attention.look(batch=True)

    def show_frames(self, frames: tuple[Any, ...]) -> None:
        for card in self.cards:
            card.show_frame(frames[0])
            card.show_texts(frames[0])


def values(xy: Any = XY, tests: int = 1) -> ValuesData:
    """Points to fit a line to, the last ones for testing."""
    count = len(xy)
    rank = np.zeros(count, np.float32)
    rank[count - tests :] = 0.9
    x = np.array(xy, np.float32).reshape(-1, 2)
    return ValuesData("drawn", train_share=0.5, drawn=PointSet(x, np.zeros(count, np.int64), rank, ()))


def line_bench(data: ValuesData | None = None, **training: Any) -> Bench:
    """Two cards of 520 × 460 pixels each, with their first frame; plain descent on batches of two."""
    chosen = {"optimizer": "sgd", "batch_size": 2, "loss": "squared-error", **training}
    settings = TrainingSettings(**{"learning_rate": 0.1, **chosen})
    bench = Bench(Experiment(data or values(), Architecture(()), settings), LinePage)
    bench.workspace.resize(1060, 460)
    bench.workspace.show()
    bench.show()
    QCoreApplication.processEvents()
    return bench


def put(bench: Bench, a: float, b: float) -> None:
    """Has the line somewhere."""
    bench.workspace.weights_edited.emit(np.array([a, b], np.float32), "there")
    bench.state.end_gesture()
    bench.show()
    QCoreApplication.processEvents()
