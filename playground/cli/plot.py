"""The picture that `train --plot` draws: what was learned, and how the loss went."""

from __future__ import annotations

import io
import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from playground.cli.chart import (
    CLASSES,
    INK,
    MUTED,
    TEST,
    TEXT,
    TRAIN,
    UNDECIDED,
    Canvas,
    Curve,
    draw_curves,
    rgb,
    width_of,
)
from playground.cli.fitted_values import rmse_of
from playground.cli.harmless import harmless
from playground.cli.output import shown
from playground.cli.output_files import write_output
from playground.cli.plot_plane_values import draw_scale, draw_value, value_picture
from playground.cli.plot_values import draw_values
from playground.cli.value_units import loss_factor_of
from playground.data.features import expand
from playground.data.points import PLANE, PointSet
from playground.training.architecture import PerceptronModel
from playground.training.chosen_values import ValuesData
from playground.training.perceptron_snapshot import PerceptronSnapshot
from playground.training.snapshot import NetworkSnapshot, Snapshot

WIDTH, HEIGHT = 1120, 600
LEFT_BOX = (60.0, 88.0, 524.0, 552.0)
RIGHT_BOX = (616.0, 116.0, 1084.0, 524.0)
REGIONS = ("#F6B26B", "#6FACDE", "#7CCBB2", "#BFA0CD", "#E79BBB", "#B5B5B5")
CORNERS = {1: (4, math.pi / 4), 2: (3, -math.pi / 2), 3: (4, 0.0), 4: (5, -math.pi / 2), 5: (6, 0.0)}
"""Corners and direction of the first one, of each class's marker but the first, which is round."""
MAX_POINTS = 3000
PERCEPTRON_CELLS = 200
LEGEND_Y = 586.0
LONGEST_NAME = 22


def write_plot(path: Path, snapshot: Snapshot, title: str) -> None:
    """Draws and writes the picture; UsageError says why it cannot be written."""
    write_output(path, png_of(draw_plot(snapshot, title)))


def png_of(picture: Image.Image) -> bytes:
    """A picture as a PNG file."""
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def draw_plot(snapshot: Snapshot, title: str) -> Image.Image:
    """The picture: the plane with its regions, or the fit of values, or the accuracy for pictures; at its right the
    loss or the mistakes."""
    canvas, scores = Canvas(WIDTH, HEIGHT), snapshot.scores
    title = harmless(title)
    canvas.text(LEFT_BOX[0], 24, title if len(title) < 110 else title[:109] + "…", TEXT, INK)
    if scores.train_accuracy is not None:
        shares = [shown(share, ".1%") for share in (scores.train_accuracy, scores.test_accuracy)]
        canvas.text(LEFT_BOX[0], 48, f"accuracy: training {shares[0]}, test {shares[1]}")
    elif scores.train_rmse is not None:
        errors = [shown(error) for error in rmse_of(snapshot).values()]
        canvas.text(LEFT_BOX[0], 48, f"RMSE: training {errors[0]}, test {errors[1]}")
    PLOTS[type(snapshot)](canvas, snapshot)
    return canvas.finished()


def _draw_perceptron(canvas: Canvas, snapshot: PerceptronSnapshot) -> None:
    _draw_plane(canvas, snapshot, region_picture(_half_planes(snapshot)))
    mistakes = np.array(snapshot.mistakes_per_pass, float)
    passes = np.arange(1, len(mistakes) + 1, dtype=float)
    draw_curves(canvas, RIGHT_BOX, "Mistakes per pass", "pass", [Curve("training", TRAIN, passes, mistakes)], 1.0)


def _draw_network(canvas: Canvas, snapshot: NetworkSnapshot) -> None:
    curves, loss_box = snapshot.curves, RIGHT_BOX
    if isinstance(snapshot.experiment.data, ValuesData):
        draw_values(canvas, LEFT_BOX, snapshot, snapshot.experiment.data)
    elif snapshot.response is not None:
        decision, is_value = snapshot.response.decision, snapshot.data_set.has_values
        _draw_plane(canvas, snapshot, value_picture(decision[..., 0]) if is_value else region_picture(decision))
    elif snapshot.scores.train_accuracy is not None:
        box = (LEFT_BOX[0], RIGHT_BOX[1], LEFT_BOX[2], RIGHT_BOX[3])
        _draw_pair(canvas, box, "Accuracy", snapshot, curves.train_accuracy, curves.test_accuracy, 1.0)
    else:
        loss_box = (LEFT_BOX[0], *RIGHT_BOX[1:])
    factor = loss_factor_of(snapshot.experiment)
    _draw_pair(canvas, loss_box, "Loss", snapshot, curves.train_loss * factor, curves.test_loss * factor, 0.0)


