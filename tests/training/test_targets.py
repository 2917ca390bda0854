"""The code between classes and output units."""

import numpy as np
import pytest

from playground.engine.activations import ACTIVATIONS
from playground.training.targets import Targets

KINDS = [(1, 2, "sigmoid"), (1, 2, "tanh"), (2, 2, "softmax"), (3, 3, "softmax"), (3, 3, "linear"), (3, 3, "sigmoid")]


@pytest.mark.parametrize(("outputs", "classes", "activation"), KINDS)
def test_targets_are_read_back_as_the_classes_they_stand_for(outputs, classes, activation):
    targets = Targets(outputs, classes, activation)
    label = np.arange(classes)
    d = targets.encode(label)
    assert d.shape == (classes, outputs)
    assert np.array_equal(targets.predicted(d), label)
    assert np.allclose(targets.probabilities(d), np.eye(classes))


@pytest.mark.parametrize(("outputs", "classes", "activation"), KINDS)
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 0.3])
def test_probabilities_are_finite_and_add_up_whatever_the_output(outputs, classes, activation, value):
    given = np.full((4, outputs), value, np.float32)
    if activation == "softmax":
        with np.errstate(invalid="ignore"):
            given = ACTIVATIONS["softmax"].function(given)
    chances = Targets(outputs, classes, activation).probabilities(given)
    assert chances.shape == (4, classes)
    assert np.allclose(chances.sum(axis=-1), 1)
