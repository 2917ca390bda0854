"""Ready architectures: their layers as words, and the menu that offers them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.ui.widgets.menu_button import MenuButton

PRESETS = {
    "small": "conv8x5:relu pool2",
    "two": "conv8x3:relu pool2 conv16x3:relu pool2",
    "lenet": "conv6x5:relu pool2 conv16x5:relu pool2 dense120:relu dense84:relu",
    "dropout": "conv16x3:relu pool2 conv32x3:relu pool2 dense64:relu dropout0.5",
    "dense": "dense64:relu dense32:relu",
    "none": "",
}


class PresetsMenu(MenuButton):
    """`chosen` carries a key of PRESETS; `trained_chosen` asks for the network that comes trained."""

    chosen = Signal(str)
    trained_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        tooltip = self.tr("Start again with a ready architecture")
        super().__init__(self.tr("Presets"), "chevron-down", tooltip=tooltip, parent=parent)
        titles = {
            "small": self.tr("Small: one convolution"),
            "two": self.tr("Two convolutions"),
            "lenet": self.tr("Like LeNet-5"),
            "dropout": self.tr("Wider, with dropout"),
            "dense": self.tr("Dense layers only"),
            "none": self.tr("No hidden layer"),
        }
        for key in PRESETS:
            self.add_entry(f"model.presets.{key}", titles[key], partial(self.chosen.emit, key))
        self.entries.addSeparator()
        self.add_entry("model.presets.trained", self.tr("The trained network for digits"), self.trained_chosen.emit)
