"""The workspace of the convolution on an example, driven as a user would, with the real training loop behind it."""

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget

from playground.training.convolution_examples import example
from playground.training.experiment import Experiment
from playground.ui.views.convolution.cell_field import CellField
from playground.ui.views.convolution.number_table import Spot, Table, TableName
from playground.ui.views.convolution.tables_view import TablesView
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.workspaces.convolution.workspace import ConvolutionWorkspace
from tests.ui.bench import Bench

LEFT, RIGHT = Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton


def spot(symbol: str, row: int, column: int, channel: int = 0, filter: int = 0) -> Spot:
    return Spot(TableName(symbol, channel, filter), (row, column))


class ConvolutionBench(Bench):
    """The workspace on one of the examples."""

    def __init__(self, experiment: str | Experiment = "slide") -> None:
        chosen = example(experiment) if isinstance(experiment, str) else experiment
        super().__init__(chosen, ConvolutionWorkspace)
        self.workspace.resize(1360, 860)

    @property
    def view(self) -> TablesView:
        return self.workspace.one.view

    @property
    def field(self) -> CellField:
        return self.view.field

    def part(self, name: str) -> Any:
        found = self.workspace.findChild(QWidget, name)
        assert found is not None, name
        return found

    def click(self, name: str) -> None:
        QTest.mouseClick(self.part(name), LEFT)
        self.show()

    def choose(self, name: str, key: str) -> None:
        combo = self.workspace.findChild(Combo, f"transport.{name}.list")
        combo.setCurrentIndex(combo.findData(key))
        self.show()

    def steps(self, count: int) -> None:
        for _ in range(count):
            self.workspace.step()
        self.show()

    def slide(self, seconds: float = 0.3) -> None:
        """At full speed."""
        self.state.edit_training(pace=0.0)
        self.click("transport.train")
        self.loop.train(seconds)
        self.show()

    def pixel(self, where: Spot) -> QPoint:
        return self.view.center_of(where).toPoint()

    def point(self, where: Spot) -> None:
        QTest.mouseMove(self.view, self.pixel(where))

    def table(self, symbol: str, channel: int = 0, filter: int = 0) -> Table:
        found = self.view.scene.table(TableName(symbol, channel, filter))
        assert found is not None
        return found

    def shown(self, symbol: str, channel: int = 0, filter: int = 0) -> list[list[float | None]]:
        """The numbers of a table as they are seen; None: not worked out yet."""
        table = self.table(symbol, channel, filter)
        rows, columns = table.values.shape
        return [
            [float(table.values[r, c]) if table.is_known((r, c)) else None for c in range(columns)] for r in range(rows)
        ]

    def type(self, where: Spot, text: str, key: Qt.Key = Qt.Key.Key_Return) -> None:
        """Clicks a number and types another."""
        QTest.mouseClick(self.view, LEFT, pos=self.pixel(where))
        QTest.keyClicks(self.field, text)
        QTest.keyClick(self.field, key)
        self.show()

    @property
    def sum(self) -> str:
        return self.workspace.one.sum.text()

    def facts(self) -> str:
        return " ".join(label.text() for label in self.workspace.one.facts.findChildren(QLabel))
