"""The settings of one layer, in a row."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.engine.limits import SpecError
from playground.engine.spec import LayerSpec
from playground.ui.panels.layers.layer_header import EVERYWHERE
from playground.ui.panels.layers.setting_controls import control_for
from playground.ui.widgets.button import Button
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.names import set_names
from playground.ui.words.layer_kinds import kind_of
from playground.ui.words.layer_settings import Setting
from playground.ui.words.refusals import sentence


class LayerEditor(QWidget):
    """Controls for the selected hidden layer; emits `edited` with the layer as it should be, or `refused` with why.

    `activation_everywhere` carries an activation for all layers.
    """

    edited = Signal(object)
    refused = Signal(str)
    activation_everywhere = Signal(str)
    move_requested = Signal(int)
    removal_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer: LayerSpec | None = None
        self._controls: dict[str, QWidget] = {}
        self._shown: list[Callable[[LayerSpec], None]] = []
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

    def control(self, name: str) -> Any:
        """The control of a setting, by the name of the layer's field."""
        return self._controls[name]

    def tab_order(self) -> list[QWidget]:
        """Everything that the Tab key reaches, from left to right."""
        widgets = [part for control in self._controls.values() for part in (control, *control.findChildren(QWidget))]
        reached = [w for w in widgets if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.window() is self.window()]
        return [*reached, self._left, self._right, self._remove]

    def show_layer(self, layer: LayerSpec | None, note: str, can_move: tuple[bool, bool] = (False, False)) -> None:
        """Shows a layer's settings, or with None a note on why there are none."""
        if type(layer) is not type(self._layer):
            self._rebuild(layer)
        self._layer = layer
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._row.setStretchFactor(self._fields, 0 if note else 1)
        if layer is not None:
            for show in self._shown:
                show(layer)
        self._left.setEnabled(can_move[0])
        self._right.setEnabled(can_move[1])
        for button in (self._left, self._right, self._remove):
            button.setVisible(layer is not None)
        self._keep_all_rows()

    def _keep_all_rows(self) -> None:
        """As high as all rows of settings: a layout that wraps would give way in a low window."""
        rows = self.layout()
        assert rows is not None
        self.setMinimumHeight(rows.heightForWidth(self.width()))

    def _rebuild(self, layer: LayerSpec | None) -> None:
        while (item := self._fields.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._controls, self._shown = {}, []
        for setting in () if layer is None else kind_of(layer).settings():
            self._add(setting)

    def _add(self, setting: Setting) -> None:
        made = control_for(setting, lambda value: self._change(setting, value))
        set_names("layer", **{setting.field: made.control})
        self._controls[setting.field] = made.control
        self._shown.append(lambda layer: made.show(setting.value(layer)))
        self._fields.addWidget(made.place)
        if setting.field == "activation" and isinstance(made.control, LabelledCombo):
            combo = made.control.combo
            combo.set_offers({EVERYWHERE: self.tr("This one in all layers")})
            combo.asked.connect(lambda _: self.activation_everywhere.emit(combo.key()))

    def _change(self, setting: Setting, value: object) -> None:
        assert self._layer is not None
        try:
            self.edited.emit(setting.changed(self._layer, value))
        except SpecError as error:
            self.refused.emit(sentence(error))
