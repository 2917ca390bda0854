"""What is laid on a map: kernels of the user's own, or a pooling, and the way in which it is gone through."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np

from playground.data.filters import make_filter
from playground.data.number_maps import NumberMap
from playground.engine.connection_counts import LayerSizes
from playground.engine.kernels import Kernels
from playground.engine.layer_kinds import Conv2DSpec, PoolSpec
from playground.engine.layer_spec import LayerSpec, Shape
from playground.engine.limits import Choices, Range, SpecError
from playground.engine.receptive_field import reach
from playground.engine.words import parse_layers
from playground.late_dataclass import dataclass
from playground.training.architecture import ChosenModel
from playground.training.chosen_maps import MapsData
from playground.training.convolution_beside import MAP_ACTIVATIONS, POOLINGS, PictureChoices, PooledTable
from playground.training.data_kind import ChosenData
from playground.training.hyperparameters import Anything, ExperimentError, Hyperparameter, Renewal, check, chosen
from playground.training.route import Route

CONVOLUTION = "convolution"
FORWARD, KERNEL_GRADIENT, INPUT_GRADIENT = WAYS = ("forward", "kernel-gradient", "input-gradient")
MOST_REACH = 1_000
MOST_LAYERS = 16


CROSS = Kernels(make_filter("cross")[..., None, None], np.zeros(1))
STACK: tuple[LayerSpec, ...] = parse_layers("conv1x3 pool2 conv1x3")
SIZES = LayerSizes()
PICTURE, TABLE = PictureChoices(), PooledTable()


@dataclass(frozen=True)
class ConvolutionModel(ChosenModel):
    """A convolution or a pooling of one map. What comes of it is worked out: nothing is learned.

    kernels: of the convolution; padding None: "same". pooling: what follows a convolution, if anything; pool_size and
    pool_stride (None: side by side) are of the pooling wherever it stands. delta: ∇_a E of the output, None: ones.
    stack: layers of which a unit is asked what it sees; sizes: of the layers whose connections are counted; picture:
    what happens to a whole picture; table: what is pooled beside.
    """

    operation: str = chosen(
        CONVOLUTION, Hyperparameter("operation", Choices((CONVOLUTION, *POOLINGS)), Renewal.NOTHING)
    )
    kernels: Kernels = chosen(CROSS, Hyperparameter("kernels", Anything(), Renewal.NOTHING))
    stride: int = chosen(1, Hyperparameter("stride", Range(1, 7, whole=True), Renewal.NOTHING))
    padding: int | None = chosen(
        0, Hyperparameter("padding", Range(0, 6, whole=True, besides=(None,)), Renewal.NOTHING)
    )
    dilation: int = chosen(1, Hyperparameter("dilation", Range(1, 4, whole=True), Renewal.NOTHING))
    activation: str = chosen("linear", Hyperparameter("activation", Choices(MAP_ACTIVATIONS), Renewal.NOTHING))
    pooling: str | None = chosen(None, Hyperparameter("pooling", Choices(POOLINGS, optional=True), Renewal.NOTHING))
    pool_size: int = chosen(2, Hyperparameter("pool size", Range(1, 7, whole=True), Renewal.NOTHING))
    pool_stride: int | None = chosen(
        None, Hyperparameter("pool stride", Range(1, 7, whole=True, besides=(None,)), Renewal.NOTHING)
    )
    way: str = chosen(FORWARD, Hyperparameter("way", Choices(WAYS), Renewal.NOTHING))
    delta: NumberMap | None = chosen(None, Hyperparameter("δ", Anything(), Renewal.NOTHING))
    every_sample: bool = chosen(False, Hyperparameter("every product", Anything(), Renewal.NOTHING))
    """Whether it is played product by product; otherwise place by place."""
    stack: tuple[LayerSpec, ...] = chosen(STACK, Hyperparameter("stack", Anything(), Renewal.NOTHING))
    sizes: LayerSizes = chosen(SIZES, Hyperparameter("sizes", Anything(), Renewal.NOTHING))
    picture: PictureChoices = chosen(PICTURE, Hyperparameter("whole picture", Anything(), Renewal.NOTHING))
    table: PooledTable = chosen(TABLE, Hyperparameter("pooled table", Anything(), Renewal.NOTHING))

    def __post_init__(self) -> None:
        check(self)
        if self.is_pooling and self.way == KERNEL_GRADIENT:
            raise ExperimentError("way: a pooling has no kernel to learn; allowed are forward and input-gradient")
        if not all(isinstance(layer, Conv2DSpec | PoolSpec) for layer in self.stack) or len(self.stack) > MOST_LAYERS:
            raise ExperimentError("stack: allowed are up to {most} layers that convolve or pool", most=MOST_LAYERS)
        seen = reach(self.stack).size
        if seen > MOST_REACH:
            raise ExperimentError(
                "stack: a unit would see {seen:,} places; allowed are {most:,}", seen=seen, most=MOST_REACH
            )

    @property
    def is_pooling(self) -> bool:
        """Whether a window is pooled, rather than laid under a kernel."""
        return self.operation != CONVOLUTION

    @property
    def spec(self) -> Conv2DSpec:
        """The convolution as a layer."""
        padding: int | Literal["same"] = "same" if self.padding is None else self.padding
        kernels = self.kernels
        return Conv2DSpec(kernels.filters, kernels.size, self.stride, padding, self.activation, self.dilation)

    @property
    def pool(self) -> PoolSpec | None:
        """The pooling as a layer: the operation itself, or what follows the convolution."""
        name = self.operation if self.is_pooling else self.pooling
        return None if name is None else POOLINGS[name](self.pool_size, self.pool_stride)

    def output_shape(self, shape: Shape) -> Shape:
        """(rows, columns, maps) of what the operation makes of a map, before a pooling behind it; ExperimentError where
        it does not fit."""
        pool = self.pool
        try:
            if self.is_pooling and pool is not None:
                return pool.output_shape(shape)
            return self.spec.output_shape(shape)
        except SpecError as error:
            what = self.pool_size if self.is_pooling else self.spec.reach
            raise ExperimentError("a window of {size} places does not fit: {reason}", size=what, reason=error) from None

    def check_data(self, data: ChosenData) -> None:
        if not isinstance(data, MapsData):
            raise ExperimentError("a kernel is laid on a map of numbers only")
        shape = data.input_shape
        if not self.is_pooling and self.kernels.channels != shape[2]:
            raise ExperimentError(
                "kernels: they have {count} channels, but the map {channels}",
                count=self.kernels.channels,
                channels=shape[2],
            )
        output = self.output_shape(shape)
        if self.delta is not None and self.delta.values.shape != output:
            raise ExperimentError(
                "δ: it is of shape {shape}, but the output of {output}", shape=self.delta.values.shape, output=output
            )
        pool = self.pool
        if pool is not None and not self.is_pooling:
            try:
                pool.output_shape(output)
            except SpecError as error:
                raise ExperimentError(
                    "pool size: {size} is too large: {reason}", size=pool.size, reason=error
                ) from None

    def route(self, data: ChosenData) -> Route:
        shape = data.input_shape
        output = self.output_shape(shape)
        size, depth = (self.pool_size, 1) if self.is_pooling else (self.kernels.size, self.kernels.filters)
        if self.way == KERNEL_GRADIENT:
            return Route(self.way, self.kernels.weight.shape, output[:2])
        if self.way == INPUT_GRADIENT:
            return Route(self.way, shape, (size, size, depth))
        return Route(self.way, output, (size, size, 1 if self.is_pooling else shape[2]))

    def parameter_count(self, data: ChosenData, loss: str) -> int:
        """None are learned: the kernels are chosen."""
        return 0

    def fitted(self, shape: Shape) -> ConvolutionModel:
        """With kernels of as many channels as a map of this shape has, and δ of the output's shape: what is new of the
        kernels is 0, and of δ 1. ExperimentError where a window does not fit."""
        kernels = self.kernels if self.kernels.channels == shape[2] else self.kernels.with_channels(shape[2])
        found = replace(self, kernels=kernels, delta=None)
        if self.delta is None:
            return found
        rows, columns, maps = found.output_shape(shape)
        return replace(found, delta=self.delta.with_shape(rows, columns, maps, 1.0))
