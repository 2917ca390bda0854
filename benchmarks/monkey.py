"""Somebody who does whatever can be done to the window, legal or not, and the same again with the same seed."""

from __future__ import annotations

import random
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

import shiboken6
from file_acts import FileActs
from hands import Beat, Hands
from modal_answers import ModalAnswers
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu, QWidget

from playground.ui.look.theme import MODES, SCALES, THEME
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
        self.acts = 0
        self.log: deque[str] = deque(maxlen=REMEMBERED)
        self._quit = self._window.menu_actions.quit
        self._quit.setEnabled(False)  # until it shall
        self._files = FileActs(studio, folder, seed, self._note)
        self._answers = ModalAnswers(self._window, self._files.mine, self._files.files, self._note)

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
        acts = self._acts()
        name = self._rng.choices(list(acts), [weight for _, weight in acts.values()])[0]
        self._note(name if popup is None else "popup")
        done = acts[name][0]() if popup is None else self._in_popup(popup)
        self._note(f"… {done}")
        self._hands.settle()

    def calm(self) -> None:
        """Closes what lies over the window and puts text, theme and size back."""
        self._close_others()
        THEME.set_mode("light")
        THEME.set_scale(1.0)
        self._window.showNormal()
        self._window.resize(1440, 900)

    def see_all_looks(self) -> None:
        """Every text size in both themes, for which Qt keeps fonts and letters: 13 MB once, whenever that is."""
        for mode in MODES:
            THEME.set_mode(mode)
            for scale in SCALES:
                THEME.set_scale(scale)
                self._hands.settle()
        self.calm()

    def quit(self) -> None:
        """The last act."""
        self._answers.stop()
        self._close_others()
        self._quit.setEnabled(True)
        self._quit.trigger()

    def _acts(self) -> dict[str, tuple[Act, float]]:
        """What can be done, by name, and how often it is."""
        files, rng = self._files, self._rng
        return {
            "control": (self._control, 50),
            "field": (self._field, 12),
            "action": (self._action, 12),
            "keys": (self._keys, 5),
            "undo": (self._undo, 5),
            "resize": (self._resize, 3),
            "look": (self._look, 2),
            "show": (self._show, 5),
            "open": (lambda: files.open(rng), 5),
            "drop": (lambda: files.drop(rng), 3),
            "save": (lambda: files.save(rng), 2),
            "paste": (lambda: files.paste(rng), 3),
            "new": (self._new, 2),
            "close others": (self._close_others, 3),
            "change files": (lambda: files.change(rng), 1),
        }

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

    def _note(self, text: str) -> None:
        self.log.append(f"{self.acts}: {text}")
        print(self.log[-1], file=self._diary, flush=True)


def _name(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName()}".rstrip()
