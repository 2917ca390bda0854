"""Rules side by side, and training sample by sample, from mistake to mistake, and back."""

import itertools
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QWidget

from playground.data.points import PointSet
from playground.training.chosen_data import DRAWN
from playground.training.commands import Pause, Play
from playground.ui.look.theme import THEME
from playground.ui.panels.perceptron.neuron_comparison import NeuronComparison
from playground.ui.panels.points.perceptron_step_panel import PerceptronStepPanel
from playground.ui.panels.training.perceptron_transport import PerceptronTransport
from playground.ui.views.curves.mistakes_view import MistakesView
from playground.ui.views.plane.plane_shapes import Arrow, Line, Ring
from playground.ui.views.plane.separator_view import SeparatorView
from playground.ui.widgets.labelled_combo import Combo
from playground.ui.widgets.state_chip import StateChip
from tests.ui.workspaces.perceptron.perceptron_bench import PerceptronBench

LEFT = Qt.MouseButton.LeftButton


def choose(made: PerceptronBench, name: str, key: str) -> None:
    """As the arrow keys or the list do."""
    combo = made.workspace.findChild(Combo, name)
    combo.setCurrentIndex(combo.findData(key))


def click(qtbot, made: PerceptronBench, name: str) -> None:
    qtbot.mouseClick(made.button(name), LEFT)
    made.show()


def under(made: PerceptronBench, kind: type) -> list:
    return [shape for shape in made.part(SeparatorView).picture.under() if isinstance(shape, kind)]


def over(made: PerceptronBench, kind: type) -> list:
    return [shape for shape in made.part(SeparatorView).picture.over() if isinstance(shape, kind)]


def step_text(made: PerceptronBench) -> str:
    return made.part(PerceptronStepPanel)._text.text()


def table(made: PerceptronBench) -> list[str]:
    labels = made.part(NeuronComparison).findChildren(QLabel)
    return [label.text() for label in labels if label.isVisible()]


@pytest.mark.parametrize("rule", ["averaged", "pocket"])
def test_a_rule_is_chosen_and_has_its_line_beside_the_weights_that_learn(qtbot, bench, rule):
    made = bench(source="xor")
    choose(made, "transport.rule.list", rule)
    assert made.state.experiment.model.rule == rule
    click(qtbot, made, "Next mistake")
    while np.array_equal(made.snapshot.model_weight, made.snapshot.weight):
        click(qtbot, made, "Next mistake")
    snapshot = made.snapshot
    lines = {line.colour.name(): line for line in under(made, Line) if not line.dashed}
    assert lines[THEME.colours.text.name()].weight == tuple(snapshot.model_weight)
    assert lines[THEME.colours.muted.name()].weight == tuple(snapshot.weight)
    assert {"Averaged", "Pocket"} & {*table(made)} and "the weights that learn" in table(made)
    assert str(snapshot.train_mistakes) in table(made) and str(snapshot.mistakes) in table(made)
    made.state.undo()
    assert made.workspace.findChild(Combo, "transport.rule.list").key() == "rosenblatt"


def test_a_logistic_neuron_learns_beside_with_a_line_a_count_and_a_loss_of_its_own(qtbot, bench):
    made = bench()
    assert not made.part(NeuronComparison).isVisible()
    qtbot.mouseClick(made.button("logistic neuron"), LEFT)
    assert made.state.experiment.model.beside
    for _ in range(4):
        click(qtbot, made, "Next mistake")
    beside = made.snapshot.beside
    (line,) = [line for line in under(made, Line) if line.colour == THEME.colours.beside]
    assert line.dashed and line.weight == pytest.approx(tuple(beside.weight))
    texts = table(made)
    assert texts[:4] == ["", "updates", "mistakes", "loss E"]
    assert "Rosenblatt 1958" in texts and "logistic neuron" in texts
    assert texts[-2] == str(beside.mistakes) and float(texts[-1]) == pytest.approx(beside.loss, rel=0.06)
    made.state.undo()
    made.show()
    assert not made.button("logistic neuron").isChecked() and not made.part(NeuronComparison).isVisible()


def test_one_sample_at_a_time_also_where_the_neuron_is_right(qtbot, bench):
    made = bench()
    sides = set()
    for _ in range(25):
        click(qtbot, made, "Next sample")
        visit = made.snapshot.visited
        (ring,) = over(made, Ring)
        assert ring.centre == pytest.approx(tuple(made.snapshot.data_set.x[visit.index]))
        sides.add(visit.was_mistake)
        if visit.was_mistake:
            assert "mistake</b>" in step_text(made) and "w ←" in step_text(made)
            assert ring.label in ("now on its side", "misclassified")
        else:
            assert "right</b>" in step_text(made) and "no change" in step_text(made)
            assert ring.label == "right: no change" and ring.colour == THEME.colours.good_text
    assert sides == {True, False}


