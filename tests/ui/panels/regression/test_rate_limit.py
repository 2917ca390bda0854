"""The largest learning rate that converges is stated in words and marked on the slider."""

import numpy as np
import pytest

from playground.engine.spec import DenseSpec
from playground.training.architecture import Architecture
from playground.training.chosen_values import ValuesData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings
from playground.ui.panels.regression.rate_limit import RateLimit
from playground.ui.session.state import ExperimentState


@pytest.fixture
def made(qtbot):
    training = TrainingSettings(0.03, optimizer="sgd", loss="squared-error")
    state = ExperimentState(Experiment(ValuesData("line", count=40), Architecture(()), training))
    widget = RateLimit(state)
    qtbot.addWidget(widget)
    widget.show()
    return state, widget


def hessian_limit(state: ExperimentState) -> float:
    points = state.data_set
    x = points.x[points.split(state.experiment.data.train_share)[0], 0].astype(float)
    hessian = 2 * np.array([[np.mean(x * x), np.mean(x)], [np.mean(x), 1]])
    return 2 / np.linalg.eigvalsh(hessian).max()


def test_two_over_the_largest_eigenvalue(made):
    state, widget = made
    limit = hessian_limit(state)
    assert widget.limit == f"γ < {limit:#.3g}"
    slider = widget.learning_rate.rate
    assert slider.slider.mark == slider._scale.position(limit)
    assert f"2/λ_max = {limit:#.3g}" in slider.slider.toolTip()
    assert widget._caption.text() == "converges for"
    state.edit_training(learning_rate=1.1 * limit)
    assert widget._caption.text() == "too large, needs"
    state.undo()
    assert widget._caption.text() == "converges for"


def test_it_follows_the_points(made):
    state, widget = made
    before = widget.limit
    state.edit_data(seed=7)
    assert widget.limit == f"γ < {hessian_limit(state):#.3g}" != before


def test_with_momentum_it_is_larger(made):
    state, widget = made
    state.edit_training(optimizer="momentum")
    assert widget.limit == f"γ < {1.9 * hessian_limit(state):#.3g}"
    assert "β = 0.9" in widget.learning_rate.rate.slider.toolTip()


@pytest.mark.parametrize("changes", [{"optimizer": "adam"}, {"loss": "huber"}, {"l2": 0.1}])
def test_no_statement_where_the_theorem_says_nothing(made, changes):
    state, widget = made
    state.edit_training(**changes)
    assert widget.limit == "" and widget.learning_rate.rate.slider.mark is None
    assert "λ_max" not in widget.learning_rate.rate.slider.toolTip()
    state.undo()
    assert widget.limit


def test_no_statement_on_networks(made):
    state, widget = made
    state.edit_model(Architecture((DenseSpec(4, "tanh"),)))
    assert widget.limit == "" and widget.learning_rate.rate.slider.mark is None


def test_nothing_beside_it_moves_while_losses_and_rates_of_a_line_are_compared(made):
    state, widget = made
    width = widget.sizeHint().width()
    for changes in ({"loss": "huber"}, {"loss": "absolute-error"}, {"loss": "squared-error", "learning_rate": 3.0}):
        state.edit_training(**changes)
        assert widget.sizeHint().width() == width
    state.edit_model(Architecture((DenseSpec(4, "tanh"),)))
    assert widget.sizeHint().width() < width
