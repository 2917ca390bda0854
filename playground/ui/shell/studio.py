"""The composition root: builds the parts of the window and makes every connection between them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from playground.data.paths import reason
from playground.document.archive import read
from playground.document.document import Document
from playground.engine.errors import Refusal
from playground.ui.look.theme import THEME
from playground.ui.session.process import GarbageTimer
from playground.ui.session.session import Session
from playground.ui.shell.documents import DocumentFile, FileDialogs
from playground.ui.shell.edit_actions import EditActions
from playground.ui.shell.keeping import WorkKeeper
from playground.ui.shell.main_window import MainWindow
from playground.ui.shell.opening import is_document, kind_for, workspace_for
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.window_memory import Settings
from playground.ui.words.refusals import sentence
from playground.ui.workspaces.kinds import FIRST, WORKSPACES
from playground.ui.workspaces.workspace_kind import WorkspaceKind

log = logging.getLogger(__name__)


class Studio(QObject):
    """The running application: the window, and a session for every workspace that was shown."""

    def __init__(self, settings: Settings, recovery: Recovery | None = None) -> None:
        """`recovery` keeps unsaved work from one start to the next; without one it goes with the window."""
        super().__init__()
        self._keeper = None if recovery is None else WorkKeeper(recovery, self)
        self._is_finished = False
        self.sessions: dict[str, Session] = {}
        self.files: dict[str, DocumentFile] = {}
        self._texts: dict[str, list[str]] = {}
        self.window = MainWindow(WORKSPACES, self._build, settings)
        self._dialogs = FileDialogs(self.window)
        self._edit_actions = EditActions(self.window.menu_actions, self)
        self._connect_window()
        if self._keeper is not None:
            self._keeper.failed.connect(self._tell_not_kept)
        GarbageTimer(self)

    def show(self, workspace: str | None = None) -> None:
        """Shows the window with a workspace, by default the one that was shown last."""
        self.window.show_workspace(workspace or self.window.remembered() or FIRST.name)
        self.window.show()

    def show_workspace(self, name: str) -> Session:
        """Shows a workspace in the window, building it if need be; its session."""
        self.window.show_workspace(name)
        return self.sessions[name]

    def open(self, path: Path) -> Session:
        """Shows a document in the workspace that it belongs to; DocumentError says why it cannot."""
        document = read(path)
        name = kind_for(document, path.name).name
        session = self.show_workspace(name)
        self._replace(name, document, path)
        _tell_notes(session, document)
        return session

    def open_any(self, path: Path, wish: str | None = None) -> Session:
        """Shows a document, or hands samples or a picture to a workspace that takes them: `wish` where it does."""
        if is_document(path):
            return self.open(path)
        session = self.show_workspace(workspace_for(path, wish))
        session.workspace.open_file(path)
        return session

    def try_open(self, path: Path, wish: str | None = None) -> None:
        """Shows a file as `open_any` does, or tells the user why it cannot be shown."""
        self._try(lambda: self.open_any(path, wish))

    def finish(self) -> None:
        """Ends all workers and keeps what is not saved; a second time does nothing."""
        if self._is_finished:
            return
        self._is_finished = True
        for session in self.sessions.values():
            session.stop()
        for session in self.sessions.values():
            session.finish()
        if self._keeper is not None:
            self._keeper.finish()

    def report(self, message: str, details: str = "") -> None:
        """Tells the user of an error in the workspace that is shown, from elsewhere in one that was."""
        if self._current_session() is None and self.sessions:
            self.window.show_workspace(next(iter(self.sessions)))
        session = self._current_session()
        if session is not None:
            session.workspace.show_message("error", message, (), details)

    def _build(self, kind: WorkspaceKind) -> QWidget:
        """Builds a workspace when it is shown for the first time, with what was not saved at the last end."""
        session = kind.open()
        session.setParent(self)
        self._adopt(kind.name, session)
        if self._keeper is not None:
            self._keeper.bring_back(kind.name, lambda: self._start_afresh(kind.name))
        page = session.workspace
        assert isinstance(page, QWidget)
        return page

    def _adopt(self, name: str, session: Session) -> None:
        """Connects a new session with the window."""
        self.sessions[name] = session
        self.files[name] = DocumentFile(name, session)
        self.files[name].changed.connect(self._show_document)
        session.running_changed.connect(lambda running: self.window.set_training(name, running))
        session.state.undo_changed.connect(self._show_undo)
        if self._keeper is not None:
            self._keeper.watch(name, session, self.files[name])
        self._edit_actions.adopt(session.workspace)
        session.workspace.status_changed.connect(lambda texts: self._show_status(name, texts))

    def _start_afresh(self, name: str) -> None:
        """Shows a workspace as it is at the very first start."""
        self._replace(name, WORKSPACES[name].usual_document(), None)

    def _replace(self, name: str, document: Document, path: Path | None) -> None:
        """Shows a document instead of what is there; work that was not saved can be had back."""
        session, file = self.sessions[name], self.files[name]
        before = None if file.is_saved else file.document_to_keep()
        session.load(document)
        file.opened(path, None if path is None else document)
        if before is None:
            return
        text = self.tr("What was there before was not saved.")
        bring_back = (self.tr("Bring it back"), lambda: self._bring_back(name, before))
        session.workspace.show_message("info", text, [bring_back])

    def _bring_back(self, name: str, document: Document) -> None:
        self.sessions[name].load(document)
        self.files[name].restored(document)

    def _tell_not_kept(self, name: str, problem: str) -> None:
        text = self.tr("Unsaved work cannot be kept for the next start: {0}").format(problem)
        self.sessions[name].workspace.show_message("warning", text, [(self.tr("Save as…"), self._save_as)])

    def _connect_window(self) -> None:
        window, actions = self.window, self.window.menu_actions
        window.workspace_shown.connect(self._shown)
        window.closing.connect(self.finish)
        window.painting.connect(self._hold_workers)
        THEME.applying.connect(self._hold_workers)
        for action, slot in (
            (actions.new, self._new),
            (actions.open, self._open),
            (actions.save, self._save),
            (actions.save_as, self._save_as),
            (actions.undo, lambda: self._with_session(lambda session: session.state.undo())),
            (actions.redo, lambda: self._with_session(lambda session: session.state.redo())),
            (actions.train, lambda: self._with_session(lambda session: session.workspace.toggle_play())),
            (actions.step, lambda: self._with_session(lambda session: session.workspace.step())),
            (actions.reset, lambda: self._with_session(lambda session: session.workspace.reset())),
        ):
            actions.connect_action(action, slot)

    def _hold_workers(self, busy: bool) -> None:
        for session in self.sessions.values():
            session.hold_while(busy)

    def _current_session(self) -> Session | None:
        return self.sessions.get(self.window.current())

    def _with_session(self, act: Callable[[Session], None]) -> None:
        session = self._current_session()
        if session is not None:
            act(session)

    def _shown(self, name: str) -> None:
        actions, session = self.window.menu_actions, self.sessions.get(name)
        for action in (actions.new, actions.save, actions.save_as, actions.train, actions.step, actions.reset):
            action.setEnabled(session is not None)
        self._edit_actions.show(None if session is None else session.workspace)
        self._show_undo()
        self._show_document()
        self.window.status.set_texts(*self._texts.get(name, []))
        if session is not None:
            session.show_again()

    def _show_undo(self) -> None:
        session, actions = self._current_session(), self.window.menu_actions
        actions.undo.setEnabled(session is not None and session.state.can_undo)
        actions.redo.setEnabled(session is not None and session.state.can_redo)

    def _show_status(self, name: str, texts: list[str]) -> None:
        self._texts[name] = texts
        if name == self.window.current():
            self.window.status.set_texts(*texts)

    def _show_document(self) -> None:
        file = self.files.get(self.window.current())
        if file is not None:
            self.window.set_document(file.name, file.is_saved)

    def _new(self) -> None:
        if self._current_session() is not None:
            self._start_afresh(self.window.current())

    def _open(self) -> None:
        path = self._dialogs.to_open()
        if path is not None:
            self.try_open(path)

    def _save(self) -> None:
        file = self.files.get(self.window.current())
        if file is not None and file.path is not None:
            self._save_to(file, file.path)
        else:
            self._save_as()

    def _save_as(self) -> None:
        file = self.files.get(self.window.current())
        path = None if file is None else self._dialogs.to_save(file.name)
        if file is not None and path is not None:
            self._save_to(file, path)

    def _save_to(self, file: DocumentFile, path: Path) -> None:
        self._try(lambda: file.save(path))

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refusal as error:
            self.report(sentence(error))
        except OSError as error:
            self.report(self.tr("{0} cannot be read: {1}").format(error.filename, sentence(reason(error))))


def _tell_notes(session: Session, document: Document) -> None:
    if document.notes:
        session.workspace.show_message("info", " ".join(sentence(note) for note in document.notes))
