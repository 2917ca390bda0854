"""The Perceptron workspace: data and brush, the separator, and the neuron with its last step."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from playground.data.point_sets import offered_in
from playground.data.points import PointSet
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.snapshot import PerceptronSnapshot, Status
from playground.ui.panels.points.draw_panel import DrawPanel
from playground.ui.panels.points.perceptron_step_panel import PerceptronStepPanel
from playground.ui.panels.points.point_data_panel import PointDataPanel
from playground.ui.panels.points.point_editor import PointEditor
from playground.ui.panels.points.point_import import dropped_points
from playground.ui.panels.points.separability_panel import SeparabilityPanel
from playground.ui.panels.training.perceptron_transport import PerceptronTransport
from playground.ui.session.state import ExperimentState
from playground.ui.views.curves.mistakes_view import MistakesView
from playground.ui.views.diagram.neuron_view import NeuronView
from playground.ui.views.plane.separator_view import SeparatorView
from playground.ui.widgets.card import Card
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.message_bar import MessageBar, Severity
from playground.ui.widgets.names import set_names
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.widgets.workspace_body import WorkspaceBody
from playground.ui.words import formatting
from playground.ui.workspaces.perceptron.separator_card import SeparatorCard

CLASSES = 2
TEXT_INTERVAL = 200
WIDTHS = (264, 700, 364)


class PerceptronWorkspace(QWidget):
    """Arranges the panels and views of the perceptron and hands each what it shows."""

    play_requested = Signal(bool)
    step_requested = Signal()
    restart_requested = Signal()
    rewind_requested = Signal()
    status_changed = Signal(list)
    selection_changed = Signal()

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state = state
        self._snapshot: PerceptronSnapshot | None = None
        self._shown: PerceptronSnapshot | None = None
        self.editor = PointEditor(state, CLASSES, parent=self)
        self._transport = PerceptronTransport(state)
        self._message = MessageBar()
        self._data = PointDataPanel(state, offered_in("perceptron", CLASSES), CLASSES)
        self._separability = SeparabilityPanel()
        self._view = SeparatorView()
        self._card = SeparatorCard(self._view)
        self._neuron = NeuronView()
        self._step = PerceptronStepPanel()
        self._mistakes = MistakesView()
        self._texts = QTimer(self, singleShot=True, interval=TEXT_INTERVAL)
        self.editor.attach(self._view.plane)
        self._arrange()
        self._connect()
        self._follow(state.experiment)

    def show_frame(self, snapshot: PerceptronSnapshot) -> None:
        """Show one frame: pictures at once, words at most five times a second while it trains."""
        self._snapshot = snapshot
        self._view.show_frame(snapshot)
        self._neuron.show_frame(snapshot)
        self._mistakes.show_frame(snapshot)
        self._transport.show_frame(snapshot)
        if snapshot.progress.status is not Status.TRAINING or not self._texts.isActive():
            self._show_texts()

    def show_message(
        self,
        severity: Severity,
        text: str,
        actions: Sequence[tuple[str, Callable[[], object]]] = (),
        details: str = "",
    ) -> None:
        """Say what happened in the bar at the top."""
        self._message.show_message(severity, text, actions, details)

    def toggle_play(self) -> None:
        """Train, or pause."""
        self._transport.toggle_play()

    def step(self) -> None:
        """Go to the next mistake."""
        self.step_requested.emit()

    def reset(self) -> None:
        """Start afresh."""
        self.restart_requested.emit()

    def open_file(self, path: Path) -> None:
        """Read points from a file."""
        self._data.open_file(path)

    @property
    def has_selection(self) -> bool:
        """Whether points are selected."""
        return self.editor.selected > 0

    def delete_selection(self) -> None:
        """Erase the points that are selected."""
        self.editor.delete_selection()

    def finish(self) -> None:
        """End what runs beside the window; call it before the window goes."""
        self._data.finish()

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
        left.add(self._data)
        left.add(DrawPanel(self.editor, CLASSES))
        left.add(self._separability)
        left.add_stretch()
        neuron = Card(self.tr("The neuron"), "y = sign(⟨w, x⟩ + b)")
        neuron.add(self._neuron, 1)
        set_names("neuron", card=neuron, view=self._neuron)
        mistakes = Card(self.tr("Mistakes per pass"))
        mistakes.add(self._mistakes, 1)
        set_names("mistakes", card=mistakes, view=self._mistakes)
        right = ScrollColumn()
        right.add(neuron, 1)
        right.add(self._step)
        right.add(mistakes, 2)
        self.columns = QSplitter(Qt.Orientation.Horizontal)
        self.columns.setObjectName("perceptron columns")
        self.columns.setChildrenCollapsible(False)
        for column in (left, self._card, right):
            self.columns.addWidget(column)
        self.columns.setStretchFactor(1, 1)
        self.columns.setSizes(list(WIDTHS))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._transport)
        layout.addWidget(WorkspaceBody(self._message, self.columns), 1)
        self.setAcceptDrops(True)

    def _connect(self) -> None:
        self._transport.play_requested.connect(self.play_requested)
        self._transport.step_requested.connect(self.step_requested)
        self._transport.restart_requested.connect(self.restart_requested)
        self._transport.refused.connect(lambda text: self.show_message("warning", text))
        self._data.message.connect(self.show_message)
        self.editor.changed.connect(self.selection_changed)
        self.editor.refused.connect(lambda text: self.show_message("warning", text))
        self._view.hovered.connect(self._neuron.test_point)
        self._texts.timeout.connect(self._show_news)
        self._state.changed.connect(self._follow)
        figures = ((self._view.plane, "separator"), (self._neuron, "neuron"), (self._mistakes, "mistakes"))
        for figure, name in figures:
            menu = FigureMenu(figure, name)
            menu.failed.connect(lambda text: self.show_message("error", text))

    def _follow(self, experiment: Experiment) -> None:
        points = self._state.data_set
        assert isinstance(points, PointSet) and isinstance(experiment.data, PointsData)
        self._view.show_points(points, experiment.data.train_share)
        self._tell_status(points, experiment.data.seed)

    def _tell_status(self, points: PointSet, seed: int) -> None:
        positive = points.counts()[1]
        counts = formatting.integer(positive), formatting.integer(len(points) - positive)
        self.status_changed.emit(
            [self.tr("Seed {0}").format(seed), self.tr("{0} positive · {1} negative").format(*counts)]
        )

    def _show_news(self) -> None:
        """The words of the last frame, if it came too soon after the one before."""
        if self._snapshot is not self._shown:
            self._show_texts()

    def _show_texts(self) -> None:
        snapshot = self._shown = self._snapshot
        if snapshot is None:
            return
        assert isinstance(snapshot.experiment.data, PointsData)
        self._tell_status(snapshot.data_set, snapshot.experiment.data.seed)
        self._transport.show_texts(snapshot)
        self._card.show_frame(snapshot)
        self._view.show_texts()
        self._neuron.show_texts()
        self._step.show_step(snapshot.last_step)
        self._separability.show_frame(snapshot)
        self._texts.start()
