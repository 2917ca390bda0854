"""The hidden units as numbers."""

import numpy as np
import pytest

from playground.training.trainer import make_trainer
from playground.ui.views.regression.hidden_units import hidden_units
from tests.ui.panels.regression.fitted import experiment_of, frame, trained


def test_numbers_by_hand():
    trainer = make_trainer(experiment_of("dense3:relu"))
    # f(x) = 2·relu(x − 1) − 1·relu(−2x + 1) + 0.5·relu(0·x + 1) + 0.25; θ: v, c, w, b
    trainer.put_weights(np.array([1, -2, 0, -1, 1, 1, 2, -1, 0.5, 0.25]))
    units = hidden_units(frame(trainer))
    assert units.weight.tolist() == [2, -1, 0.5]
    assert units.slope.tolist() == [1, -2, 0] and units.shift.tolist() == [-1, 1, 1]
    # x − 1 = 0 at 1, −2x + 1 = 0 at 0.5, and 1 = 0 nowhere
    assert units.switches[:2] == pytest.approx([1, 0.5]) and np.isnan(units.switches[2])
    # At x = 3: 2·2, −1·0, 0.5·1, so the fit is 4.75.
    assert units.parts[:, -1] == pytest.approx([4, 0, 0.5])
    assert units.sums[:, -1] == pytest.approx([0.25, 4.25, 4.25, 4.75])


@pytest.mark.parametrize("words", ["dense7:tanh", "dense3:relu dense5:sigmoid", "dense4:square"])
def test_the_last_sum_is_the_fit(words):
    snapshot = frame(trained(words))
    units = hidden_units(snapshot)
    assert units.sums[-1] == pytest.approx(snapshot.fit.f, abs=1e-4)


def test_deeper_units_switch_at_no_single_place():
    units = hidden_units(frame(trained("dense3:relu dense5:sigmoid")))
    assert len(units) == 5 and np.isnan(units.switches).all() and not len(units.slope)


def test_a_line_has_none():
    assert hidden_units(frame(trained(""))) is None
