"""Keeps unsaved work while it changes, and brings it back at the next start."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QDate, QLocale, QObject, QTimer, Signal

from playground.data.paths import reason
from playground.document.document import Document, DocumentError
from playground.training.runs import CapturedRun
from playground.ui.session.session import Session
from playground.ui.shell.documents import DocumentFile
from playground.ui.shell.opening import kind_for
from playground.ui.shell.recovery import Kept, Recovery, RecoveryError
from playground.ui.words.refusals import sentence

KEEP_MILLISECONDS = 3000
"""A crash loses at most so much, and the time that writing takes."""

log = logging.getLogger(__name__)


class WorkKeeper(QObject):
    """Asks for the runs of every workspace whose work has changed, and has them written beside the window.

    `failed` says once why nothing can be kept: the name of the workspace, and the reason.
    """

    failed = Signal(str, str)
    kept = Signal(str)
    _written = Signal(str, str)

    def __init__(self, recovery: Recovery, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._recovery = recovery
        self._files: dict[str, DocumentFile] = {}
        self._sessions: dict[str, Session] = {}
        self._revisions: dict[str, int] = {}
        self._asked: set[str] = set()
        self._writer: threading.Thread | None = None
        self._has_failed = False
        self._written.connect(self._tell)
        self._timer = QTimer(self, interval=KEEP_MILLISECONDS)
        self._timer.timeout.connect(self.keep)
        self._problem = ""
        try:
            recovery.begin()
        except RecoveryError as error:
            self._problem = sentence(error)
        self._timer.start()

    def watch(self, name: str, session: Session, file: DocumentFile) -> None:
        """Keeps the work of this workspace from now on."""
        self._sessions[name], self._files[name] = session, file
        self._revisions[name] = file.revision
        session.captured.connect(lambda runs: self._write(name, runs))

    def bring_back(self, name: str, start_afresh: Callable[[], object]) -> None:
        """Shows what was kept of a workspace, and says from when it is; `start_afresh`: the way out."""
        session = self._sessions[name]
        try:
            kept = self._recovery.kept(name)
            if kept is None:
                return
            kind_for(kept.document, name)
        except (RecoveryError, DocumentError) as error:
            log.warning("kept work cannot be shown: %s", error)
            self._put_aside(name, sentence(error))
            return
        session.load(kept.document)
        self._files[name].restored(kept.document)
        self._revisions[name] = self._files[name].revision
        text = self.tr("This is the work of {0}, which was not saved.").format(_when(kept))
        session.workspace.show_message("info", text, [(self.tr("Start afresh"), start_afresh)])

    def _put_aside(self, name: str, problem: str) -> None:
        try:
            where = str(self._recovery.put_aside(name))
        except OSError as error:
            where = sentence(reason(error))
        text = self.tr("The work that was kept cannot be brought back: {0} It was put aside: {1}")
        self._sessions[name].workspace.show_message("warning", text.format(problem, where))

    def keep(self) -> None:
        """Asks for what has changed; returns at once."""
        for name, file in self._files.items():
            if file.is_saved:
                self._forget(name)
            elif self._sessions[name].running or file.revision != self._revisions[name]:
                self._asked.add(name)
                self._sessions[name].ask_for_capture()

    def finish(self) -> None:
        """Keeps all that is not saved as it is now, and leaves it to the next start; the workers have ended."""
        self._timer.stop()
        self._asked.clear()
        if self._writer is not None:
            self._writer.join()
        for name, file in self._files.items():
            document = None if file.is_saved else file.document_to_keep()
            if document is not None:
                self._keep(name, document)
            elif file.is_saved:
                self._recovery.forget(name)
        self._recovery.end()

    def _write(self, name: str, runs: tuple[CapturedRun, ...]) -> None:
        """Writes what was asked for, unless something is still being written: then at the next turn."""
        if name not in self._asked or (self._writer is not None and self._writer.is_alive()):
            return
        self._asked.discard(name)
        file = self._files[name]
        if file.is_saved:
            return
        self._revisions[name] = file.revision
        document = file.document_of(runs)
        self._writer = threading.Thread(target=lambda: self._written.emit(name, self._keep(name, document)))
        self._writer.start()

    def _keep(self, name: str, document: Document) -> str:
        """Writes the work of a workspace; "" or why it could not be."""
        try:
            self._recovery.keep(name, document)
        except RecoveryError as error:
            log.warning("the work in %s could not be kept: %s", name, error)
            return self._problem or sentence(error)
        return ""

    def _forget(self, name: str) -> None:
        if self._writer is None or not self._writer.is_alive():
            self._recovery.forget(name)

    def _tell(self, name: str, problem: str) -> None:
        if not problem:
            self.kept.emit(name)
        elif not self._has_failed:
            self._has_failed = True
            self.failed.emit(name, problem)


def _when(kept: Kept) -> str:
    """The time of today, or the day as well."""
    then, locale = datetime.fromtimestamp(kept.when), QLocale()
    if then.date() == datetime.now().date():
        return then.strftime("%H:%M")
    day = locale.toString(QDate(then.year, then.month, then.day), QLocale.FormatType.ShortFormat)
    return f"{day}, {then:%H:%M}"
