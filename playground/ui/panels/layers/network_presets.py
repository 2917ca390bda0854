"""Ready networks of dense layers, to see at once what depth and activation do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.engine.spec import DenseSpec
from playground.training.architecture import MAX_HIDDEN_LAYERS
from playground.ui.widgets.menu_button import MenuButton

UNITS = 8
READY = {
    "none": (),
    "two": (DenseSpec(UNITS, "tanh"),) * 2,
    "deep-sigmoid": (DenseSpec(UNITS, "sigmoid"),) * MAX_HIDDEN_LAYERS,
    "deep-relu": (DenseSpec(UNITS, "relu"),) * MAX_HIDDEN_LAYERS,
}


class NetworkPresets(MenuButton):
    """`chosen` carries a key of READY."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        tooltip = self.tr("Start again with a ready network")
        super().__init__("", "chevron-down", tooltip=tooltip, parent=parent)
        self.setAccessibleName(self.tr("Ready networks"))
        titles = {
            "none": self.tr("No hidden layer"),
            "two": self.tr("Two layers of tanh"),
            "deep-sigmoid": self.tr("Eight layers of sigmoids"),
            "deep-relu": self.tr("Eight layers of ReLU"),
        }
        for key in READY:
            self.add_entry(f"model.ready.{key}", titles[key], partial(self.chosen.emit, key))
