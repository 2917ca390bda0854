"""What of a workspace is being looked at, so that nothing unseen is computed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from playground.training.focus import Focus

MOST_WEIGHTS = 2**18
"""Of larger networks only the weights of the first units are looked at: a frame must not copy and count millions."""


class Attention(QObject):
    """Holds the focus of one workspace; whatever is shown says here what it needs. It is neither saved nor undone."""

    changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._focus = Focus(most_weights=MOST_WEIGHTS)

    @property
    def focus(self) -> Focus:
        """What is wanted in frames."""
        return self._focus

    def look(self, **changes: Any) -> None:
        """Changes fields of the focus, and tells if that makes a difference."""
        focus = replace(self._focus, **changes)
        if focus != self._focus:
            self._focus = focus
            self.changed.emit(focus)
