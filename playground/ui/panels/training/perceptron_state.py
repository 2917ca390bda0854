"""How a perceptron's run goes, in a few words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.training.snapshot import Status
from playground.ui.widgets.state_chip import State

translate = QCoreApplication.translate


def state_words(snapshot: PerceptronSnapshot, counts: str, short: str, slow: bool) -> tuple[State, str, str]:
    """The state, its words, and fewer of them where there is little room, "" for the same.

    counts, short: how many points are on the wrong side; slow: steps come one by one, in a row.
    """
    wrong, status = bool(snapshot.misclassified.any()), snapshot.progress.status
    if not len(snapshot.data_set):
        return "paused", translate("PerceptronTransport", "No points"), ""
    if not snapshot.train_count:
        nothing = translate("PerceptronTransport", "No training points")
        return "paused", nothing, translate("PerceptronTransport", "No points")
    if status is Status.TRAINING:
        return "training", translate("PerceptronTransport", "Training · {0}").format(counts), short
    if not wrong and status is Status.CONVERGED:
        stopped = translate("PerceptronTransport", "Stopped: a pass without a mistake")
        return "training", stopped, translate("PerceptronTransport", "Converged")
    if not wrong:
        return "training", translate("PerceptronTransport", "Every point on its side"), short
    if not snapshot.has_work:
        return "warning", translate("PerceptronTransport", "Converged · {0}").format(counts), short
    if slow:
        return "training", translate("PerceptronTransport", "Slow motion · {0}").format(counts), short
    return "warning", counts, short
