"""Convolutions and poolings to begin with, and EXAMPLES, their only list; and edits that keep a whole in order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from playground.data.filters import make_filter
from playground.engine.errors import Phrase
from playground.engine.kernels import Kernels
from playground.late_dataclass import dataclass
from playground.training.chosen_convolution import CONVOLUTION, FORWARD, KERNEL_GRADIENT, ConvolutionModel
from playground.training.chosen_maps import MapsData
from playground.training.experiment import Experiment
from playground.training.settings import TrainingSettings

USUAL_PACE = 4.0
"""Places a second: each product can still be followed."""


@dataclass(frozen=True)
class Example:
    """A map with what belongs on it, and what the window says of it."""

    data: MapsData
    model: ConvolutionModel
    title: Phrase
    tooltip: Phrase


def _kernels(*names: str, channels: int = 1, bias: float = 0.0) -> Kernels:
    """A kernel of each name, the same on every channel."""
    each = np.stack([make_filter(name) for name in names], axis=-1)
    return Kernels(np.repeat(each[:, :, None], channels, axis=2), np.full(len(names), bias))


def _rgb() -> Kernels:
    """The kernel of the course for three channels, whose bias is 1."""
    red = [[-1, -1, 1], [0, 1, -1], [0, 1, 1]]
    green = [[1, 0, 0], [1, -1, -1], [1, 0, -1]]
    blue = [[0, 1, 1], [0, 1, 0], [1, -1, 1]]
    channels = np.array([red, green, blue], np.float64)
    return Kernels(np.moveaxis(channels, 0, -1)[..., None], np.ones(1))


def _lines() -> Kernels:
    """Of two channels: the one alone, the other alone, and the one against the other."""
    weight = np.zeros((3, 3, 2, 3))
    weight[:, 1, 0, 0] = weight[1, :, 1, 1] = weight[:, 1, 0, 2] = 1
    weight[1, :, 1, 2] = -1
    return Kernels(weight, np.zeros(3))


EXAMPLES: dict[str, Example] = {
    "slide": Example(
        MapsData("slide"),
        ConvolutionModel(kernels=_kernels("cross")),
        Phrase("5 × 5"),
        Phrase("The course's first convolution: one channel, no padding, bias 0"),
    ),
    "rgb": Example(
        MapsData("rgb"),
        ConvolutionModel(kernels=_rgb(), padding=1),
        Phrase("RGB"),
        Phrase("The course's convolution of three channels, with padding and bias 1"),
    ),
    "drawing": Example(
        MapsData("seven"),
        ConvolutionModel(kernels=_kernels("sobel-x"), padding=None, activation="relu", pooling="max-pool"),
        Phrase("Drawing"),
        Phrase("A map of 14 × 14 to be drawn on, and its upright edges after ReLU"),
    ),
    "edge": Example(
        MapsData("edge"),
        ConvolutionModel(kernels=_kernels("sobel-x", "sobel-y")),
        Phrase("Edge"),
        Phrase("Two kernels on one edge: one sees it, the other does not"),
    ),
    "maps": Example(
        MapsData("lines"),
        ConvolutionModel(kernels=_lines(), padding=1),
        Phrase("2 → 3 maps"),
        Phrase("Two channels and three kernels: each map is a sum of two convolutions"),
    ),
    "pooling": Example(
        MapsData("pools"),
        ConvolutionModel(operation="max-pool"),
        Phrase("Pooling"),
        Phrase("The largest number of each window of 2 × 2"),
    ),
}
"""Name → what is laid on what. An example added here is offered."""


def example(name: str) -> Experiment:
    """The experiment of a name."""
    found = EXAMPLES[name]
    return Experiment(found.data, found.model, TrainingSettings(pace=USUAL_PACE))


def edited(experiment: Experiment, data: MapsData | None = None, **changes: Any) -> Experiment:
    """The experiment with another map, or with other fields of its convolution: kernels, δ and way follow where they
    have to. ExperimentError or SpecError for what does not fit or is not allowed."""
    found, model = experiment.data if data is None else data, experiment.model
    assert isinstance(found, MapsData) and isinstance(model, ConvolutionModel)
    if changes.get("operation", model.operation) != CONVOLUTION and model.way == KERNEL_GRADIENT:
        changes = {"way": FORWARD, **changes}
    return replace(experiment, data=found, model=replace(model, **changes).fitted(found.input_shape))