def test_next_mistake_passes_over_what_is_right_whatever_a_step_is(qtbot, bench):
    made = bench(source="xor")
    choose(made, "transport.step_kind.list", "sample")
    assert made.state.experiment.model.every_sample
    for updates in range(1, 6):
        click(qtbot, made, "Next mistake")
        assert made.snapshot.updates == updates and made.snapshot.visited.was_mistake


def test_back_takes_samples_and_mistakes_back(qtbot, bench):
    made = bench()
    assert not made.button("Back").isEnabled()
    thetas = [made.snapshot.theta]
    for name in ("Next mistake", "Next sample", "Next sample", "Next mistake", "Next sample"):
        click(qtbot, made, name)
        thetas.append(made.snapshot.theta)
    for theta in thetas[-2::-1]:
        click(qtbot, made, "Back")
        assert np.array_equal(made.snapshot.theta, theta)
    assert not made.button("Back").isEnabled() and made.snapshot.visited is None


def test_training_goes_by_samples_or_by_mistakes(bench):
    made = bench(source="xor")
    transport = made.part(PerceptronTransport)
    assert transport._kind.key() == "mistake"
    made.state.edit_training(pace=1.0)
    seen = {}
    for kind in ("mistake", "sample"):
        choose(made, "transport.step_kind.list", kind)
        made.send(Play())
        before = made.snapshot.updates
        made.loop.train(0.0)
        made.send(Pause())
        made.show()
        seen[kind] = made.snapshot.updates - before
    assert seen["mistake"] == 1 and seen["sample"] in (0, 1)
    assert made.state.undo_name


def test_the_speed_goes_from_a_step_a_second_to_as_fast_as_it_goes(qtbot, bench):
    made = bench()
    pace = made.part(PerceptronTransport)._pace
    pace.edit.setFocus()
    pace.edit.selectAll()
    qtbot.keyClicks(pace.edit, "1")
    qtbot.keyClick(pace.edit, Qt.Key.Key_Return)
    assert made.state.experiment.training.pace == 1.0
    qtbot.keyClick(pace.slider, Qt.Key.Key_End)
    assert made.state.experiment.training.pace == 0.0


def test_the_update_is_an_arrow_from_the_old_normal_vector_to_the_new(qtbot, bench):
    made = bench()
    for _ in range(5):
        click(qtbot, made, "Next mistake")
    visit = made.snapshot.visited
    arrows = over(made, Arrow)
    update = next(arrow for arrow in arrows if arrow.label == "γ·d·x")
    new = next(arrow for arrow in arrows if arrow.label == "w")
    old = next(arrow for arrow in arrows if arrow.start == new.start and not arrow.label)
    assert update.start == pytest.approx(old.end) and update.end == pytest.approx(new.end)
    way = np.subtract(update.end, update.start)
    added = visit.target * visit.x
    assert way / np.hypot(*way) == pytest.approx(added / np.hypot(*added))


def test_earlier_lines_fade(qtbot, bench):
    made = bench(source="xor")
    for _ in range(9):
        click(qtbot, made, "Next mistake")
    qtbot.mouseClick(made.button("history of lines"), LEFT)
    thin = [line for line in under(made, Line) if line.width == 1.0]
    alphas = [line.colour.alphaF() for line in thin]
    assert len(thin) == 9 and alphas == sorted(alphas) and alphas[0] < alphas[-1]
    assert thin[0].weight == (0.0, 0.0) and QColor(thin[0].colour).rgb() == THEME.colours.text.rgb()


def test_it_stops_on_the_first_pass_without_a_mistake_and_says_so(bench):
    made = bench()
    made.send(Play())
    while made.loop.playing:
        made.loop.train(0.0)
    made.show()
    assert made.part(StateChip).text() == "Stopped: a pass without a mistake"
    view = made.part(MistakesView)
    assert sum(view._counts) == made.snapshot.updates and view._counts[0] > 0
    assert f"<b>{made.snapshot.updates}</b> updates so far, of at most" in made.texts()


def test_without_points_no_sample_can_be_seen(bench):
    made = bench(source=DRAWN, drawn=PointSet.empty())
    assert not made.button("Next sample").isEnabled() and not made.button("Back").isEnabled()


def test_a_narrow_bar_holds_the_counts_of_a_long_run(qtbot, qapp, bench):
    THEME.install(qapp)
    made = bench(source="xor")
    THEME.dress(made.workspace)
    bar = made.part(PerceptronTransport)
    made.workspace.resize(590, 695)
    bar.show_frame(replace(made.snapshot, passes=22_759, updates=1_312_445))
    bar.show_texts(made.snapshot)
    shown = [widget for widget in bar.children() if isinstance(widget, QWidget) and widget.isVisible()]
    qtbot.waitUntil(lambda: "1.3\u00a0M" in made.texts())
    qapp.processEvents()
    assert all(bar.rect().contains(widget.geometry()) for widget in shown)
    places = sorted(shown, key=lambda widget: widget.x())
    assert all(left.geometry().right() < right.x() for left, right in itertools.pairwise(places))
