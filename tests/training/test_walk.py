"""A walk through one step of training gives the numbers of the engine, of the course, and of moving each weight."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import numpy as np
import pytest

from playground.engine import course
from playground.engine.activations import ACTIVATIONS
from playground.engine.initializers import INITIALIZERS
from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.penalty import WeightPenalty
from playground.engine.spec import NetworkSpec
from playground.engine.words import parse_layers
from playground.training.architecture import Architecture
from playground.training.chosen_data import PointsData
from playground.training.experiment import Experiment
from playground.training.live_walk import MOST_SAMPLES, walk_start
from playground.training.network_trainer import NetworkTrainer
from playground.training.settings import TrainingSettings
from playground.training.walk import WalkStart, central_difference, walk

HIDDEN = [name for name in ACTIVATIONS if name != "step"]  # which is for display only
CLOSE = {"rtol": 1e-6, "atol": 1e-6}
RATE = 0.003
"""Small enough for squares, whose errors explode sooner than others."""


def step_of(
    words: str,
    loss: str,
    optimizer: str = "sgd",
    l1: float = 0.0,
    l2: float = 0.0,
    n: int = 1,
    initializer: str = "xavier",
):
    """A network of the engine in float64, some steps old, and the walk through its next step."""
    rng = np.random.default_rng(3)
    network = Network(NetworkSpec((2,), parse_layers(words), initializer), rng, np.float64)
    outputs = network.spec.output_shape[-1]
    x = rng.normal(size=(n, 2))
    d = np.eye(outputs)[rng.integers(outputs, size=n)] if outputs > 1 else rng.integers(2, size=(n, 1)).astype(float)
    update, penalty = OPTIMIZERS[optimizer](network.theta.size, np.float64), WeightPenalty(network)

    def learn() -> None:
        network.train_batch(x, d, LOSSES[loss])
        penalty.add_gradient(l1, l2)

    for _ in range(3):
        learn()
        update.step(network.theta, network.gradient, RATE)
    theta, moments = network.theta.copy(), update.moments()
    learn()
    start = WalkStart(network.spec, theta, moments, x, d, loss, optimizer, RATE, l1, l2, network.masks)
    gradient = network.gradient.copy()
    update.step(network.theta, network.gradient, RATE)
    return start, gradient, network.theta, update.moments()


def check(words: str, loss: str, **choices) -> None:
    """That the walk, which is the course's step, is the engine's, and that central differences say the same."""
    start, gradient = check_step(words, loss, **choices)
    moved = [central_difference(start, place) for place in range(len(start.theta))]
    np.testing.assert_allclose(moved, gradient, **CLOSE)


def check_step(words: str, loss: str, **choices) -> tuple[WalkStart, np.ndarray]:
    start, gradient, theta, moments = step_of(words, loss, **choices)
    walked = walk(start)
    np.testing.assert_allclose(walked.gradient, gradient, **CLOSE)
    np.testing.assert_allclose(walked.theta_after, theta, **CLOSE)
    assert walked.moments_after.keys() == moments.keys()
    for name, moment in moments.items():
        np.testing.assert_allclose(walked.moments_after[name], moment, **CLOSE)
    return start, gradient


def cases() -> Iterator[tuple[str, str]]:
    """Every hidden activation with every loss and every output activation that it can have."""
    for hidden, loss in product(HIDDEN, LOSSES):
        fused = LOSSES[loss].activation
        outputs = [fused] if fused else ["linear", "tanh", "sigmoid", "softplus", "softmax"]
        for output, units in product(outputs, (1, 3)):
            if (output == "softmax") <= (units == 3) and (loss == "binary-cross-entropy") <= (units == 1):
                yield f"dense3:{hidden} dense{units}:{output}", loss


@pytest.mark.parametrize(("words", "loss"), list(cases()))
def test_every_activation_and_loss(words, loss):
    check(words, loss)
    check(words, loss, n=5)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_every_activation_and_loss_with_every_optimizer_and_a_penalty(optimizer):
    for words, loss in cases():
        check_step(words, loss, optimizer=optimizer, l1=0.01, l2=0.1, n=3)


@pytest.mark.parametrize("initializer", INITIALIZERS)
@pytest.mark.parametrize("activation", HIDDEN)
def test_every_initialiser(initializer, activation):
    words = f"dense4:{activation} dense3:softmax"
    check(words, "cross-entropy", initializer=initializer, optimizer="adam", l2=0.1, n=4)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("penalty", [{}, {"l1": 0.02}, {"l2": 0.3}, {"l1": 0.02, "l2": 0.3}])
def test_every_optimizer_and_penalty(optimizer, penalty):
    check("dense4:tanh dense3:sigmoid dense1:sigmoid", "binary-cross-entropy", optimizer=optimizer, n=6, **penalty)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_dropout_keeps_what_was_drawn(optimizer):
    check("dropout0.2 dense8:tanh dropout0.5 dense3:softmax", "cross-entropy", optimizer=optimizer, n=4, l2=0.1)


def test_the_numbers_of_each_layer_are_those_of_the_course():
    start, *_ = step_of("dense4:relu dense3:tanh dense2:softmax", "cross-entropy", l2=0.1, n=5)
    walked, network = walk(start), start.spec.course_network(start.theta)
    network.forward(start.x)
    network.backward(start.d, start.loss)
    assert walked.error == pytest.approx(network.error(start.d, start.loss))
    assert [layer.number for layer in walked.layers] == [1, 2, 3]
    for layer, own in zip(walked.layers, network.layers, strict=True):
        assert isinstance(own, course.Dense)
        assert layer.weights is not None
        pairs = (layer.source, own.h_in), (layer.a, own.a), (layer.h, own.h), (layer.delta, own.delta)
        for mine, theirs in (*pairs, (layer.weights.weight_gradient, own.weight_gradient)):
            np.testing.assert_allclose(mine, theirs, rtol=1e-12)
        np.testing.assert_allclose(layer.weights.penalty_gradient, 0.1 * own.weight)
        np.testing.assert_allclose(layer.source_gradient, own.delta @ own.weight.T)
    assert walked.output_gradient is None


def test_the_gradient_of_the_loss_and_the_error_after_the_step():
    start, _, theta, _ = step_of("dense3:tanh dense1:tanh", "squared-error", l1=0.1)
    walked = walk(start)
    np.testing.assert_allclose(walked.output_gradient, 2 * (walked.y - start.d))
    after = Network(start.spec, None, np.float64).with_theta(theta)
    assert walked.error_after == pytest.approx(after.loss(start.x, start.d, LOSSES["squared-error"]))
    assert walked.penalty_after == pytest.approx(WeightPenalty(after).value(0.1, 0))


def trainer_of(words: str = "dropout0.1 dense6:tanh dropout0.5 dense4:relu", **settings) -> NetworkTrainer:
    training = TrainingSettings(**{"batch_size": 8, "l2": 0.01, **settings})
    trainer = NetworkTrainer(Experiment(PointsData("moons", count=60), Architecture(parse_layers(words)), training))
    trainer.run.train(3)
    return trainer


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
@pytest.mark.parametrize("schedule", ["constant", "cosine"])
def test_the_walk_of_the_next_batch_ends_where_the_live_network_goes(optimizer, schedule):
    run = trainer_of(optimizer=optimizer, schedule=schedule).run
    start = walk_start(run)
    assert start is not None and len(start.x) == 8
    walked = walk(start)
    run.train(1)
    np.testing.assert_allclose(walked.theta_after, run.network.theta, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(walked.gradient, run.network.gradient, rtol=1e-4, atol=1e-5)


def test_a_batch_that_is_worked_through_in_parts(monkeypatch):
    """What dropout draws for each of the samples is known."""
    monkeypatch.setattr("playground.engine.fast.plan.CACHE", 100)
    monkeypatch.setattr("playground.engine.fast.plan.FEWEST", 1)
    run = trainer_of().run
    assert run.network.works_in_slices(8)
    start = walk_start(run)
    assert start is not None
    run.train(1)
    np.testing.assert_allclose(walk(start).theta_after, run.network.theta, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("clip", [0.01, 100.0])
def test_a_gradient_that_is_clipped(clip):
    run = trainer_of(clip=clip).run
    start = walk_start(run)
    assert start is not None
    walked = walk(start)
    run.train(1)
    np.testing.assert_allclose(walked.theta_after, run.network.theta, rtol=1e-4, atol=1e-5)
    np.testing.assert_allclose(walked.clipped, run.network.gradient, rtol=1e-4, atol=1e-6)
    again = walk_start(run, 3)
    assert again is not None
    run.train_sample(3)
    np.testing.assert_allclose(walk(again).theta_after, run.network.theta, rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_what_is_frozen_stays(optimizer):
    trainer = trainer_of("dense6:tanh dense4:relu", optimizer=optimizer)
    model = trainer.experiment.model
    trainer.configure(replace(trainer.experiment, model=model.with_frozen(str(model.keys[0]), True)))
    run, learned = trainer.run, [lambda: trainer.run.train(1), lambda: trainer.run.train_sample(9)]
    for sample, learn in zip((None, 9), learned, strict=True):
        start = walk_start(run, sample)
        assert start is not None and start.frozen is not None and start.frozen.sum() == 18
        walked = walk(start)
        learn()
        np.testing.assert_allclose(walked.theta_after, run.network.theta, rtol=1e-4, atol=1e-5)
        np.testing.assert_array_equal(run.network.theta[:18], start.theta[:18])


@pytest.mark.parametrize("optimizer", OPTIMIZERS)
def test_the_walk_of_one_sample_ends_where_a_step_from_it_goes(optimizer):
    run = trainer_of(optimizer=optimizer).run
    start = walk_start(run, 50)
    assert start is not None
    walked = walk(start)
    run.train_sample(50)
    np.testing.assert_allclose(walked.theta_after, run.network.theta, rtol=1e-4, atol=1e-5)


def test_looking_at_a_walk_changes_nothing():
    one, other = trainer_of(), trainer_of()
    assert walk_start(one.run) is not None and walk_start(one.run, 7) is not None
    one.run.train(20)
    other.run.train(20)
    np.testing.assert_array_equal(one.run.network.theta, other.run.network.theta)


def test_one_sample_of_the_data_set():
    run = trainer_of().run
    start = walk_start(run, 7)
    samples = run.experiment.data.samples()
    assert start is not None
    np.testing.assert_array_equal(start.x, samples.x[[7]])
    np.testing.assert_array_equal(start.d, [[samples.wanted[7]]])


def test_nothing_and_too_much_are_not_walked_through():
    assert walk_start(trainer_of(batch_size=10).run) is not None
    large = PointsData("moons", count=2 * MOST_SAMPLES + 100, train_share=0.9)
    settings = TrainingSettings(batch_size=MOST_SAMPLES + 1)
    assert (
        walk_start(NetworkTrainer(Experiment(large, Architecture(parse_layers("dense3:tanh")), settings)).run) is None
    )
