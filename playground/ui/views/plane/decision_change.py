"""What changed on the plane since a moment that was kept: which class gained how much, and what it won."""

from __future__ import annotations

from dataclasses import field

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.mosaic import Pixels, diverging_pixels, words
from playground.ui.views.plane.class_borders import class_borders
from playground.ui.views.plane.class_colours import rgb, soft
from playground.ui.views.plane.joined_lines import dashes
from playground.ui.words import formatting

translate = QCoreApplication.translate
SCALES = (0.02, 0.05, 0.1, 0.25, 0.5, 1.0)
"""The changes that may have the full colour."""
HATCH = 5
"""Every so many cells a line goes through what changed its class."""
INK = 0.35


@dataclass(frozen=True, eq=False)
class Moment:
    """The answers all over the plane at an epoch: decision (side, side, classes), and the borders they had, dashed:
    segments (n, 2, 2)."""

    epoch: float
    decision: np.ndarray
    dashes: np.ndarray
    resized: dict[int, np.ndarray] = field(default_factory=dict)

    @classmethod
    def of(cls, epoch: float, decision: np.ndarray, evidence: np.ndarray) -> Moment:
        return cls(epoch, decision, dashes(class_borders(evidence)))

    def decision_on(self, side: int) -> np.ndarray:
        """Its probabilities (side, side, classes) on a grid of other cells."""
        if side not in self.resized:
            self.resized[side] = _resized(_resized(self.decision, side).swapaxes(0, 1), side).swapaxes(0, 1)
        return self.resized[side]


def change_pixels(now: np.ndarray, then: np.ndarray) -> tuple[Pixels, float]:
    """The colours of a change between probabilities (side, side, classes), or values, and the change that has the full
    colour: that of the class which gained most, hatched where another class wins."""
    gain = now - then
    most = round(float(np.abs(gain).max(initial=0.0)), 6)
    scale = next(scale for scale in SCALES if scale >= min(most, 1.0))
    if now.shape[2] <= 2:  # values, or how probable the second class is
        pixels = diverging_pixels(gain[:, :, -1], scale).copy()
    else:
        colours = np.array([soft(k) for k in range(now.shape[2])], np.float32)
        share = np.clip(gain.max(axis=2) / scale, 0, 1)[:, :, None]
        ground = rgb(THEME.colours.diverging[1])
        pixels = words((ground + (colours[gain.argmax(axis=2)] - ground) * share).astype(np.uint8))
    return _hatched(pixels, now.argmax(axis=2) != then.argmax(axis=2)), scale


def _resized(rows: np.ndarray, side: int) -> np.ndarray:
    """Rows (n, …) at the middles of so many cells of the same whole, by linear interpolation."""
    own = len(rows)
    if own == side:
        return rows
    at = np.clip((np.arange(side) + 0.5) * (own / side) - 0.5, 0, own - 1)
    low = np.minimum(at.astype(np.int64), max(own - 2, 0))
    share = (at - low).astype(np.float32)[:, None, None]
    found: np.ndarray = rows[low] * (1 - share) + rows[np.minimum(low + 1, own - 1)] * share
    return found


def change_texts(moment: Moment, scale: float) -> tuple[str, ...]:
    """Since when, and what the full colour stands for; the same in short."""
    epoch = formatting.significant(moment.epoch, 2) if moment.epoch < 10 else formatting.integer(moment.epoch)
    full = formatting.shortest(scale, 1)
    return (
        translate("DecisionView", "Δ since epoch {0} · full colour: ±{1}").format(epoch, full),
        translate("DecisionView", "Δ since epoch {0}: ±{1}").format(epoch, full),
        translate("DecisionView", "Δ ±{0}").format(full),
    )


def _hatched(pixels: Pixels, where: np.ndarray) -> Pixels:
    rows, columns = np.indices(where.shape)
    line = where & ((rows + columns) % HATCH == 0)
    channels = pixels[line].view(np.uint8).reshape(-1, 4).astype(np.float32)
    ink = THEME.colours.text
    channels[:, :3] += (np.array([ink.blue(), ink.green(), ink.red()], np.float32) - channels[:, :3]) * INK
    pixels[line] = channels.astype(np.uint8).view(np.uint32).ravel()
    return pixels
