"""What stopped training, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.training.settings import TrainingSettings
from playground.training.stop import Stop
from playground.ui.words import formatting

translate = QCoreApplication.translate


def stop_sentence(stop: Stop, training: TrainingSettings) -> str:
    """The condition that was met, and that one may go on."""
    text = {
        "stop_epoch": translate("StopText", "Stopped at epoch {0}, as you wanted; Train goes on."),
        "stop_loss": translate("StopText", "Stopped at epoch {0}: the loss is below {1}. Train goes on."),
        "stop_accuracy": translate("StopText", "Stopped at epoch {0}: the accuracy has reached {1}. Train goes on."),
        "patience": translate(
            "StopText",
            "Stopped at epoch {0}: nothing better for {1} epochs. The weights are those of epoch {2} again, the best"
            " ones; Train goes on from there.",
        ),
    }[stop.condition]
    return text.format(_epoch(stop.epoch), _bound(stop, training), _epoch(stop.best_epoch))


def stop_word(stop: Stop) -> str:
    """The same in two words."""
    return {
        "stop_epoch": translate("StopText", "Stopped · epoch {0}").format(_epoch(stop.epoch)),
        "stop_loss": translate("StopText", "Stopped · loss"),
        "stop_accuracy": translate("StopText", "Stopped · accuracy"),
        "patience": translate("StopText", "Stopped · no better"),
    }[stop.condition]


def _epoch(epoch: float) -> str:
    return formatting.integer(int(epoch + 1e-6))


def _bound(stop: Stop, training: TrainingSettings) -> str:
    value = getattr(training, stop.condition)
    if value is None:
        return formatting.NOTHING
    if stop.condition == "stop_accuracy":
        return formatting.share(value)
    return formatting.shortest(value, 1) if stop.condition == "stop_loss" else formatting.integer(value)
