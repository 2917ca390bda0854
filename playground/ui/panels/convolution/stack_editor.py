"""A stack of convolutions and poolings to build: a chip for each layer, and the settings of the chosen one."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.engine.layer_spec import LayerSpec
from playground.ui.panels.convolution.window_settings import NEW, WindowSettings
from playground.ui.views.convolution.field_words import layer_words
from playground.ui.widgets.button import Button
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.names import set_names

Stack = tuple[LayerSpec, ...]


class StackEditor(QWidget):
    """`edited` carries another stack that the user wants, `opened` tells that settings are shown below the chips. A
    chip that is clicked again hides them."""

    edited = Signal(object)
    opened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack: Stack = ()
        self._index: int | None = None
        self.chips: list[Button] = []
        self.settings = WindowSettings()
        self.settings.hide()
        self.add = Button("", "plus", small=True, tooltip=self.tr("Add a layer behind the chosen one, or at the end"))
        row = QWidget()
        self._flow = FlowLayout(row, gap=6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(row)
        layout.addWidget(self.settings)
        self.settings.changed.connect(lambda layer: self._put(layer))
        self.settings.remove.clicked.connect(lambda: self._put())
        self.add.clicked.connect(self._add)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(name, add=self.add, settings=self.settings)
        self._name_chips()

    def show_stack(self, stack: Stack) -> None:
        """Shows these layers; the chosen one stays chosen."""
        has_other_count = len(stack) != len(self._stack)
        self._stack = stack
        if self._index is not None:
            self._index = min(self._index, len(stack) - 1) if stack else None
        if has_other_count:
            self._make_chips()
        self._show()

    def choose(self, index: int | None) -> None:
        """Shows the settings of a layer; None: of none."""
        self._index = index
        self._show()
        if index is not None:
            self.opened.emit()

    def _make_chips(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.add)
        self.chips = []
        for k, layer in enumerate(self._stack):
            tooltip = self.tr("Change layer {0}, or remove it").format(k + 1)
            chip = Button(layer_words(layer), small=True, tooltip=tooltip)
            chip.setCheckable(True)
            chip.clicked.connect(lambda on, k=k: self.choose(k if on else None))
            self._flow.addWidget(chip)
            self.chips.append(chip)
        self._flow.addWidget(self.add)
        self._name_chips()

    def _name_chips(self) -> None:
        if self.objectName():
            set_names(self.objectName(), **{f"layer{k + 1}": chip for k, chip in enumerate(self.chips)})

    def _show(self) -> None:
        for k, (chip, layer) in enumerate(zip(self.chips, self._stack, strict=True)):
            chip.setText(layer_words(layer))
            chip.setAccessibleName(layer_words(layer))
            chip.setChecked(k == self._index)
        self.settings.setVisible(self._index is not None)
        self.settings.remove.setEnabled(len(self._stack) > 1)
        if self._index is not None:
            self.settings.show_layer(self._stack[self._index])

    def _put(self, *layers: LayerSpec) -> None:
        """Has these in the place of the chosen one."""
        if self._index is not None:
            self.edited.emit((*self._stack[: self._index], *layers, *self._stack[self._index + 1 :]))

    def _add(self) -> None:
        """One like that before it."""
        place = len(self._stack) if self._index is None else self._index + 1
        layer = self._stack[place - 1] if place else NEW["conv"]
        stack = (*self._stack[:place], layer, *self._stack[place:])
        self.edited.emit(stack)
        if self._stack == stack:
            self.choose(place)
