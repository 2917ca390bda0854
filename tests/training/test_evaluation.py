"""Scores that speak for the network as it is now, whatever was evaluated when."""

import numpy as np
import pytest

from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.spec import DenseSpec, NetworkSpec
from playground.training.evaluation import ENOUGH, GLANCES, SHOWN_MISTAKES, Evaluation
from playground.training.tasks import ClassTargets

COUNT = 1000


@pytest.fixture
def network() -> Network:
    """Calls everything class 0 as long as its bias is −5, and class 1 once it is +5."""
    network = Network(NetworkSpec((1,), (DenseSpec(1, "sigmoid"),)))
    network.parameters[0][1][:] = -5
    return network


@pytest.fixture
def evaluation() -> Evaluation:
    label = np.ones(COUNT, np.int64)
    targets, loss = ClassTargets(1, 2, "sigmoid"), LOSSES["binary-cross-entropy"]
    return Evaluation(np.zeros((COUNT, 1), np.float32), label, np.arange(COUNT), targets, loss)


def test_everything_is_looked_at_first(evaluation, network):
    evaluation.evaluate(network, 10)
    assert evaluation.accuracy == 0
    # −log sigmoid(−5) = log(1 + e⁵)
    assert evaluation.loss == pytest.approx(np.log1p(np.exp(5)), rel=1e-5)


def test_a_few_glances_tell_of_the_network_as_it_is_now(evaluation, network):
    evaluation.evaluate(network)
    network.parameters[0][1][:] = 5
    for _ in range(GLANCES):
        evaluation.evaluate(network, 30)
    assert evaluation.accuracy == 1
    assert evaluation.loss == pytest.approx(np.log1p(np.exp(-5)), rel=1e-4)
    assert evaluation.confusion().counts.tolist() == [[0, 0], [0, 30 * GLANCES]]


def test_few_samples_tell_little(evaluation, network):
    evaluation.begin()
    evaluation.go_on(network, ENOUGH - 1)
    assert not evaluation.is_telling
    evaluation.go_on(network, 1)
    assert evaluation.is_telling


def test_mistakes_are_those_of_the_network_as_it_is_now(evaluation, network):
    evaluation.evaluate(network)
    assert len(evaluation.confusion().mistakes) == SHOWN_MISTAKES
    network.parameters[0][1][:] = 5
    for _ in range(GLANCES):
        evaluation.evaluate(network, 30)
    assert evaluation.confusion().mistakes == ()


def test_glances_go_round(evaluation, network):
    evaluation.evaluate(network)
    network.parameters[0][1][:] = 5
    for _ in range(COUNT // 300 + 1):
        evaluation.evaluate(network, 300)
    assert evaluation.confusion().counts[1].tolist() == [0, COUNT]
    evaluation.evaluate(network, 300)
    assert evaluation.accuracy == 1


def test_an_empty_set_has_no_scores(network):
    targets, loss = ClassTargets(1, 2, "sigmoid"), LOSSES["binary-cross-entropy"]
    nothing = Evaluation(np.zeros((0, 1), np.float32), np.zeros(0, np.int64), np.zeros(0, np.int64), targets, loss)
    nothing.evaluate(network)
    assert nothing.loss is None and nothing.accuracy is None
    assert nothing.confusion().counts.sum() == 0


def test_pieces_speak_for_the_network_as_it_is_now(evaluation, network):
    evaluation.evaluate(network)
    network.parameters[0][1][:] = 5
    evaluation.begin()
    evaluation.go_on(network, 300)
    assert evaluation.accuracy == 1 and not evaluation.complete
    for _ in range(3):
        evaluation.go_on(network, 300)
    assert evaluation.complete
    assert evaluation.confusion().counts.tolist() == [[0, 0], [0, COUNT]]


def test_what_was_never_evaluated_is_not_counted(evaluation, network):
    evaluation.begin()
    evaluation.go_on(network, 300)
    assert evaluation.confusion().counts.tolist() == [[0, 0], [300, 0]]
