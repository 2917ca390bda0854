"""Stop conditions in the window: they are typed under More, and it is said which was met."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from playground.document import document_of, read, write
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.panels.training.stop_conditions import StopConditions
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from playground.ui.workspaces.regression.workspace import RegressionWorkspace
from tests.ui.bench import Bench


@pytest.fixture
def bench(qtbot) -> Callable[..., Bench]:
    def make(workspace=NetworkWorkspace, data=None, **training) -> Bench:
        model = Architecture(parse_layers("dense4:tanh"))
        settings = TrainingSettings(**{"learning_rate": 0.05, "optimizer": "adam"} | training)
        made = Bench(Experiment(data or PointsData("xor", count=100), model, settings), workspace)
        qtbot.addWidget(made.workspace)
        made.workspace.resize(1400, 800)
        made.workspace.show()
        made.show()
        return made

    return make


def stop_conditions(qtbot, bench: Bench) -> StopConditions:
    """Unfolds them, as they are now."""
    more = bench.workspace.transport.more
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    return more.unfolded.findChild(StopConditions)


def enter(qtbot, number, text: str) -> None:
    number.edit.setFocus()
    number.edit.selectAll()
    qtbot.keyClick(number.edit, Qt.Key.Key_Delete)
    qtbot.keyClicks(number.edit, text)
    qtbot.keyClick(number.edit, Qt.Key.Key_Return)


def train(bench: Bench) -> None:
    """Presses Train and waits until training ends."""
    bench.workspace.transport.train.click()
    for _ in range(1000):
        if not bench.loop.playing:
            bench.show()
            return
        bench.loop.train(0.3)
    raise AssertionError("it does not stop")


def test_conditions_are_typed_cleared_and_undone(qtbot, bench):
    made = bench()
    stop = stop_conditions(qtbot, made)
    texts = {"epoch": "50", "loss": "0.1", "accuracy": "95 %", "patience": "20"}
    for name, text in texts.items():
        enter(qtbot, getattr(stop, name), text)
    training = made.state.experiment.training
    assert (training.stop_epoch, training.stop_loss) == (50, 0.1)
    assert (training.stop_accuracy, training.patience) == (0.95, 20)
    assert stop.accuracy.edit.text() == "95\u00a0%"
    enter(qtbot, stop.loss, "")
    assert made.state.experiment.training.stop_loss is None and stop.loss.edit.placeholderText() == "never"
    made.state.undo()
    assert stop.loss.edit.text() == "0.1"
    enter(qtbot, stop.accuracy, "200 %")
    assert made.state.experiment.training.stop_accuracy == 1.0  # the nearest that there is


def test_what_stopped_it_is_said_and_train_goes_on(qtbot, bench):
    made = bench(stop_epoch=5)
    train(made)
    transport, messages = made.workspace.transport, made.workspace.messages
    assert made.snapshot.progress.epoch == 5.0 and not transport.playing
    assert transport.chip.text() == "Stopped · epoch 5"
    assert messages.isVisible() and messages.text() == "Stopped at epoch 5, as you wanted; Train goes on."
    transport.train.click()
    made.loop.train(0.1)
    made.show()
    assert transport.playing and made.snapshot.progress.epoch > 5.0
    assert not messages.isVisible() and transport.chip.text().startswith("Training")


@pytest.mark.parametrize(
    ("training", "words", "word"),
    [
        ({"stop_loss": 0.4}, "the loss is below 0.4", "Stopped · loss"),
        ({"stop_accuracy": 0.9}, "the accuracy has reached 90\u00a0%", "Stopped · accuracy"),
        ({"patience": 3, "learning_rate": 1.0}, "nothing better for 3 epochs", "Stopped · no better"),
    ],
)
def test_every_condition_has_its_words(bench, training, words, word):
    made = bench(**training)
    train(made)
    assert words in made.workspace.messages.text() and made.workspace.transport.chip.text() == word


def test_values_have_no_accuracy_to_stop_at(qtbot, bench):
    made = bench(RegressionWorkspace, ValuesData("sine"), stop_epoch=3, loss="squared-error")
    stop = stop_conditions(qtbot, made)
    assert stop.epoch.isVisible() and not stop.accuracy.isVisible()
    train(made)
    assert "Stopped at epoch 3" in made.workspace.messages.text()


def test_a_document_keeps_the_conditions(bench, tmp_path):
    made = bench(stop_epoch=5, stop_accuracy=0.99, patience=7)
    write(tmp_path / "a.atelier", document_of("network", made.state.experiment, (2,), ("A", "B")))
    assert read(tmp_path / "a.atelier").experiment == made.state.experiment
