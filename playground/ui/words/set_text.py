"""What a set of samples is called: a built-in one, the user's own points, a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from playground.data.plane_value_sets import PLANE_VALUE_SETS
from playground.data.point_sets import POINT_SETS
from playground.training.chosen_data import DRAWN
from playground.ui.words.refusals import sentence


def set_text(source: str) -> str:
    """The title of a source of samples; of a file or folder its name."""
    if source == DRAWN:
        return QCoreApplication.translate("Sets", "Drawn")
    recipe = next((table[source] for table in _tables() if source in table), None)
    return Path(source).name if recipe is None else sentence(recipe.title)


def _tables() -> Iterator[Mapping[str, Any]]:
    """All built-in sets, those of the plane first: for these the others need not be loaded."""
    yield POINT_SETS
    yield PLANE_VALUE_SETS
    from playground.data.image_sets import IMAGE_SETS
    from playground.data.number_maps import MAPS
    from playground.data.value_sets import VALUE_SETS

    yield from (VALUE_SETS, IMAGE_SETS, MAPS)
