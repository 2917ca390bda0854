"""What the output units are asked to say for each class, and how their answer is read."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from playground.engine.losses import LOSSES, Loss
from playground.engine.spec import DenseSpec, NetworkSpec

LARGEST = 1e30
"""Evidence ends here, so that differences of it are finite too."""


@dataclass(frozen=True)
class Targets:
    """The code between classes and output units: one unit tells two classes apart, otherwise there is one a class."""

    outputs: int
    classes: int
    activation: str

    @property
    def low(self) -> float:
        """The target of a unit that should be off."""
        return -1.0 if self.activation in ("tanh", "linear") else 0.0

    def encode(self, label: np.ndarray) -> np.ndarray:
        """Targets d (n, outputs) float32 of labels (n,)."""
        if self.outputs == 1:
            on = label[:, None] == 1
        else:
            on = label[:, None] == np.arange(self.outputs)
        return np.where(on, np.float32(1), np.float32(self.low))

    def probabilities(self, output: np.ndarray) -> np.ndarray:
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

        One unit: the log-odds of class 1, zero where it is undecided. Several: the largest wins, as in `predicted`.
        """
        if self.activation == "tanh":
            logits = logits * 2  # (1 + tanh a) / 2 is the sigmoid of 2a.
        elif self.activation == "linear" and self.outputs == 1:
            logits = logits * (2 * math.log(3))  # No odds beyond ±1, but P = 0.25 and 0.75 are where log-odds say so.
        finite = np.nan_to_num(logits, nan=0.0, posinf=LARGEST, neginf=-LARGEST)
        return np.asarray(np.clip(finite, -LARGEST, LARGEST), np.float32)

    def predicted(self, output: np.ndarray) -> np.ndarray:
        """The class (n,) that each row of outputs (n, outputs) stands for."""
        if self.outputs == 1:
            return np.asarray(output[:, 0] > (1 + self.low) / 2, np.int64)
        return np.asarray(output.argmax(axis=1), np.int64)


def targets_for(spec: NetworkSpec, classes: int) -> Targets:
    """The code that goes with a network's output layer."""
    output = spec.layers[-1]
    assert isinstance(output, DenseSpec)
    return Targets(output.units, classes, output.activation)


def loss_for(name: str, outputs: int) -> Loss:
    """The engine's loss that a user's choice means for a number of output units."""
    if name == "cross-entropy" and outputs == 1:
        return LOSSES["binary-cross-entropy"]
    return LOSSES[name]
