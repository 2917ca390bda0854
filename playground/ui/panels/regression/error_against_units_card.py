"""The card of universal approximation: how the largest error of the fit depends on the number of units."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from playground.training.architecture import Architecture
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot
from playground.ui.views.regression.error_chart import ErrorChart, Series
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting
from playground.ui.words.layer_text import activation_text


class ErrorAgainstUnitsCard(Card):
    """Every network that was trained leaves a dot, its latest error: training need not find the best that there is."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Error against N"), "max |f(x) − y(x)|", parent)
        self.chart = ErrorChart()
        self.figure = FigureMenu(self.chart, "error")
        self.clear = Button(self.tr("Clear"), small=True, tooltip=self.tr("Forget the networks that were trained here"))
        self.said = QLabel()
        self.said.setProperty("role", "small")
        self.said.setWordWrap(True)
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._errors: dict[str, dict[int, float]] = {}
        self._squares: set[str] = set()
        self._about: tuple[object, ...] = ()
        self._now: tuple[str, int] | None = None
        self._has_truth = True
        set_names("error", card=self, chart=self.chart, clear=self.clear)
        self.add_control(self.clear)
        self.add(self.said)
        self.add(self.chart, 1)
        self.clear.clicked.connect(self._forget)

    def show_experiment(self, experiment: Experiment) -> None:
        """Forgets the networks that were trained on something else."""
        data = experiment.data
        assert isinstance(data, ValuesData)
        about = data.source, data.noise, data.outliers
        if about != self._about:
            self._about, self._has_truth = about, data.truth is not None
            self._forget()

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """The errors are shown with the texts."""

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Notes how far the fit is from the function behind the points, and shows all that is known."""
        data, model, fit = snapshot.experiment.data, snapshot.experiment.model, snapshot.fit
        assert isinstance(data, ValuesData) and isinstance(model, Architecture)
        if fit is None or not model.hidden or (data.source, data.noise, data.outliers) != self._about:
            return
        name = _name(model)
        self._now = name, sum(layer.width or 0 for layer in model.hidden)
        error = None if data.truth is None else float(np.abs(fit.f - data.truth(fit.x.astype(np.float64))).max())
        if error is not None and np.isfinite(error) and snapshot.progress.step > 0 and snapshot.divergence is None:
            self._errors.setdefault(name, {})[self._now[1]] = error
            if any(layer.activation == "square" for layer in model.hidden):
                self._squares.add(name)
        self._show(error)

    def _forget(self) -> None:
        self._errors.clear()
        self._squares.clear()
        self._show(None)

    def _show(self, error: float | None) -> None:
        hint = "" if self._errors else self.tr("Train networks with different N: each leaves a dot here.")
        if not self._has_truth:
            hint = self.tr("There is no true function behind points of your own.")
        series = tuple(Series(name, dict(errors), name in self._squares) for name, errors in self._errors.items())
        self.chart.show_series(series, self._now, hint)
        self.clear.setEnabled(bool(self._errors))
        self.said.setVisible(self._has_truth)
        if error is not None and np.isfinite(error):
            number = formatting.significant(error, 2)
            text = self.tr("largest error on [−3, 3]: {0} · one dot for every network trained here").format(
                f"<b>{number}</b>"
            )
            self.said.setText(text)
            self.said.setToolTip(
                self.tr(
                    "With enough units the error can be made as small as one likes, but not with"
                    " square; and training need not find the best fit"
                )
            )
        elif not self._errors:
            self.said.setText("")


def _name(model: Architecture) -> str:
    """What networks have in common that stand on one curve: the activations, layer by layer."""
    return " – ".join(activation_text(layer.activation) for layer in model.hidden)
