"""All that comes of a convolution or a pooling of a map, there and back: the numbers, and any of them as a sum."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from playground.engine.pooling_sums import PooledOutput, PoolingSums
from playground.engine.window_sums import ConvolutionSums, Gradients, InputSum, Numbers, OutputSum, WeightSum, frozen
from playground.late_dataclass import dataclass
from playground.training.chosen_convolution import FORWARD, KERNEL_GRADIENT, ConvolutionModel
from playground.training.chosen_maps import MapsData
from playground.training.experiment import Experiment

Sum = OutputSum | PooledOutput | WeightSum | InputSum


@dataclass(frozen=True, eq=False)
class ConvolutionAnswer:
    """sums: of the operation; delta (rows, columns, maps): ∇_a E of its output; pooling: what follows it, or None.

    Arrays are float64 and read-only; whatever thread asks gets the same.
    """

    sums: ConvolutionSums | PoolingSums
    delta: Numbers
    pooling: PoolingSums | None

    @property
    def x(self) -> Numbers:
        """The input (rows, columns, channels)."""
        return self.sums.x

    @property
    def a(self) -> Numbers:
        """a of the output (rows, columns, maps)."""
        return self.sums.a

    @property
    def h(self) -> Numbers:
        """h = g(a) of the output."""
        return self.sums.h

    @property
    def pooled(self) -> Numbers | None:
        """h after the pooling that follows, or None."""
        return None if self.pooling is None else self.pooling.h

    @cached_property
    def gradients(self) -> Gradients:
        """The whole way back from δ; of a pooling only that of the input has numbers."""
        return self.sums.gradients(self.delta)

    def filled(self, way: str) -> Numbers:
        """What is filled place by place when it is gone through in this way: a, or a gradient."""
        if way == FORWARD:
            return self.a
        return self.gradients.weight if way == KERNEL_GRADIENT else self.gradients.input

    def at(self, way: str, place: tuple[int, ...]) -> Sum:
        """How the number at a place of what is filled comes about."""
        if way == KERNEL_GRADIENT and isinstance(self.sums, ConvolutionSums):
            row, column, channel, filter = place
            return self.sums.weight((row, column, channel, filter), self.delta)
        row, column, channel = place
        if way == FORWARD:
            return self.sums.output(row, column, channel)
        return self.sums.input((row, column, channel), self.delta)


def answer_of(experiment: Experiment) -> ConvolutionAnswer:
    """What comes of an experiment with a convolution."""
    model, data = experiment.model, experiment.data
    assert isinstance(model, ConvolutionModel) and isinstance(data, MapsData)
    x, pool = data.resolve().values, model.pool
    sums: ConvolutionSums | PoolingSums
    if model.is_pooling and pool is not None:
        sums, pool = PoolingSums(x, pool), None
    else:
        sums = ConvolutionSums(x, model.kernels, model.spec)
    delta = frozen(np.ones_like(sums.a)) if model.delta is None else model.delta.values
    return ConvolutionAnswer(sums, delta, None if pool is None else PoolingSums(sums.h, pool))
