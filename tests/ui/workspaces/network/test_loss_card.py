"""The card of the loss in the workspace Network, while it learns and when that goes wrong."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from playground.ui.words.edit_text import edit_text
from tests.ui.painted_texts import noted_texts
from tests.ui.unfolding import control
from tests.ui.workspaces.network.test_network_workspace import NetworkBench, diverged, make

LEFT = Qt.MouseButton.LeftButton


def painted(bench: NetworkBench) -> list[str]:
    with noted_texts() as notes:
        bench.workspace.loss.view.grab()
    return [each.text for each in notes.painted]


def test_a_run_that_diverges_says_from_when_on_and_keeps_what_was_before_in_sight(qtbot):
    bench = diverged(qtbot)
    loss, curves = bench.workspace.loss, bench.snapshot.curves
    loss.show_texts(bench.snapshot)
    assert [text for text in painted(bench) if text.startswith("↑ no finite number from epoch")]
    finite = curves.train_loss[:-1]
    y = loss.view._layout().y
    assert y.high < 100 * max(finite[0], 1), "the losses before are no line on the floor"
    control(loss.more, "loss.log").click()
    assert [text for text in painted(bench) if text.startswith("↑ no finite number from epoch")]


def test_what_unfolds_beside_the_numbers_changes_the_curves_only(qtbot):
    bench = make(qtbot)
    bench.train()
    loss, before = bench.workspace.loss, bench.state.experiment
    qtbot.mouseClick(loss.more, LEFT)
    log, accuracy, smoothing = (
        loss.more.unfolded.findChild(QWidget, f"loss.{name}")
        for name in ("log", "more.accuracy", "more.smoothing.choices.0.9")
    )
    assert log.hasFocus()
    for box in (log, accuracy):
        qtbot.mouseClick(box, LEFT, pos=box.rect().center() - box.rect().center() / 2)
    qtbot.mouseClick(smoothing, LEFT)
    loss.more.unfolded.close()
    assert "accuracy" in painted(bench)
    bench.train(0.1)
    assert bench.state.experiment is before


def test_edits_of_a_learning_network_are_on_the_curve_in_order(qtbot):
    bench = make(qtbot)
    bench.train(0.1)
    bench.state.edit_training(clip=1.0)
    bench.train(0.05)
    bench.state.edit_model(replace(bench.model, frozen=("0",)))
    bench.train(0.05)
    theta = bench.snapshot.theta.copy()
    bench.workspace.weights_edited.emit(theta, "w")
    bench.train(0.05)
    bench.state.edit_training(stop_loss=1e-6)
    snapshot = bench.train(0.05)
    texts = [edit_text(mark) for mark in snapshot.curves.marks]
    assert texts == [
        "gradient clipping – → 1",
        "locks 0 → 1",
        "weights put in by hand",
        "stop at loss – → 1e−06",
    ]
    bench.workspace.loss.view.show_frame(snapshot)  # While it learns, the curve takes turns with the layers.
    assert texts[-1] in painted(bench)
