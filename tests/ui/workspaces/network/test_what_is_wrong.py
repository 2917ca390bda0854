"""What is wrong is said unasked, with things to try, each undone with one Undo."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtWidgets import QAbstractButton

from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.commands import Play
from playground.training.diagnosis import Finding
from playground.training.experiment import Experiment
from playground.training.remedies import AGAINST, OFFERED, REMEDIES, remedies
from playground.training.settings import TrainingSettings
from playground.ui.views.curves.layer_health import distributions, share_bar
from playground.ui.words.findings import finding_text, remedy_text
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from tests.ui.bench import Bench

LEFT = Qt.MouseButton.LeftButton


def make(qtbot, hidden: tuple[DenseSpec, ...], source: str, **training: object) -> Bench:
    data = PointsData(source, count=100)
    bench = Bench(Experiment(data, Architecture(hidden), TrainingSettings(**training)), NetworkWorkspace)
    qtbot.addWidget(bench.workspace)
    bench.workspace.resize(1204, 695)
    bench.workspace.show()
    look(bench)
    return bench


def look(bench: Bench) -> None:
    bench.show()
    bench.workspace.show_texts(bench.snapshot)
    bench.workspace.grab()


def until_told(bench: Bench) -> None:
    bench.loop.handle(Play())
    while bench.workspace.messages.isHidden():
        bench.loop.train(0.05)
        look(bench)
        assert bench.snapshot.progress.epoch < 20_000


def ways(bench: Bench) -> list[QAbstractButton]:
    buttons = bench.workspace.messages.findChildren(QAbstractButton)
    return [each for each in buttons if each.objectName().startswith("message.action") and each.isVisible()]


def test_why_eight_layers_of_sigmoids_do_not_learn_is_found_with_three_clicks(qtbot):
    """The menu, its entry, Train; the fourth click makes it learn, and one Undo takes it back."""
    bench = make(qtbot, (DenseSpec(6, "tanh"), DenseSpec(4, "tanh")), "moons")
    ready = bench.workspace.model.ready
    (entry,) = [each for each in ready.entries.actions() if each.objectName() == "model.ready.deep-sigmoid"]
    entry.trigger()
    until_told(bench)
    text = bench.workspace.messages.text()
    assert text.startswith("Hidden 1: the gradient is ") and "sigmoid and 8 hidden layers" in text
    before = bench.state.experiment
    assert [each.text() for each in ways(bench)] == [remedy_text(name) for name in ("relu", "fewer-layers", "adam")]
    qtbot.mouseClick(ways(bench)[0], LEFT)
    assert bench.workspace.messages.isHidden()
    assert {layer.activation for layer in bench.state.experiment.model.hidden} == {"relu"}
    while (bench.snapshot.scores.train_accuracy or 0) < 0.95:
        bench.loop.train(0.05)
        look(bench)
        assert bench.snapshot.progress.epoch < 5_000
    bench.state.undo()
    assert bench.state.experiment == before


def test_a_ready_network_begins_with_nothing_frozen(qtbot):
    bench = make(qtbot, (DenseSpec(6, "tanh"), DenseSpec(4, "tanh")), "moons")
    bench.state.edit_model(replace(bench.state.experiment.model, frozen=("0", "out")))
    bench.workspace.model.ready.chosen.emit("deep-sigmoid")
    assert bench.state.experiment.model.frozen == ()
    bench.state.undo()
    assert bench.state.experiment.model.frozen == ("0", "out")


def test_xor_is_made_solvable_with_two_clicks(qtbot):
    """Train, and what the message offers first."""
    bench = make(qtbot, (), "xor", optimizer="adam")
    until_told(bench)
    assert "no line separates" in bench.workspace.messages.text()
    assert ways(bench)[0].text() == "Add a hidden layer"
    qtbot.mouseClick(ways(bench)[0], LEFT)
    while (bench.snapshot.scores.train_accuracy or 0) < 0.97:
        bench.loop.train(0.05)
        look(bench)
        assert bench.snapshot.progress.epoch < 5_000
    assert bench.workspace.messages.isHidden()


def test_the_message_goes_with_the_fault_but_does_not_flicker(qtbot):
    bench = make(qtbot, (DenseSpec(8, "tanh"),), "moons")
    notice, bar = bench.workspace.diagnosis, bench.workspace.messages
    bench.loop.handle(Play())
    bench.loop.train(0.02)
    bench.show()
    notice.finding = Finding("plateau", value=0.5)
    bar.show_message("info", "…", topic="diagnosis")
    notice.show_texts(bench.snapshot)
    assert notice.finding is not None and not bar.isHidden()
    for _ in range(4):
        notice.show_texts(bench.snapshot)
    assert notice.finding is None and bar.isHidden()


def test_a_message_that_was_closed_is_not_told_again(qtbot):
    bench = make(qtbot, (), "xor")
    until_told(bench)
    bench.workspace.messages.close_message()
    bench.state.edit_training(pace=10_000.0)
    for _ in range(5):
        bench.loop.train(0.02)
        look(bench)
    assert bench.workspace.messages.isHidden() and bench.workspace.diagnosis.finding is not None


def test_what_is_wrong_stands_beside_the_layer(qtbot):
    bench = make(qtbot, (DenseSpec(8, "sigmoid"),) * 3, "moons")
    bench.workspace.resize(1366, 800)
    bench.loop.handle(Play())
    bench.loop.train(0.05)
    look(bench)
    flow = bench.workspace.layers.flow
    before = flow.grab().toImage()
    bench.workspace.layers.show_finding(Finding("saturated", 1, 0.62))
    _, places = flow.layers(bench.snapshot)
    after = flow.grab().toImage()
    changed = [
        k
        for k, place in enumerate(places)
        if before.copy(place.second.toAlignedRect()) != after.copy(place.second.toAlignedRect())
    ]
    assert 1 in changed and 3 not in changed
    bar, (_, answers) = share_bar(places[1]), distributions(places[1])
    lines = flow.reading_at(bar.center()).lines
    assert lines[0] == "Hidden 2" and lines[1].startswith("units without gradient for every sample: ")
    assert flow.reading_at(QPointF(answers.left() + 2, answers.center().y())).lines[1].startswith("h from ")


def test_states_are_asked_for_only_while_they_are_seen(qtbot):
    bench = make(qtbot, (DenseSpec(8, "tanh"),), "moons")
    assert bench.attention.focus.layer_states
    bench.workspace.hide()
    assert not bench.attention.focus.layer_states


@pytest.mark.parametrize("fault", AGAINST)
def test_every_fault_has_a_sentence_and_edits_that_one_undo_takes_back(qtbot, fault):
    hidden = (DenseSpec(8, "linear" if fault == "linear" else "sigmoid"),) * 4
    bench = make(qtbot, hidden, "xor")
    names = remedies(fault, bench.state.experiment)
    assert 2 <= len(names) <= OFFERED and all(remedy_text(name) for name in names)
    text = finding_text(Finding(fault, 0, 0.62, 200), bench.snapshot.spec)
    assert text and "{" not in text
    before = bench.state.experiment
    for name in names:
        bench.workspace.diagnosis.take(name)
        assert bench.state.can_undo and bench.workspace.messages.isHidden()
        bench.state.undo()
        assert bench.state.experiment == before and not bench.state.can_undo
    assert set(AGAINST[fault]) <= set(REMEDIES)


def test_what_is_too_long_for_a_row_is_read_under_the_pointer(qtbot):
    bench = make(qtbot, (DenseSpec(8, "relu"),) * 3, "moons")
    flow = bench.workspace.layers.flow
    bench.workspace.layers.show_finding(Finding("silent", 0, 0.62))
    _, places = flow.layers(bench.snapshot)
    assert flow.reading_at(places[0].label.center()).lines[-1].endswith("of units never fire")
    assert not flow.reading_at(places[1].label.center()).lines[-1].endswith("of units never fire")
