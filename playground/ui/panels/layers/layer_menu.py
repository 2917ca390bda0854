"""The menu of what can be inserted: the kinds of layers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.ui.widgets.menu_button import MenuButton
from playground.ui.words.layer_kinds import insertable, row_of


class LayerMenu(MenuButton):
    """Offers the kinds that suit a workspace; `chosen` carries one's key."""

    chosen = Signal(str)

    def __init__(self, workspace: str, parent: QWidget | None = None) -> None:
        tooltip = self.tr("Insert a layer after the selected one; the rest stays")
        super().__init__(self.tr("Layer"), "plus", tooltip=tooltip, parent=parent)
        for key, kind in insertable(workspace).items():
            self.add_entry(f"model.add_layer.{key}", row_of(kind).entry(), partial(self.chosen.emit, key))
