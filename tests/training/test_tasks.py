"""The code between classes and output units."""

import numpy as np
import pytest

from playground.engine.activations import ACTIVATIONS
from playground.training.tasks import ClassTargets

KINDS = [(1, 2, "sigmoid"), (1, 2, "tanh"), (2, 2, "softmax"), (3, 3, "softmax"), (3, 3, "linear"), (3, 3, "sigmoid")]


@pytest.mark.parametrize(("outputs", "classes", "activation"), KINDS)
def test_targets_are_read_back_as_the_classes_they_stand_for(outputs, classes, activation):
    targets = ClassTargets(outputs, classes, activation)
    label = np.arange(classes)
    d = targets.encode(label)
    assert d.shape == (classes, outputs)
    assert np.array_equal(targets.decode(d), label)
    assert np.allclose(targets.decision(d), np.eye(classes))


@pytest.mark.parametrize(("outputs", "classes", "activation"), KINDS)
@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 0.3])
def test_probabilities_are_finite_and_add_up_whatever_the_output(outputs, classes, activation, value):
    given = np.full((4, outputs), value, np.float32)
    if activation == "softmax":
        with np.errstate(invalid="ignore"):
            given = ACTIVATIONS["softmax"].function(given)
    chances = ClassTargets(outputs, classes, activation).decision(given)
    assert chances.shape == (4, classes)
    assert np.allclose(chances.sum(axis=-1), 1)


@pytest.mark.parametrize(("outputs", "classes", "activation"), KINDS)
def test_evidence_agrees_with_what_is_predicted(outputs, classes, activation):
    targets = ClassTargets(outputs, classes, activation)
    logits = np.random.default_rng(0).normal(size=(50, outputs)).astype(np.float32)
    evidence = targets.evidence(logits)
    winner = (evidence[:, 0] > 0) if outputs == 1 else evidence.argmax(axis=1)
    assert np.array_equal(winner, targets.decode(ACTIVATIONS[activation].function(logits)))


@pytest.mark.parametrize("activation", ["sigmoid", "tanh"])
def test_evidence_of_one_unit_is_the_log_odds(activation):
    targets = ClassTargets(1, 2, activation)
    logits = np.linspace(-2, 2, 9, dtype=np.float32)[:, None]
    chance = targets.decision(ACTIVATIONS[activation].function(logits))
    assert targets.evidence(logits)[:, 0] == pytest.approx(np.log(chance[:, 1] / chance[:, 0]), abs=1e-5)


def test_evidence_of_one_linear_unit_has_its_margins_where_the_log_odds_have_them():
    targets = ClassTargets(1, 2, "linear")
    assert targets.decision(np.array([[0.5]]))[0, 1] == 0.75
    assert targets.evidence(np.array([[0.5]])) == pytest.approx(np.log(3))


@pytest.mark.parametrize(("outputs", "classes", "activation"), KINDS)
def test_evidence_is_finite_and_so_are_its_differences(outputs, classes, activation):
    given = np.array([np.nan, np.inf, -np.inf, 3e38], np.float32)[:, None].repeat(outputs, axis=1)
    with np.errstate(over="ignore"):
        evidence = ClassTargets(outputs, classes, activation).evidence(given)
    assert np.isfinite(evidence).all() and np.isfinite(evidence[1] - evidence[2]).all()
