"""What is done to the input and the kernels as wholes: their numbers, and the pen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from playground.data.number_maps import MOST_SIDE
from playground.engine.kernels import MOST_FILTERS
from playground.training.chosen_convolution import ConvolutionModel
from playground.training.experiment import Experiment
from playground.ui.panels.convolution.number_edits import NumberEdits
from playground.ui.widgets.button import Button
from playground.ui.widgets.choice_row import Choice
from playground.ui.widgets.flow_layout import FlowLayout
from playground.ui.widgets.names import set_names
from playground.ui.widgets.segmented_control import SegmentedControl
from playground.ui.widgets.stepper import Stepper

MOST_CHOSEN = 4
"""So many channels are chosen; a unit that was taken apart may have more."""


class MapTools(QWidget):
    """Edits sizes, and says what the mouse does."""

    def __init__(self, edits: NumberEdits, before: Sequence[QWidget] = (), parent: QWidget | None = None) -> None:
        """before: controls that stand in the same rows."""
        super().__init__(parent)
        self._edits = edits
        self.tool = SegmentedControl(
            [
                Choice("numbers", self.tr("Numbers"), self.tr("Click a number to type, drag or turn the wheel on it")),
                Choice("draw", "", self.tr("Draw on the input; the right button erases"), "paint", self.tr("Draw")),
                Choice("erase", "", self.tr("Erase on the input"), "erase", self.tr("Erase")),
            ],
            self.tr("What the mouse does"),
        )
        self.clear = Button("", "trash", small=True, tooltip=self.tr("Make every number of the input 0"))
        self.clear.set_face("", "trash", name=self.tr("Clear the input"))
        self.rows = Stepper(1, 1, MOST_SIDE, self.tr("Rows"), tooltip=self.tr("Rows of the input"))
        self.columns = Stepper(1, 1, MOST_SIDE, self.tr("Columns"), tooltip=self.tr("Columns of the input"))
        self.channels = Stepper(1, 1, MOST_CHOSEN, self.tr("Channels"), tooltip=self.tr("Channels of the input"))
        self.kernels = Stepper(
            1, 1, MOST_FILTERS, self.tr("Kernels"), tooltip=self.tr("Kernels, each of which makes a map")
        )
        self._kernels = _labelled(self.tr("kernels"), self.kernels)
        set_names("map", tool=self.tool, clear=self.clear, rows=self.rows, columns=self.columns)
        set_names("map", channels=self.channels, kernels=self.kernels)
        row = FlowLayout(self, gap=12)
        for control in (*before, self.tool):
            row.addWidget(control)
        row.addWidget(self.clear)
        row.addWidget(_labelled(self.tr("size"), self.rows, self.columns))
        counts = QWidget()  # in the same row, whichever that is
        beside = QHBoxLayout(counts)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(12)
        beside.addWidget(_labelled(self.tr("channels"), self.channels))
        beside.addWidget(self._kernels)
        row.addWidget(counts)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._connect()

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows the sizes."""
        model = experiment.model
        assert isinstance(model, ConvolutionModel)
        for stepper, count in zip((self.rows, self.columns, self.channels), experiment.data.input_shape, strict=True):
            stepper.set_value(count)
        self.kernels.set_value(model.kernels.filters)
        self._kernels.setVisible(not model.is_pooling)

    def _connect(self) -> None:
        self.clear.clicked.connect(self._edits.clear)
        for stepper in (self.rows, self.columns, self.channels):
            stepper.changed.connect(lambda _: self._resize())
        self.kernels.changed.connect(self._set_kernels)

    def _resize(self) -> None:
        self._edits.set_size(self.rows.value(), self.columns.value(), self.channels.value())

    def _set_kernels(self, count: int) -> None:
        kernels = self._edits.model.kernels.with_filters(count)
        self._edits.change(self.tr("number of kernels"), kernels=kernels)


def _labelled(text: str, *controls: QWidget) -> QWidget:
    """Controls behind a label, with a cross between two."""
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    for index, control in enumerate(controls):
        label = QLabel("×" if index else text)
        label.setProperty("role", "small")
        row.addWidget(label)
        row.addWidget(control)
    return both
