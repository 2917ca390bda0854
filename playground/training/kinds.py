"""The kinds of data, models, settings and captures, by the names that documents give them: open tables."""

from __future__ import annotations

from collections.abc import Mapping

from playground.training.architecture import Architecture, ChosenModel, PerceptronModel
from playground.training.chosen_convolution import ConvolutionModel
from playground.training.chosen_data import PointsData
from playground.training.chosen_images import ImagesData
from playground.training.chosen_maps import MapsData
from playground.training.chosen_plane_values import PlaneValuesData
from playground.training.chosen_values import ValuesData
from playground.training.convolution_capture import ConvolutionCapture
from playground.training.data_kind import ChosenData
from playground.training.network_capture import NetworkCapture
from playground.training.perceptron_capture import PerceptronCapture
from playground.training.settings import TrainingSettings

DATA_KINDS: dict[str, type[ChosenData]] = {
    "points": PointsData,
    "images": ImagesData,
    "values": ValuesData,
    "maps": MapsData,
    "plane-values": PlaneValuesData,
}
MODEL_KINDS: dict[str, type[ChosenModel]] = {
    "network": Architecture,
    "perceptron": PerceptronModel,
    "convolution": ConvolutionModel,
}
SETTINGS_KINDS: dict[str, type[TrainingSettings]] = {"descent": TrainingSettings}
CAPTURE_KINDS: dict[str, type] = {
    "network": NetworkCapture,
    "perceptron": PerceptronCapture,
    "convolution": ConvolutionCapture,
}
"""Kind of model → what its runs are captured as. Fields are numbers, texts, flags, arrays, and tuples, mappings with
texts as keys, or frozen dataclasses of such; a class checks its values in __post_init__ and raises a ValueError."""


def kind_of(kinds: Mapping[str, type], value: object) -> str:
    """The name of a value's kind in one of the tables; KeyError where it has none."""
    for name, kind in kinds.items():
        if type(value) is kind:
            return name
    raise KeyError(f"{type(value).__name__} is none of {', '.join(kinds)}")
