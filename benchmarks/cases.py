"""The training steps that are measured, and the engine's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from playground.engine.losses import LOSSES
from playground.engine.network import Network
from playground.engine.optimizers import OPTIMIZERS
from playground.engine.spec import NetworkSpec, Shape
from playground.engine.words import parse_layers

Step = Callable[[], object]
Weights = list[tuple[np.ndarray, np.ndarray]]
"""(weight, bias) of each layer that has them, shaped as the engine's."""
LEARNING_RATE = 0.001


@dataclass(frozen=True)
class Case:
    """A network and a batch; the largest ratio of our time to PyTorch's that is good enough, and one to strive for."""

    name: str
    shape: Shape
    layers: str
    batch: int
    bound: float
    stretch: float
    loss: str = "squared-error"
    optimizer: str = "sgd"

    @property
    def spec(self) -> NetworkSpec:
        return NetworkSpec(self.shape, parse_layers(self.layers))

    @property
    def has_maps(self) -> bool:
        """Whether it is a CNN."""
        return len(self.shape) == 3


@dataclass(frozen=True)
class Learner:
    """A network that learns one batch over and over. step: forward, backward, update. weights: copies of all."""

    step: Step
    weights: Callable[[], Weights]


def _cnn(size: int, first: int, second: int) -> str:
    return f"conv{first}x{size}:relu pool2 conv{second}x{size}:relu pool2 dense10:softmax"


CASES = [
    Case("mlp-tiny", (2,), "dense4:tanh dense2:tanh dense1:tanh", 10, 0.15, 0.10),
    Case("mlp-small", (2,), "dense8:tanh dense8:tanh dense1:tanh", 10, 0.15, 0.10),
    Case("mlp-deep", (2,), "dense8:tanh " * 6 + "dense1:tanh", 30, 0.22, 0.15),
    Case("mlp-batch", (2,), "dense8:tanh dense8:tanh dense1:tanh", 250, 0.22, 0.15),
    Case("mlp-adam", (2,), "dense8:relu dense8:relu dense1", 10, 0.15, 0.10, optimizer="adam"),
    Case("mlp-digits", (784,), "dense128:relu dense10:softmax", 64, 1.0, 0.8, "cross-entropy"),
    Case("cnn-digits8", (8, 8, 1), _cnn(3, 8, 16), 32, 0.40, 0.30, "cross-entropy"),
    Case("cnn-small", (28, 28, 1), _cnn(3, 8, 16), 64, 0.95, 0.75, "cross-entropy"),
    Case("cnn-5x5", (28, 28, 1), _cnn(5, 8, 16), 32, 1.0, 0.8, "cross-entropy"),
    Case("cnn-colour", (32, 32, 3), _cnn(5, 16, 20), 32, 1.25, 1.0, "cross-entropy"),
    Case("cnn-wide", (28, 28, 1), _cnn(3, 32, 64), 64, 1.1, 0.9, "cross-entropy"),
]


def as_classifier(case: Case) -> Case:
    """The case with the output and the loss of a classifier: one ±1 or plain output becomes one sigmoid."""
    if case.loss == "cross-entropy":
        return case
    hidden = case.layers.split()[:-1]
    return replace(case, layers=" ".join([*hidden, "dense1:sigmoid"]), loss="binary-cross-entropy")


def samples(case: Case) -> tuple[np.ndarray, np.ndarray]:
    """A batch x and its targets d."""
    rng = np.random.default_rng(1)
    x = rng.uniform(0, 1, (case.batch, *case.shape)).astype(np.float32)
    outputs = case.spec.output_shape[0]
    if case.loss == "cross-entropy":
        return x, np.eye(outputs, dtype=np.float32)[rng.integers(0, outputs, case.batch)]
    low = 0.0 if case.loss == "binary-cross-entropy" else -1.0
    return x, rng.choice([low, 1.0], (case.batch, outputs)).astype(np.float32)


def first_weights(case: Case) -> Weights:
    """Where every learner of a case starts that can be told so."""
    return copied(Network(case.spec, np.random.default_rng(1)))


def learner(case: Case, start: Weights) -> Learner:
    """The engine's."""
    network = Network(case.spec)
    for own, given in zip(copied(network, views=True), start, strict=True):
        own[0][:], own[1][:] = given
    optimizer = OPTIMIZERS[case.optimizer](network.theta.size, network.dtype)
    loss = LOSSES[case.loss]
    x, d = samples(case)

    def step() -> None:
        network.train_batch(x, d, loss)
        optimizer.step(network.theta, network.gradient, LEARNING_RATE)

    return Learner(step, lambda: copied(network))


def copied(network: Network, views: bool = False) -> Weights:
    """The network's weights, as copies or as views."""
    pairs = [pair for pair in network.parameters if pair is not None]
    return pairs if views else [(weight.copy(), bias.copy()) for weight, bias in pairs]
