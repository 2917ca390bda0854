"""The Convolution workspace: a kernel on a map of numbers, one output value at a time."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from playground.training.convolution_snapshot import ConvolutionSnapshot
from playground.training.experiment import Experiment
from playground.ui.panels.convolution.convolution_transport import ConvolutionTransport
from playground.ui.panels.convolution.one_value_card import OneValueCard
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.columns import Column, Columns
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.words import formatting
from playground.ui.workspaces.convolution.kind import CONVOLUTION
from playground.ui.workspaces.page import WorkspacePage


class ConvolutionWorkspace(WorkspacePage):
    """Shows and edits one map with what is laid on it."""

    kind = CONVOLUTION
    has_fine_steps = True
    transport: ConvolutionTransport

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(state, attention, parent)
        self.one = OneValueCard(state)
        self.arrange(ConvolutionTransport(state), self._columns())
        self.one.refused.connect(self.warn)
        self.one.filter_chosen.connect(self.transport.set_filter)

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows the numbers at once."""
        self.one.show_experiment(experiment)

    def show_pictures(self, snapshot: ConvolutionSnapshot, calm: bool) -> None:
        """Shows where the kernel is."""
        self.transport.show_frame(snapshot)
        self.one.show_frame(snapshot)

    def show_texts(self, snapshot: ConvolutionSnapshot) -> None:
        """Says how the number at work comes about."""
        self.one.show_texts(snapshot)

    def status_texts(self) -> list[str]:
        """The size of the input, and how many numbers are worked out."""
        rows, columns, channels = self._state.experiment.data.input_shape
        texts = [self.tr("input {0}").format(formatting.dimensions(rows, columns, channels))]
        if isinstance(self._snapshot, ConvolutionSnapshot):
            counts = self._snapshot.place, self._snapshot.route.places
            texts.append(self.tr("{0} of {1} numbers").format(*map(formatting.integer, counts)))
        return texts

    def _columns(self) -> Columns:
        centre = ScrollColumn()
        centre.add(self.one)
        centre.add_stretch()
        return Columns("convolution columns", (Column(centre, 900, 3, 380),))
