"""The documents that are shown, one in each workspace: what is replaced before it was saved is put aside."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from playground.document.document import Document
from playground.document.files import read
from playground.ui.session.session import Session
from playground.ui.shell.coming_back import bring_back
from playground.ui.shell.documents import DocumentFile
from playground.ui.shell.keeping import WorkKeeper
from playground.ui.shell.main_window import MainWindow
from playground.ui.shell.opening import is_document, kind_for, workspace_for
from playground.ui.shell.places import Aside
from playground.ui.shell.recovery import Recovery
from playground.ui.words.refusals import sentence
from playground.ui.workspaces.kinds import WORKSPACES


class ShownDocuments(QObject):
    """`files`: that of each workspace; `sessions`: who shows it. `used` tells of a file that was opened or saved,
    `failed` why a file that was to be saved is not, `not_kept` in which workspace nothing can be kept, and why.

    Work that was put aside is offered by the message that tells of it; `aside` lists all of it.
    """

    used = Signal(object)
    failed = Signal(str)
    not_kept = Signal(str, str)

    def __init__(self, window: MainWindow, recovery: Recovery | None) -> None:
        """`recovery` keeps unsaved work from one start to the next; without one it goes with the window."""
        super().__init__(window)
        self.files: dict[str, DocumentFile] = {}
        self.sessions: dict[str, Session] = {}
        self._window, self._recovery = window, recovery
        self.keeper = None if recovery is None else WorkKeeper(recovery, self)
        if self.keeper is not None:
            self.keeper.failed.connect(self.not_kept)

    def adopt(self, name: str, session: Session) -> DocumentFile:
        """Gives a new workspace its document: what it showed last time, or the usual one."""
        file = self.files[name] = DocumentFile(name, session)
        self.sessions[name] = session
        session.workspace.model_requested.connect(self._show_model)
        session.workspace.handed_on.connect(self._hand_on)
        file.failed.connect(self.failed)
        file.written.connect(self.used)
        if self.keeper is not None and self._recovery is not None:
            bring_back(name, session, file, self._recovery, lambda: self.start_afresh(name))
            self.keeper.watch(name, session, file)
        return file

    def open(self, path: Path) -> Session:
        """Shows a document in the workspace that it belongs to; DocumentError says why it cannot."""
        document = read(path)
        name = kind_for(document, path.name).name
        self._window.show_workspace(name)
        self._replace(name, document, path)
        self.used.emit(path)
        return self.sessions[name]

    def open_any(self, path: Path, wish: str | None = None) -> Session:
        """Shows a document, or hands samples or a picture to a workspace that takes them: `wish` where it does."""
        if is_document(path):
            return self.open(path)
        name = workspace_for(path, wish)
        self._window.show_workspace(name)
        self.sessions[name].workspace.open_file(path)
        self.used.emit(path)
        return self.sessions[name]

    def start_afresh(self, name: str) -> None:
        """Shows a workspace as it is at the very first start."""
        self._replace(name, WORKSPACES[name].usual_document(), None)

    def aside(self) -> list[Aside]:
        """All work that was put aside, the latest first."""
        return [] if self._recovery is None else self._recovery.aside()

    def open_aside(self, aside: Aside) -> None:
        """Shows work that was put aside, as what was never saved; DocumentError says why it cannot."""
        document = read(aside.path)
        kind_for(document, aside.path.name)
        self._window.show_workspace(aside.workspace)
        self._bring_back(aside.workspace, document, None)

    def keep_now(self) -> None:
        """Keeps all that is not saved, before it returns."""
        if self.keeper is not None:
            self.keeper.keep_now()

    def finish(self) -> None:
        """Keeps what is not saved; the workers have ended."""
        for file in self.files.values():
            file.finish()
        if self.keeper is not None:
            self.keeper.finish()

    def _hand_on(self, name: str, offered: object) -> None:
        """Shows a workspace, and gives it what another one has for it."""
        self._window.show_workspace(name)
        self.sessions[name].workspace.take_over(offered)

    def _show_model(self, document: Document) -> None:
        """Shows what a workspace offers, in the one that it belongs to."""
        self._window.show_workspace(document.workspace)
        self._replace(document.workspace, document, None)

    def _replace(self, name: str, document: Document, path: Path | None) -> None:
        session, file = self.sessions[name], self.files[name]
        before, before_path = None if file.is_saved else file.document_to_keep(), file.path
        session.workspace.trust(None if path is None else path.parent)
        session.load(document)
        file.opened(path, None if path is None else document)
        told = [sentence(note) for note in document.notes]
        ways: list[tuple[str, Callable[[], object]]] = []
        if before is not None:
            if self.keeper is not None:
                self.keeper.put_aside(name, before)
            told.append(self._put_aside_text(name, before_path))
            ways = [(self.tr("Bring back"), lambda: self._bring_back(name, before, before_path))]
        if told:
            session.workspace.show_message("info", " ".join(told), ways)

    def _bring_back(self, name: str, document: Document, path: Path | None) -> None:
        self._replace(name, document, path)
        self.files[name].restored(document, path)

    def _put_aside_text(self, name: str, path: Path | None) -> str:
        if path is not None:
            return self.tr("{0} was put aside with its changes, which were not saved.").format(path.name)
        return self.tr("What was in {0} was put aside; it was not saved.").format(sentence(WORKSPACES[name].title))
