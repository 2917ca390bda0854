"""What the choices of training are called: optimizers and losses in the user's words."""

from PySide6.QtCore import QCoreApplication


def optimizer_names() -> dict[str, str]:
    """The optimizers, in order of complexity."""
    return {
        "sgd": _tr("SGD"),
        "momentum": _tr("SGD + momentum"),
        "nesterov": _tr("Nesterov"),
        "rmsprop": _tr("RMSProp"),
        "adam": _tr("Adam"),
    }


def loss_names() -> dict[str, str]:
    """The losses."""
    return {
        "cross-entropy": _tr("Cross-entropy"),
        "squared-error": _tr("Squared error"),
        "absolute-error": _tr("Absolute error"),
        "huber": _tr("Huber"),
    }


def _tr(text: str) -> str:
    return QCoreApplication.translate("TrainingChoices", text)
