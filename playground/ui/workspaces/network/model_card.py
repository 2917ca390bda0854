"""The card of the model: the network's diagram with its controls, how weights start, what is refused and why."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.training.architecture import MAX_HIDDEN_LAYERS, Architecture
from playground.training.experiment import Experiment, plan_network
from playground.training.returns import Begin
from playground.ui.panels.layers.network_presets import READY, NetworkPresets
from playground.ui.panels.training.seed_control import SeedControl
from playground.ui.session.state import ExperimentState
from playground.ui.views.diagram.dropout import spec_of_neurons
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.names import set_names
from playground.ui.widgets.refusal_note import RefusalNote
from playground.ui.words import formatting
from playground.ui.words.initializer_text import initializer_options
from playground.ui.workspaces.network.column_layers import columns_of
from playground.ui.workspaces.network.columns_area import ColumnsArea
from playground.ui.workspaces.network.diagram_hints import DiagramHints
from playground.ui.workspaces.network.diagram_zoom import DiagramZoom


class ModelCard(Card):
    """Edits the architecture. A refused edit leaves the network as it is and says why. `weights_edited` carries θ with
    the one number that was changed by hand, NaN elsewhere, and what that is called."""

    weights_edited = Signal(object, str)

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Model"), parent=parent)
        self._state = state
        self.reason = RefusalNote(self)
        self.columns = ColumnsArea(state, self._edit)
        self.diagram = self.columns.diagram
        self.figure = FigureMenu(self.diagram, "network")
        self._make_controls()
        self.zoom = DiagramZoom(self.columns)
        self.hints = DiagramHints(self.zoom).hints
        self.add(self.zoom, 1)
        self.diagram.edits.weights_edited.connect(self._put)
        self.diagram.edits.let_go.connect(state.end_gesture)
        state.replaced.connect(self.diagram.forget)
        state.changed.connect(self._show)
        self._show(state.experiment)

    def _make_controls(self) -> None:
        self.seed = SeedControl(self._state)
        self.initializer = Combo(
            initializer_options(),
            self.tr("Initialiser"),
            tooltip=self.tr("How the first weights W are drawn; another one starts again"),
        )
        self.layer = Button(
            self.tr("Layer"),
            "plus",
            small=True,
            tooltip=self.tr("Add a hidden layer at the end; what was learned stays"),
        )
        set_names("model", card=self, diagram=self.diagram, seed=self.seed, initializer=self.initializer)
        self.walk = Button(
            self.tr("Step by step"),
            "step",
            small=True,
            tooltip=self.tr("Walk through one step of training: forward, loss, backward, update, with all numbers"),
        )
        self.ready = NetworkPresets()
        set_names("model", add_layer=self.layer, walk=self.walk, ready=self.ready, ready_menu=self.ready.entries)
        for control in (self.seed, self.initializer, self.layer, self.ready, self.walk):
            self.add_control(control)
        self.initializer.chosen.connect(lambda name: self._edit(replace(self._model(), initializer=name), ""))
        self.ready.chosen.connect(self._begin_with)
        self.layer.clicked.connect(lambda: self.columns.new_layer(len(columns_of(self._model())) - 1))

    def _model(self) -> Architecture:
        model = self._state.experiment.model
        assert isinstance(model, Architecture)
        return model

    def _begin_with(self, name: str) -> None:
        """Begins anew with a ready network, however alike the one before is; what was frozen is of that one."""
        model = replace(self._model(), hidden=READY[name], keys=tuple(range(len(READY[name]))), frozen=())
        self.reason.tell(self._state.edit(replace(self._state.experiment, model=model), begin=Begin.AFRESH))

    def _edit(self, model: Architecture, merge: str) -> None:
        """Edits the architecture; shows why if that is refused, and puts the controls back."""
        reason = self._state.edit_model(model, merge=merge)
        self.reason.tell(reason)
        if reason:
            self._show(self._state.experiment)
            self.columns.show_experiment(self._state.experiment)

    def _put(self, theta: np.ndarray, name: str) -> None:
        """A number that was changed by hand, unless it is one of a network that there is no more."""
        if theta.size == plan_network(self._state.experiment).parameters:
            self.weights_edited.emit(theta, name)

    def _show(self, experiment: Experiment) -> None:
        spec = plan_network(experiment)
        sizes = " – ".join(
            str(size) for size in (spec.input_shape[0], *(shape[0] for shape in spec_of_neurons(spec).output_shapes))
        )
        self.set_subtitle(
            self.tr("{0} · {1} parameters", None, spec.parameters).format(sizes, formatting.integer(spec.parameters))
        )
        self.initializer.set_key(spec.initializer)
        self.layer.setEnabled(len(columns_of(self._model())) <= MAX_HIDDEN_LAYERS)
