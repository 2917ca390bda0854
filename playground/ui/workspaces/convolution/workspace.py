"""The Convolution workspace: a kernel on a map of numbers, one output value at a time."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from playground.document.tried_picture import TriedPicture
from playground.training.convolution_snapshot import ConvolutionSnapshot
from playground.training.experiment import Experiment
from playground.ui.panels.convolution.convolution_transport import ConvolutionTransport
from playground.ui.panels.convolution.one_value_card import OneValueCard
from playground.ui.panels.convolution.pooling_card import PoolingCard
from playground.ui.panels.convolution.receptive_card import ReceptiveFieldCard
from playground.ui.panels.convolution.whole_picture_card import WholePictureCard
from playground.ui.panels.convolution.why_card import WhyCard
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.columns import Column, Columns, Fold
from playground.ui.widgets.scroll_column import ScrollColumn
from playground.ui.words import formatting
from playground.ui.workspaces.convolution.kind import CONVOLUTION
from playground.ui.workspaces.images.kind import IMAGES
from playground.ui.workspaces.page import WorkspacePage

LEAST = 470
"""The width that the examples take."""


class ConvolutionWorkspace(WorkspacePage):
    """Shows and edits one map with what is laid on it."""

    kind = CONVOLUTION
    has_fine_steps = True
    transport: ConvolutionTransport

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(state, attention, parent)
        self.one, self.whole = OneValueCard(state), WholePictureCard(state)
        self.field = ReceptiveFieldCard(state)
        self.beside = WhyCard(state), PoolingCard(state), self.field
        self.arrange(ConvolutionTransport(state), self._columns())
        self.one.refused.connect(self.warn)
        self.whole.failed.connect(self.complain)
        self.whole.sketched.connect(self.sketched)
        self.whole.sketched.connect(self.settle_file)
        self.whole.kernel_offered.connect(lambda kernel: self.handed_on.emit(IMAGES.name, kernel))
        self.one.filter_chosen.connect(self.transport.set_filter)

    def show_experiment(self, experiment: Experiment) -> None:
        """Shows the numbers at once."""
        self.one.show_experiment(experiment)

    def show_pictures(self, snapshot: ConvolutionSnapshot, calm: bool) -> None:
        """Shows where the kernel is."""
        self.transport.show_frame(snapshot)
        for card in (self.one, self.whole, *self.beside):
            card.show_frame(snapshot)

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

    def open_file(self, path: Path) -> None:
        """Lays the kernel on a picture."""
        self.whole.open_file(path)

    def tried(self) -> TriedPicture | None:
        """The picture that was opened."""
        return self.whole.tried()

    def show_tried(self, picture: TriedPicture) -> None:
        """Lays the kernel on what was opened."""
        self.whole.show_tried(picture)

    @property
    def can_paste(self) -> bool:
        """Whatever picture is on the clipboard can be taken."""
        return True

    def paste(self) -> None:
        """Lays the kernel on the picture on the clipboard."""
        self.whole.paste()

    @property
    def busy(self) -> bool:
        """Whether a picture is being read or worked out."""
        return super().busy or self.whole.busy

    def accepts(self, dragged: QMimeData) -> bool:
        """Takes a picture itself as well as a file."""
        return dragged.hasImage() or super().accepts(dragged)

    def take(self, dropped: QMimeData) -> None:
        """Lays the kernel on what was dropped."""
        self.whole.take(dropped)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.one.fit_into(cast(QResizeEvent, event).size().height())
        return False

    def _columns(self) -> Columns:
        centre, right = ScrollColumn(), ScrollColumn()
        centre.viewport().installEventFilter(self)
        centre.add(self.one)
        centre.add(self.whole, 1)
        for card in self.beside:
            right.add(card)
        right.add_stretch()
        self.field.stack.opened.connect(lambda: right.reveal(self.field.stack))
        columns = Column(centre, 900, 3, LEAST), Column(right, 424, 1, 380)
        return Columns("convolution columns", columns, (Fold(right, "further", self.tr("Further"), lowest=390),))
