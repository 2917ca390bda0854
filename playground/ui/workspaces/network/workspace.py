"""The Network workspace: data, model and result side by side, the way learning goes."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from playground.data.point_sets import offered_in
from playground.data.points import PointSet
from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot
from playground.ui.panels.points.draw_panel import DrawPanel
from playground.ui.panels.points.features_panel import FeaturesPanel
from playground.ui.panels.points.point_data_panel import PointDataPanel
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.panels.training.diagnosis_notice import DiagnosisNotice
from playground.ui.panels.training.divergence_notice import DivergenceNotice
from playground.ui.panels.training.loss_panel import LossPanel
from playground.ui.panels.training.stop_notice import StopNotice
from playground.ui.panels.training.transport_panel import TransportPanel
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.views.plane.answered_points import AnsweredSo
from playground.ui.widgets.columns import Column, Columns, Fold
from playground.ui.widgets.result_pair import ResultPair
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.widgets.workspace_body import one_above_another
from playground.ui.workspaces.network.decision_card import DecisionCard
from playground.ui.workspaces.network.kind import NETWORK
from playground.ui.workspaces.network.layers_card import LayersCard
from playground.ui.workspaces.network.model_card import ModelCard
from playground.ui.workspaces.network.spotlight import Spotlight
from playground.ui.workspaces.point_page import PointPage

if TYPE_CHECKING:
    from playground.ui.workspaces.network.walk_page import WalkPage

CURVE_SECONDS = 1 / 30
"""The loss and the layers take turns, one of them every second frame."""
UNSEEN: dict[str, Any] = {
    "decision_grid": 0,
    "neuron_grid": 0,
    "layer_states": False,
    "sample_answers": False,
    "sight": None,
    "unit": None,
}
"""What is asked of the network when nothing of it is seen."""
HEIGHTS = (530, 250)


class NetworkWorkspace(PointPage):
    """Shows and edits one experiment with a network of dense layers on points of the plane."""

    kind = NETWORK
    has_walk = True
    transport: TransportPanel

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(state, attention, parent)
        self._curves_due = 0.0
        self._loss_next = False
        self.divergence = DivergenceNotice(state, self.messages, self)
        self.stop = StopNotice(self.messages, self)
        self.diagnosis = DiagnosisNotice(state, self.messages, self)
        self.data = PointDataPanel(state, offered_in("network"), values=True)
        self.edit_points(PointEditor(state, parent=self), self.data.paste)
        self.draw = DrawPanel(self.editor)
        self.features = FeaturesPanel(state)
        self.model = ModelCard(state)
        self.layers = LayersCard(state, attention)
        self.decision = DecisionCard()
        self.spotlight = Spotlight(self.decision.view, attention, self)
        self.loss = LossPanel()
        self.editor.attach(self.decision.view)
        self.walk: WalkPage | None = None
        """Made for the first walk."""
        self.arrange(TransportPanel(state), self._columns())
        self._connect()

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows the points at once, before they are learned."""
        points = self._state.data_set
        assert isinstance(points, PointSet)
        self.decision.show_problem(points.has_values)
        self.decision.view.show_points(points, experiment.data.train_share)
        if self.walk is not None:
            self.walk.show_points(points, experiment.data.train_share)

    def show_pictures(self, snapshot: NetworkSnapshot, calm: bool) -> None:
        """Shows everything at once but the curves; while training goes on, each changes eight times a second."""
        self.transport.show_frame(snapshot)
        self.divergence.show_frame(snapshot)
        self.stop.show_frame(snapshot)
        if self.walk is not None and self.walk.isVisible():
            self.walk.show_frame(snapshot)
            return
        self.decision.show_frame(snapshot)
        self.spotlight.show_frame(snapshot)
        self.model.diagram.show_frame(snapshot)
        if calm:
            self.layers.show_frame(snapshot)
            self.loss.view.show_frame(snapshot)
            return
        now = time.monotonic()
        if now >= self._curves_due:
            self._curves_due = now + CURVE_SECONDS
            self._loss_next = not self._loss_next
            (self.loss.view if self._loss_next else self.layers).show_frame(snapshot)

    def show_texts(self, snapshot: NetworkSnapshot) -> None:
        """Shows the numbers of the run and of the loss."""
        self.transport.show_texts(snapshot)
        self.decision.show_texts()
        self.loss.show_texts(snapshot)
        self.diagnosis.show_texts(snapshot)
        self.layers.show_finding(self.diagnosis.finding)

    def status_texts(self) -> list[str]:
        """In slow motion also which batch comes next."""
        text = self.spotlight.text()
        return [*super().status_texts(), *([text] if text else [])]

    def walk_through(self) -> None:
        """Takes the whole workspace to walk through one step of training."""
        self.play_requested.emit(False)
        if self.walk is None:
            self.walk = self._make_walk()
        self.body.occupy(self.walk)

    def open_file(self, path: Path) -> None:
        """Reads points from a file."""
        self.data.open_file(path)

    def showEvent(self, event: QShowEvent) -> None:
        self._focus()

    def hideEvent(self, event: QHideEvent) -> None:
        # When the application ends, the state may go before its window does.
        if isValid(self._attention):
            self._attention.look(**UNSEEN)

    def _columns(self) -> Columns:
        left = ScrollColumn()
        for card in (self.data, self.draw, self.features):
            left.add(card)
        left.add_stretch()
        centre = one_above_another("model", (self.model, 3), (self.layers, 1), sizes=HEIGHTS)
        result = ResultPair(self.decision, self.loss)
        result.turned.connect(lambda flat: self.decision.set_bounded(not flat))
        columns = Column(left, 246, 0, 230), Column(centre, 656, 3, 310), Column(result, 430, 2, 380)
        folds = Fold(left, "data", self.tr("Data"), lowest=390), Fold(centre, "model", self.tr("Model"), lowest=390)
        return Columns("columns", columns, folds)

    def _connect(self) -> None:
        self.step_requested.connect(self.spotlight.note_step)
        self.restart_requested.connect(self.spotlight.note_restart)
        self.data.refused.connect(self.warn)
        self.data.failed.connect(self.complain)
        self.data.read.connect(self.settle_file)
        self.data.noted.connect(self.show_message)
        self.data.told.connect(lambda text: self.show_message("info", text, topic="edit"))
        self.model.walk.clicked.connect(self.walk_through)
        self.model.diagram.arranged.connect(self._focus)
        self.model.diagram.enlarged_changed.connect(self._focus)
        self.model.weights_edited.connect(self.weights_edited)
        self.decision.looked.connect(self._focus)
        self.decision.made.connect(self.follow_figures)
        self.layers.made.connect(self.follow_figures)
        self.layers.looked.connect(self._focus)
        self.layers.picked.connect(self._ring)
        self.decision.view.wanted.connect(self._focus)
        self._state.replaced.connect(self.decision.view.forget)
        self.divergence.rewind_requested.connect(self.rewind_requested)
        self.divergence.play_requested.connect(self.play_requested)

    def _make_walk(self) -> WalkPage:
        # Not needed before: what it imports would make the start of the program longer.
        from playground.ui.workspaces.network.walk_page import WalkPage

        page = WalkPage(self._attention, self)
        page.hide()
        page.bar.closed.connect(self.body.leave)
        page.bar.export.failed.connect(self.complain)
        page.bar.export.wrote.connect(lambda text: self.show_message("info", text))
        page.looked.connect(self._focus)
        page.step_requested.connect(self.step_requested)
        page.sample_step_requested.connect(self.sample_step_requested)
        self.follow_figures(page)
        page.show_points(cast(PointSet, self._state.data_set), self._state.experiment.data.train_share)
        return page

    def _ring(self, picked: AnsweredSo | None) -> None:
        """Rings the points of a cell of the confusion matrix."""
        view = self.decision.view
        view.set_rings(replace(view.rings, picked=picked))

    @property
    def _counts_answers(self) -> bool:
        """Whether the confusion matrix is seen, and there are classes to be confused."""
        return self.layers.shows_answers() and bool(self._state.data_set.class_names)

    def _focus(self) -> None:
        """Asks for the maps that are seen, no finer than they are shown."""
        if self.isVisible():
            walk = self.walk if self.walk is not None and self.walk.isVisible() else None
            wanted = self.decision.wanted() if walk is None else walk.wanted()
            self._attention.look(
                **wanted,
                neuron_grid=self.model.diagram.neuron_grid if walk is None else 0,
                most_units=self.model.diagram.most_units,
                layer_states=True,
                unit=self.model.diagram.enlarged_unit if self.decision.view.isVisible() else None,
                sample_answers=self.decision.view.wants_answers or self._counts_answers,
            )
