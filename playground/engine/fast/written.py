"""A layer at work as the course writes it, for kinds that nobody has made faster yet."""

from __future__ import annotations

from typing import ClassVar

import numpy as np

from playground.engine.activations import Array
from playground.engine.course import Weighted
from playground.engine.fast.stage import Stage, Task, turned, values_last


class AsWritten(Stage):
    """A stage around the layer of course.py; it allocates, and takes several times as long as one of its own would."""

    draws: ClassVar = True

    def __init__(self, task: Task) -> None:
        self.source, self._target, self._gradients = task.new_source(), task.target, task.layer.gradients
        self._layer = task.layer.spec.course_layer(*(task.layer.parameters or ()))
        self._layer.rng = task.rng
        self._activation, self._h = task.activation, values_last(task.target.h, task.activation)
        self._activate = self._activation.function
        if task.target.gradient is not None:
            self._delta = values_last(task.target.gradient, task.activation)
            self._scratch: Array = np.empty_like(self._delta)
            self._activate = self._activation.allocating_nothing(self._scratch)

    def forward(self) -> None:
        self._layer.forward(turned(self.source.h))
        np.copyto(self._target.h, turned(self._layer.a))
        self._activate(self._h, self._h)

    def backward(self) -> None:
        """δ_k with the stage's activation, which need not be the layer's own; the rest is the layer's."""
        assert self._target.gradient is not None
        self._activation.backward(self._h, self._delta, self._delta, self._scratch)
        gradient = self._layer.distribute(turned(self._target.gradient))
        if self._gradients is not None and isinstance(self._layer, Weighted):
            np.copyto(self._gradients[0], self._layer.weight_gradient)
            np.copyto(self._gradients[1], self._layer.bias_gradient)
        if self.source.gradient is not None:
            np.copyto(self.source.gradient, turned(gradient))
