"""The network as code, beside the views of its layers."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from playground.export.course_code import course_code
from playground.export.pytorch import pytorch_code
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from tests.ui.bench import Bench


def click(qtbot, widget) -> None:
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_the_code_follows_every_edit_and_is_copied(qtbot):
    from playground.training.experiment import Experiment

    bench = Bench(Experiment(), NetworkWorkspace)
    qtbot.addWidget(bench.workspace)
    bench.workspace.resize(1300, 800)
    bench.workspace.show()
    bench.show()
    layers, panel = bench.workspace.layers, bench.workspace.layers.code
    click(qtbot, layers.tabs.buttons["code"])
    assert panel.isVisible() and panel.text.toPlainText() == pytorch_code(bench.state.experiment)
    bench.state.edit_training(learning_rate=0.5, optimizer="adam")
    assert "Adam(model.parameters(), lr=0.5)" in panel.text.toPlainText()
    bench.show()  # frames come all the same
    bench.state.undo()
    assert panel.text.toPlainText() == pytorch_code(bench.state.experiment)
    click(qtbot, panel.language.buttons["course"])
    click(qtbot, panel.copy)
    assert QGuiApplication.clipboard().text() == course_code(bench.state.experiment)
    click(qtbot, layers.tabs.buttons["weights"])
    bench.state.edit_training(learning_rate=0.25)
    assert "0.25" not in panel.text.toPlainText(), "what is hidden is not written"
    click(qtbot, layers.tabs.buttons["code"])
    assert "0.25" in panel.text.toPlainText()
