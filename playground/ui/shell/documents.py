"""The document of one workspace: where it is saved, what is saved, and whether it has changed since."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from playground.document.document import Document, DocumentError, from_runs, from_snapshot
from playground.document.files import write
from playground.engine.errors import Refusal
from playground.training.experiment import Experiment
from playground.training.member import CapturedRun, edited
from playground.training.novelty import detector_of
from playground.ui.session.session import Session
from playground.ui.words.refusals import sentence

NOVELTY_SECONDS = 1.0
"""A network that learns while it is saved is asked for so long by what it tells known pictures."""


class DocumentFile(QObject):
    """Where the work in one workspace is saved, and whether it has changed since.

    path: None for work that was never saved; is_saved: whether nothing would be lost, as where nothing was done yet;
    revision: another number after every change. `written` tells that the file is whole on the disk.
    """

    changed = Signal()
    written = Signal(object)
    failed = Signal(str)

    def __init__(self, workspace: str, session: Session) -> None:
        super().__init__(session)
        self._workspace, self._session = workspace, session
        self.path: Path | None = None
        self.origin: Document | None = None
        self.is_saved = True
        self.revision = self._origin_revision = 0
        self._wish: tuple[int, Path] | None = None
        session.state.changed.connect(self._experiment_changed)
        session.running_changed.connect(self._running_changed)
        session.weights_changed.connect(self._touch)
        session.workspace.sketched.connect(self._touch)
        session.captured.connect(self._captured)
        self._saved_experiment = session.state.experiment

    @property
    def is_saving(self) -> bool:
        """Whether the worker is waited for, which is in a long step."""
        return self._wish is not None

    def opened(self, path: Path | None, document: Document | None = None) -> None:
        """What is shown now is what the file says; of `document`, its content, all is kept that is not shown."""
        self.path, self.origin, self.is_saved, self._wish = path, document, True, None
        self._saved_experiment, self._origin_revision = self._session.state.experiment, self.revision
        self.changed.emit()

    def restored(self, document: Document, path: Path | None = None) -> None:
        """What is shown now is not what the file says, or was never saved."""
        self.opened(path, document)
        self._touch()
        self._origin_revision = self.revision

    def save(self, path: Path) -> None:
        """Writes the runs exactly as they are, at once or, of a worker in a long step, when it is at its end; training
        that runs goes on from there. DocumentError if it cannot be."""
        document, experiment = self.untouched(), self._session.state.experiment
        if document is None:
            if self._session.snapshot is None:
                raise DocumentError("There is nothing to save yet.")
            runs = self._session.capture()
            if not runs or runs[0].experiment != experiment:
                self._wish = self._session.ask_for_capture(), path
                self.changed.emit()
                return
            document = self.document_of(runs, time.perf_counter() + NOVELTY_SECONDS)
        self._write(path, document)

    def finish(self) -> None:
        """The worker has ended: what still was to be saved is."""
        runs = self._session.capture()
        if self._wish is not None and runs:
            self._captured(self._wish[0], runs)

    def document_of(self, runs: Sequence[CapturedRun], end: float = 0.0) -> Document:
        """What would be saved of these runs. By what they tell known pictures is worked out until `end`, where it is
        not known."""
        return self.coming_document([_with_novelty(run, end) for run in runs])()

    def coming_document(
        self, runs: Sequence[CapturedRun], experiment: Experiment | None = None
    ) -> Callable[[], Document]:
        """What would be saved of these runs, to be worked out in another thread; experiment: with an edit that the
        first of them has not heard of yet."""
        workspace, origin, page = self._workspace, self.origin, self._session.workspace
        sketch, picture = page.sketch(), page.tried()

        def make() -> Document:
            if experiment is None or experiment == runs[0].experiment:
                return replace(from_runs(workspace, runs, origin), sketch=sketch, picture=picture)
            known = [edited(runs[0], experiment), *runs[1:]]
            return replace(from_runs(workspace, known, origin), sketch=sketch, picture=picture)

        return make

    def document_to_keep(self) -> Document | None:
        """All that is there: the runs as they are, or of a worker in a long step as they were last, with the edits
        since that it has not heard of."""
        untouched = self.untouched()
        if untouched is not None:
            return untouched
        runs, snapshot, experiment = self._session.capture(), self._session.snapshot, self._session.state.experiment
        if runs and runs[0].experiment == experiment:
            return self.document_of(runs)
        runs = runs or self._session.last_runs
        try:
            if runs and (snapshot is None or runs[0].capture.step <= snapshot.progress.step):
                return self.coming_document(runs, experiment)()
        except (Refusal, ValueError):  # the edit belongs to another document, or its pictures have not come
            return self.document_of(runs)
        return None if snapshot is None else from_snapshot(self._workspace, snapshot, self.origin)

    def untouched(self) -> Document | None:
        """The document that was opened, while nothing has changed: also before its pictures have come."""
        return self.origin if self.revision == self._origin_revision and not self._session.running else None

    def has_replaced(self, revision: int) -> bool:
        """Whether what was there at that revision was another document, or has been saved since."""
        return revision < self._origin_revision

    def _captured(self, number: int, runs: tuple[CapturedRun, ...]) -> None:
        if self._wish is None or number < self._wish[0]:
            return
        (_, path), self._wish = self._wish, None
        try:
            self._write(path, self.document_of(runs))
        except DocumentError as error:
            self.changed.emit()
            self.failed.emit(sentence(error))

    def _write(self, path: Path, document: Document) -> None:
        write(path, document)
        self.opened(path, document)
        self._saved_experiment = document.experiment
        self._experiment_changed(self._session.state.experiment)
        self._running_changed(self._session.running)
        self.written.emit(path)

    def _experiment_changed(self, experiment: Experiment) -> None:
        if experiment != self._saved_experiment:
            self._touch()

    def _running_changed(self, running: bool) -> None:
        if running:
            self._touch()

    def _touch(self) -> None:
        self.revision += 1
        if self.is_saved:
            self.is_saved = False
            self.changed.emit()


def _with_novelty(run: CapturedRun, end: float) -> CapturedRun:
    """The run with that by which it tells known pictures, where that is known or can be by then."""
    if run.novelty is not None or time.perf_counter() >= end:
        return run
    return replace(run, novelty=detector_of(run.experiment, run.capture.theta, lambda: time.perf_counter() < end))
