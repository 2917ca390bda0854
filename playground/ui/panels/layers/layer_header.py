"""The controls over one column of the network's diagram: units, activation, adding and removing layers."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from playground.training.architecture import MAX_HIDDEN_UNITS
from playground.ui.look.theme import THEME
from playground.ui.panels.layers.dropout_combo import DropoutCombo
from playground.ui.widgets.button import Button
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.names import set_names
from playground.ui.widgets.stepper import Stepper
from playground.ui.words.column_names import hidden_name
from playground.ui.words.layer_text import HIDDEN_ACTIVATIONS, activation_text

WIDTH = 100
LEAST_WIDTH = 76
"""Room for every activation in a list without its arrow."""
EVERYWHERE = "everywhere"


class _Header(QWidget):
    """Rows of controls in the middle of a column, of a width that the diagram can afford."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = QLabel(title)
        self._title.setProperty("role", "title")
        self._title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._is_narrow = False
        self.combo: Combo | None = None
        self.dropout: DropoutCombo | None = None
        THEME.changed.connect(self.fit)

    def fit(self) -> None:
        """Sizes that go with the size of the text."""
        self._title.setFixedHeight(THEME.px(18))

    def set_narrow(self, narrow: bool) -> None:
        """There is room for a short title, and for a list without its arrow, only."""
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        for combo in (self.combo, self.dropout):
            if combo is not None:
                combo.setProperty("tight", narrow)
                combo.style().polish(combo)
        if self.dropout is not None:
            self.dropout.set_narrow(narrow)

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)


class UnitsHeader(_Header):
    """The header of a column whose units follow from the data: their number, and an activation if there is a choice."""

    activation_chosen = Signal(str)

    def __init__(self, title: str, tooltip: str) -> None:
        super().__init__(title)
        self._units = QLabel()
        self._units.setProperty("role", "value")
        self._units.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._units.setToolTip(tooltip)
        self._title.setToolTip(tooltip)
        self._add(self._title)
        self._add(self._units)
        self.fit()

    def fit(self) -> None:
        super().fit()
        self._units.setFixedHeight(THEME.px(22))

    def add_activation(self, name: str, tooltip: str) -> None:
        """Offer a choice of activations, set with `show_activation`."""
        self.combo = _narrow(Combo([("linear", "linear")], name, tooltip=tooltip))
        self.combo.chosen.connect(self.activation_chosen)
        set_names("layer.output", activation=self.combo)
        self._add(self.combo)

    def add_dropout(self, name: str) -> DropoutCombo:
        """Offer to drop some of the values."""
        self.dropout = DropoutCombo(name)
        self._add(self.dropout)
        return self.dropout

    def show_units(self, units: int) -> None:
        self._units.setText(str(units))

    def show_activation(self, allowed: Sequence[str], current: str) -> None:
        """The activations that there are to choose from, and the one that is chosen."""
        if self.combo is not None:
            self.combo.set_options([(name, activation_text(name)) for name in allowed])
            self.combo.set_key(current)
            self.combo.setEnabled(len(allowed) > 1)


class LayerHeader(_Header):
    """The header of a hidden layer. The signals carry what the user wants of it."""

    units_changed = Signal(int)
    activation_chosen = Signal(str)
    everywhere_asked = Signal(str)
    remove_requested = Signal()
    lock_requested = Signal(bool)
    combo: Combo
    dropout: DropoutCombo

    def __init__(self, number: int, units: int, activation: str) -> None:
        name = hidden_name(number)
        super().__init__(name)
        self._number = number
        self.stepper = Stepper(
            units,
            1,
            MAX_HIDDEN_UNITS,
            self.tr("Neurons of {0}").format(name),
            tooltip=self.tr("How many neurons h_k has"),
        )
        options = [(key, activation_text(key)) for key in HIDDEN_ACTIVATIONS]
        self.combo = _narrow(
            Combo(
                options,
                self.tr("Activation of {0}").format(name),
                tooltip=self.tr("The activation g_k in h_k = g_k(a_k), the same for all neurons of the layer"),
            )
        )
        self.dropout = DropoutCombo(self.tr("Dropout behind {0}").format(name))
        self.remove = Button(
            "", "close", kind="flat", tooltip=self.tr("Remove {0} with its weights W and b").format(name)
        )
        self.remove.setStyleSheet("padding: 0; min-height: 0;")
        self.lock = Button("", "lock-open", kind="flat", tooltip="")
        self.lock.setCheckable(True)
        self.lock.setStyleSheet("padding: 0; min-height: 0;")
        self.show_lock(False)
        self._arrange()
        self.fit()
        self.show_layer(units, activation)
        self.stepper.changed.connect(self.units_changed)
        self.combo.chosen.connect(self.activation_chosen)
        self.combo.asked.connect(lambda _: self.everywhere_asked.emit(self.combo.key()))
        self.remove.clicked.connect(self.remove_requested)
        self.lock.clicked.connect(self.lock_requested)

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        set_names(
            name, units=self.stepper, activation=self.combo, dropout=self.dropout, remove=self.remove, lock=self.lock
        )

    def show_number(self, number: int) -> None:
        """The layer has become the one with this number."""
        self._number = number
        name = hidden_name(number)
        self._title.setText(self.tr("H {0}").format(number) if self._is_narrow else name)
        self.stepper.edit.setAccessibleName(self.tr("Neurons of {0}").format(name))
        self.combo.setAccessibleName(self.tr("Activation of {0}").format(name))
        self.dropout.setAccessibleName(self.tr("Dropout behind {0}").format(name))
        self.setObjectName(f"layer.{number - 1}")

    def offer_everywhere(self, offered: bool) -> None:
        """Offer this layer's activation to all of them, where there are others."""
        self.combo.set_offers({EVERYWHERE: self.tr("This one in all layers")} if offered else {})

    def set_narrow(self, narrow: bool) -> None:
        super().set_narrow(narrow)
        self.show_number(self._number)

    def show_layer(self, units: int, activation: str) -> None:
        """The layer has so many neurons and this activation."""
        self.stepper.set_value(units)
        if activation != self.combo.key():
            self.combo.set_key(activation)

    def show_lock(self, frozen: bool) -> None:
        """Whether training leaves the layer as it is."""
        self.lock.setChecked(frozen)
        told = self.tr("Frozen: training leaves W and b of this layer as they are")
        free = self.tr("Freeze this layer: training then leaves its W and b as they are")
        self.lock.set_face("", "lock" if frozen else "lock-open", told if frozen else free)
        self.lock.setAccessibleName(self.tr("Freeze hidden {0}").format(self._number))

    def fit(self) -> None:
        super().fit()
        self.lock.setFixedSize(THEME.px(18), THEME.px(18))
        self.remove.setFixedSize(THEME.px(18), THEME.px(18))
        for button in self.stepper.findChildren(Button):
            button.setFixedWidth(THEME.px(22))
        self.stepper.edit.setMinimumWidth(THEME.px(22))

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addStretch(1)
        row.addWidget(self._title)
        row.addWidget(self.lock)
        row.addWidget(self.remove)
        row.addStretch(1)
        self._column.addLayout(row)
        self.stepper.edit.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._add(self.stepper)
        self._add(self.combo)
        self._add(self.dropout)


def _narrow(combo: Combo) -> Combo:
    """Lets a list be narrower than its longest option."""
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.setMinimumContentsLength(3)
    combo.view().setMinimumWidth(THEME.px(110))
    return combo
