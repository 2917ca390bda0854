"""Values with the function that was fitted to them, and the one behind them."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from playground.cli.chart import INK, MUTED, TRAIN, Box, Canvas, width_of
from playground.cli.harmless import harmless
from playground.data.points import PLANE
from playground.engine.network import Network
from playground.training.chosen_values import ValuesData
from playground.training.snapshot import NetworkSnapshot

PLACES = 600
MAX_POINTS = 3000
TRUTH = "#8C95A4"
WHITE = "#FFFFFF"
MOST_TICKS = 7
LONGEST_NAME = 22
LEGEND = 34


def draw_values(canvas: Canvas, box: Box, snapshot: NetworkSnapshot, data: ValuesData) -> None:
    """The plane in a box: the points, the fit through them and, where it is known, the truth; axes as in the file."""
    canvas.frame(box)
    _draw_axes(canvas, box, data)
    x = np.linspace(-PLANE, PLANE, PLACES, dtype=np.float32)
    if data.truth is not None:
        _draw_function(canvas, box, x, data.truth(x.astype(np.float64)), TRUTH, 1.25)
    points = data.resolve()
    train, test = points.split(data.train_share)
    for indices, fill, outline in ((test[:MAX_POINTS], WHITE, INK), (train[:MAX_POINTS], INK, WHITE)):
        for place in points.x[indices].tolist():
            canvas.ellipse(*_at(box, *place), 3.4, fill, outline)
    network = Network(snapshot.spec, None)
    network.theta[:] = snapshot.theta
    with np.errstate(all="ignore"):
        _draw_function(canvas, box, x, network.predict(x[:, None])[:, 0], TRAIN, 2.25)
    _draw_legend(canvas, box, data)


def _at(box: Box, x: float, y: float) -> tuple[float, float]:
    left, top, right, bottom = box
    return left + (right - left) * (x + PLANE) / (2 * PLANE), bottom - (bottom - top) * (y + PLANE) / (2 * PLANE)


def _draw_function(canvas: Canvas, box: Box, x: np.ndarray, y: np.ndarray, colour: str, width: float) -> None:
    """The parts of a function that lie inside the plane."""
    ends = np.flatnonzero(np.diff(np.abs(y) <= PLANE)) + 1
    for xs, ys in zip(np.split(x, ends), np.split(y, ends), strict=True):
        if abs(ys[0]) <= PLANE:
            canvas.line([_at(box, *place) for place in zip(xs.tolist(), ys.tolist(), strict=True)], colour, width)


def _draw_axes(canvas: Canvas, box: Box, data: ValuesData) -> None:
    left, top, right, bottom = box
    points = data.resolve()
    offset, factor = (points.scale.offset, points.scale.factor) if points.scale else ((0.0, 0.0), (1.0, 1.0))
    for value, place in _ticks(offset[0], factor[0]):
        canvas.text(_at(box, place, 0)[0], bottom + 8, value, anchor="ma")
    for value, place in _ticks(offset[1], factor[1]):
        canvas.text(left - 8, _at(box, 0, place)[1], value, anchor="rm")
    first, second = (_short(name) for name in points.columns or ("x", "y"))
    canvas.text(right, bottom + 26, first, anchor="ra")
    canvas.text(left, top - 17, f"{second} · filled: training points, white: test points", colour=MUTED)


def _ticks(offset: float, factor: float) -> Iterator[tuple[str, float]]:
    """Round numbers of a file along an axis of the plane, and where in the plane they are."""
    low, high = sorted((offset - PLANE * factor, offset + PLANE * factor))
    power = 10.0 ** math.floor(math.log10((high - low) / MOST_TICKS))
    step = next(share * power for share in (1, 2, 5, 10) if (high - low) / (share * power) <= MOST_TICKS)
    for number in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1):
        yield f"{number * step:.10g}".replace("-", "−"), (number * step - offset) / factor


def _draw_legend(canvas: Canvas, box: Box, data: ValuesData) -> None:
    x, y = box[0], box[3] + LEGEND
    for name, colour in (("fit", TRAIN), *([("truth", TRUTH)] if data.truth else [])):
        canvas.line([(x, y), (x + 18, y)], colour, 2.25)
        canvas.text(x + 24, y, name, colour=INK, anchor="lm")
        x += 44 + width_of(name)


def _short(name: str) -> str:
    shown = harmless(name)
    return shown if len(shown) <= LONGEST_NAME else shown[: LONGEST_NAME - 1] + "…"
