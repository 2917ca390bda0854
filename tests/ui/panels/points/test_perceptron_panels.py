"""What the cards of the perceptron say."""

import math
import re

import numpy as np
import pytest
from PySide6.QtWidgets import QLabel, QWidget

from playground.data.points import PointSet
from playground.engine.perceptron import Separability
from playground.training.architecture import PerceptronModel
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.perceptron_figures import PerceptronStep
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.training.snapshot import Progress, Status
from playground.ui.panels.points.perceptron_step_panel import PerceptronStepPanel
from playground.ui.panels.points.separability_panel import SeparabilityPanel
from playground.ui.views.curves.mistakes_view import MistakesView


def words(widget: QWidget) -> str:
    """Everything written on a widget, without mark-up."""
    return re.sub(r"<[^>]+>", " ", "\n".join(label.text() for label in widget.findChildren(QLabel)))


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def snapshot(facts: Separability, points: PointSet | None = None, **changes: object) -> PerceptronSnapshot:
    points = PointSet.empty().added([(0, 0), (1, 1)], [0, 1]) if points is None else points
    parts = {
        "experiment": Experiment(PointsData("drawn", drawn=points), PerceptronModel()),
        "data_set": points,
        "progress": Progress(Status.PAUSED, 0, 0.0, 0.0, 0.0, 0.0),
        "weight": np.zeros(2),
        "bias": 0.0,
        "updates": 0,
        "passes": 0,
        "misclassified": np.ones(len(points), bool),
        "last_step": None,
        "lines": np.empty((0, 3)),
        "mistakes_per_pass": (),
        "separability": facts,
        "train_count": len(points),
        "train_mistakes": len(points),
    }
    return PerceptronSnapshot(**(parts | changes))


def test_the_step_is_written_out_with_its_numbers(qtbot):
    panel = PerceptronStepPanel()
    qtbot.addWidget(panel)
    step = PerceptronStep(
        3, np.array([0.62, -0.18]), -1, 0.44, np.array([1.4, 0.7]), -0.3, np.array([0.78, 0.88]), -1.3, 1.0
    )
    panel.show_step(step)
    text = squeezed(words(panel))
    for line in (
        "x=(0.62,−0.18),d=−1",
        "⟨w,x⟩+b=1.40·0.62+0.70·(−0.18)−0.30=+0.44",
        "sign(+0.44)=+1≠d→mistake",
        "γ·d·x=1.0·(−1)·x=(−0.62,0.18)",
        "w←(1.40,0.70)+γ·d·x=(0.78,0.88)",
        "b←−0.30+γ·d=−1.30",
    ):
        assert line in text


def test_a_score_of_zero_is_a_mistake_of_either_class(qtbot):
    panel = PerceptronStepPanel()
    qtbot.addWidget(panel)
    panel.show_step(PerceptronStep(0, np.ones(2), 1, 0.0, np.zeros(2), 0.0, np.full(2, 0.05), 0.05, 0.05))
    text = squeezed(words(panel))
    assert "sign(0)=0≠d" in text
    assert "γ·d·x=0.050·(+1)·x=(0.050,0.050)" in text


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (Separability(True, 0.15, 1.31, 76.9), "at most 76 updates"),
        (Separability(True, 0.0012, 2.0, 1e7), "Margin ρ = 0.0012"),
        (Separability(True, math.inf, 2.0, 5.0), "Only one class"),
        (Separability(False, 0.0, 2.0, math.inf), "never stops"),
    ],
)
def test_the_verdict(qtbot, facts, said):
    panel = SeparabilityPanel()
    qtbot.addWidget(panel)
    panel.show_frame(snapshot(facts))
    assert squeezed(said) in squeezed(words(panel))


@pytest.mark.parametrize(
    ("bounded", "said"),
    [(True, "5 updates so far, of at most 12"), (False, "5 updates so far, not all from w = 0 with these points")],
)
def test_updates_stand_beside_the_bound_only_where_it_holds_for_them(qtbot, bounded, said):
    panel = SeparabilityPanel()
    qtbot.addWidget(panel)
    panel.show_frame(snapshot(Separability(True, 1.0, 2.0, 12.5), updates=5, is_bounded=bounded))
    assert squeezed(said) in squeezed(words(panel))


def test_no_points_no_verdict(qtbot):
    panel = SeparabilityPanel()
    qtbot.addWidget(panel)
    panel.show_frame(snapshot(Separability(True, math.inf, 0.0, 0.0), PointSet.empty()))
    assert "No points yet" in words(panel)


def test_passes_keep_their_numbers_when_old_ones_are_forgotten(qtbot):
    view = MistakesView()
    qtbot.addWidget(view)
    facts = Separability(False, 0.0, 2.0, math.inf)
    view.show_frame(snapshot(facts, passes=3, mistakes_per_pass=(11, 4, 2)))
    assert (view._first, view._unfinished) == (1, False)
    view.show_frame(snapshot(facts, passes=3, mistakes_per_pass=(11, 4, 2, 1)))
    assert (view._first, view._unfinished) == (1, True)
    view.show_frame(snapshot(facts, passes=500, mistakes_per_pass=(9,) * 201))
    assert (view._first, view._unfinished) == (301, True)
    assert not view.grab().isNull()
