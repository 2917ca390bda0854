"""The frames of a workspace: asked for one at a time, shown while the worker is held, told when they are painted."""

from __future__ import annotations

import time

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal

from playground.training.commands import WantFrame
from playground.training.snapshot import Snapshot
from playground.ui.session.frame_pace import FramePace
from playground.ui.session.training_thread import TrainingThread
from playground.ui.session.workspace import Workspace

PAINTED = QEvent.Type(QEvent.registerEventType())
"""Comes right after the painting that a frame has asked for, which Qt posts with the same low priority.

Nothing paints in the middle of Python: what a view raises there would be raised again in the view that is painted next.
"""


class Frames(QObject):
    """Has a workspace show what its worker hands out; `painted` brings the snapshots of a frame that was painted."""

    painted = Signal(object)

    def __init__(
        self, thread: TrainingThread, workspace: Workspace, frame_seconds: float, parent: QObject | None = None
    ) -> None:
        """`frame_seconds`: from one frame to the next while nothing is edited."""
        super().__init__(parent)
        self._thread, self._workspace = thread, workspace
        self._painting: tuple[Snapshot, ...] = ()
        self._pace = FramePace(frame_seconds)
        self._has_ended = False
        self.next = QTimer(self, singleShot=True)
        self.next.timeout.connect(self.ask)

    def ask(self) -> None:
        """Wants the next frame."""
        self._pace.asked(time.perf_counter())
        self._thread.post(WantFrame())

    def hurry(self) -> None:
        """An edit wants to be seen sooner than the next frame would come."""
        self._pace.edited()
        if self.next.isActive():
            self._plan()

    def show(self, snapshots: tuple[Snapshot, ...]) -> None:
        """Shows a frame that has come, unless nobody sees it."""
        if self._workspace.isVisible():
            self._paint(snapshots)
        else:
            self._thread.take()
            self._plan()

    def show_again(self, snapshots: tuple[Snapshot, ...]) -> None:
        """Brings the workspace up to date when it comes into view."""
        if snapshots:
            self._thread.hold()
            try:
                self._workspace.show_frames(snapshots)
            finally:
                self._thread.release()
        if self.next.isActive():
            self.next.start(0)

    def stop(self) -> None:
        """Asks for no more."""
        self.next.stop()

    def end(self) -> None:
        """Shows no more, whatever is on its way."""
        self.stop()
        self._has_ended = True

    def _plan(self) -> None:
        left = round(1000 * self._pace.left(time.perf_counter(), self._workspace.isVisible()))
        if left > 0:
            self.next.start(left)
        else:
            # Not by a timer, which painting might delay until the worker is in its next step.
            self.next.stop()
            self.ask()

    def _paint(self, snapshots: tuple[Snapshot, ...]) -> None:
        """Has the workspace show a frame, and holds the worker until it is painted."""
        self._thread.hold()
        try:
            self._workspace.show_frames(snapshots)
            self._painting = snapshots
        finally:
            QCoreApplication.postEvent(self, QEvent(PAINTED), Qt.EventPriority.LowEventPriority.value)

    def customEvent(self, event: QEvent) -> None:
        """The frame that was shown last is painted."""
        painted, self._painting = self._painting, ()
        self._thread.release()
        self._thread.take()
        if painted:
            self.painted.emit(painted)
        if not self._has_ended:
            self._plan()
