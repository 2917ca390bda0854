"""A stack of convolutions and poolings to build: a chip for each layer, and the settings of the chosen one."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from playground.engine.layer_spec import LayerSpec
from playground.engine.words import parse_layers
from playground.ui.views.convolution.field_words import layer_words
from playground.ui.widgets.button import Button
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.names import set_names
from playground.ui.words.layer_kinds import key_of

Stack = tuple[LayerSpec, ...]
NEW = {key: parse_layers(word)[0] for key, word in (("conv", "conv1x3"), ("pool", "pool2"), ("avgpool", "avgpool2"))}
"""By the names of the kinds, what a layer is at first that becomes one of that kind."""
SIZES, STRIDES = range(1, 12), range(1, 8)


class StackEditor(QWidget):
    """`edited` carries another stack that the user wants."""

    edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack: Stack = ()
        self._index = 0
        self.chips: list[Button] = []
        self.kind = LabelledCombo(
            self.tr("Layer"),
            (
                ("conv", self.tr("Convolution")),
                ("pool", self.tr("Max-pooling")),
                ("avgpool", self.tr("Average-pooling")),
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
        self.add = Button("", "plus", small=True, tooltip=self.tr("Add a layer like the chosen one behind it"))
        self.remove = Button("", "trash", small=True, tooltip=self.tr("Remove the chosen layer"))
        self._arrange()
        self._connect()

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        controls = {"kind": self.kind, "size": self.side, "stride": self.stride, "dilation": self.dilation}
        set_names(name, add=self.add, remove=self.remove, padding=self.padding, **controls)
        self._name_chips()

    def show_stack(self, stack: Stack) -> None:
        """Shows these layers; the chosen one stays chosen."""
        has_other_count = len(stack) != len(self._stack)
        self._stack = stack
        self._index = min(self._index, max(len(stack) - 1, 0))
        if has_other_count:
            self._make_chips()
        self._show()

    def choose(self, index: int) -> None:
        """Shows the settings of a layer."""
        self._index = index
        self._show()

    def _arrange(self) -> None:
        self._row = QWidget()
        self._flow = FlowLayout(self._row, gap=6)
        settings = QWidget()
        flow = FlowLayout(settings, gap=10)
        for control in (self.kind, self.side, self.stride, self.padding, self.dilation, self.remove):
            flow.addWidget(control)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._row)
        layout.addWidget(settings)

    def _connect(self) -> None:
        self.kind.chosen.connect(lambda key: self._put(NEW[key]))
        self.side.chosen.connect(lambda key: self._put(self._with_size(int(key))))
        self.stride.chosen.connect(lambda key: self._put(replace(self._layer, stride=int(key))))  # type: ignore[call-arg]
        self.dilation.chosen.connect(lambda key: self._put(replace(self._layer, dilation=int(key))))  # type: ignore[call-arg]
        self.padding.chosen.connect(
            lambda key: self._put(replace(self._layer, padding=key if key == "same" else int(key)))  # type: ignore[call-arg]
        )
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)

    @property
    def _layer(self) -> LayerSpec:
        return self._stack[self._index]

    def _make_chips(self) -> None:
        for chip in self.chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._flow.removeWidget(self.add)
        self.chips = []
        for k in range(len(self._stack)):
            chip = Button(
                layer_words(self._stack[k]),
                small=True,
                tooltip=self.tr("Choose layer {0}, to change it below").format(k + 1),
            )
            chip.setCheckable(True)
            chip.clicked.connect(lambda _=False, k=k: self.choose(k))
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
        self.remove.setEnabled(len(self._stack) > 1)
        if not self._stack:
            return
        layer = self._layer
        limits = layer.limits()
        self.kind.set_key(key_of(type(layer)))
        _show_number(self.side, getattr(layer, _side_field(layer)), SIZES)
        _show_number(self.stride, layer.window[1], STRIDES)
        for name, control in (("dilation", self.dilation), ("padding", self.padding)):
            control.setVisible(name in limits)
        values = vars(layer)
        if "dilation" in limits:
            _show_number(self.dilation, values["dilation"], STRIDES)
        if "padding" in limits:
            self._show_padding(str(values["padding"]))

    def _show_padding(self, key: str) -> None:
        self.padding.set_options(_paddings(self.tr("same"), key))
        self.padding.set_key(key)

    def _with_size(self, size: int) -> LayerSpec:
        """Of another size; windows that lie side by side go on doing so."""
        layer, name = self._layer, _side_field(self._layer)
        is_beside = "padding" not in layer.limits() and layer.window[0] == layer.window[1]
        changes = {name: size, "stride": None} if is_beside else {name: size}
        return replace(layer, **changes)

    def _put(self, layer: LayerSpec) -> None:
        self.edited.emit((*self._stack[: self._index], layer, *self._stack[self._index + 1 :]))

    def _add(self) -> None:
        layer = self._layer if self._stack else NEW["conv"]
        stack = (*self._stack[: self._index + 1], layer, *self._stack[self._index + 1 :])
        self.edited.emit(stack)
        if self._stack == stack:
            self.choose(min(self._index + 1, len(stack) - 1))

    def _remove(self) -> None:
        self.edited.emit((*self._stack[: self._index], *self._stack[self._index + 1 :]))


def _side_field(layer: LayerSpec) -> str:
    """What a kind of layer calls the size of its window."""
    return "kernel_size" if "kernel_size" in layer.limits() else "size"


def _paddings(same: str, chosen: str = "same") -> list[tuple[str, str]]:
    """Those that are offered, and the chosen one."""
    keys = ["same", *map(str, range(7))]
    return [(key, same if key == "same" else key) for key in (*keys, *(() if chosen in keys else (chosen,)))]


def _numbers(label: str, tooltip: str, numbers: range) -> LabelledCombo:
    return LabelledCombo(label, [(str(k), str(k)) for k in numbers], tooltip=tooltip)


def _show_number(combo: LabelledCombo, number: int, numbers: range) -> None:
    combo.set_options([(str(k), str(k)) for k in sorted({*numbers, number})])
    combo.set_key(str(number))
