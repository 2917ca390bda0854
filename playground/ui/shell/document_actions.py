"""The menu File: New, Open, Save, recent files; and the name of the document in the title."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from playground.data.paths import reason
from playground.document.files import SUFFIX
from playground.engine.errors import Refusal
from playground.ui.session.session import Session
from playground.ui.shell.documents import DocumentFile
from playground.ui.shell.main_window import MainWindow
from playground.ui.shell.opening import dialog_filter
from playground.ui.shell.places import Aside
from playground.ui.shell.recent import RecentFiles, RecentMenu
from playground.ui.shell.remembered_sources import RememberedSources
from playground.ui.shell.shown_documents import ShownDocuments
from playground.ui.shell.window_memory import Settings
from playground.ui.widgets.file_dialogs import LAST_FOLDER, file_to_open, file_to_save
from playground.ui.words.refusals import sentence
from playground.ui.workspaces.kinds import WORKSPACES

FOLDER = "files/folder"


class DocumentActions(QObject):
    """Does what the menu offers to the document of the workspace that is shown; `failed` says why it was not done."""

    failed = Signal(str)

    def __init__(self, window: MainWindow, documents: ShownDocuments, settings: Settings) -> None:
        super().__init__(window)
        self._window, self._documents, self._settings = window, documents, settings
        recent, self._sources = RecentFiles(settings), RememberedSources(settings, self)
        LAST_FOLDER.set_path(str(settings.value(FOLDER, "")))
        LAST_FOLDER.changed.connect(self._keep_folder)
        self._recent = RecentMenu(window.menu_actions.recent, recent, documents.aside)
        self._recent.file_chosen.connect(self.try_open)
        self._recent.aside_chosen.connect(self._open_aside)
        documents.used.connect(recent.add)
        documents.failed.connect(self.failed)
        documents.not_kept.connect(self._tell_not_kept)
        actions = window.menu_actions
        for action, slot in (
            (actions.new, lambda: documents.start_afresh(window.current())),
            (actions.open, self._open),
            (actions.save, self._save),
            (actions.save_as, self._save_as),
        ):
            actions.connect_action(action, slot)
        actions.recent.menuAction().setVisible(True)

    def adopt(self, name: str, session: Session) -> None:
        """Gives a new workspace its document."""
        self._documents.adopt(name, session).changed.connect(self.show_name)
        session.workspace.document_dropped.connect(self.try_open)

    def try_open(self, path: Path, wish: str | None = None) -> None:
        """Shows a document, data or a picture, or tells the user why it cannot be shown."""
        self._try(lambda: self._documents.open_any(path, wish))

    def show_name(self) -> None:
        """Says in the title and at the bottom which document is shown, and whether it is saved."""
        name = self._window.current()
        file = self._documents.files.get(name)
        if file is None:
            return
        if file.is_saving:
            state = self.tr("saving…")
        elif file.path is None:
            state = self.tr("not saved yet")
        else:
            state = self.tr("saved") if file.is_saved else self.tr("changes not saved")
        called = state if file.path is None else file.path.name
        title = self.tr("{0} – {1}").format(sentence(WORKSPACES[name].title), called)
        self._window.set_document(title, title if file.path is None else f"{title} · {state}", not file.is_saved)

    def _shown_file(self) -> DocumentFile | None:
        return self._documents.files.get(self._window.current())

    def _open(self) -> None:
        path = file_to_open(self._window, self.tr("Open"), dialog_filter())
        if path is not None:
            self.try_open(path)

    def _open_aside(self, aside: Aside) -> None:
        self._try(lambda: self._documents.open_aside(aside))

    def _save(self) -> None:
        file = self._shown_file()
        if file is not None and file.path is not None:
            self._save_to(file, file.path)
        else:
            self._save_as()

    def _save_as(self, name: str = "") -> None:
        """Saves the document of a workspace, by default of the one that is shown."""
        name = name or self._window.current()
        file = self._documents.files.get(name)
        if file is None:
            return
        called = f"{name if file.path is None else file.path.stem}{SUFFIX}"
        kinds = self.tr("Atelier documents (*{0})").format(SUFFIX)
        path = file_to_save(self._window, self.tr("Save as"), called, kinds)
        if path is not None:
            self._save_to(file, path if path.suffix else path.with_suffix(SUFFIX))

    def _save_to(self, file: DocumentFile, path: Path) -> None:
        self._try(lambda: file.save(path))

    def _keep_folder(self, folder: str) -> None:
        self._settings.setValue(FOLDER, folder)

    def _tell_not_kept(self, name: str, problem: str) -> None:
        text = self.tr("Unsaved work cannot be kept for the next start: {0}").format(problem)
        workspace = self._documents.sessions[name].workspace
        workspace.show_message("warning", text, [(self.tr("Save as…"), lambda: self._save_as(name))])

    def _try(self, act: Callable[[], object]) -> None:
        try:
            act()
        except Refusal as error:
            self.failed.emit(sentence(error))
        except OSError as error:
            self.failed.emit(self.tr("{0} cannot be read: {1}").format(error.filename, sentence(reason(error))))
