"""The menu of what can be inserted: the kinds of layers."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.ui.widgets.menu_button import MenuButton
from playground.ui.words.layer_kinds import insertable, row_of


class LayerMenu(MenuButton):
    """`chosen` carries the key of a kind."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        tooltip = self.tr("Insert a layer after the selected one; the rest stays")
        super().__init__(self.tr("Layer"), "plus", tooltip=tooltip, parent=parent)
        for key, kind in insertable().items():
            self.add_entry(f"model.add_layer.{key}", row_of(kind).entry(), partial(self.chosen.emit, key))
