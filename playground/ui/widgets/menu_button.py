"""A small button with a menu that drops down below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QWidget

from playground.ui.widgets.button import Button


class MenuButton(Button):
    """Fill its `entries` with `add_entry`."""

    def __init__(self, text: str, icon: str, *, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(text, icon, small=True, tooltip=tooltip, parent=parent)
        self.entries = QMenu(self)
        self.clicked.connect(lambda: self.entries.popup(self.mapToGlobal(self.rect().bottomLeft())))

    def add_entry(self, name: str, text: str, act: Callable[[], object]) -> None:
        """Add an entry at the end, under an object name that is the same in every language."""
        self.entries.addAction(text, lambda: act()).setObjectName(name)
