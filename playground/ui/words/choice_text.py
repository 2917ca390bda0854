"""What the choices of training are called: optimizers and losses in the user's words."""

from PySide6.QtCore import QCoreApplication

translate = QCoreApplication.translate


def optimizer_names() -> dict[str, str]:
    """The optimizers, in order of complexity."""
    return {
        "sgd": translate("TrainingChoices", "SGD"),
        "momentum": translate("TrainingChoices", "SGD + momentum"),
        "nesterov": translate("TrainingChoices", "Nesterov"),
        "rmsprop": translate("TrainingChoices", "RMSProp"),
        "adam": translate("TrainingChoices", "Adam"),
    }


def loss_names() -> dict[str, str]:
    """The losses."""
    return {
        "cross-entropy": translate("TrainingChoices", "Cross-entropy"),
        "squared-error": translate("TrainingChoices", "Squared error"),
        "absolute-error": translate("TrainingChoices", "Absolute error"),
        "huber": translate("TrainingChoices", "Huber"),
    }
