"""The training steps that are measured: what they are, their multiply-adds, and how they take turns."""

import numpy as np
import pytest
from alternation import Effort, alternate
from cases import CASES, Case, as_classifier, first_weights, learner, samples
from limit import multiply_adds

from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.spec import NetworkSpec
from playground.engine.words import parse_layers


def test_multiply_adds_counted_by_hand():
    # 2 samples of 6 × 5 × 2, 3 kernels of 3 × 3, pooled to 3 × 2, 4 units; nobody needs the gradient of the input.
    spec = NetworkSpec((6, 5, 2), parse_layers("conv3x3 pool2 dense4"))
    convolution, dense = 6 * 5 * 3 * (3 * 3 * 2), (3 * 2 * 3) * 4
    assert multiply_adds(spec, 2) == 2 * (2 * convolution + 3 * dense)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_case_can_be_learned(case):
    x, d = samples(case)
    assert x.shape == (case.batch, *case.shape) and d.shape == (case.batch, *case.spec.output_shape)
    assert case.stretch < case.bound
    network = Network(case.spec, np.random.default_rng(1))
    before = network.loss(x, d, LOSSES[case.loss])
    ours = learner(case, first_weights(case))
    for _ in range(3):
        ours.step()
    restored = Network(case.spec)
    for pair, learned in zip(filter(None, restored.parameters), ours.weights(), strict=True):
        pair[0][:], pair[1][:] = learned
    assert restored.loss(x, d, LOSSES[case.loss]) < before


def test_as_a_classifier_only_the_output_differs():
    case = Case("a", (2,), "dense8:relu dense8:relu dense1", 10, 1, 1, optimizer="adam")
    alike = as_classifier(case)
    assert alike.layers == "dense8:relu dense8:relu dense1:sigmoid" and alike.loss == "binary-cross-entropy"
    assert (alike.batch, alike.optimizer) == (10, "adam") and set(np.unique(samples(alike)[1])) == {0, 1}
    already = next(case for case in CASES if case.name == "mlp-digits")
    assert as_classifier(already) is already


def test_steps_take_turns():
    turns = []
    times = alternate([lambda: None, lambda: None], Effort(0.0, 7), turns.append)
    assert [len(column) for column in times] == [7, 7] and turns == [0, 1] * 8 and min(map(min, times)) >= 0
