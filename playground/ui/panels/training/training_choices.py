"""The drop-down lists of the transport bar: how steps are made, and what they lower."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.training.settings import LOSS_NAMES
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.words import formatting
from playground.ui.words.choice_text import loss_names, optimizer_names

BATCH_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)


translate = QCoreApplication.translate


def optimizer_choice() -> LabelledCombo:
    """How a step is made from the gradient."""
    tooltip = translate("TrainingChoices", "How a step is made from the gradient ∇E; another one keeps the weights")
    return LabelledCombo(translate("TrainingChoices", "Optimizer"), list(optimizer_names().items()), tooltip=tooltip)


def batch_choice() -> LabelledCombo:
    """How many samples one step looks at."""
    tooltip = translate("TrainingChoices", "How many samples the gradient ∇E of one step is taken over")
    return LabelledCombo(translate("TrainingChoices", "Batch size"), batch_sizes(BATCH_SIZES[0]), tooltip=tooltip)


def batch_sizes(current: int) -> list[tuple[str, str]]:
    """The sizes to choose from, the current one among them."""
    return [(str(size), formatting.integer(size)) for size in sorted({*BATCH_SIZES, current})]


def loss_choice() -> LabelledCombo:
    """What training lowers."""
    names = loss_names()
    options = [(name, names[name]) for name in LOSS_NAMES]
    return LabelledCombo(
        translate("TrainingChoices", "Loss"),
        options,
        tooltip=translate("TrainingChoices", "What E(θ) measures and training lowers"),
    )


def schedule_choice() -> LabelledCombo:
    """How the learning rate falls."""
    options = [
        ("constant", translate("TrainingChoices", "Constant")),
        ("step", translate("TrainingChoices", "Steps")),
        ("cosine", translate("TrainingChoices", "Cosine")),
    ]
    return LabelledCombo(
        translate("TrainingChoices", "Schedule"),
        options,
        tooltip=translate("TrainingChoices", "How the learning rate γ falls as the epochs go by"),
    )
