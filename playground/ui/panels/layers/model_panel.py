"""The card with the network's layers: select, add, remove, move and change them, or take a ready architecture."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.engine.limits import SpecError
from playground.engine.spec import LayerSpec, NetworkSpec
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.experiment import plan_network
from playground.ui.panels.layers.layer_editor import LayerEditor
from playground.ui.panels.layers.layer_menu import LayerMenu
from playground.ui.panels.layers.layer_strip import LayerStrip
from playground.ui.panels.layers.presets import PRESETS, PresetsMenu
from playground.ui.session.state import START_OVER, ExperimentState
from playground.ui.widgets.card import Card
from playground.ui.widgets.names import set_names
from playground.ui.widgets.refusal_note import RefusalNote
from playground.ui.words import formatting, layer_text
from playground.ui.words.layer_kinds import insertable, row_of


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
        self._reason = RefusalNote(self, at_top=True)
        self._order: list[QWidget] = []
        presets, self._add = PresetsMenu(), LayerMenu()
        set_names("model", card=self, presets=presets, add_layer=self._add, layers=self.strip)
        set_names("model", presets_menu=presets.entries, layer_menu=self._add.entries)
        self.add_control(presets)
        self.add_control(self._add)
        for widget in (self.strip, self.editor):
            self.add(widget)
        presets.chosen.connect(self.take_preset)
        presets.trained_chosen.connect(self.shipped_requested)
        self._add.chosen.connect(self.insert)
        self.strip.selected.connect(self._select)
        self.strip.removal_requested.connect(self._remove)
        self.editor.edited.connect(self._replace)
        self.editor.refused.connect(self._refuse)
        self.editor.activation_everywhere.connect(lambda name: self._edit(self._architecture.with_activation(name)))
        self.editor.removal_requested.connect(self._remove)
        self.editor.move_requested.connect(self._move)
        state.changed.connect(self._show)
        self._show()

    @property
    def selected(self) -> int:
        """The number of the selected layer in the whole network."""
        return self._selected

    def reason(self) -> str:
        """Why the last edit was refused, empty if it was not."""
        return self._reason.text()

    def show_reason(self, reason: str) -> None:
        """Says beside the controls why an edit was refused; an empty text says nothing."""
        self._reason.tell(reason)

    def take_preset(self, key: str) -> None:
        """Starts over with one of the ready architectures."""
        old = self._architecture
        first = max(old.keys, default=-1) + 1
        hidden = parse_layers(PRESETS[key])
        keys = tuple(range(first, first + len(hidden)))
        if self._edit(replace(old, hidden=hidden, keys=keys), START_OVER):
            self.started_over.emit()

    def insert(self, kind: str) -> None:
        """Inserts a layer of a kind after the selected one, or in front of the output, or where it fits before."""
        new, shapes = row_of(insertable()[kind]).new, self._spec.input_shapes
        index = min(self._selected + 1, len(self._architecture.hidden))
        if not fits(new(shapes[index]), shapes[index]):
            index = max((k for k in range(index + 1) if len(shapes[k]) == 3), default=index)
        if self._edit(self._architecture.with_inserted(index, new(shapes[index]))):
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

    def _show(self) -> None:
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
        hidden[k], hidden[k + step] = hidden[k + step], hidden[k]
        keys[k], keys[k + step] = keys[k + step], keys[k]
        if self._edit(replace(old, hidden=tuple(hidden), keys=tuple(keys))):
            self.strip.set_selected(k + step)
            self._select(k + step)

    def _edit(self, architecture: Architecture, merge: str = "") -> bool:
        reason = self._state.edit_model(architecture, merge)
        if reason:
            self._refuse(reason)
        else:
            self.show_reason("")
        return not reason

    def _refuse(self, reason: str) -> None:
        """Says why, and shows again what there is."""
        self.show_reason(reason)
        self._show_selected()


def fits(layer: LayerSpec, arriving: tuple[int, ...]) -> bool:
    """Whether a layer takes values of a shape."""
    try:
        layer.output_shape(arriving)
    except SpecError:
        return False
    return True
