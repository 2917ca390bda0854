"""The numbers at one place of a picture under a kernel."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.engine.filtering import Picture
from playground.engine.window_sums import Numbers
from playground.ui.views.convolution.picture_places import Place, pooled_place, window_of
from playground.ui.views.convolution.picture_work import PictureWork
from playground.ui.words import formatting

translate = QCoreApplication.translate


def window_values(work: PictureWork, place: Place) -> Numbers:
    """What the weights of the kernel meet there, (size, size, channels): 0 where the padding lies."""
    spec, field = work.laid.spec, window_of(work, place)
    rows, columns, channels = work.x.shape
    down, across = np.arange(field.top, field.bottom, spec.dilation), np.arange(field.left, field.right, spec.dilation)
    values = np.zeros((len(down), len(across), channels))
    is_row, is_column = (down >= 0) & (down < rows), (across >= 0) & (across < columns)
    values[np.ix_(is_row, is_column)] = work.x[np.ix_(down[is_row], across[is_column])]
    return values


def place_text(work: PictureWork, place: Place) -> str:
    """a, h and the pooled number of an output, of each of its maps."""
    answer = work.answer()
    step = work.step
    at = f"[{place.row}, {place.column}]"
    parts = [f"a{at} = {_at(answer.a, place, step)}", f"h{at} = {_at(answer.h, place, step)}"]
    pooled = pooled_place(work, place)
    if pooled is not None and answer.pooled is not None:
        parts.append(translate("PictureWords", "pooled {0}").format(_at(answer.pooled, pooled, step)))
    return " · ".join(parts)


def _at(values: Picture, place: Place, step: int) -> str:
    row, column = min(place.row // step, values.shape[0] - 1), min(place.column // step, values.shape[1] - 1)
    return ", ".join(formatting.decimal(float(number)) for number in values[row, column])
