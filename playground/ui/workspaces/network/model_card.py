"""The card of the model: the network's diagram with its controls, how weights start, what is refused and why."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QWidget

from playground.engine.initializers import INITIALIZERS
from playground.training.experiment import MAX_HIDDEN_LAYERS, Architecture, Experiment
from playground.training.network_trainer import plan_network
from playground.ui.state import ExperimentState
from playground.ui.widgets import formatting
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.value_edit import ValueEdit
from playground.ui.workspaces.network.columns_area import ColumnsArea

LARGEST_SEED = 2**31 - 1


class ModelCard(Card):
    """Edits the architecture. A refused edit leaves the network as it is and says why below the title."""

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Model"), parent=parent)
        self._state = state
        self.reason = QLabel()
        self.reason.setProperty("role", "bad")
        self.reason.setWordWrap(True)
        self.reason.hide()
        self.columns = ColumnsArea(state, self._edit)
        self.diagram = self.columns.diagram
        self.figure = FigureMenu(self.diagram, "network")
        self._make_controls()
        self.add(self.reason)
        self.add(_sideways(self.columns), 1)
        state.changed.connect(self._show)
        self._show(state.experiment)

    def _make_controls(self) -> None:
        names = {
            "zeros": self.tr("Zeros"),
            "uniform": self.tr("Uniform"),
            "normal": self.tr("Normal"),
            "xavier": self.tr("Xavier"),
            "he": self.tr("He"),
            "lecun": self.tr("LeCun"),
        }
        allowed = self.tr("a whole number from 0 to {0}").format(formatting.integer(LARGEST_SEED))
        self.seed = ValueEdit(
            _seed,
            allowed,
            self.tr("The seed of the first weights θ: the same seed starts the same way"),
            widest="99999",
        )
        self.seed.setAccessibleName(self.tr("Seed"))
        label = QLabel(self.tr("Seed"))
        label.setProperty("role", "small")
        label.setBuddy(self.seed)
        seed = QWidget()
        row = QHBoxLayout(seed)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(label)
        row.addWidget(self.seed)
        self.another = Button(
            "",
            "shuffle",
            kind="flat",
            small=True,
            tooltip=self.tr("Start again from other random weights θ (the next seed)"),
        )
        row.addWidget(self.another)
        self.initializer = Combo(
            [(name, names.get(name, name)) for name in INITIALIZERS],
            self.tr("Initialiser"),
            tooltip=self.tr("How the first weights W are drawn; another one starts again"),
        )
        self.layer = Button(
            self.tr("Layer"),
            "plus",
            small=True,
            tooltip=self.tr("Add a hidden layer at the end; what was learned stays"),
        )
        for control in (seed, self.initializer, self.layer):
            self.add_control(control)
        self.seed.entered.connect(lambda seed: self._set_seed(int(seed)))
        self.another.clicked.connect(lambda: self._set_seed((self._state.experiment.training.seed + 1) % LARGEST_SEED))
        self.initializer.chosen.connect(lambda name: self._edit(replace(self._model(), initializer=name), ""))
        self.layer.clicked.connect(lambda: self.columns.new_layer(len(self._model().hidden)))

    def _model(self) -> Architecture:
        model = self._state.experiment.model
        assert isinstance(model, Architecture)
        return model

    def _edit(self, model: Architecture, merge: str) -> None:
        self._report(self._state.edit_model(model, merge=merge))

    def _set_seed(self, seed: int) -> None:
        self._report(self._state.edit_training(seed=seed))

    def _report(self, reason: str) -> None:
        """Shows why an edit was refused and puts the controls back, or takes the last reason away."""
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))
        if reason:
            self._show(self._state.experiment)
            self.columns.show_experiment(self._state.experiment)

    def _show(self, experiment: Experiment) -> None:
        spec = plan_network(experiment, self._state.data)
        sizes = " – ".join(str(size) for size in (spec.input_shape[0], *(shape[0] for shape in spec.output_shapes)))
        self.set_subtitle(self.tr("{0} · {1} parameters").format(sizes, formatting.integer(spec.parameters)))
        self.seed.show_text(str(experiment.training.seed))
        self.initializer.set_key(spec.initializer)
        self.layer.setEnabled(len(self._model().hidden) < MAX_HIDDEN_LAYERS)


def _sideways(content: QWidget) -> QScrollArea:
    """Deep networks scroll from side to side where the window is narrow."""
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.viewport().setAutoFillBackground(False)
    content.setAutoFillBackground(False)
    return area


def _seed(text: str) -> float | None:
    value = formatting.parse(text)
    return None if value is None or value < 0 or value != int(value) else float(min(value, LARGEST_SEED))
