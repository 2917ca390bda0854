"""What all workspaces share: transport bar, messages, columns, what is dropped there, and words that can be read."""

from __future__ import annotations

from pathlib import Path
from time import monotonic
from typing import Any, ClassVar

import numpy as np
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.data.errors import DataError
from playground.document.files import SUFFIX
from playground.document.tried_picture import TriedPicture
from playground.training.experiment import Experiment
from playground.training.snapshot import Snapshot, Status
from playground.ui.session.attention import Attention
from playground.ui.session.background import BackgroundLoader
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.columns import Columns
from playground.ui.widgets.figure_menu import FigureMenu
from playground.ui.widgets.message_bar import MessageBar
from playground.ui.widgets.transport_bar import TransportBar
from playground.ui.widgets.workspace_body import WorkspaceBody
from playground.ui.words.messages import Actions, Severity, Topic
from playground.ui.words.run_text import run_texts
from playground.ui.workspaces.workspace_kind import WorkspaceKind

TEXT_SECONDS = 0.2
LATE_MILLISECONDS = 400
"""Words that were not shown with their frame follow if no other frame has come until then."""


class WorkspacePage(QWidget):
    """The widget of a workspace, as `playground.ui.session.workspace.Workspace` asks for it.

    A workspace is a subclass. It makes its parts, calls `arrange` with them, and says in `show_pictures` and
    `show_texts` what of a frame goes where; whatever else it does differently it overrides.
    """

    play_requested = Signal(bool)
    step_requested = Signal()
    fine_step_requested = Signal()
    sample_step_requested = Signal(int)
    back_requested = Signal()
    weights_edited = Signal(object, str)
    restart_requested = Signal()
    rewind_requested = Signal()
    model_requested = Signal(object)
    handed_on = Signal(str, object)
    document_dropped = Signal(object)
    sketched = Signal()
    preparing = Signal(bool)
    status_changed = Signal(list)
    selection_changed = Signal()

    kind: ClassVar[WorkspaceKind]
    has_fine_steps = False
    has_walk = False
    transport: TransportBar
    body: WorkspaceBody

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._attention = state, attention
        self._snapshot: Snapshot | None = None
        self._status: Status | None = None
        self._texts_due = 0.0
        self._late_texts = QTimer(self, singleShot=True, interval=LATE_MILLISECONDS)
        self._late_texts.timeout.connect(self._show_texts)
        self.messages = MessageBar()

    def arrange(self, transport: TransportBar, columns: Columns) -> None:
        """Puts the parts where they belong and connects what is the same in all workspaces; called once."""
        self.transport = transport
        self.body = WorkspaceBody(self.messages, columns)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(transport)
        layout.addWidget(self.body, 1)
        self.setAcceptDrops(True)
        transport.play_requested.connect(self.play_requested)
        transport.step_requested.connect(self.step_requested)
        transport.fine_step_requested.connect(self.fine_step_requested)
        transport.back_requested.connect(self.back_requested)
        transport.restart_requested.connect(self.restart_requested)
        transport.refused.connect(self.warn)
        self.follow_figures(self)
        self._state.changed.connect(self._follow)
        self._state.replaced.connect(self.messages.close_message)
        self._follow(self._state.experiment)

    def follow_figures(self, part: QWidget) -> None:
        """Tells what became of the figures of a part that are saved."""
        for figure in part.findChildren(FigureMenu):
            figure.failed.connect(self.complain)
            figure.saved.connect(self.settle_file)

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows what was chosen, as far as no panel does it by itself."""

    def show_pictures(self, snapshot: Any, calm: bool) -> None:
        """Shows the pictures of a frame; `calm`: all of them, since training does not just go on."""
        raise NotImplementedError

    def show_texts(self, snapshot: Any) -> None:
        """Shows the words and numbers of a frame, which have to stand for a while to be read."""
        raise NotImplementedError

    def status_texts(self) -> list[str]:
        """What stands at the bottom of the window."""
        return run_texts(self._state.experiment, self._snapshot)

    def show_frames(self, snapshots: tuple[Snapshot, ...]) -> None:
        """Shows one frame, of several runs the first."""
        self.show_frame(snapshots[0])

    def show_frame(self, snapshot: Snapshot) -> None:
        """Shows one frame: pictures at once, words at most five times a second while training goes on."""
        status, is_first = snapshot.progress.status, self._snapshot is None
        calm = status is not Status.TRAINING or status is not self._status
        self._snapshot, self._status = snapshot, status
        self.show_pictures(snapshot, calm)
        if calm or monotonic() >= self._texts_due:
            self._show_texts()
        elif not self._late_texts.isActive():
            self._late_texts.start()
        if is_first:  # What it changes in the layout comes before the window is painted for the first time.
            QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)

    def show_message(
        self, severity: Severity, text: str, actions: Actions = (), details: str = "", topic: Topic = ""
    ) -> None:
        """Says what happened in the bar at the top; with a topic, until its reason has gone."""
        self.messages.show_message(severity, text, actions, details, topic)

    def warn(self, text: str) -> None:
        """Says why something was not done, until something else is."""
        self.show_message("warning", text, topic="edit")

    def complain(self, text: str, details: str = "") -> None:
        """Says what went wrong with a file, until another one is right."""
        self.show_message("error", text, (), details, "file")

    def settle_file(self) -> None:
        """A file was right."""
        self.messages.settle("file")

    @property
    def complaint(self) -> str:
        """The warning or error that is shown at the top, if there is one."""
        shown = not self.messages.isHidden() and self.messages.severity() != "info"
        return self.messages.text() if shown else ""

    def toggle_play(self) -> None:
        """Trains, or pauses."""
        self.transport.toggle_play()

    def step(self) -> None:
        """Trains for one step."""
        self.transport.step_requested.emit()

    def fine_step(self) -> None:
        """Trains for the smallest step that the model takes."""
        self.transport.fine_step_requested.emit()

    def step_back(self) -> None:
        """Takes the last step back."""
        self.transport.back_requested.emit()

    def walk_through(self) -> None:
        """Walks through one step of training, where `has_walk` says so."""

    def reset(self) -> None:
        """Starts afresh."""
        self.restart_requested.emit()

    def sketch(self) -> np.ndarray | None:
        """What was drawn beside the data, to be saved with them."""
        return None

    def show_sketch(self, sketch: np.ndarray) -> None:
        """Shows what was drawn."""

    def tried(self) -> TriedPicture | None:
        """The picture that was opened to be tried."""
        return None

    def show_tried(self, picture: TriedPicture) -> None:
        """Shows what was opened."""

    def trust(self, folder: Path | None) -> None:
        """Where the next document lies: it may read there without asking; None: it is not from a file."""

    def open_file(self, path: Path) -> None:
        """Takes a file with a content that the workspace takes."""

    def take_over(self, offered: object) -> None:
        """Takes what another workspace hands on."""

    @property
    def can_paste(self) -> bool:
        """Whether `paste` does something."""
        return False

    def paste(self) -> None:
        """Takes what lies on the clipboard."""

    @property
    def can_copy(self) -> bool:
        """Whether what is selected can be cut, copied and duplicated."""
        return False

    @property
    def can_select_all(self) -> bool:
        """Whether there is something that can be selected as a whole."""
        return False

    def cut_selection(self) -> None:
        """Copies what is selected to the clipboard, and deletes it."""

    def copy_selection(self) -> None:
        """Copies what is selected to the clipboard."""

    def duplicate_selection(self) -> None:
        """Puts a copy of what is selected beside it."""

    def select_all(self) -> None:
        """Selects everything."""

    @property
    def has_selection(self) -> bool:
        """Whether something is selected."""
        return False

    def delete_selection(self) -> None:
        """Deletes what is selected."""

    @property
    def busy(self) -> bool:
        """Whether something is still read or made beside the window."""
        return any(loader.busy for loader in self.findChildren(BackgroundLoader))

    def finish(self) -> None:
        """Ends what runs beside the window; called before the window goes."""
        for loader in self.findChildren(BackgroundLoader):
            loader.finish()

    def accepts(self, dragged: QMimeData) -> bool:
        """Whether what is dragged over the workspace can be dropped there."""
        # What reads files is not loaded before there is one: the window opens sooner.
        from playground.data.contents import content_of

        path = dragged_file(dragged)
        try:
            return path is not None and content_of(path) in self.kind.takes
        except (DataError, OSError):
            return False

    def take(self, dropped: QMimeData) -> None:
        """Takes what was dropped."""
        path = dragged_file(dropped)
        if path is not None:
            self.open_file(path)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dragged_document(event.mimeData()) is not None or self.accepts(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        document = _dragged_document(event.mimeData())
        if document is None:
            self.take(event.mimeData())
        else:
            self.document_dropped.emit(document)

    def _follow(self, experiment: Experiment) -> None:
        self.messages.settle("edit")
        self.show_experiment(experiment)
        self.status_changed.emit(self.status_texts())

    def _show_texts(self) -> None:
        self._late_texts.stop()
        self._texts_due = monotonic() + TEXT_SECONDS
        self.show_texts(self._snapshot)
        self.status_changed.emit(self.status_texts())


def _dragged_document(dragged: QMimeData) -> Path | None:
    path = dragged_file(dragged)
    return path if path is not None and path.suffix.lower() == SUFFIX else None


def dragged_file(dragged: QMimeData) -> Path | None:
    """The first file or folder of what is dragged, if there is one."""
    return next((Path(url.toLocalFile()) for url in dragged.urls() if url.isLocalFile()), None)
