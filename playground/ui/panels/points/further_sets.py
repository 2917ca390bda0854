"""The button that unfolds further sets among those that are always in sight, and folds them again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from playground.ui.widgets.button import Button
from playground.ui.widgets.thumbnail_grid import ThumbnailGrid


class FurtherSets(Button):
    """Folded, the grid shows of the further sets only one that is chosen."""

    def __init__(self, grid: ThumbnailGrid, names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("", "chevron-down", kind="flat", small=True, tooltip=self.tr("More sets"), parent=parent)
        self.setStyleSheet("padding: 0; min-height: 0;")  # The header is no higher for it.
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # What is beside it stays under the pointer that hides it.
        self.setSizePolicy(policy)
        self._grid, self._names = grid, names
        self._is_unfolded = False
        self.clicked.connect(self._turn)
        self.show_sets()

    def show_sets(self) -> None:
        """Shows what is to be seen now, as another set may be chosen."""
        chosen = self._grid.checked()
        self._grid.set_hidden([] if self._is_unfolded else [name for name in self._names if name not in chosen])

    def _turn(self) -> None:
        self._is_unfolded = not self._is_unfolded
        name = self.tr("Fewer sets") if self._is_unfolded else self.tr("More sets")
        self.set_face("", "chevron-up" if self._is_unfolded else "chevron-down", name, name=name)
        self.show_sets()
