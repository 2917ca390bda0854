"""Backpropagation step by step in the window: what is walked through, where one is, what is exported and applied."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QFileDialog

from playground.data.points import PointSet
from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_data import DRAWN, PointsData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.training.walk_export import Sheet, csv_text
from playground.training.walk_table import Part
from playground.ui.views.walk.section_view import Standing
from playground.ui.workspaces.network.walk_page import WalkPage
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from tests.ui.bench import Bench

LEFT = Qt.MouseButton.LeftButton


class WalkBench(Bench):
    """The Network workspace, walking."""

    def __init__(self, qtbot, **training) -> None:
        settings = TrainingSettings(**{"batch_size": 8, **training})
        model = Architecture((DenseSpec(3, "tanh"), DenseSpec(2, "relu")))
        super().__init__(Experiment(PointsData("moons", count=60), model, settings), NetworkWorkspace)
        qtbot.addWidget(self.workspace)
        self.workspace.resize(1204, 695)
        self.workspace.show()
        self.qtbot = qtbot
        self.show()

    @property
    def page(self) -> WalkPage:
        page = self.workspace.walk
        assert page is not None
        return page

    def open(self) -> None:
        self.click(self.workspace.model.walk)

    def click(self, button) -> None:
        self.qtbot.mouseClick(button, LEFT)
        self.show()
        self.workspace.grab()

    @property
    def standings(self) -> list[Standing]:
        return [view.standing for view in self.page.formulas.views]

    @property
    def current(self) -> str:
        return str(self.page.formulas.views[self.standings.index(Standing.CURRENT)].section.title)


@pytest.fixture
def bench(qtbot) -> WalkBench:
    bench = WalkBench(qtbot)
    bench.open()
    return bench


def test_it_takes_the_whole_workspace_and_computes_nothing_when_it_is_left(bench):
    assert bench.page.isVisible() and not bench.workspace.data.isVisible() and not bench.workspace.decision.isVisible()
    assert bench.snapshot.walk is not None
    bench.click(bench.page.bar.leave)
    assert not bench.page.isVisible() and bench.workspace.data.isVisible()
    assert bench.attention.focus.walk is None and bench.look().walk is None
    bench.open()
    bench.workspace.body.leave()
    assert not bench.page.isVisible()


def test_next_and_back_go_from_layer_to_layer(bench):
    names = [bench.current]
    while bench.page.bar.next.isEnabled():
        bench.click(bench.page.bar.next)
        names.append(bench.current)
    forward = [f"Forward: layer {k}" for k in (1, 2, 3)]
    assert names == [*forward, "Loss", *(f"Backward: layer {k}" for k in (3, 2, 1)), "Update"]
    bench.click(bench.page.bar.back)
    assert bench.current == "Backward: layer 1"
    assert bench.standings == [Standing.FINISHED] * 6 + [Standing.CURRENT, Standing.COMING]


def test_a_dot_leads_to_its_section(bench):
    dots = bench.page.bar.dots
    bench.qtbot.mouseClick(dots, LEFT, pos=dots.centres()[3].toPoint())
    assert bench.current == "Loss"


def test_neuron_by_neuron(bench):
    bench.page.bar.by_neuron.click()
    view = bench.page.formulas.views[0]
    result = next(quantity for quantity in view.section.quantities if quantity.symbol == "a₁")
    known = [view.known_rows(result)]
    for _ in range(2):
        bench.click(bench.page.bar.next)
        known.append(view.known_rows(result))
    assert known == [1, 2, 3] and bench.current == "Forward: layer 1"
    bench.click(bench.page.bar.next)
    assert bench.current == "Forward: layer 2"


def test_it_plays_by_itself_and_pauses_at_the_end(bench):
    bench.page.bar.speed.set_key("fast")
    bench.click(bench.page.bar.play)
    assert bench.page.bar.is_playing
    bench.qtbot.waitUntil(lambda: not bench.page.bar.is_playing, timeout=5000)
    assert bench.current == "Update"


def test_a_sample_is_picked_in_the_plane_or_by_its_number(bench):
    view, x = bench.page.sample.view, bench.state.data_set.x
    bench.qtbot.mouseClick(view, LEFT, pos=view.plane_map().pixel(*x[7]).toPoint())
    bench.show()
    assert np.linalg.norm(bench.snapshot.walk.start.x[0] - x[7]) < 0.1
    bench.page.sample.stepper.edit.selectAll()
    bench.qtbot.keyClicks(bench.page.sample.stepper.edit, "13")
    bench.qtbot.keyClick(bench.page.sample.stepper.edit, Qt.Key.Key_Return)
    bench.show()
    np.testing.assert_array_equal(bench.snapshot.walk.start.x, bench.snapshot.experiment.data.samples().x[[12]])


def test_how_many_samples_there_are_is_told_to_who_types_nonsense(bench):
    stepper = bench.page.sample.stepper
    stepper.edit.selectAll()
    bench.qtbot.keyClicks(stepper.edit, "the last")
    bench.qtbot.keyClick(stepper.edit, Qt.Key.Key_Return)
    assert "from 1 to 60" in stepper.edit.toolTip()
    stepper.edit.selectAll()
    bench.qtbot.keyClicks(stepper.edit, "5000")
    bench.qtbot.keyClick(stepper.edit, Qt.Key.Key_Return)
    assert stepper.value() == 60 and bench.page.sample.number == 59


def test_the_update_of_the_mini_batch_is_the_step_that_is_taken(bench):
    bench.click(bench.page.bar.samples.findChild(QAbstractButton, "walk.samples.batch"))
    walked = bench.snapshot.walk
    assert len(walked.start.x) == 8
    bench.click(bench.page.formulas.apply)
    assert bench.snapshot.progress.step == 1
    np.testing.assert_allclose(bench.snapshot.theta, walked.theta_after, rtol=1e-4, atol=1e-6)


def test_the_update_of_one_sample_is_taken_and_taken_back(bench):
    before, walked = bench.snapshot.theta, bench.snapshot.walk
    bench.click(bench.page.formulas.apply)
    assert bench.snapshot.progress.step == 1 and bench.snapshot.progress.epoch == 0
    np.testing.assert_allclose(bench.snapshot.theta, walked.theta_after, rtol=1e-4, atol=1e-6)
    once = bench.snapshot.theta
    bench.click(bench.page.formulas.apply)
    bench.workspace.step_back()
    np.testing.assert_array_equal(bench.show().theta, once)
    bench.workspace.step_back()
    np.testing.assert_array_equal(bench.show().theta, before)


def test_central_differences_are_computed_on_request(bench):
    assert bench.page.check.table.rows == ()
    bench.click(bench.page.check.wanted)
    rows = bench.page.check.table.rows
    assert [row.symbol for row in rows] == ["w¹₁₁", "w¹₁₂", "w¹₂₁", "w¹₂₂", "w¹₃₁", "w¹₃₂", "b¹₁", "b¹₂", "b¹₃"]
    assert all(row.agrees for row in rows) and "agrees" in bench.page.check.verdict.text()
    bench.click(bench.page.bar.next)
    assert bench.page.check.table.rows[0].symbol == "w²₁₁"


@pytest.mark.parametrize(("sheet", "entry"), [(Sheet.WORKED, 0), (Sheet.EXERCISE, 1), (Sheet.SOLVED_EXERCISE, 2)])
def test_the_step_is_exported(bench, tmp_path, monkeypatch, sheet, entry):
    path = tmp_path / "step.csv"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    bench.page.bar.export.entries.actions()[entry].trigger()
    assert path.read_text(encoding="utf-8") == csv_text(bench.snapshot.walk, sheet)
    assert "step.csv" in bench.workspace.messages.text()


def test_another_layer_makes_another_walk(bench):
    bench.state.edit_model(Architecture((DenseSpec(4, "tanh"),)))
    bench.show()
    assert len(bench.page.formulas.views) == 6 and bench.page.formulas.views[-1].section.part is Part.UPDATE
    assert bench.current == "Forward: layer 1"


def test_without_points_nothing_of_the_walk_before_is_left(bench):
    formulas = bench.page.formulas
    assert formulas.apply.isEnabled()
    bench.state.edit_data(source=DRAWN, drawn=PointSet.empty())
    bench.show()
    bench.qtbot.mouseClick(bench.page.bar.next, LEFT)
    assert bench.page.network.nothing.isVisible() and not formulas.apply.isEnabled()
    assert not formulas.views[0].isVisible()


def test_its_plane_tells_training_points_from_test_points_as_they_are_shared_out_now(bench):
    before = bench.page.sample.view.grab().toImage()
    bench.state.edit_data(train_share=0.2)
    bench.show()
    view = bench.page.sample.view
    assert view.grab().toImage() != before
    assert np.count_nonzero(view._picture.is_test) == bench.snapshot.test_count
    assert len(view._picture.selection) == 1
