"""The colours of classes as regions of the plane."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor

from playground.ui.look.theme import THEME


def soft(label: int) -> np.ndarray:
    """A class's colour as a region: as pale as the diverging map's ends are, so that points stand out."""
    colours = THEME.colours
    if label < 2:
        return rgb(colours.diverging[2 * label])
    share = 0.85 if colours.dark else 0.62
    return rgb(colours.classes[label]) * share + rgb(colours.panel) * (1 - share)


def rgb(colour: QColor) -> np.ndarray:
    """Red, green and blue (3,)."""
    return np.array([colour.red(), colour.green(), colour.blue()], np.float32)
