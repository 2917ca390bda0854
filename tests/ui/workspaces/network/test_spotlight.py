"""The mini-batch spotlight: in slow motion the points light up that the next step learns from."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.workspaces.network.workspace import NetworkWorkspace
from tests.ui.bench import Bench
from tests.ui.unfolding import control


def bench_of(qtbot, pace: float = 0.0, batch: int = 16) -> Bench:
    training = TrainingSettings(batch_size=batch, pace=pace)
    bench = Bench(Experiment(PointsData("moons", 100), training=training), NetworkWorkspace)
    qtbot.addWidget(bench.workspace)
    bench.workspace.resize(1300, 800)
    bench.workspace.show()
    bench.show()
    return bench


def step(qtbot, bench: Bench) -> None:
    qtbot.mouseClick(bench.workspace.transport.step, Qt.MouseButton.LeftButton)
    bench.show()


def lit(bench: Bench) -> np.ndarray | None:
    points = bench.workspace.decision.view._picture.lit
    return None if points is None else points.x


def picture(bench: Bench):
    return bench.workspace.decision.view.grab().toImage()


def test_single_steps_light_up_what_the_next_one_learns_from(qtbot):
    bench = bench_of(qtbot)
    assert lit(bench) is None and not bench.attention.focus.batch
    before = picture(bench)
    step(qtbot, bench)
    seen = []
    for number in range(2, 6):  # 70 training points in batches of 16: the last has 6
        batch = bench.snapshot.batch
        assert lit(bench) == pytest.approx(bench.snapshot.data_set.x[np.sort(batch.index)])
        count = 6 if number == 5 else 16
        assert f"batch {number} of 5: {count} points" in bench.workspace.status_texts()
        seen += batch.index.tolist()
        step(qtbot, bench)
    assert len(set(seen)) == 54, "no point is in two batches of one pass"
    assert "batch 1 of 5: 16 points" in bench.workspace.status_texts()
    assert picture(bench) != before


def test_at_full_speed_it_is_off_and_asks_for_nothing(qtbot):
    bench = bench_of(qtbot)
    step(qtbot, bench)
    assert bench.attention.focus.batch
    bench.train()
    assert lit(bench) is None and not bench.attention.focus.batch and bench.look().batch is None


def test_a_slow_pace_has_it_on_by_itself(qtbot):
    bench = bench_of(qtbot, pace=2.0)
    bench.train(0.02)
    assert bench.attention.focus.batch
    bench.loop.train(0.02)
    assert len(bench.show().batch.index) == len(lit(bench))
    bench.state.edit_training("pace", pace=100.0)
    bench.train(0.05)
    assert lit(bench) is None


def test_the_check_turns_it_off_and_on(qtbot):
    bench = bench_of(qtbot)
    step(qtbot, bench)
    box = control(bench.workspace.decision.options.more, "decision.batch")
    box.click()
    bench.show()
    assert lit(bench) is None and not bench.attention.focus.batch
    assert not any("batch" in text for text in bench.workspace.status_texts())
    box.click()
    bench.show()
    assert lit(bench) is not None


def test_other_points_reset_and_hiding_turn_it_off(qtbot):
    bench = bench_of(qtbot)
    step(qtbot, bench)
    bench.workspace.decision.options.test_points.click()
    assert lit(bench) is not None, "they are training points"
    bench.workspace.hide()
    assert not bench.attention.focus.batch
    bench.workspace.show()
    assert bench.attention.focus.batch
    bench.workspace.walk_through()
    assert not bench.attention.focus.batch, "the walk covers the plane"
    assert not any("batch" in text for text in bench.workspace.status_texts())
    bench.workspace.body.leave()
    bench.show()
    assert lit(bench) is not None
    qtbot.mouseClick(bench.workspace.transport.reset, Qt.MouseButton.LeftButton)
    bench.show()
    assert lit(bench) is None


def test_where_all_points_are_one_batch_nothing_stands_out(qtbot):
    bench = bench_of(qtbot, batch=100)
    step(qtbot, bench)
    assert bench.snapshot.batch is not None and lit(bench) is None
