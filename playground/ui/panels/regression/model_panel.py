"""The card of the model on values: a line, or a network of one to three hidden layers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.data.points import MAX_POINTS
from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.experiment import Experiment, plan_network
from playground.training.settings import TrainingSettings
from playground.ui.look.theme import THEME
from playground.ui.panels.training.seed_control import SeedControl
from playground.ui.session.state import ExperimentState
from playground.ui.views.regression.activation_icons import activation_icon
from playground.ui.widgets.card import Card
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.names import set_names
from playground.ui.widgets.refusal_note import RefusalNote
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.widgets.stepper import Stepper
from playground.ui.words import formatting
from playground.ui.words.initializer_text import initializer_options
from playground.ui.words.layer_text import activation_text

MOST_LAYERS, MOST_UNITS = 3, 100
NAMES = ("relu", "tanh", "sigmoid", "softplus", "linear", "square")
FIRST_NETWORK = Architecture((DenseSpec(6, "tanh"),), initializer="spread")
"""What the first network is: its units switch at different places of the interval."""
FIRST_TRAINING: dict[str, Any] = {"optimizer": "adam", "learning_rate": 0.05, "batch_size": MAX_POINTS, "pace": 0.0}
"""A network takes thousands of steps where a line takes tens."""


class RegressionModelPanel(Card):
    """Edits the architecture. A line and a network are each remembered, with how they are trained, while the other is
    there."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Model"), parent=parent)
        self._state = state
        self._others: dict[bool, tuple[Architecture, TrainingSettings]] = {}
        self._make_controls()
        self._arrange()
        self._connect()
        self._show(state.experiment)

    def _make_controls(self) -> None:
        line = Choice("line", self.tr("Line"), self.tr("f(x) = a·x + b: two weights, whose error can be seen whole"))
        network = Choice(
            "hidden", self.tr("Network"), self.tr("One input, hidden layers, one output: it can bend as it likes")
        )
        self.kind = SegmentedControl([line, network], self.tr("Model"))
        tooltip = self.tr("How many layers of hidden units there are; what was learned stays where it can")
        self.layers = Stepper(1, 1, MOST_LAYERS, self.tr("Hidden layers"), tooltip=tooltip)
        tooltip = self.tr("How many units the layer has; what was learned stays")
        self.units = [Stepper(1, 1, MOST_UNITS, self.tr("Hidden units N"), tooltip=tooltip) for _ in range(MOST_LAYERS)]
        tooltip = self.tr("The function g of all hidden units")
        self.activation = Combo(
            [(name, activation_text(name)) for name in NAMES], self.tr("Activation"), tooltip=tooltip
        )
        tooltip = self.tr("How the first weights are drawn; another one starts again")
        self.initializer = Combo(initializer_options(), self.tr("Initialiser"), tooltip=tooltip)
        self.seed = SeedControl(self._state)
        self.reason = RefusalNote(self)
        set_names("model", card=self, kind=self.kind, layers=self.layers, activation=self.activation)
        set_names("model", **{f"units_{k + 1}": each for k, each in enumerate(self.units)})
        set_names("model", initializer=self.initializer, seed=self.seed)

    def _arrange(self) -> None:
        self.add(self.kind)
        self.rows = [_Row(self.tr("Hidden layers"), self.layers)]
        self.unit_labels = []
        for units in self.units:
            row = _Row("", units)
            self.unit_labels.append(row.label)
            self.rows.append(row)
        self.rows.append(_Row(self.tr("Activation g"), self.activation))
        self.rows.append(_Row(self.tr("Initialiser"), self.initializer))
        for row in self.rows:
            self.add(row)
        self.add(self.seed)
        self._draw_icons()

    def _connect(self) -> None:
        self.kind.changed.connect(lambda key: self._switch(key == "line"))
        self.layers.changed.connect(self._set_layers)
        for index, units in enumerate(self.units):
            units.changed.connect(lambda count, index=index: self._set_units(index, count))
        self.activation.chosen.connect(lambda name: self._edit(self._model().with_activation(name)))
        self.initializer.chosen.connect(lambda name: self._edit(replace(self._model(), initializer=name)))
        self._state.replaced.connect(self._others.clear)
        self._state.changed.connect(self._show)
        THEME.changed.connect(self._draw_icons)

    def _model(self) -> Architecture:
        model = self._state.experiment.model
        assert isinstance(model, Architecture)
        return model

    def _switch(self, to_line: bool) -> None:
        """Takes the other kind of model up where it was left, with its training; what is learned from stays."""
        experiment, model = self._state.experiment, self._model()
        if to_line == (not model.hidden):
            return
        training = experiment.training
        usual = training if to_line else replace(training, **FIRST_TRAINING)
        start = Architecture((), initializer=model.initializer) if to_line else FIRST_NETWORK
        self._others[not to_line] = model, training
        model, known = self._others.get(to_line, (start, usual))
        learning = replace(known, loss=training.loss, seed=training.seed)
        self._tell(self._state.edit(replace(experiment, model=model, training=learning)))

    def _set_layers(self, count: int) -> None:
        model = self._model()
        while len(model.hidden) < count:
            model = model.with_inserted(len(model.hidden), model.hidden[-1])
        while len(model.hidden) > count:
            model = model.without(len(model.hidden) - 1)
        self._edit(model)

    def _set_units(self, index: int, count: int) -> None:
        model = self._model()
        change: dict[str, Any] = {"units": count}
        self._edit(model.with_replaced(index, replace(model.hidden[index], **change)), f"units {index}")

    def _edit(self, model: Architecture, merge: str = "") -> None:
        self._tell(self._state.edit_model(model, merge))

    def _tell(self, reason: str) -> None:
        self.reason.tell(reason)
        if reason:
            self._show(self._state.experiment)

    def _show(self, experiment: Experiment) -> None:
        model, spec = self._model(), plan_network(experiment)
        is_line, hidden = not model.hidden, model.hidden
        sizes = " – ".join(str(shape[-1]) for shape in (spec.input_shape, *spec.output_shapes))
        counted = self.tr("{0} parameters", None, spec.parameters).format(formatting.integer(spec.parameters))
        self.set_subtitle(counted if is_line else f"{sizes} · {counted}")
        self.kind.set_current("line" if is_line else "hidden")
        for row in self.rows:
            row.setVisible(not is_line)
        for index, units in enumerate(self.units):
            self.rows[1 + index].setVisible(index < len(hidden))
            name = self.tr("Hidden units N") if len(hidden) < 2 else self.tr("Units of layer {0}").format(index + 1)
            self.unit_labels[index].setText(name)
            if index < len(hidden):
                units.set_value(hidden[index].width or 1)
        self.initializer.set_key(model.initializer)
        if not is_line:
            self.layers.set_value(len(hidden))
            self._show_activation([layer.activation for layer in hidden])

    def _show_activation(self, names: list[str]) -> None:
        """Of different ones, or one that is not offered, the first stands there as well."""
        offered = [*NAMES, *(name for name in dict.fromkeys(names) if name not in NAMES)]
        self.activation.set_options([(name, activation_text(name)) for name in offered])
        self.activation.set_key(names[0])
        self._draw_icons()

    def _draw_icons(self) -> None:
        for index in range(self.activation.count()):
            self.activation.setItemIcon(index, activation_icon(self.activation.itemData(index)))


class _Row(QWidget):
    """A label and a control at the right of it."""

    def __init__(self, text: str, control: QWidget) -> None:
        super().__init__()
        self.label = QLabel(text)
        self.label.setProperty("role", "small")
        self.label.setBuddy(control)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.label)
        row.addStretch(1)
        row.addWidget(control)
