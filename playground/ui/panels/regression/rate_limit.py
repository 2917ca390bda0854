"""The learning rate of a line, and the largest with which descent still converges: in words, and as a mark."""

from __future__ import annotations

from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.training.converging_rate import converging_rate
from playground.training.experiment import Experiment
from playground.ui.look.theme import SMALL, THEME
from playground.ui.panels.training.learning_rate import LearningRate
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting


class RateLimit(QWidget):
    """γ with its slider; for a line beside it the largest γ that converges, where a theorem tells it, else room for it:
    what stands beside it is not to move while losses are compared."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.learning_rate = LearningRate(state)
        self._captions = self.tr("converges for"), self.tr("too large, needs")
        self._caption = QLabel(self._captions[0])
        self._caption.setProperty("role", "small")
        self._limit = QLabel()
        self._limit.setProperty("role", "value")
        self._words = QWidget()
        words = QVBoxLayout(self._words)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        words.addWidget(self._caption)
        words.addWidget(self._limit)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(7)
        row.addWidget(self.learning_rate)
        row.addWidget(self._words)
        state.changed.connect(self._show)
        THEME.changed.connect(self._keep_room)
        self._keep_room()
        self._show(state.experiment)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, words=self._limit)

    @property
    def limit(self) -> str:
        """The largest γ in words, "" where there is no statement."""
        return "" if self._words.isHidden() else self._limit.text()

    def _show(self, experiment: Experiment) -> None:
        limit = converging_rate(experiment)
        policy = self._words.sizePolicy()
        policy.setRetainSizeWhenHidden(not getattr(experiment.model, "hidden", ()))
        self._words.setSizePolicy(policy)
        self._words.setHidden(limit is None)
        if limit is None:
            self.learning_rate.rate.set_mark(None)
            return
        number = formatting.significant(limit, 3)
        self._limit.setText(f"γ < {number}")
        too_large = experiment.training.learning_rate >= limit
        self._caption.setText(self._captions[bool(too_large)])
        if experiment.training.optimizer == "momentum":
            text = self.tr(
                "Descent on all training points converges for γ < 2(1 + β)/λ_max = {0}, where λ_max is the largest "
                "eigenvalue of the Hessian of E and β = 0.9; with a larger one it leaves the valley."
            )
        else:
            text = self.tr(
                "Descent on all training points converges for γ < 2/λ_max = {0}, where λ_max is the largest "
                "eigenvalue of the Hessian of E; with a larger one it leaves the valley."
            )
        said = text.format(number)
        self._words.setToolTip(said)
        self._limit.setAccessibleName(said)
        self.learning_rate.rate.set_mark(limit, said)

    def _keep_room(self) -> None:
        """For either caption, so that what stands beside it does not move."""
        metrics = QFontMetrics(THEME.font(SMALL))
        self._caption.setMinimumWidth(max(metrics.horizontalAdvance(text) for text in self._captions))
