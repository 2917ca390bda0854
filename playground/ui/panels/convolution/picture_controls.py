"""What can be chosen of a whole picture: the kernel by its name, which of several, activation and pooling."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from playground.data.filters import FILTERS, name_of_filter
from playground.training.chosen_convolution import ConvolutionModel
from playground.training.convolution_beside import MAP_ACTIVATIONS, PictureChoices
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.names import set_names
from playground.ui.words.layer_text import activation_text
from playground.ui.words.refusals import sentence

OWN, NONE = "own", "none"
POOL_SIDES = (2, 3, 4, 8)


class PictureControls(QWidget):
    """`preset_chosen` carries the name of a kernel, `channel_chosen` a number, `chosen` (field, value) of the choices
    for the picture."""

    preset_chosen = Signal(str)
    channel_chosen = Signal(int)
    chosen = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.preset = LabelledCombo(self.tr("Kernel"), _presets(), tooltip=self.tr("A kernel with a name"))
        self.filter = LabelledCombo(self.tr("Kernel number"), (), tooltip=self.tr("Which of the kernels"))
        self.channel = LabelledCombo(
            self.tr("Channel"), (), tooltip=self.tr("Which channel the weights in the table belong to")
        )
        self.activation = LabelledCombo(
            self.tr("Activation"),
            [(name, activation_text(name)) for name in MAP_ACTIVATIONS],
            tooltip=self.tr("Activation after the kernel"),
        )
        self.pooling = LabelledCombo(
            self.tr("Pooling"),
            ((NONE, self.tr("none")), ("max-pool", self.tr("largest")), ("average-pool", self.tr("mean"))),
            tooltip=self.tr("What is kept of each window after the activation"),
        )
        self.side = LabelledCombo(
            self.tr("Window"), _sides(POOL_SIDES), tooltip=self.tr("Rows and columns of a window of the pooling")
        )
        flow = FlowLayout(self, gap=10)
        for control in (self.preset, self.filter, self.channel, self.activation, self.pooling, self.side):
            flow.addWidget(control)
        self.preset.chosen.connect(lambda key: self.preset_chosen.emit(key) if key != OWN else None)
        self.filter.chosen.connect(lambda key: self.chosen.emit("filter", int(key)))
        self.channel.chosen.connect(lambda key: self.channel_chosen.emit(int(key)))
        self.activation.chosen.connect(lambda key: self.chosen.emit("activation", key))
        self.pooling.chosen.connect(lambda key: self.chosen.emit("pooling", None if key == NONE else key))
        self.side.chosen.connect(lambda key: self.chosen.emit("pool_size", int(key)))

    def setObjectName(self, name: str) -> None:
        super().setObjectName(name)
        controls = {"preset": self.preset, "filter": self.filter, "channel": self.channel}
        set_names(name, activation=self.activation, pooling=self.pooling, window=self.side, **controls)

    def show_model(self, model: ConvolutionModel, filter: int, channel: int) -> None:
        """Shows what was chosen; filter, channel: those in the table."""
        kernels, choices = model.kernels, model.picture
        name = name_of_filter(kernels.weight[..., filter])
        self.preset.set_options(_presets() if name else ((OWN, self.tr("My own")), *_presets()))
        self.preset.set_key(name or OWN)
        _show_number(self.filter, filter, kernels.filters)
        _show_number(self.channel, channel, kernels.channels)
        self.activation.set_key(choices.activation)
        self._show_pooling(choices)

    def _show_pooling(self, choices: PictureChoices) -> None:
        self.pooling.set_key(choices.pooling or NONE)
        self.side.set_options(_sides(sorted({*POOL_SIDES, choices.pool_size})))
        self.side.set_key(str(choices.pool_size))
        self.side.setVisible(choices.pooling is not None)


def _presets() -> tuple[tuple[str, str], ...]:
    return tuple((name, sentence(recipe.title)) for name, recipe in FILTERS.items())


def _sides(sides: Iterable[int]) -> list[tuple[str, str]]:
    return [(str(side), str(side)) for side in sides]


def _show_number(combo: LabelledCombo, number: int, count: int) -> None:
    """Which of several; nothing where there is only one."""
    combo.set_options([(str(k), str(k + 1)) for k in range(count)])
    combo.set_key(str(number))
    combo.setVisible(count > 1)
