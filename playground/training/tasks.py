"""The seam between what data ask for and a network: how many outputs, which losses, how answers are coded and read."""

from __future__ import annotations

import math
from collections.abc import Hashable
from typing import ClassVar, Protocol

import numpy as np

from playground.engine.layer import Layer
from playground.engine.losses import LOSSES, Loss
from playground.engine.spec import LayerSpec
from playground.late_dataclass import dataclass
from playground.training.class_units import Origins, keep_classes
from playground.training.hyperparameters import ExperimentError

LARGEST = 1e30
"""Evidence ends here, so that differences of it are finite too."""
VALUE_LOSSES = ("squared-error", "absolute-error", "huber")
LOSS_NAMES = ("cross-entropy", *VALUE_LOSSES)


class Targets(Protocol):
    """The code between what is wanted and output units with a certain activation."""

    @property
    def activation(self) -> str: ...
    @property
    def classes(self) -> int:
        """How many classes are told apart; 0 where there are none."""

    def encode(self, wanted: np.ndarray) -> np.ndarray:
        """Targets d (n, outputs) float32 of what is wanted of n samples."""

    def decode(self, output: np.ndarray) -> np.ndarray:
        """What rows of outputs (n, outputs) say, in the form of `wanted`."""

    def right(self, output: np.ndarray, wanted: np.ndarray) -> np.ndarray | None:
        """Which of n samples are answered rightly, or None where answers are more or less good."""

    def decision(self, output: np.ndarray) -> np.ndarray:
        """What outputs (…, outputs) stand for, as maps show it: the probability of every class, or values."""

    def evidence(self, logits: np.ndarray) -> np.ndarray:
        """The same before the output's activation saturates, finite, from a_L (…, outputs)."""


class Task(Hashable, Protocol):
    """What data ask of a network; a frozen, hashable value."""

    @property
    def outputs(self) -> int:
        """Units of the output layer."""

    @property
    def losses(self) -> tuple[str, ...]:
        """The losses that go with it, by the names that the user knows, the usual one first."""

    def output_activations(self, loss: str) -> tuple[str, ...]:
        """The activations that the output layer may have under a loss, the usual one first; ExperimentError where the
        loss does not go with the task."""

    def loss(self, name: str) -> Loss:
        """The engine's loss that a user's choice means."""

    def targets(self, activation: str) -> Targets:
        """The code for an output layer with this activation."""

    def fit_output(self, old: Layer, spec: LayerSpec, origins: Origins) -> Layer:
        """An output layer that learned, made to fit a new one, such that what it stands for keeps its meaning; origins:
        the old class that each new one is."""


@dataclass(frozen=True)
class Classification:
    """Which of some classes? One output unit tells two apart, otherwise there is one a class."""

    classes: int
    outputs: int
    losses: ClassVar[tuple[str, ...]] = LOSS_NAMES

    def output_activations(self, loss: str) -> tuple[str, ...]:
        if loss == "cross-entropy":
            return ("sigmoid",) if self.outputs == 1 else ("softmax",)
        return ("tanh", "sigmoid", "linear") if self.outputs == 1 else ("sigmoid", "softmax", "tanh", "linear")

    def loss(self, name: str) -> Loss:
        return LOSSES["binary-cross-entropy" if name == "cross-entropy" and self.outputs == 1 else name]

    def targets(self, activation: str) -> ClassTargets:
        return ClassTargets(self.outputs, self.classes, activation)

    def fit_output(self, old: Layer, spec: LayerSpec, origins: Origins) -> Layer:
        return keep_classes(old, spec, origins)


@dataclass(frozen=True)
class Regression:
    """Which values? One linear output unit for each."""

    outputs: int = 1
    losses: ClassVar[tuple[str, ...]] = VALUE_LOSSES

    def output_activations(self, loss: str) -> tuple[str, ...]:
        if loss not in self.losses:
            raise ExperimentError(
                "loss: {loss!r} compares classes; for values it is one of {names}",
                loss=loss,
                names=", ".join(self.losses),
            )
        return ("linear", "tanh", "sigmoid", "softplus")

    def loss(self, name: str) -> Loss:
        return LOSSES[name]

    def targets(self, activation: str) -> ValueTargets:
        return ValueTargets(self.outputs, activation)

    def fit_output(self, old: Layer, spec: LayerSpec, origins: Origins) -> Layer:
        return old


@dataclass(frozen=True)
class ValueTargets:
    """Values as they are: wanted (n,) or (n, outputs)."""

    outputs: int
    activation: str
    classes: ClassVar[int] = 0

    def encode(self, wanted: np.ndarray) -> np.ndarray:
        return np.asarray(wanted, np.float32).reshape(len(wanted), self.outputs)

    def decode(self, output: np.ndarray) -> np.ndarray:
        return output

    def right(self, output: np.ndarray, wanted: np.ndarray) -> None:
        return None

    def decision(self, output: np.ndarray) -> np.ndarray:
        return output

    def evidence(self, logits: np.ndarray) -> np.ndarray:
        return _finite(logits)


@dataclass(frozen=True)
class ClassTargets:
    """One unit tells two classes apart; of several the largest wins. Wanted are labels (n,)."""

    outputs: int
    classes: int
    activation: str

    @property
    def low(self) -> float:
        """The target of a unit that should be off."""
        return -1.0 if self.activation in ("tanh", "linear") else 0.0

    def encode(self, wanted: np.ndarray) -> np.ndarray:
        on = wanted[:, None] == (1 if self.outputs == 1 else np.arange(self.outputs))
        return np.where(on, np.float32(1), np.float32(self.low))

    def decode(self, output: np.ndarray) -> np.ndarray:
        if self.outputs == 1:
            return np.asarray(output[:, 0] > (1 + self.low) / 2, np.int64)
        return np.asarray(output.argmax(axis=1), np.int64)

    def right(self, output: np.ndarray, wanted: np.ndarray) -> np.ndarray:
        right: np.ndarray = self.decode(output) == wanted
        return right

    def decision(self, output: np.ndarray) -> np.ndarray:
        """The probability of every class (…, classes) that outputs (…, outputs) stand for.

        Where the output activation is not a distribution, outputs are clipped to their targets' range and normalised.
        An output that overflowed and is not a number speaks for no class.
        """
        share: np.ndarray = np.clip((output - self.low) / (1 - self.low), 0, 1)
        if not math.isfinite(share.sum()):
            share = np.nan_to_num(share, nan=1 / self.classes)
        if self.outputs == 1:
            return np.concatenate([1 - share, share], axis=-1)
        if self.activation == "softmax":
            return share
        total = share.sum(axis=-1, keepdims=True)
        chances: np.ndarray = np.divide(share, total, out=np.full_like(share, 1 / self.classes), where=total > 0)
        return chances

    def evidence(self, logits: np.ndarray) -> np.ndarray:
        """What a_L (…, outputs) says for each class, finite and without the saturation of probabilities.

        One unit: the log-odds of class 1, zero where it is undecided. Several: the largest wins, as in `decode`.
        """
        if self.activation == "tanh":
            logits = logits * 2  # (1 + tanh a) / 2 is the sigmoid of 2a.
        elif self.activation == "linear" and self.outputs == 1:
            logits = logits * (2 * math.log(3))  # No odds beyond ±1, but P = 0.25 and 0.75 are where log-odds say so.
        return _finite(logits)


def _finite(values: np.ndarray) -> np.ndarray:
    finite = np.nan_to_num(values, nan=0.0, posinf=LARGEST, neginf=-LARGEST)
    return np.asarray(np.clip(finite, -LARGEST, LARGEST), np.float32)
