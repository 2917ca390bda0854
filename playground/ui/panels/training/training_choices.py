"""The drop-down lists of the transport bar: how steps are made, and what they lower."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.training.hyperparameters import rows
from playground.training.settings import TrainingSettings
from playground.training.tasks import Task
from playground.ui.widgets.labelled_combo import LabelledCombo
from playground.ui.widgets.number_combo import NumberCombo
from playground.ui.words import formatting
from playground.ui.words.choice_text import options

BATCH_SIZES = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
"""Those that the list offers; another one that is allowed, from a file for instance, joins them."""

translate = QCoreApplication.translate


def optimizer_choice() -> LabelledCombo:
    """How a step is made from the gradient."""
    tooltip = translate("TrainingChoices", "How a step is made from the gradient ∇E; another one keeps the weights")
    return _choice("optimizer", translate("TrainingChoices", "Optimizer"), tooltip)


def batch_choice() -> LabelledCombo:
    """How many samples one step looks at."""
    tooltip = translate("TrainingChoices", "How many samples the gradient ∇E of one step is taken over")
    label, sizes = translate("TrainingChoices", "Batch size"), batch_sizes(BATCH_SIZES[0])
    allowed = rows(TrainingSettings)["batch_size"].range
    combo = NumberCombo(sizes, label, allowed, tooltip=tooltip)
    return LabelledCombo(label, sizes, tooltip=tooltip, combo=combo)


def batch_sizes(current: int) -> list[tuple[str, str]]:
    """The sizes to choose from, the current one among them."""
    return [(str(size), formatting.integer(size)) for size in sorted({*BATCH_SIZES, current})]


def loss_choice() -> LabelledCombo:
    """What training lowers."""
    tooltip = translate("TrainingChoices", "What E(θ) measures and training lowers")
    return _choice("loss", translate("TrainingChoices", "Loss"), tooltip)


def losses_of(task: Task) -> list[tuple[str, str]]:
    """Those that go with what is asked of a network."""
    return [(key, text) for key, text in options(rows(TrainingSettings)["loss"]) if key in task.losses]


def schedule_choice() -> LabelledCombo:
    """How the learning rate falls."""
    tooltip = translate("TrainingChoices", "How the learning rate γ falls as the epochs go by")
    return _choice("schedule", translate("TrainingChoices", "Schedule"), tooltip)


def _choice(field: str, label: str, tooltip: str) -> LabelledCombo:
    return LabelledCombo(label, options(rows(TrainingSettings)[field]), tooltip=tooltip)
