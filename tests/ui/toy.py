"""A workspace with next to nothing in it: one that tests can look into."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from playground.document.document import Document, document_of
from playground.engine.errors import Phrase
from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.snapshot import Snapshot
from playground.ui.session.attention import Attention
from playground.ui.session.state import ExperimentState
from playground.ui.widgets.columns import Column, Columns
from playground.ui.widgets.transport_bar import TransportBar
from playground.ui.workspaces.page import WorkspacePage
from playground.ui.workspaces.workspace_kind import WorkspaceKind

EXPERIMENT = Experiment(PointsData("xor", count=60), Architecture((DenseSpec(3, "tanh"),)))


def usual_document() -> Document:
    return document_of("toy", EXPERIMENT, (2,), ("A", "B"))


TOY = WorkspaceKind(
    name="toy",
    title=Phrase("Toy"),
    tooltip=Phrase("Something to play with"),
    icon="network",
    data="points",
    model="network",
    make_page=lambda state, attention: ToyPage(state, attention),
    usual_document=usual_document,
    takes=("points",),
)


class ToyView(QWidget):
    """Calls `paint` whenever it paints."""

    def __init__(self) -> None:
        super().__init__()
        self.paint: Callable[[QPainter], object] = lambda painter: None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint(painter)


class ToyTransport(TransportBar):
    """Always asks for training."""

    def toggle_play(self) -> None:
        self.play_requested.emit(True)


class ToyPage(WorkspacePage):
    """Keeps what it is to show; `draw` is called with it."""

    kind = TOY

    def __init__(self, state: ExperimentState, attention: Attention, parent: QWidget | None = None) -> None:
        super().__init__(state, attention, parent)
        self.pictures: list[tuple[Snapshot, bool]] = []
        self.texts: list[Snapshot] = []
        self.opened: list[Path] = []
        self.draw: Callable[[Snapshot], object] = lambda snapshot: None
        self.view = ToyView()
        self.arrange(ToyTransport(), Columns("toy columns", [Column(self.view, 400, 1, 100)]))

    def show_pictures(self, snapshot: Snapshot, calm: bool) -> None:
        self.pictures.append((snapshot, calm))
        self.view.update()
        self.draw(snapshot)

    def show_texts(self, snapshot: Snapshot) -> None:
        self.texts.append(snapshot)

    def open_file(self, path: Path) -> None:
        self.opened.append(path)
