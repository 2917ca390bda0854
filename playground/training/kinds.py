"""The kinds of data, models and settings that there are, by the names that documents give them."""

from __future__ import annotations

from playground.training.architecture import Architecture, PerceptronModel
from playground.training.chosen_data import ChosenData, ImagesData, PointsData
from playground.training.settings import TrainingSettings

DATA_KINDS: dict[str, type[ChosenData]] = {"points": PointsData, "images": ImagesData}
MODEL_KINDS: dict[str, type] = {"network": Architecture, "perceptron": PerceptronModel}
SETTINGS_KINDS: dict[str, type[TrainingSettings]] = {"descent": TrainingSettings}
