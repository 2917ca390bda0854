"""The settings of one layer, in a row."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from playground.engine.spec import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    LayerSpec,
    MaxPool2DSpec,
)
from playground.ui.widgets.button import Button
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.names import set_names
from playground.ui.widgets.stepper import Stepper
from playground.ui.words.layer_text import ACTIVATION_TEXT, HIDDEN_ACTIVATIONS

MAX_FILTERS, MAX_KERNEL, MAX_UNITS, MAX_POOL = 256, 15, 4096, 16
RATES = (0.1, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)


class LayerEditor(QWidget):
    """Controls for the selected hidden layer; emits `edited` with the layer as it should be."""

    edited = Signal(object)
    move_requested = Signal(int)
    removal_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: LayerSpec | None = None
        self._controls: dict[str, Stepper | LabelledCombo] = {}
        self._options: dict[str, list[tuple[str, str]]] = {}
        self._note = QLabel()
        self._note.setProperty("role", "small")
        self._fields = FlowLayout(gap=8)
        self._left = Button(
            "", "chevron-left", small=True, tooltip=self.tr("Move this layer one place towards the input")
        )
        self._right = Button(
            "", "chevron-right", small=True, tooltip=self.tr("Move this layer one place towards the output")
        )
        self._remove = Button("", "trash", small=True, tooltip=self.tr("Remove this layer with its weights W and b"))
        set_names("layer", left=self._left, right=self._right, remove=self._remove)
        self._left.clicked.connect(lambda: self.move_requested.emit(-1))
        self._right.clicked.connect(lambda: self.move_requested.emit(1))
        self._remove.clicked.connect(self.removal_requested)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addLayout(self._fields, 1)
        row.addWidget(self._note, 1)
        for button in (self._left, self._right, self._remove):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignBottom)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_all_rows()

    def control(self, name: str) -> Stepper | LabelledCombo:
        """The control of a setting, by the name of the layer's field."""
        return self._controls[name]

    def tab_order(self) -> list[QWidget]:
        """Everything that the Tab key reaches, from left to right."""
        widgets = [widget for control in self._controls.values() for widget in control.findChildren(QWidget)]
        reached = [w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.window() is self.window()]
        return [*reached, self._left, self._right, self._remove]

    def show_layer(self, layer: LayerSpec | None, note: str, can_move: tuple[bool, bool] = (False, False)) -> None:
        """Shows a layer's settings, or with None a note on why there are none."""
        if type(layer) is not type(self._layer) or not self._controls:
            self._rebuild(layer)
        self._layer = layer
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._row.setStretchFactor(self._fields, 0 if note else 1)
        for name, control in self._controls.items():
            value = _value(layer, name)
            if isinstance(control, Stepper):
                control.set_value(int(value))
            else:
                self._show_key(control, name, value)
        self._left.setEnabled(can_move[0])
        self._right.setEnabled(can_move[1])
        for button in (self._left, self._right, self._remove):
            button.setVisible(layer is not None)
        self._keep_all_rows()

    def _keep_all_rows(self) -> None:
        """As high as all rows of settings: a layout that wraps would give way in a low window."""
        self.setMinimumHeight(self.layout().heightForWidth(self.width()))

    def _show_key(self, combo: LabelledCombo, field: str, key: str) -> None:
        """A layer from a file may have a value that is not on offer: it is added."""
        if key not in dict(self._options[field]):
            added = [*self._options[field], _rate_option(float(key)) if field == "rate" else (key, key)]
            self._options[field] = sorted(added, key=lambda option: float(option[0])) if field == "rate" else added
            combo.set_options(self._options[field])
        combo.set_key(key)

    def _rebuild(self, layer: LayerSpec | None) -> None:
        while (item := self._fields.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._controls = {}
        match layer:
            case Conv2DSpec():
                self._add_convolution()
            case DenseSpec():
                self._add_stepper(
                    "units", self.tr("Units"), MAX_UNITS, self.tr("Number of units: rows of W and values of b")
                )
                self._add_activation()
            case MaxPool2DSpec() | AveragePool2DSpec():
                self._add_pool()
            case DropoutSpec():
                self._add_combo(
                    "rate",
                    self.tr("Dropped share"),
                    [_rate_option(rate) for rate in RATES],
                    self.tr("The share of values h that is set to 0 at random while training"),
                )

    def _add_convolution(self) -> None:
        self._add_stepper("filters", self.tr("Kernels"), MAX_FILTERS, self.tr("Number of kernels W, one map for each"))
        self._add_combo(
            "kernel_size",
            self.tr("Size"),
            [(str(size), f"{size} × {size}") for size in range(1, MAX_KERNEL + 1)],
            self.tr("Rows and columns of a kernel W"),
        )
        self._add_combo(
            "stride",
            self.tr("Stride"),
            [(str(step), str(step)) for step in range(1, 5)],
            self.tr("How far the kernel W moves from one output value to the next"),
        )
        pads = [("same", self.tr("same")), *((str(pad), str(pad)) for pad in range(8))]
        self._add_combo(
            "padding", self.tr("Padding"), pads, self.tr("Zeros around the map h; “same” keeps its size at stride 1")
        )
        self._add_activation()

    def _add_pool(self) -> None:
        self._add_combo(
            "kind",
            self.tr("Kind"),
            [("max", self.tr("largest")), ("average", self.tr("mean"))],
            self.tr("What is kept of every window of h: the largest value or the mean"),
        )
        self._add_combo(
            "size",
            self.tr("Size"),
            [(str(size), f"{size} × {size}") for size in range(1, MAX_POOL + 1)],
            self.tr("Rows and columns z of a window"),
        )
        strides = [("", self.tr("size")), *((str(step), str(step)) for step in range(1, MAX_POOL + 1))]
        self._add_combo(
            "stride", self.tr("Stride"), strides, self.tr("Distance between windows; “size” puts them side by side")
        )

    def _add_activation(self) -> None:
        self._add_combo(
            "activation",
            self.tr("Activation"),
            [(name, ACTIVATION_TEXT[name]) for name in HIDDEN_ACTIVATIONS],
            self.tr("The activation function g in h = g(a)"),
        )

    def _add_stepper(self, field: str, label: str, most: int, tooltip: str) -> None:
        stepper = Stepper(1, 1, most, label, tooltip=tooltip)
        stepper.changed.connect(lambda value: self._change(field, value))
        caption = QLabel(label)
        caption.setProperty("role", "small")
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(caption)
        column.addWidget(stepper)
        set_names("layer", **{field: stepper})
        self._controls[field] = stepper
        self._fields.addWidget(holder)

    def _add_combo(self, field: str, label: str, options: list[tuple[str, str]], tooltip: str) -> None:
        combo = LabelledCombo(label, options, tooltip=tooltip)
        combo.chosen.connect(lambda key: self._change(field, key))
        set_names("layer", **{field: combo})
        self._controls[field], self._options[field] = combo, options
        self._fields.addWidget(combo)

    def _change(self, field: str, value: str | int) -> None:
        assert self._layer is not None
        self.edited.emit(_changed(self._layer, field, value))


def _rate_option(rate: float) -> tuple[str, str]:
    """The share that dropout drops, as key and text."""
    return f"{rate:g}", f"{rate * 100:g} %"


def _value(layer: LayerSpec | None, field: str) -> str:
    """A field of a layer as a control's key."""
    if field == "kind":
        return "average" if isinstance(layer, AveragePool2DSpec) else "max"
    value = getattr(layer, field)
    if field == "rate":
        return _rate_option(value)[0]
    return "" if value is None else str(value)


def _changed(layer: LayerSpec, field: str, value: str | int) -> LayerSpec:
    """The layer with one field set from a control's key."""
    if isinstance(layer, MaxPool2DSpec | AveragePool2DSpec) and field == "kind":
        kind = AveragePool2DSpec if value == "average" else MaxPool2DSpec
        return kind(layer.size, layer.stride)
    if field == "activation" or value == "same":
        return replace(layer, **{field: value})
    if field == "rate":
        return replace(layer, **{field: float(value)})
    return replace(layer, **{field: None if value == "" else int(value)})
