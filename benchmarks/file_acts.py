"""The monkey's files: opened, dropped, pasted, saved, and damaged while they may be shown."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

from hands import TEXTS
from odd_files import damaged, make_files
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication

from playground.ui.shell.studio import Studio
from playground.ui.workspaces.kinds import WORKSPACES


class FileActs:
    """What can be done with files; `mine` is where what the window saves goes, `files` are all the others."""

    def __init__(self, studio: Studio, folder: Path, seed: int, note: Callable[[str], None]) -> None:
        self._studio, self._note = studio, note
        self.mine = folder / "mine"
        self.mine.mkdir()
        self.files = make_files(folder / "files", random.Random(seed))

    def open(self, rng: random.Random) -> str:
        """Opens a file, at times in a workspace that need not take it."""
        path = self._some_file(rng)
        self._note(path.name)
        self._studio.try_open(path, rng.choice((None, None, *WORKSPACES)))
        return "opened"

    def drop(self, rng: random.Random) -> str:
        """Drops a file on the workspace that is shown."""
        page = self._studio.window.stack.currentWidget()
        path, mime = self._some_file(rng), QMimeData()
        self._note(path.name)
        mime.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://example.org/x.png")][:: rng.choice((1, 1, -1))])
        left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
        place = page.rect().center()
        enter = QDragEnterEvent(place, copy, mime, left, none)
        enter.ignore()
        QApplication.sendEvent(page, enter)
        if enter.isAccepted():
            QApplication.sendEvent(page, QDropEvent(QPointF(place), copy, mime, left, none))
        return "dropped" if enter.isAccepted() else "not taken"

    def save(self, rng: random.Random) -> str:
        """Saves, or saves under a name; the dialog is answered elsewhere."""
        (
            self._studio.window.menu_actions.save_as if rng.random() < 0.5 else self._studio.window.menu_actions.save
        ).trigger()
        return "asked"

    def paste(self, rng: random.Random) -> str:
        """Pastes whatever lies on a clipboard."""
        what = rng.choice(("text", "picture", "file", "nothing"))
        clipboard, mime = QApplication.clipboard(), QMimeData()
        if what == "text":
            clipboard.setText(rng.choice(TEXTS))
        elif what == "picture":
            size = rng.choice((1, 28, 300, 3000)), rng.choice((1, 28, 300))
            picture = QImage(*size, QImage.Format.Format_RGB32)
            picture.fill(rng.randrange(2**24))
            clipboard.setImage(picture)
        elif what == "file":
            mime.setUrls([QUrl.fromLocalFile(str(self._some_file(rng)))])
            clipboard.setMimeData(mime)
        else:
            clipboard.clear()
        self._studio.window.menu_actions.paste.trigger()
        return what

    def change(self, rng: random.Random) -> str:
        """A file is damaged while it may be shown, or everything that was saved goes."""
        saved = [path for path in self._saved() if path.is_file()]
        if saved and rng.random() < 0.8:
            path = damaged(rng.choice(saved), rng)
            if path not in self.files:
                self.files.append(path)
            return path.name
        shutil.rmtree(self.mine, ignore_errors=True)
        if rng.random() < 0.7:
            self.mine.mkdir(exist_ok=True)
        return "gone"

    def _some_file(self, rng: random.Random) -> Path:
        saved = self._saved()
        if not self.mine.is_dir() and rng.random() < 0.5:
            self.mine.mkdir()
        return rng.choice(saved if saved and rng.random() < 0.4 else self.files)

    def _saved(self) -> list[Path]:
        return sorted(self.mine.iterdir()) if self.mine.is_dir() else []
