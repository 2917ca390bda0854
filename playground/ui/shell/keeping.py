"""Keeps unsaved work while it changes, beside the window."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal

from playground.document.document import Document
from playground.engine.errors import Refusal
from playground.training.member import CapturedRun
from playground.training.returns import size
from playground.ui.session.process import give_way
from playground.ui.session.session import Session
from playground.ui.shell.documents import DocumentFile
from playground.ui.shell.recovery import Recovery, RecoveryError
from playground.ui.words.refusals import sentence

KEEP_MILLISECONDS = 3000
"""A crash loses at most so much, and the time that writing takes."""
KEPT_BYTES_A_SECOND = 4 * 2**20
"""Work of more than three times this size is kept less often: to copy and write it takes a twentieth of the time."""

log = logging.getLogger(__name__)


def pause_after(count: int) -> float:
    """For how many seconds work of so many bytes is not kept again, besides those from one look at it to the next."""
    return max(0.0, count / KEPT_BYTES_A_SECOND - KEEP_MILLISECONDS / 1000)


class WorkKeeper(QObject):
    """Asks for the runs of every workspace whose work has changed, and has them written in a thread of its own.

    `failed` says why nothing can be kept, once until something can: the name of the workspace, and the reason.
    """

    failed = Signal(str, str)
    kept = Signal(str)
    _written = Signal(str, int, str)

    def __init__(self, recovery: Recovery, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recovery = recovery
        self._files: dict[str, DocumentFile] = {}
        self._sessions: dict[str, Session] = {}
        self._kept: dict[str, int] = {}
        self._asked: dict[str, tuple[int, int]] = {}
        self._writing: set[str] = set()
        self._due: dict[str, float] = {}
        self._writer = ThreadPoolExecutor(1, initializer=give_way)
        self._problem, self._has_failed = "", False
        self._written.connect(self._note)
        self._timer = QTimer(self, interval=KEEP_MILLISECONDS)
        self._timer.timeout.connect(self.keep)
        try:
            recovery.begin()
        except RecoveryError as error:
            self._problem = sentence(error)
        self._timer.start()

    def watch(self, name: str, session: Session, file: DocumentFile) -> None:
        """Keeps the work of this workspace from now on."""
        self._sessions[name], self._files[name] = session, file
        self._kept[name] = file.revision
        session.captured.connect(lambda number, runs: self._take(name, number, runs))
        shown = [file.path]

        def note_path() -> None:
            if file.path != shown[0]:
                shown[0] = file.path
                self._recovery.remember(name, file.path)

        file.changed.connect(note_path)

    def set_interval(self, milliseconds: int) -> None:
        """Keeps work so often from now on."""
        self._timer.setInterval(milliseconds)

    def keep(self) -> None:
        """Asks for what has changed; returns at once."""
        for name, file in self._files.items():
            if name in self._writing:
                continue
            if file.is_saved:
                self._recovery.forget(name)
            elif self._is_due(name) and (self._sessions[name].running or file.revision != self._kept[name]):
                self._keep_changed(name, self._sessions[name], file)

    def keep_now(self) -> None:
        """Keeps all that is not saved as it is now, before it returns."""
        for name, file in self._files.items():
            if file.is_saved:
                self._recovery.forget(name)
            else:
                self._keep(partial(self._keep_file, name, file))

    def put_aside(self, name: str, document: Document) -> None:
        """Keeps work that is replaced; returns at once."""
        self._submit(name, -1, partial(self._recovery.put_aside, name, document))

    def finish(self) -> None:
        """Keeps all that is not saved, and leaves it to the next start; the workers have ended."""
        self._timer.stop()
        self._asked.clear()
        self._writer.shutdown()
        self.keep_now()
        self._recovery.end()

    def _keep_changed(self, name: str, session: Session, file: DocumentFile) -> None:
        """Keeps what was opened as it was, and asks for what has changed since; of a worker that has not answered yet,
        being in a long step, with what it has not heard of."""
        untouched = file.untouched()
        if untouched is not None:
            self._write(name, file.revision, lambda: untouched)
            return
        if name in self._asked and session.last_runs and file.revision != self._kept[name]:
            self._write(name, file.revision, file.coming_document(session.last_runs, session.state.experiment))
        self._asked[name] = session.ask_for_capture(), file.revision

    def _is_due(self, name: str) -> bool:
        return time.monotonic() >= self._due.get(name, 0.0)

    def _take(self, name: str, number: int, runs: tuple[CapturedRun, ...]) -> None:
        """Has what was asked for written, unless it was saved or replaced meanwhile."""
        asked, revision = self._asked.get(name, (number + 1, 0))
        if number < asked:
            return
        del self._asked[name]
        file = self._files[name]
        if not (file.is_saved or file.has_replaced(revision)):
            self._due[name] = time.monotonic() + pause_after(size(runs))
            self._write(name, revision, file.coming_document(runs))

    def _write(self, name: str, revision: int, make: Callable[[], Document]) -> None:
        self._writing.add(name)
        self._submit(name, revision, lambda: self._recovery.keep(name, make()))

    def _keep_file(self, name: str, file: DocumentFile) -> None:
        document = file.document_to_keep()
        if document is not None:
            self._recovery.keep(name, document)

    def _submit(self, name: str, revision: int, write: Callable[[], None]) -> None:
        self._writer.submit(lambda: self._written.emit(name, revision, self._keep(write)))

    def _keep(self, write: Callable[[], None]) -> str:
        """Keeps some work; "" or why it could not be."""
        try:
            write()
        except Refusal as error:
            log.warning("work could not be kept: %s", error)
            return self._problem or sentence(error)
        except Exception as error:  # of one workspace: the others are kept all the same
            log.exception("work could not be kept")
            return sentence(error)
        return ""

    def _note(self, name: str, revision: int, problem: str) -> None:
        self._writing.discard(name)
        if not problem:
            self._kept[name] = max(revision, self._kept[name])
            self._has_failed = False
            self.kept.emit(name)
        elif not self._has_failed:
            self._has_failed = True
            self.failed.emit(name, problem)
