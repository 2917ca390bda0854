"""What charts of curves share: round numbers for axes, curves thinned to pixels, scales linear or logarithmic."""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.training.snapshot import Curves
from playground.ui.look.theme import THEME
from playground.ui.views.many_values import path_through
from playground.ui.words import formatting
from playground.ui.words.powers import power_text

LEAST_SPAN = 1e-6
"""Of an axis, relative to its numbers."""
LONG = 1e9
"""Numbers from here on are written as powers of ten."""
FAR = 1e4
"""Lengths of an axis; painters cannot reckon with places that are farther away."""
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)
BOLD, SHIFT = 1.6, 0.6
"""The width of a bold curve, and how far apart the lines are that make a strong one."""


@dataclass(frozen=True)
class Axis:
    """Numbers from `low` to `high` along `start`…`end` pixels; logarithmic ones are above 0.

    One on which nothing lies between the ends, since floats so large are too coarse for it, is made longer.
    """

    low: float
    high: float
    start: float
    end: float
    log: bool = False

    def __post_init__(self) -> None:
        if not self.high > self.low:
            object.__setattr__(self, "high", self.low + max(LEAST_SPAN, abs(self.low) * LEAST_SPAN))

    def pixels(self, values: np.ndarray) -> np.ndarray:
        """Where numbers lie, in pixels; what is not on a logarithmic axis lies at NaN, what is infinite far beyond."""
        low, high = self._scaled(np.array([self.low, self.high]))
        share: np.ndarray = (self._scaled(np.asarray(values, np.float64)) - low) / (high - low)
        share = np.clip(share, -FAR, FAR)
        return self.start + share * (self.end - self.start)

    def pixel(self, value: float) -> float:
        return float(self.pixels(np.array([value]))[0])

    def value(self, pixel: float) -> float:
        """The number at a place."""
        share = (pixel - self.start) / (self.end - self.start)
        if not self.log:
            return self.low + share * (self.high - self.low)
        return float(self.low * (self.high / self.low) ** share)

    def ticks(self, count: int) -> list[tuple[float, str]]:
        """About `count` round numbers on the axis, as they are written."""
        return log_ticks(self.low, self.high, count) if self.log else linear_ticks(self.low, self.high, count)

    def _scaled(self, values: np.ndarray) -> np.ndarray:
        if not self.log:
            return values
        logarithms = np.full(values.shape, np.nan)
        np.log10(values, where=values > 0, out=logarithms)
        return logarithms


def nice_step(span: float, count: int) -> float:
    """The round number nearest above span / count."""
    raw = span / max(count, 1)
    power = 10.0 ** math.floor(math.log10(raw))
    return next(step * power for step in STEPS if step * power >= raw * 0.999)


def linear_ticks(low: float, high: float, count: int) -> list[tuple[float, str]]:
    """Round numbers between two, evenly spaced, with as many digits as they need."""
    if not high > low:
        return []
    step = nice_step(high - low, count)
    mantissa = step / 10.0 ** math.floor(math.log10(step))
    digits = max(0, -math.floor(math.log10(step)) + (1 if math.isclose(mantissa, 2.5) else 0))
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [(k * step, _tick_text(k * step, digits) if k else "0") for k in range(first, last + 1)]


def _tick_text(value: float, digits: int) -> str:
    return formatting.decimal(value, digits) if abs(value) < LONG else formatting.scientific(value)


def log_ticks(low: float, high: float, count: int) -> list[tuple[float, str]]:
    """Powers of ten between two numbers; where there are few, 2 and 5 times powers of ten as well."""
    first, last = math.floor(math.log10(low) + 1e-9), math.ceil(math.log10(high) - 1e-9)
    stride = max(1, math.ceil((last - first) / max(count, 1)))
    values = [10.0**k for k in range(first, last + 1, stride)]
    if stride == 1 and last - first <= 2:
        values = [factor * power for power in values for factor in (1.0, 2.0, 5.0)]
    return [(v, power_text(v)) for v in values if low * 0.999 <= v <= high * 1.001]


def thinned(x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A curve in pixels, x rising, with at most the least and the greatest y for every pixel across; no NaN."""
    keep = np.isfinite(y) & np.isfinite(x)
    x, y = x[keep], y[keep]
    if len(x) < 3 or len(x) <= 2 * (x[-1] - x[0]):
        return x, y
    column = np.floor(x).astype(np.int64)
    starts = np.flatnonzero(np.diff(column, prepend=column[0] - 1))
    low, high = np.minimum.reduceat(y, starts), np.maximum.reduceat(y, starts)
    first = y[starts]
    falling = np.abs(first - high) < np.abs(first - low)
    pairs = np.where(falling[:, None], np.stack([high, low], 1), np.stack([low, high], 1))
    return np.repeat(x[starts], 2), pairs.ravel()


def stretches(curves: Curves) -> list[slice]:
    """The records of one curve after the other: another one begins where an edit changed what is measured."""
    starts = np.searchsorted(curves.epoch, [mark.epoch for mark in curves.marks if mark.anew]).tolist()
    ends = sorted({0, *starts, len(curves.epoch)})
    return [slice(start, end) for start, end in itertools.pairwise(ends)]


def draw_curve(painter: QPainter, colour: QColor, x: np.ndarray, y: np.ndarray, bold: bool = False) -> None:
    """Draws a curve in pixels. Wide pens cost up to fifty times as much as 1 px: a strong curve is drawn repeatedly."""
    if len(x) < 2:
        return
    path = path_through(x, y)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(colour, 1))
    for shift in _shifts(BOLD if bold else 1.0):
        painter.drawPath(path.translated(0, shift))


def draw_dashed(painter: QPainter, colour: QColor, x: np.ndarray, y: np.ndarray) -> None:
    """Draws a dashed curve in pixels."""
    if len(x) < 2:
        return
    pen = QPen(colour, 1)
    pen.setDashPattern([4, 3])
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    path = path_through(x, y)
    for shift in _shifts(1.0):
        painter.drawPath(path.translated(0, shift))


def _shifts(width: float) -> list[float]:
    """Where lines of 1 px are to be drawn so that they look like one of a width."""
    more = THEME.stroke(width) - 1
    count = 1 + math.ceil(round(more / SHIFT, 6))
    return [more * (k / (count - 1) - 0.5) if count > 1 else 0.0 for k in range(count)]


def draw_starts(painter: QPainter, places: Sequence[float], y: Axis) -> None:
    """Draws a line from top to bottom wherever another curve begins."""
    pen = QPen(THEME.colours.faint, THEME.stroke(1))
    pen.setDashPattern([2, 3])
    painter.setPen(pen)
    for place in places:
        painter.drawLine(QLineF(round(place) + 0.5, y.end, round(place) + 0.5, y.start))


def axis_rect(rect: QRectF, left: float, bottom: float) -> QRectF:
    """What is left of a chart's area after its labels."""
    return rect.adjusted(left, 6, -4, -bottom)
