"""The card with the network's layers: select, add, remove, move and change them, or take a ready architecture."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from playground.engine.spec import (
    AveragePool2DSpec,
    Conv2DSpec,
    DenseSpec,
    DropoutSpec,
    LayerSpec,
    MaxPool2DSpec,
    NetworkSpec,
)
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.experiment import Experiment, plan_network
from playground.ui.panels.layers.layer_editor import LayerEditor
from playground.ui.panels.layers.layer_strip import LayerStrip
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.button import Button
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names
from playground.ui.words import formatting, layer_text

PRESETS = {
    "small": "conv8x5:relu pool2",
    "two": "conv8x3:relu pool2 conv16x3:relu pool2",
    "lenet": "conv6x5:relu pool2 conv16x5:relu pool2 dense120:relu dense84:relu",
    "dropout": "conv16x3:relu pool2 conv32x3:relu pool2 dense64:relu dropout0.5",
    "dense": "dense64:relu dense32:relu",
    "none": "",
}


class ModelPanel(Card):
    """Edits the architecture of the state; emits `layer_selected` with the number of a layer of the whole network.

    `started_over` follows an architecture that has nothing to do with the one before: its weights start at random;
    `shipped_requested` asks for the network that comes trained.
    """

    layer_selected = Signal(int)
    started_over = Signal()
    shipped_requested = Signal()

    def __init__(self, state: ExperimentState, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Model"))
        self._state = state
        self._selected = 0
        self.strip, self.editor = LayerStrip(), LayerEditor()
        self._reason = QLabel()
        self._reason.setProperty("role", "bad")
        self._reason.setWordWrap(True)
        self._reason.hide()
        self.presets_menu, self.layer_menu = QMenu(self), QMenu(self)
        self._fill_menus()
        presets = Button(
            self.tr("Presets"), "chevron-down", small=True, tooltip=self.tr("Start again with a ready architecture")
        )
        presets.clicked.connect(lambda: drop_down(self.presets_menu, presets))
        self._order: list[QWidget] = []
        self._add = add = Button(
            self.tr("Layer"),
            "plus",
            small=True,
            tooltip=self.tr("Insert a layer after the selected one; the rest stays"),
        )
        add.clicked.connect(lambda: drop_down(self.layer_menu, add))
        set_names("model", card=self, presets=presets, add_layer=add, layers=self.strip)
        set_names("model", presets_menu=self.presets_menu, layer_menu=self.layer_menu)
        self.add_control(presets)
        self.add_control(add)
        for widget in (self.strip, self.editor, self._reason):
            self.add(widget)
        self.strip.selected.connect(self._select)
        self.strip.removal_requested.connect(self._remove)
        self.editor.edited.connect(self._replace)
        self.editor.removal_requested.connect(self._remove)
        self.editor.move_requested.connect(self._move)
        state.changed.connect(self._show)
        self._show(state.experiment)

    @property
    def selected(self) -> int:
        """The number of the selected layer in the whole network."""
        return self._selected

    def reason(self) -> str:
        """Why the last edit was refused, empty if it was not."""
        return self._reason.text()

    def show_reason(self, reason: str) -> None:
        """Says beside the controls why an edit was refused; an empty text says nothing."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))

    def take_preset(self, key: str) -> None:
        """Starts over with one of the ready architectures."""
        old = self._architecture
        first = max(old.keys, default=-1) + 1
        hidden = parse_layers(PRESETS[key])
        keys = tuple(range(first, first + len(hidden)))
        if self._edit(replace(old, hidden=hidden, keys=keys)):
            self.started_over.emit()

    def insert(self, kind: str) -> None:
        """Inserts a layer of a kind after the selected one, or in front of the output."""
        spec = self._spec
        index = min(self._selected + 1, len(self._architecture.hidden))
        if kind in ("conv", "max", "average"):
            index = self._last_place_for_maps(spec, index)
        arriving = spec.input_shapes[index]
        if self._edit(self._architecture.with_inserted(index, new_layer(kind, arriving))):
            self._select(index)
            self.strip.set_selected(index)

    @property
    def _architecture(self) -> Architecture:
        model = self._state.experiment.model
        assert isinstance(model, Architecture)
        return model

    @property
    def _spec(self) -> NetworkSpec:
        return plan_network(self._state.experiment)

    def _last_place_for_maps(self, spec: NetworkSpec, index: int) -> int:
        """The place nearest to `index`, at or before it, at which a map arrives."""
        return max(k for k in range(index + 1) if len(spec.input_shapes[k]) == 3)

    def _fill_menus(self) -> None:
        names = {
            "small": self.tr("Small: one convolution"),
            "two": self.tr("Two convolutions"),
            "lenet": self.tr("Like LeNet-5"),
            "dropout": self.tr("Wider, with dropout"),
            "dense": self.tr("Dense layers only"),
            "none": self.tr("No hidden layer"),
        }
        for key, text in names.items():
            action = self.presets_menu.addAction(text, lambda key=key: self.take_preset(key))
            action.setObjectName(f"model.presets.{key}")
        self.presets_menu.addSeparator()
        shipped = self.presets_menu.addAction(self.tr("The trained network for digits"), self.shipped_requested.emit)
        shipped.setObjectName("model.presets.trained")
        kinds = {
            "conv": self.tr("Convolution"),
            "max": self.tr("Max-pooling"),
            "average": self.tr("Average pooling"),
            "dense": self.tr("Dense"),
            "dropout": self.tr("Dropout"),
        }
        for key, text in kinds.items():
            action = self.layer_menu.addAction(text, lambda key=key: self.insert(key))
            action.setObjectName(f"model.add_layer.{key}")

    def _show(self, experiment: Experiment) -> None:
        spec = self._spec
        selected = min(self._selected, len(spec.layers) - 1)
        if selected != self._selected:
            self._selected = selected
            self.layer_selected.emit(selected)
        self.strip.show_spec(spec)
        self.strip.set_selected(selected)
        own, dense = spec.parameters, layer_text.dense_equivalent(spec)
        text = self.tr("{0} parameters", None, own).format(formatting.integer(own))
        if dense != own:
            text += self.tr(" · fully connected {0}").format(formatting.si(dense))
        self.set_subtitle(text)
        self._show_selected()

    def _show_selected(self) -> None:
        hidden, k = self._architecture.hidden, self._selected
        if k < len(hidden):
            self.editor.show_layer(hidden[k], "", (k > 0, k < len(hidden) - 1))
        else:
            self.editor.show_layer(None, self.tr("The output has one unit for each class of the data."))
        self._set_tab_order()

    def _set_tab_order(self) -> None:
        """Boxes and settings come and go: the Tab key visits them from left to right whenever they were made."""
        every = [self._add, *self.strip.boxes[1:], *self.editor.tab_order()]
        # What is about to be deleted has left the window already.
        order = [widget for widget in every if widget.window() is self.window()]
        if order != self._order:
            self._order = order
            for first, second in pairwise(order):
                QWidget.setTabOrder(first, second)

    def _select(self, layer: int) -> None:
        self._selected = layer
        self.show_reason("")
        self._show_selected()
        self.layer_selected.emit(layer)

    def _replace(self, layer: LayerSpec) -> None:
        self._edit(self._architecture.with_replaced(self._selected, layer))

    def _remove(self) -> None:
        if self._selected < len(self._architecture.hidden):
            self._edit(self._architecture.without(self._selected))

    def _move(self, step: int) -> None:
        old, k = self._architecture, self._selected
        hidden, keys = list(old.hidden), list(old.keys)
        for values in (hidden, keys):
            values[k], values[k + step] = values[k + step], values[k]
        if self._edit(replace(old, hidden=tuple(hidden), keys=tuple(keys))):
            self.strip.set_selected(k + step)
            self._select(k + step)

    def _edit(self, architecture: Architecture) -> bool:
        reason = self._state.edit_model(architecture)
        self.show_reason(reason)
        if reason:
            self._show_selected()
        return not reason


def drop_down(menu: QMenu, button: Button) -> None:
    """Opens a menu below its button."""
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def new_layer(kind: str, arriving: tuple[int, ...]) -> LayerSpec:
    """A layer to insert where values of a shape arrive: as wide as these, so that it can start as the identity."""
    match kind:
        case "conv":
            return Conv2DSpec(arriving[-1] if arriving[-1] > 3 else 8, 3, activation="relu")
        case "max":
            return MaxPool2DSpec(2)
        case "average":
            return AveragePool2DSpec(2)
        case "dropout":
            return DropoutSpec(0.25)
        case _:
            return DenseSpec(arriving[0] if len(arriving) == 1 else 32, "relu")
