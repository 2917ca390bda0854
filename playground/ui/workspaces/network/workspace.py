"""The Network workspace: data, model and result side by side, the way learning goes."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget
from shiboken6 import isValid

from playground.data.point_sets import offered_in
from playground.data.points import PointSet
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.snapshot import NetworkSnapshot, Status
from playground.ui.panels.points.draw_panel import DrawPanel
from playground.ui.panels.points.features_panel import FeaturesPanel
from playground.ui.panels.points.point_data_panel import PointDataPanel
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.panels.points.point_import import dropped_points
from playground.ui.panels.training.divergence_notice import DivergenceNotice
from playground.ui.panels.training.loss_panel import LossPanel
from playground.ui.panels.training.transport_panel import TransportPanel
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.message_bar import MessageBar, Severity
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.widgets.workspace_body import WorkspaceBody
from playground.ui.words import formatting
from playground.ui.workspaces.network.model_card import ModelCard
from playground.ui.workspaces.network.result_cards import DecisionCard, LayersCard

DECISION_GRID = 100
TEXT_SECONDS = 0.2
CURVE_SECONDS = 1 / 30
"""The loss and the layers take turns, one of them every second frame."""
GAP = 12
Actions = Sequence[tuple[str, Callable[[], object]]]


class NetworkWorkspace(QWidget):
    """Shows and edits one experiment with a network of dense layers on points of the plane."""

    play_requested = Signal(bool)
    step_requested = Signal()
    restart_requested = Signal()
    rewind_requested = Signal()
    status_changed = Signal(list)
    selection_changed = Signal()

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._attention = state, attention
        self._status: Status | None = None
        self._curves_due = self._texts_due = 0.0
        self._loss_next = False
        self.transport = TransportPanel(state)
        self.messages = MessageBar()
        self.divergence = DivergenceNotice(state, self.messages, self)
        self.data = PointDataPanel(state, offered_in("network"))
        self.editor = PointEditor(state, parent=self)
        self.draw = DrawPanel(self.editor)
        self.features = FeaturesPanel(state)
        self.model = ModelCard(state)
        self.layers = LayersCard()
        self.decision = DecisionCard()
        self.loss = LossPanel()
        self.editor.attach(self.decision.view)
        self._arrange()
        self._connect()
        self._show(state.experiment)

    def show_frame(self, snapshot: NetworkSnapshot) -> None:
        """Shows one frame. While training runs, texts change five times a second and each curve eight times."""
        status = snapshot.progress.status
        calm = status is not Status.TRAINING or status is not self._status
        self._status = status
        self.transport.show_frame(snapshot)
        self.decision.view.show_frame(snapshot)
        self.model.diagram.show_frame(snapshot)
        self.divergence.show_frame(snapshot)
        now = time.monotonic()
        if calm:
            self.layers.show_frame(snapshot)
            self.loss.view.show_frame(snapshot)
        elif now >= self._curves_due:
            self._curves_due = now + CURVE_SECONDS
            self._loss_next = not self._loss_next
            (self.loss.view if self._loss_next else self.layers).show_frame(snapshot)
        if calm or now >= self._texts_due:
            self._texts_due = now + TEXT_SECONDS
            self._show_texts(snapshot)

    def show_message(self, severity: Severity, text: str, actions: Actions = (), details: str = "") -> None:
        """Shows a sentence at the top, with buttons that lead on."""
        self.messages.show_message(severity, text, actions, details)

    def toggle_play(self) -> None:
        """Trains or pauses."""
        self.transport.toggle_play()

    def step(self) -> None:
        """Trains for one mini-batch."""
        self.step_requested.emit()

    def reset(self) -> None:
        """Starts again from the seed."""
        self.restart_requested.emit()

    def open_file(self, path: Path) -> None:
        """Reads points from a file."""
        self.data.open_file(path)

    @property
    def has_selection(self) -> bool:
        """Whether points are selected."""
        return self.editor.selected > 0

    def delete_selection(self) -> None:
        """Erases the points that are selected."""
        self.editor.delete_selection()

    def finish(self) -> None:
        """Ends what runs beside the window; to be called before the window goes."""
        self.data.finish()

    def showEvent(self, event: QShowEvent) -> None:
        self._focus()

    def hideEvent(self, event: QHideEvent) -> None:
        # When the application ends, the state may go before its window does.
        if isValid(self._attention):
            self._attention.look(decision_grid=0, neuron_grid=0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_points(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_points(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    def _arrange(self) -> None:
        left = ScrollColumn()
        for card in (self.data, self.draw, self.features):
            left.add(card)
        left.add_stretch()
        centre = _splitter(Qt.Orientation.Vertical, "model", (self.model, 3), (self.layers, 1))
        right = self._result_column()
        columns = _splitter(Qt.Orientation.Horizontal, "columns", (left, 0), (centre, 3), (right, 2))
        columns.setSizes([238, 656, 424])
        centre.setSizes([530, 250])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.transport)
        layout.addWidget(WorkspaceBody(self.messages, columns), 1)
        self.setAcceptDrops(True)

    def _result_column(self) -> QWidget:
        """The plane as large as it can be, and the loss below it in what is left."""
        result = QWidget()
        column = QVBoxLayout(result)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.decision, 20)
        column.addWidget(self.loss, 1)
        return result

    def _connect(self) -> None:
        self.transport.play_requested.connect(self.play_requested)
        self.transport.step_requested.connect(self.step_requested)
        self.transport.restart_requested.connect(self.restart_requested)
        self.transport.refused.connect(lambda reason: self.show_message("warning", reason))
        self.editor.changed.connect(self.selection_changed)
        self.editor.refused.connect(lambda reason: self.show_message("warning", reason))
        self.data.message.connect(self.show_message)
        self.model.diagram.arranged.connect(self._focus)
        self.divergence.rewind_requested.connect(self.rewind_requested)
        self.divergence.play_requested.connect(self.play_requested)
        self._state.changed.connect(self._show)
        for figure in (self.model.figure, self.decision.figure, self.loss.figure, *self.layers.figures):
            figure.failed.connect(lambda reason: self.show_message("error", reason))

    def _focus(self) -> None:
        """Asks for the maps that are seen, no finer than they are shown."""
        if self.isVisible():
            self._attention.look(decision_grid=DECISION_GRID, neuron_grid=self.model.diagram.neuron_grid)

    def _show(self, experiment: Experiment) -> None:
        data, points = experiment.data, self._state.data_set
        assert isinstance(data, PointsData) and isinstance(points, PointSet)
        self.decision.view.show_points(points, data.train_share)

    def _show_texts(self, snapshot: NetworkSnapshot) -> None:
        self.transport.show_texts(snapshot)
        self.loss.show_texts(snapshot)
        integer, progress = formatting.integer, snapshot.progress
        sizes = self.tr("train {0} · test {1}").format(integer(snapshot.train_count), integer(snapshot.test_count))
        texts = [self.tr("Seed {0}").format(snapshot.experiment.training.seed), sizes]
        if progress.steps_per_second > 0:
            texts.append(self.tr("{0}/step").format(formatting.duration(1 / progress.steps_per_second)))
        self.status_changed.emit(texts)


def _splitter(orientation: Qt.Orientation, name: str, *parts: tuple[QWidget, int]) -> QSplitter:
    """Widgets side by side with a handle between them; the name is that under which the window remembers it."""
    splitter = QSplitter(orientation)
    splitter.setObjectName(name)
    splitter.setChildrenCollapsible(False)
    splitter.setHandleWidth(GAP)
    for index, (widget, stretch) in enumerate(parts):
        splitter.addWidget(widget)
        splitter.setStretchFactor(index, stretch)
    return splitter
