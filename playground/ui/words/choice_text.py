"""What choices are called in the user's words: optimizers, losses, schedules, ways to prepare pictures."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from playground.training.hyperparameters import Hyperparameter
from playground.ui.words.rule_text import rule_names

translate = QCoreApplication.translate


def optimizer_names() -> dict[str, str]:
    return {
        "sgd": translate("TrainingChoices", "SGD"),
        "momentum": translate("TrainingChoices", "SGD + momentum"),
        "nesterov": translate("TrainingChoices", "Nesterov"),
        "rmsprop": translate("TrainingChoices", "RMSProp"),
        "adam": translate("TrainingChoices", "Adam"),
    }


def loss_names() -> dict[str, str]:
    return {
        "cross-entropy": translate("TrainingChoices", "Cross-entropy"),
        "squared-error": translate("TrainingChoices", "Squared error"),
        "absolute-error": translate("TrainingChoices", "Absolute error"),
        "huber": translate("TrainingChoices", "Huber"),
    }


def schedule_names() -> dict[str, str]:
    return {
        "constant": translate("TrainingChoices", "Constant"),
        "step": translate("TrainingChoices", "Steps"),
        "cosine": translate("TrainingChoices", "Cosine"),
    }


def style_names() -> dict[str, str]:
    return {
        "digit": translate("PreparationChoices", "as a digit"),
        "photo": translate("PreparationChoices", "as a photo"),
    }


def fit_names() -> dict[str, str]:
    return {
        "crop": translate("PreparationChoices", "cropped to the middle"),
        "whole": translate("PreparationChoices", "whole, with margins"),
    }


def turn_names() -> dict[str, str]:
    return {
        "none": translate("PreparationChoices", "not at all"),
        "left": translate("PreparationChoices", "to the left"),
        "right": translate("PreparationChoices", "to the right"),
        "half": translate("PreparationChoices", "upside down"),
        "transposed": translate("PreparationChoices", "rows and columns swapped"),
    }


NAMES: dict[str, Callable[[], dict[str, str]]] = {
    "optimizer": optimizer_names,
    "loss": loss_names,
    "schedule": schedule_names,
    "rule": rule_names,
    "style": style_names,
    "fit": fit_names,
    "turn": turn_names,
}
"""Hyperparameter → what its choices are called."""


def choice_text(hyperparameter: str, choice: str) -> str:
    """A choice's name in the window, as it is where there is no other."""
    names = NAMES.get(hyperparameter)
    return choice if names is None else names().get(choice, choice)


def options(row: Hyperparameter) -> list[tuple[str, str]]:
    """All that a row lets one choose, by key and name, in its order."""
    names = NAMES[row.name]() if row.name in NAMES else {}
    return [(name, names.get(name, name)) for name in row.choices.names]
