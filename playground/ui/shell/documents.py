"""The document of each workspace: new, open, save, and whether what is shown is saved."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from playground.document.archive import SUFFIX, write
from playground.document.document import Document, DocumentError, from_runs, from_snapshot
from playground.training.experiment import Experiment
from playground.training.novelty import detector_of
from playground.training.runs import CapturedRun
from playground.ui.session.session import Session
from playground.ui.shell.opening import dialog_filter

NOVELTY_SECONDS = 1.0
"""A network that learns while it is saved is asked for so long by what it tells known pictures."""


class DocumentFile(QObject):
    """Where the work in one workspace is saved, and whether it has changed since."""

    changed = Signal()

    def __init__(self, workspace: str, session: Session) -> None:
        super().__init__(session)
        self._workspace, self._session = workspace, session
        self.path: Path | None = None
        self.origin: Document | None = None
        self.is_saved = True
        self.revision = 0
        session.state.changed.connect(self._experiment_changed)
        session.running_changed.connect(self._running_changed)
        session.weights_changed.connect(self._touch)
        self._saved_experiment = session.state.experiment

    @property
    def name(self) -> str:
        """The file's name without its ending."""
        return self.path.stem if self.path else self.tr("untitled")

    def opened(self, path: Path | None, document: Document | None = None) -> None:
        """What is shown now is what the file says; of `document`, its content, all is kept that is not shown."""
        self.path, self.origin, self.is_saved = path, document, True
        self._saved_experiment = self._session.state.experiment
        self.changed.emit()

    def restored(self, document: Document) -> None:
        """What is shown now was never saved."""
        self.opened(None, document)
        self._touch()

    def save(self, path: Path) -> None:
        """Writes the runs exactly as they are; training that runs goes on from there. DocumentError if it cannot be."""
        document = self.document(NOVELTY_SECONDS)
        if document is None:
            raise DocumentError("There is nothing to save yet.")
        write(path, document)
        self.opened(path, document)
        self._saved_experiment = document.experiment
        self._experiment_changed(self._session.state.experiment)
        self._running_changed(self._session.running)

    def document(self, patience: float = 0.0) -> Document | None:
        """What would be saved: the runs as they are, or of a worker in a long step what was shown last. By what they
        tell known pictures is worked out too, where it is not known and takes no longer than so many seconds."""
        runs, snapshot = self._session.capture(), self._session.snapshot
        if runs:
            return self.document_of(runs, time.perf_counter() + patience)
        return None if snapshot is None else from_snapshot(self._workspace, snapshot, self.origin)

    def document_of(self, runs: tuple[CapturedRun, ...], end: float = 0.0) -> Document:
        """What would be saved of these runs; what takes long is worked out until `end`, if it is not known."""
        return from_runs(self._workspace, [_with_novelty(run, end) for run in runs], self.origin)

    def document_to_keep(self) -> Document | None:
        """What would be saved, with edits that a worker in a long step has not heard of."""
        document, experiment = self.document(), self._session.state.experiment
        if document is None or document.experiment == experiment:
            return document
        try:
            return document.with_run(experiment=experiment, capture=None)
        except DocumentError:
            return document  # The weights belong to another network by now; they count for more than the edit.

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


class FileDialogs(QObject):
    """Asks for the file to open or to save to, starting where the last one was."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._folder = str(Path.home())

    def to_open(self) -> Path | None:
        """A file chosen to be opened, or None."""
        title = self.tr("Open")
        return self._chosen(QFileDialog.getOpenFileName(self._window, title, self._folder, dialog_filter())[0])

    def to_save(self, name: str) -> Path | None:
        """A file chosen to save to, with the document's ending, or None."""
        title, kinds = self.tr("Save as"), self.tr("Atelier documents (*{0})").format(SUFFIX)
        start = str(Path(self._folder) / f"{name}{SUFFIX}")
        path = self._chosen(QFileDialog.getSaveFileName(self._window, title, start, kinds)[0])
        return path.with_suffix(SUFFIX) if path and not path.suffix else path

    def _chosen(self, name: str) -> Path | None:
        if not name:
            return None
        self._folder = str(Path(name).parent)
        return Path(name)
