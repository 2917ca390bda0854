"""What a set of samples is called: a built-in one, the user's own points, a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from playground.data.image_sets import IMAGE_SETS
from playground.data.point_sets import POINT_SETS
from playground.data.value_sets import VALUE_SETS
from playground.training.chosen_data import DRAWN
from playground.ui.words.refusals import sentence


def set_text(source: str) -> str:
    """The title of a source of samples; of a file or folder its name."""
    if source == DRAWN:
        return QCoreApplication.translate("Sets", "Drawn")
    recipe = POINT_SETS.get(source) or VALUE_SETS.get(source) or IMAGE_SETS.get(source)
    return Path(source).name if recipe is None else sentence(recipe.title)
