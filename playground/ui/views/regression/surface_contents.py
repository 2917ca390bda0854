"""What is drawn on the error surface of a scene, and what it is called."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF

from playground.ui.look.theme import THEME
from playground.ui.views.regression.surface_legend import LegendArrow
from playground.ui.views.regression.surface_map import SurfaceMap
from playground.ui.views.regression.surface_marks import PLACES, Cross, GradientArrow, Start, arrow_factor
from playground.ui.views.regression.surface_scene import SurfaceScene

translate = QCoreApplication.translate


def arrows(scene: SurfaceScene, theta: tuple[float, float]) -> list[GradientArrow]:
    """Both gradients at one scale, from where the point is; a mini-batch of all points has no arrow of its own."""
    gradients = [scene.full] if scene.is_whole_batch else [scene.full, scene.batch]
    known = [gradient for gradient in gradients if gradient is not None and np.isfinite(gradient).all()]
    if len(known) < len(gradients):
        return []
    factor, colours = arrow_factor(*known), (THEME.colours.text, THEME.colours.batch)
    return [GradientArrow(theta, gradient, factor, colours[k], dashed=k > 0) for k, gradient in enumerate(known)]


def legend_arrows(scene: SurfaceScene) -> tuple[LegendArrow, ...]:
    """The arrows as the legend has them."""
    colours = THEME.colours
    every = translate("SurfaceContents", "−∇E, all {0}").format(len(scene.data.train))
    full = LegendArrow(colours.text, False, every, colours.muted)
    if scene.is_whole_batch:
        return (full,)
    one, more = translate("SurfaceContents", "−∇E, this point"), translate("SurfaceContents", "−∇E, this mini-batch")
    return full, LegendArrow(colours.batch, True, one if scene.batch_size == 1 else more, colours.batch)


def start_mark(scene: SurfaceScene) -> Start | None:
    """Where the path begins; None before it has gone anywhere."""
    if len(scene.path) < 2:
        return None
    return Start((float(scene.path[0, 0]), float(scene.path[0, 1])), translate("SurfaceContents", "start"))


def cross(scene: SurfaceScene, place: int) -> Cross | None:
    """The closed form, its name at a place; of losses of which it is not the optimum it has another name."""
    if not scene.data.is_unique:
        return None
    is_optimum = scene.loss == "squared-error"
    closed, squares = translate("SurfaceContents", "closed form"), translate("SurfaceContents", "least squares")
    return Cross((scene.data.best.a, scene.data.best.b), closed if is_optimum else squares, place)


def free_cross(scene: SurfaceScene, place: int, drawn: Sequence[GradientArrow], plane: SurfaceMap) -> Cross | None:
    """The closed form with its name at this place, or at another where no arrow lies over it."""
    lines = [arrow.line(plane) for arrow in drawn]
    taken = [QRectF(line.p1(), line.p2()).normalized().adjusted(-4, -4, 4, 4) for line in lines]
    for each in (place, *range(len(PLACES))):
        mark = cross(scene, each)
        if mark is None or not any(box.intersects(mark.label(plane)) for box in taken):
            return mark
    return cross(scene, place)


def note(scene: SurfaceScene) -> str:
    """Why there is no optimum, or no single one; "" where there is."""
    if scene.data.is_unique:
        return ""
    if not len(scene.data.train):
        return translate("SurfaceContents", "No training points: E is 0 for every line.")
    return translate(
        "SurfaceContents",
        "All training points have the same x: a whole valley of lines fits as well, no optimum is the only one.",
    )
