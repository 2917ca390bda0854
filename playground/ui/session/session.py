"""One workspace at work: its state, its worker and its widget, connected."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QObject, Signal

from playground.document.document import Document, SavedRun
from playground.training.commands import (
    Back,
    Command,
    Configure,
    Load,
    Look,
    Pause,
    Play,
    Restart,
    Restore,
    Step,
)
from playground.training.experiment import Experiment
from playground.training.focus import Focus
from playground.training.member import CapturedRun
from playground.training.returns import Begin, Beginning, ByHand
from playground.training.snapshot import Snapshot, Status
from playground.ui.session.attention import Attention
from playground.ui.session.frames import Frames
from playground.ui.session.late_samples import has_samples, is_same_task, with_samples, without_samples
from playground.ui.session.state import START_OVER, ExperimentState
from playground.ui.session.training_thread import TrainingThread
from playground.ui.session.workspace import Workspace

MOST_UNSEEN_STEPS = 3
BY_HAND = "weights"
"""The name of a gesture: weights that the user drags or types."""
CAPTURE_SECONDS = 0.25
"""The window waits no longer for its worker than when it is closed."""


class Session(QObject):
    """Connects one workspace to its worker: edits and wishes go in, frames come out, one at a time.

    `weights_changed` tells of a step that was asked for, and of whatever is done and undone; while training runs, of
    none but these.
    `frame_shown` brings the snapshots of a frame that was painted, `captured` the number of a wish and the runs as they
    were when it, and all before it, was heard.
    """

    running_changed = Signal(bool)
    weights_changed = Signal()
    frame_shown = Signal(object)
    captured = Signal(int, object)

    def __init__(
        self,
        state: ExperimentState,
        attention: Attention,
        workspace: Workspace,
        frame_seconds: float,
        parent: QObject | None = None,
    ) -> None:
        """`frame_seconds`: from one frame to the next while nothing is edited."""
        super().__init__(parent)
        self.state, self.attention, self.workspace = state, attention, workspace
        self.snapshot: Snapshot | None = None
        self.snapshots: tuple[Snapshot, ...] = ()
        self.running = self._is_over = False
        self._late: tuple[SavedRun, ...] = ()
        self._unseen_steps = self._last_wish_before = self._version = 0
        self._begins = False
        self._thread = TrainingThread(self)
        self._frames = Frames(self._thread, workspace, frame_seconds, self)
        self._connect()
        self._thread.start()
        self._look(attention.focus)
        self._configure(state.experiment)
        self._frames.ask()

    def play(self, playing: bool) -> None:
        """Trains, or pauses."""
        self._thread.post(Play() if playing else Pause())

    def step(self) -> None:
        """Trains for one step, unless so many wait to be seen as a key that is held would pile up."""
        self._go(Step())

    def step_from(self, sample: int) -> None:
        """Trains for one step from one of the data set's samples alone."""
        self._go(Step(sample=sample))

    def fine_step(self) -> None:
        """Trains for the smallest step that the model takes."""
        self._go(Step(fine=True))

    def back(self) -> None:
        """Takes the last step back."""
        self._go(Back())

    def put_weights(self, theta: np.ndarray, name: str) -> None:
        """Goes on with weights that the user gave, theta (parameters,) as the snapshot has them; edits in a row are
        undone together, until the gesture is said to have ended."""
        self._late = ()
        self._begin(ByHand(theta), name, BY_HAND)

    def restart(self) -> None:
        """Starts afresh; that can be undone."""
        self._late = ()
        self._begin(Begin.AFRESH, self.tr("Reset"), START_OVER)
        self.state.end_gesture()

    def rewind(self) -> None:
        """Goes back to the last good weights; that can be undone."""
        self._begin(Begin.LAST_GOOD, self.tr("back to the last good weights"), START_OVER)
        self.state.end_gesture()

    def load(self, document: Document) -> None:
        """Shows what was saved: experiments with weights that were learned, or fresh ones; captured runs go on exactly
        from where they were, as soon as their samples are there. Raises what does not fit."""
        runs = without_samples(document)
        first, self._late, self._last_wish_before = runs[0], (), self._thread.last_wish
        self._thread.post(Pause())
        self.state.reset(first.experiment)
        if first.theta is None:
            self._thread.post(Restart())
        else:
            load = Load(first.experiment, first.theta, first.step, first.epoch, novelty=first.novelty)
            self._thread.post(load)
        self._late = runs if all(run.capture is not None for run in runs) else ()
        if self._late and not has_samples(first.experiment):
            # Should the samples have other classes by now, what fits of the run goes on with them.
            self._thread.post(Restore((CapturedRun(first.experiment, first.capture, first.novelty),)))
        self._restore_late()
        if document.picture is not None:
            self.workspace.show_tried(document.picture)
        elif document.sketch is not None:
            self.workspace.show_sketch(document.sketch)

    def capture(self) -> tuple[CapturedRun, ...]:
        """The runs as values, exactly as they are; none where the worker does not answer within a moment."""
        return self._thread.capture(0.0 if self._is_over else CAPTURE_SECONDS)

    def ask_for_capture(self) -> int:
        """Has `captured` bring the runs as values, exactly as they are; at once returns the number of the wish."""
        return self._thread.ask_for_capture()

    @property
    def last_runs(self) -> tuple[CapturedRun, ...]:
        """The runs of the document that is shown as they were captured last, perhaps some time ago, or none."""
        return self._thread.last_runs(self._last_wish_before)

    def stop(self) -> None:
        """Asks the worker to end; returns at once."""
        self._frames.stop()
        self._thread.stop()

    def finish(self) -> None:
        """Ends the worker and what the workspace does beside the window; does not wait for what takes long."""
        self._frames.end()
        self.workspace.finish()
        self._thread.finish()
        self._is_over = True

    def hold(self) -> None:
        """Makes the worker wait while the window paints."""
        self._thread.hold()

    def release(self) -> None:
        """Ends one hold."""
        self._thread.release()

    def hold_while(self, busy: bool) -> None:
        """Makes the worker wait while the window is busy with what the user waits for."""
        if busy:
            self.hold()
        else:
            self.release()

    def _connect(self) -> None:
        workspace = self.workspace
        self._frames.painted.connect(self.frame_shown)
        self._thread.frame_ready.connect(self._show)
        self._thread.failed.connect(self._report)
        self._thread.captured.connect(self.captured)
        self._thread.lost.connect(self.state.lose)
        self.state.shortened.connect(self._tell_shortened)
        self.state.changed.connect(self._configure)
        self.attention.changed.connect(self._look)
        workspace.play_requested.connect(self.play)
        workspace.step_requested.connect(self.step)
        workspace.fine_step_requested.connect(self.fine_step)
        workspace.sample_step_requested.connect(self.step_from)
        workspace.back_requested.connect(self.back)
        workspace.weights_edited.connect(self.put_weights)
        workspace.restart_requested.connect(self.restart)
        workspace.rewind_requested.connect(self.rewind)
        workspace.preparing.connect(self.hold_while)

    def _configure(self, experiment: Experiment) -> None:
        # Not `experiment` itself: another edit may have answered it.
        experiment, place = self.state.experiment, self.state.place
        if not (self._begins or place.version > self._version):  # what began there has gone on since
            place = replace(place, begin=Begin.AS_BEFORE)
        is_other, self._version, self._begins = place.version != self._version, place.version, False
        self._thread.post(Configure(experiment, gesture=self.state.gesture, place=place))
        if is_other:
            self.weights_changed.emit()
        self._restore_late()
        self._frames.hurry()

    def _begin(self, begin: Beginning, name: str, merge: str) -> None:
        """Begins with other weights, as a part of the edit that wanted it, where there was one."""
        self._begins = True
        self.state.edit(self.state.experiment, merge, begin, name)

    def _go(self, command: Command) -> None:
        if self._unseen_steps == MOST_UNSEEN_STEPS:
            return
        self._unseen_steps += 1
        self._thread.post(command)
        self.weights_changed.emit()

    def _tell_shortened(self, text: str) -> None:
        self.workspace.show_message("info", text)

    def _restore_late(self) -> None:
        """Goes on from captured runs when their samples are there, unless something else was begun meanwhile."""
        if not self._late:
            return
        experiment = self.state.experiment
        if not is_same_task(self._late[0].experiment, experiment):
            self._late = ()
        elif has_samples(experiment):
            runs = (CapturedRun(with_samples(run, experiment), run.capture, run.novelty) for run in self._late)
            self._thread.post(Restore(tuple(runs)))
            self._late = ()

    def _look(self, focus: Focus) -> None:
        self._thread.post(Look(focus))
        self._frames.hurry()

    def _show(self, snapshots: tuple[Snapshot, ...]) -> None:
        if self._is_over:  # It was on its way; the workspace may be gone.
            return
        self.snapshots = snapshots
        self.snapshot = snapshots[0]
        self._unseen_steps = 0
        running = self.snapshot.progress.status is Status.TRAINING
        if running != self.running:
            self.running = running
            self.running_changed.emit(running)
        self._frames.show(snapshots)

    def show_again(self) -> None:
        """Brings the workspace up to date when it comes into view."""
        self._frames.show_again(self.snapshots)

    def _report(self, message: str, details: str) -> None:
        """The worker has stopped at an error, perhaps that of making the frame that would say so."""
        stopped = (replace(each, progress=replace(each.progress, status=Status.PAUSED)) for each in self.snapshots)
        if self.snapshots:
            self._show(tuple(stopped))
        self.workspace.show_message("error", message, (), details)
