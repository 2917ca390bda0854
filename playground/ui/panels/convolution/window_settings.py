"""The settings of one convolution or pooling of a stack: its kind, window, stride, padding, dilation."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.engine.layer_spec import LayerSpec
from playground.engine.words import parse_layers
from playground.ui.widgets.button import Button
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.names import set_names
from playground.ui.words.layer_kinds import key_of

NEW = {key: parse_layers(word)[0] for key, word in (("conv", "conv1x3"), ("pool", "pool2"), ("avgpool", "avgpool2"))}
"""By the names of the kinds, what a layer is at first that becomes one of that kind."""
SIZES, STRIDES, PADDINGS = range(1, 12), range(1, 8), range(7)


class WindowSettings(QWidget):
    """`changed` carries the layer as it is wanted, `remove` is the button that takes it away."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = NEW["conv"]
        self.kind = LabelledCombo(
            self.tr("Layer"),
            (
                ("conv", self.tr("Convolution")),
                ("pool", self.tr("Max-pooling")),
                ("avgpool", self.tr("Average pooling")),
            ),
            tooltip=self.tr("What the chosen layer does"),
        )
        self.side = _numbers(self.tr("Size"), self.tr("Rows and columns of its window"), SIZES)
        self.stride = _numbers(self.tr("Stride"), self.tr("How far the window moves from unit to unit"), STRIDES)
        self.dilation = _numbers(self.tr("Dilation"), self.tr("How far apart the weights of a kernel lie"), STRIDES)
        self.padding = LabelledCombo(
            self.tr("Padding"),
            _paddings(self.tr("same")),
            tooltip=self.tr("Zeros around the map; “same” keeps its size at stride 1"),
        )
        self.remove = Button("", "trash", small=True, tooltip=self.tr("Remove the chosen layer"))
        flow = FlowLayout(self, gap=10)
        for control in (self.kind, self.side, self.stride, self.padding, self.dilation, self.remove):
            flow.addWidget(control)
        self.kind.chosen.connect(lambda key: self.changed.emit(NEW[key]))
        self.side.chosen.connect(lambda key: self._change(**self._sized(int(key))))
        self.stride.chosen.connect(lambda key: self._change(stride=int(key)))
        self.dilation.chosen.connect(lambda key: self._change(dilation=int(key)))
        self.padding.chosen.connect(lambda key: self._change(padding=key if key == "same" else int(key)))

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        controls = {"kind": self.kind, "size": self.side, "stride": self.stride, "dilation": self.dilation}
        set_names(name, remove=self.remove, padding=self.padding, **controls)

    def show_layer(self, layer: LayerSpec) -> None:
        """Shows what a layer is now."""
        self._layer = layer
        values = vars(layer)
        self.kind.set_key(key_of(type(layer)))
        _show_number(self.side, values[_side_field(layer)], SIZES)
        _show_number(self.stride, layer.window[1], STRIDES)
        for name, control in (("dilation", self.dilation), ("padding", self.padding)):
            control.setVisible(name in values)
        if "dilation" in values:
            _show_number(self.dilation, values["dilation"], STRIDES)
        if "padding" in values:
            self.padding.set_options(_paddings(self.tr("same"), str(values["padding"])))
            self.padding.set_key(str(values["padding"]))

    def _sized(self, size: int) -> dict[str, Any]:
        """Another size; windows that lie side by side go on doing so."""
        reach, stride, _ = self._layer.window
        is_beside = "padding" not in vars(self._layer) and reach == stride
        changes: dict[str, Any] = {_side_field(self._layer): size}
        return {**changes, "stride": None} if is_beside else changes

    def _change(self, **changes: Any) -> None:
        self.changed.emit(replace(self._layer, **changes))


def _side_field(layer: LayerSpec) -> str:
    """What a kind of layer calls the size of its window."""
    return "kernel_size" if "kernel_size" in layer.limits() else "size"


def _paddings(same: str, chosen: str = "same") -> list[tuple[str, str]]:
    """Those that are offered, and the chosen one."""
    keys = ["same", *map(str, PADDINGS)]
    return [(key, same if key == "same" else key) for key in (*keys, *(() if chosen in keys else (chosen,)))]


def _numbers(label: str, tooltip: str, numbers: range) -> LabelledCombo:
    return LabelledCombo(label, [(str(k), str(k)) for k in numbers], tooltip=tooltip)


def _show_number(combo: LabelledCombo, number: int, numbers: range) -> None:
    combo.set_options([(str(k), str(k)) for k in sorted({*numbers, number})])
    combo.set_key(str(number))