PLOTS: dict[type[Snapshot], Callable[[Canvas, Any], None]] = {
    NetworkSnapshot: _draw_network,
    PerceptronSnapshot: _draw_perceptron,
}
"""For each kind of snapshot, what draws it."""


def _draw_pair(
    canvas: Canvas,
    box: tuple[float, float, float, float],
    title: str,
    snapshot: NetworkSnapshot,
    train: np.ndarray,
    test: np.ndarray,
    top: float,
) -> None:
    epoch = snapshot.curves.epoch
    draw_curves(
        canvas, box, title, "epoch", [Curve("training", TRAIN, epoch, train), Curve("test", TEST, epoch, test)], top
    )


def _draw_plane(canvas: Canvas, snapshot: Snapshot, ground: Image.Image) -> None:
    points = snapshot.data_set
    assert isinstance(points, PointSet)
    canvas.paste(ground, LEFT_BOX)
    left, top, right, bottom = LEFT_BOX
    train, test = points.split(snapshot.experiment.data.train_share)
    for indices, is_test in ((train[:MAX_POINTS], False), (test[:MAX_POINTS], True)):
        for index in indices.tolist():
            x = left + (right - left) * (float(points.x[index, 0]) + PLANE) / (2 * PLANE)
            y = bottom - (bottom - top) * (float(points.x[index, 1]) + PLANE) / (2 * PLANE)
            if points.value is None:
                _draw_marker(canvas, x, y, int(points.label[index]), is_test)
            else:
                draw_value(canvas, x, y, float(points.value[index]), is_test)
    canvas.frame(LEFT_BOX)
    for value in range(-3, 4):
        share = (value + PLANE) / (2 * PLANE)
        canvas.text(left + (right - left) * share, bottom + 8, f"{value}".replace("-", "−"), anchor="ma")
        canvas.text(left - 8, bottom - (bottom - top) * share, f"{value}".replace("-", "−"), anchor="rm")
    if points.has_values:
        draw_scale(canvas, LEFT_BOX, points)
    else:
        _draw_classes(canvas, points.class_names)
    told = "dark rim: training points, white rim: test points"
    told = told if points.has_values else "filled: training points, white: test points"
    canvas.text(left, top - 17, f"x₂, and x₁ to the right · {told}", colour=MUTED)


def _draw_classes(canvas: Canvas, names: Sequence[str]) -> None:
    """The name of each class beside its marker, in a line below the plane."""
    x = LEFT_BOX[0] + 5
    for label, name in enumerate(map(harmless, names)):
        _draw_marker(canvas, x, LEGEND_Y, label, is_test=False)
        short = name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1] + "…"
        canvas.text(x + 10, LEGEND_Y, short, colour=INK, anchor="lm")
        x += 34 + width_of(short)


def region_picture(decision: np.ndarray) -> Image.Image:
    """Probabilities (side, side, classes), lowest x₂ first, as a picture in which certainty is colour."""
    colours = np.array([rgb(name) for name in REGIONS[: decision.shape[2]]])
    classes = decision.shape[2]
    best = decision.argmax(axis=2)
    certainty = np.clip((decision.max(axis=2) - 1 / classes) / (1 - 1 / classes), 0, 1)[..., None]
    mixed = np.array(rgb(UNDECIDED)) * (1 - certainty) + colours[best] * certainty
    return Image.fromarray(np.ascontiguousarray(mixed[::-1]).round().astype(np.uint8))


def _half_planes(snapshot: PerceptronSnapshot) -> np.ndarray:
    centres = ((np.arange(PERCEPTRON_CELLS) + 0.5) / PERCEPTRON_CELLS * 2 - 1) * PLANE
    model = snapshot.experiment.model
    assert isinstance(model, PerceptronModel)
    plane = np.stack(np.meshgrid(centres, centres), axis=-1).reshape(-1, 2)
    score = expand(plane, model.inputs) @ snapshot.model_weight + snapshot.model_bias
    score = score.reshape(PERCEPTRON_CELLS, PERCEPTRON_CELLS)
    positive = np.where(score == 0, 0.5, score > 0)
    return np.stack([1 - positive, positive], axis=2)


def _draw_marker(canvas: Canvas, x: float, y: float, label: int, is_test: bool) -> None:
    fill, outline = ("#FFFFFF", CLASSES[label]) if is_test else (CLASSES[label], "#FFFFFF")
    if label == 0:
        canvas.ellipse(x, y, 3.6, fill, outline)
        return
    corners, first = CORNERS[label]
    angles = [first + 2 * math.pi * index / corners for index in range(corners)]
    canvas.polygon([(x + 4.4 * math.cos(angle), y + 4.4 * math.sin(angle)) for angle in angles], fill, outline)
