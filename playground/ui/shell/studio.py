"""The composition root: builds the parts of the window and makes every connection between them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from playground.ui.look.theme import THEME
from playground.ui.session.process import GarbageTimer, hurry
from playground.ui.session.session import Session
from playground.ui.shell.document_actions import DocumentActions
from playground.ui.shell.edit_actions import EditActions
from playground.ui.shell.main_window import MainWindow
from playground.ui.shell.recovery import Recovery
from playground.ui.shell.shown_documents import ShownDocuments
from playground.ui.shell.window_memory import Settings
from playground.ui.workspaces.kinds import FIRST, WORKSPACES
from playground.ui.workspaces.workspace_kind import WorkspaceKind

log = logging.getLogger(__name__)


class Studio(QObject):
    """The running application: the window, and a session for every workspace that was shown."""

    def __init__(self, settings: Settings, recovery: Recovery | None = None) -> None:
        """`recovery` keeps unsaved work from one start to the next; without one it goes with the window."""
        super().__init__()
        self._is_finished = False
        self.sessions: dict[str, Session] = {}
        self._texts: dict[str, list[str]] = {}
        self.window = MainWindow(WORKSPACES, self._build, settings)
        self.documents = ShownDocuments(self.window, recovery)
        self.files = self.documents.files
        self._document_actions = DocumentActions(self.window, self.documents, settings)
        self._edit_actions = EditActions(self.window.menu_actions, self)
        self._connect_window()
        self._document_actions.failed.connect(self.report)
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
        return self.documents.open(path)

    def open_any(self, path: Path, wish: str | None = None) -> Session:
        """Shows a document, or hands samples or a picture to a workspace that takes them: `wish` where it does."""
        return self.documents.open_any(path, wish)

    def try_open(self, path: Path, wish: str | None = None) -> None:
        """Shows a document, data or a picture, or tells the user why it cannot be shown."""
        self._document_actions.try_open(path, wish)

    def keep_now(self) -> None:
        """Keeps what is not saved, as it is now."""
        self.documents.keep_now()

    def finish(self) -> None:
        """Ends all workers and keeps what is not saved; a second time does nothing."""
        if self._is_finished:
            return
        self._is_finished = True
        for session in self.sessions.values():
            session.stop()
        for session in self.sessions.values():
            session.finish()
        self.documents.finish()

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
        page = session.workspace
        assert isinstance(page, QWidget)
        return page

    def _adopt(self, name: str, session: Session) -> None:
        """Connects a new session with the window."""
        self.sessions[name] = session
        session.running_changed.connect(lambda running: self.window.set_training(name, running))
        session.state.undo_changed.connect(self._show_undo)
        self._edit_actions.adopt(session.workspace)
        session.workspace.status_changed.connect(lambda texts: self._show_status(name, texts))
        self._document_actions.adopt(name, session)

    def _connect_window(self) -> None:
        window, actions = self.window, self.window.menu_actions
        window.workspace_shown.connect(self._shown)
        window.closing.connect(self.finish)
        window.painting.connect(self._hold_workers)
        THEME.applying.connect(self._hold_workers)
        THEME.applying.connect(hurry)
        for action, slot in (
            (actions.undo, lambda: self._with_session(lambda session: session.state.undo())),
            (actions.redo, lambda: self._with_session(lambda session: session.state.redo())),
            (actions.train, lambda: self._with_session(lambda session: session.workspace.toggle_play())),
            (actions.step, lambda: self._with_session(lambda session: session.workspace.step())),
            (actions.fine_step, lambda: self._with_session(lambda session: session.workspace.fine_step())),
            (actions.back, lambda: self._with_session(lambda session: session.workspace.step_back())),
            (actions.reset, lambda: self._with_session(lambda session: session.workspace.reset())),
            (actions.walk, lambda: self._with_session(lambda session: session.workspace.walk_through())),
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
        actions.name_run(WORKSPACES[name].run_words if name in WORKSPACES else {})
        run = actions.train, actions.step, actions.back, actions.reset
        actions.fine_step.setEnabled(session is not None and session.workspace.has_fine_steps)
        actions.walk.setEnabled(session is not None and session.workspace.has_walk)
        for action in (actions.new, actions.save, actions.save_as, *run):
            action.setEnabled(session is not None)
        self._edit_actions.show(None if session is None else session.workspace)
        self._show_undo()
        self._document_actions.show_name()
        self.window.status.set_texts(*self._texts.get(name, []))
        if session is not None:
            session.show_again()

    def _show_undo(self) -> None:
        session, actions = self._current_session(), self.window.menu_actions
        names = ("", "") if session is None else (session.state.undo_name, session.state.redo_name)
        actions.name_steps(*names)

    def _show_status(self, name: str, texts: list[str]) -> None:
        self._texts[name] = texts
        if name == self.window.current():
            self.window.status.set_texts(*texts)
