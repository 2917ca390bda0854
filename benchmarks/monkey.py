"""Somebody who does whatever can be done to the window, legal or not, and the same again with the same seed."""

from __future__ import annotations

import random
import shutil
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import shiboken6
from hands import TEXTS, Beat, Hands
from modal_answers import ModalAnswers
from odd_files import damaged, make_files
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QWidget

from playground.ui.look.theme import MODES, THEME
from playground.ui.shell.studio import Studio
from playground.ui.workspaces.kinds import WORKSPACES

REMEMBERED = 200
WIDTHS, HEIGHTS = (640, 1024, 1280, 1440, 1920), (480, 720, 768, 900, 1200)
Act = Callable[[], str]


class Monkey:
    """Acts by number: what it does is settled by the seed and the number, and by what is there to be done."""

    def __init__(self, studio: Studio, folder: Path, seed: int, beat: Beat, diary: TextIO) -> None:
        """folder: all that is written is within it; diary: every act is told there before it is done."""
        self._studio, self._window, self._seed, self._beat = studio, studio.window, seed, beat
        self._diary = diary
        self._mine = folder / "mine"
        self._mine.mkdir()
        self._files = make_files(folder / "files", random.Random(seed))
        self.acts = 0
        self.log: deque[str] = deque(maxlen=REMEMBERED)
        self._quit = self._window.menu_actions.quit
        self._quit.setEnabled(False)  # until it shall
        self._answers = ModalAnswers(self._window, self._mine, self._files, lambda text: self._note(text))

    @property
    def going_on(self) -> str:
        """What is being done."""
        return self.log[-1] if self.log else "the beginning"

    def act(self) -> None:
        """Does the next thing."""
        self.acts += 1
        self._rng = random.Random(f"{self._seed}/{self.acts}")
        self._answers.seed(f"{self._seed}/{self.acts}")
        self._hands = Hands(self._rng, self._beat)
        popup = QApplication.activePopupWidget()
        act = self._rng.choices(*zip(*self._acts(), strict=True))[0] if popup is None else lambda: self._in_popup(popup)
        self._note(act.__name__.strip("_").replace("<lambda>", "in popup"))
        done = act()
        self._note(f"… {done}")
        self._hands.settle()

    def calm(self) -> None:
        """Closes what lies over the window and puts text, theme and size back."""
        self._close_others()
        THEME.set_mode("light")
        THEME.set_scale(1.0)
        self._window.showNormal()
        self._window.resize(1440, 900)

    def quit(self) -> None:
        """The last act."""
        self._answers.stop()
        self._close_others()
        self._quit.setEnabled(True)
        self._quit.trigger()

    def _acts(self) -> list[tuple[Act, float]]:
        return [
            (self._control, 50),
            (self._field, 12),
            (self._action, 12),
            (self._keys, 5),
            (self._undo, 5),
            (self._resize, 3),
            (self._look, 2),
            (self._show, 5),
            (self._open, 5),
            (self._drop, 3),
            (self._save, 2),
            (self._clipboard, 3),
            (self._new, 2),
            (self._close_others, 3),
            (self._files_change, 1),
        ]

    def _control(self) -> str:
        """Any class of what is seen is as likely as any other, so that what is rare is met too."""
        window = self._some_window()
        kinds: dict[str, list[QWidget]] = {}
        for widget in window.findChildren(QWidget):
            if widget.isVisible() and widget.window() is window:
                kinds.setdefault(type(widget).__name__, []).append(widget)
        widget = self._rng.choice(kinds[self._rng.choice(sorted(kinds))]) if kinds else window
        self._note(_name(widget))
        if isinstance(widget, QComboBox) and widget.count() and self._rng.random() < 0.3:
            widget.setFocus()
            widget.showPopup()
            return "opened"
        return self._hands.fiddle(widget)

    def _field(self) -> str:
        fields = [each for each in self._some_window().findChildren(QLineEdit) if each.isVisible()]
        if not fields:
            return "none there"
        field = self._rng.choice(fields)
        self._note(_name(field))
        return self._hands.type_into(field)

    def _action(self) -> str:
        actions = [each for each in vars(self._window.menu_actions).values() if hasattr(each, "trigger")]
        recent = self._window.menu_actions.recent
        recent.aboutToShow.emit()
        able = [each for each in (*actions, *recent.actions()) if each.isEnabled() and each.isVisible()]
        action = self._rng.choice(able)
        self._note(repr(action.text()))
        action.trigger()
        return "triggered"

    def _keys(self) -> str:
        self._hands.keys()
        return "typed"

    def _undo(self) -> str:
        actions, count = self._window.menu_actions, self._rng.randint(1, 40)
        for _ in range(count):
            self._rng.choice((actions.undo, actions.undo, actions.redo)).trigger()
            self._hands.settle()
        return f"{count} steps"

    def _resize(self) -> str:
        if self._window.isFullScreen():
            self._window.menu_actions.full_screen.trigger()
        size = self._rng.choice(WIDTHS), self._rng.choice(HEIGHTS)
        self._window.resize(*size)
        return f"{size}"

    def _look(self) -> str:
        if self._rng.random() < 0.5:
            mode = self._rng.choice(MODES)
            THEME.set_mode(mode)
            return mode
        actions = self._window.menu_actions
        for _ in range(self._rng.randint(1, 4)):
            self._rng.choice((actions.larger, actions.smaller, actions.normal_size)).trigger()
        return "text size"

    def _show(self) -> str:
        name = self._rng.choice((*WORKSPACES, *WORKSPACES, "settings"))
        self._window.show_workspace(name)
        return name

    def _open(self) -> str:
        path = self._some_file()
        self._note(path.name)
        self._studio.try_open(path, self._rng.choice((None, None, *WORKSPACES)))
        return "opened"

    def _drop(self) -> str:
        page = self._window.stack.currentWidget()
        path, mime = self._some_file(), QMimeData()
        self._note(path.name)
        mime.setUrls(
            [QUrl.fromLocalFile(str(path)), QUrl("https://example.org/x.png")][:: self._rng.choice((1, 1, -1))]
        )
        left, none, copy = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
        place = page.rect().center()
        enter = QDragEnterEvent(place, copy, mime, left, none)
        enter.ignore()
        QApplication.sendEvent(page, enter)
        if enter.isAccepted():
            QApplication.sendEvent(page, QDropEvent(QPointF(place), copy, mime, left, none))
        return "dropped" if enter.isAccepted() else "not taken"

    def _save(self) -> str:
        (self._window.menu_actions.save_as if self._rng.random() < 0.5 else self._window.menu_actions.save).trigger()
        return "asked"

    def _clipboard(self) -> str:
        what = self._rng.choice(("text", "picture", "file", "nothing"))
        clipboard, mime = QApplication.clipboard(), QMimeData()
        if what == "text":
            clipboard.setText(self._rng.choice(TEXTS))
        elif what == "picture":
            picture = QImage(
                self._rng.choice((1, 28, 300, 3000)), self._rng.choice((1, 28, 300)), QImage.Format.Format_RGB32
            )
            picture.fill(self._rng.randrange(2**24))
            clipboard.setImage(picture)
        elif what == "file":
            mime.setUrls([QUrl.fromLocalFile(str(self._some_file()))])
            clipboard.setMimeData(mime)
        else:
            clipboard.clear()
        self._window.menu_actions.paste.trigger()
        return what

    def _new(self) -> str:
        self._window.menu_actions.new.trigger()
        return self._window.current()

    def _close_others(self) -> str:
        while (popup := QApplication.activePopupWidget()) is not None and popup.close():
            pass
        others = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self._window]
        for each in others:
            each.close()
        self._window.activateWindow()
        return f"{len(others)} windows"

    def _files_change(self) -> str:
        """A file is damaged while it may be shown, or everything that was saved goes."""
        saved = sorted(path for path in self._mine.iterdir() if path.is_file())
        if saved and self._rng.random() < 0.8:
            self._files.append(damaged(self._rng.choice(saved), self._rng))
            self._files = list(dict.fromkeys(self._files))
            return self._files[-1].name
        shutil.rmtree(self._mine)
        if self._rng.random() < 0.7:
            self._mine.mkdir()
        return "gone"

    def _in_popup(self, popup: QWidget) -> str:
        if isinstance(popup, QMenu) and self._rng.random() < 0.5:
            able = [
                each for each in popup.actions() if each.isEnabled() and each.isVisible() and not each.isSeparator()
            ]
            if able:
                action = self._rng.choice(able)
                self._note(repr(action.text()))
                popup.close()
                action.trigger()
                return "triggered"
        if self._rng.random() < 0.3:
            popup.close()
            return "closed"
        self._hands.keys()
        return f"keys in {_name(popup)}" if shiboken6.isValid(popup) else "gone"

    def _some_window(self) -> QWidget:
        others = [each for each in QApplication.topLevelWidgets() if each.isVisible() and each is not self._window]
        return self._rng.choice(others) if others and self._rng.random() < 0.2 else self._window

    def _some_file(self) -> Path:
        saved = sorted(self._mine.iterdir()) if self._mine.is_dir() else []
        if not self._mine.is_dir() and self._rng.random() < 0.5:
            self._mine.mkdir()
        return self._rng.choice(saved if saved and self._rng.random() < 0.4 else self._files)

    def _note(self, text: str) -> None:
        self.log.append(f"{self.acts}: {text}")
        print(self.log[-1], file=self._diary, flush=True)


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".rstrip()
