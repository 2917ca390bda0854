"""The Perceptron workspace: data and brush, the separator, and the neuron with its last step."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.data.point_sets import offered_in
from playground.data.points import PointSet
from playground.document.document import document_of
from playground.training.architecture import PerceptronModel
from playground.training.experiment import Experiment
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.ui.panels.perceptron.cycle_notice import CycleNotice
from playground.ui.panels.perceptron.input_choice import InputChoice
from playground.ui.panels.points.draw_panel import DrawPanel
from playground.ui.panels.points.perceptron_step_panel import PerceptronStepPanel
from playground.ui.panels.points.point_data_panel import PointDataPanel
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.panels.points.separability_panel import SeparabilityPanel
from playground.ui.panels.training.perceptron_transport import PerceptronTransport
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.views.curves.mistakes_view import MistakesView
from playground.ui.views.diagram.neuron_view import NeuronView
from playground.ui.views.plane.separator_view import SeparatorView
from playground.ui.widgets.card import Card
from playground.ui.widgets.columns import GAP, Column, Columns, Fold
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.words import formatting
from playground.ui.workspaces.kinds import usual_workspace
from playground.ui.workspaces.perceptron.kind import CLASSES, PERCEPTRON
from playground.ui.workspaces.perceptron.separator_card import SeparatorCard
from playground.ui.workspaces.point_page import PointPage


class PerceptronWorkspace(PointPage):
    """Arranges the panels and views of the perceptron and hands each what it shows."""

    kind = PERCEPTRON
    has_fine_steps = True
    transport: PerceptronTransport

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(state, attention, parent)
        self._data = PointDataPanel(state, offered_in("perceptron", CLASSES), CLASSES)
        self.edit_points(PointEditor(state, CLASSES, parent=self), self._data.paste)
        self._separability = SeparabilityPanel()
        self._inputs = InputChoice(state)
        self._cycle = CycleNotice(state, self.messages, self)
        self._view = SeparatorView()
        self._card = SeparatorCard(self._view)
        self._neuron = NeuronView()
        self._step = PerceptronStepPanel()
        self._mistakes = MistakesView()
        self._slow_parts: list[Callable[[PerceptronSnapshot], None]] = [self._mistakes.show_frame, self._show_step]
        self._waiting = self._slow_parts
        self.editor.attach(self._view.plane)
        self._add_figure_menus()
        self.arrange(PerceptronTransport(state), self._columns())
        self._connect()

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows the points at once, in the inputs that were chosen, before they are learned."""
        model = experiment.model
        assert isinstance(model, PerceptronModel)
        self._card.show_inputs(model.inputs, model.beside)
        self._view.show_points(self._points, experiment.data.train_share, model.inputs)

    def show_pictures(self, snapshot: PerceptronSnapshot, calm: bool) -> None:
        """Shows everything at once; at full speed the bars and the step in the frames after the texts, one after the
        other: all of them together would be the longest of all frames."""
        self._view.show_frame(snapshot)
        self._neuron.show_frame(snapshot)
        self.transport.show_frame(snapshot)
        is_fast = not calm and not snapshot.experiment.training.pace
        for show in self._waiting[:1] if is_fast else self._slow_parts:
            show(snapshot)
        self._waiting = self._waiting[1:] if is_fast else []

    def show_texts(self, snapshot: PerceptronSnapshot) -> None:
        """Shows the numbers, and whether the points are separable."""
        self._waiting = self._slow_parts
        self.transport.show_texts(snapshot)
        self._card.show_frame(snapshot)
        self._view.show_texts()
        self._neuron.show_texts()
        self._separability.show_frame(snapshot)
        self._cycle.show_texts(snapshot)

    def _show_step(self, snapshot: PerceptronSnapshot) -> None:
        self._step.show_step(snapshot.visited)

    def status_texts(self) -> list[str]:
        """The seed of the points, and how many there are of each class."""
        points = self._points
        positive = points.counts()[1]
        counts = formatting.integer(positive), formatting.integer(len(points) - positive)
        seed = self.tr("Seed {0}").format(self._state.experiment.data.seed)
        return [seed, self.tr("{0} positive · {1} negative").format(*counts)]

    def open_file(self, path: Path) -> None:
        """Reads points from a file."""
        self._data.open_file(path)

    @property
    def has_selection(self) -> bool:
        """Whether points are selected, or one is tested."""
        return self.editor.selected > 0 or self._card.has_tested

    def delete_selection(self) -> None:
        """Takes the tested point away; without one, erases the points that are selected."""
        if self._card.has_tested:
            self._card.stop_testing()
        else:
            self.editor.delete_selection()

    @property
    def _points(self) -> PointSet:
        assert isinstance(self._state.data_set, PointSet)
        return self._state.data_set

    def _add_figure_menus(self) -> None:
        FigureMenu(self._view.plane, "separator")
        FigureMenu(self._neuron, "neuron")
        FigureMenu(self._mistakes, "mistakes")

    def _columns(self) -> Columns:
        left, neuron = self._left_column(), self._neuron_and_step()
        column = ScrollColumn()
        column.add(neuron)
        column.add(self._mistakes_card(), 1)
        columns = Column(left, 264, 0, 245), Column(self._card, 700, 2, 380), Column(column, 364, 1, 175)
        folds = Fold(left, "data", self.tr("Data"), lowest=390), Fold(neuron, "neuron", self.tr("Neuron"), lowest=520)
        return Columns("perceptron columns", columns, folds)

    def _left_column(self) -> QWidget:
        column = ScrollColumn()
        column.add(self._data)
        column.add(DrawPanel(self.editor, CLASSES))
        column.add(self._separability)
        column.add_stretch()
        return column

    def _neuron_and_step(self) -> QWidget:
        neuron = Card(self.tr("The neuron"), "y = sign(⟨w, x⟩ + b)")
        neuron.add_control(self._inputs)
        neuron.add(self._neuron, 1)
        set_names("neuron", card=neuron, view=self._neuron)
        both = QWidget()
        column = QVBoxLayout(both)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(neuron, 1)
        column.addWidget(self._step)
        return both

    def _mistakes_card(self) -> QWidget:
        mistakes = Card(self.tr("Mistakes per pass"))
        mistakes.add(self._mistakes, 1)
        set_names("mistakes", card=mistakes, view=self._mistakes)
        return mistakes

    def _connect(self) -> None:
        self._data.refused.connect(self.warn)
        self._data.failed.connect(self.complain)
        self._data.read.connect(self.settle_file)
        self._data.noted.connect(self.show_message)
        self._view.hovered.connect(self._neuron.test_point)
        self._view.tested.connect(self.selection_changed)
        self._view.closed.connect(self._explain_closed)
        self._view.weights_edited.connect(self.weights_edited)
        self._view.let_go.connect(self._state.end_gesture)
        self._neuron.weights_edited.connect(self._put_weights)
        self._card.beside_wanted.connect(self._set_beside)
        self._inputs.refused.connect(self.warn)
        self._separability.inputs_wanted.connect(self._inputs.choose)
        self._state.replaced.connect(self._card.stop_testing)
        self.editor.tool_taken.connect(self._card.stop_testing)
        self._cycle.network_requested.connect(self._go_on_as)

    def _put_weights(self, theta: np.ndarray, name: str) -> None:
        """Goes on with a number that was typed: a gesture of its own."""
        self._state.end_gesture()
        self.weights_edited.emit(theta, name)
        self._state.end_gesture()

    def _set_beside(self, beside: bool) -> None:
        model = self._state.experiment.model
        assert isinstance(model, PerceptronModel)
        reason = self._state.edit_model(replace(model, beside=beside))
        if reason:
            self.warn(reason)

    def _explain_closed(self) -> None:
        text = self.tr("Points are painted on their own plane, not on that of the inputs.")
        self.show_message("info", text, [(self.tr("Show the plane of the points"), self._card.show_plane_of_points)])

    def _go_on_as(self, experiment: Experiment) -> None:
        """Has the same points shown where they belong with another model."""
        data = experiment.data
        names = data.resolve().class_names
        self.model_requested.emit(document_of(usual_workspace(experiment), experiment, data.input_shape, names))
