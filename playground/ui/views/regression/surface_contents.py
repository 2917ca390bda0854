"""What is drawn on the error surface of a scene, and what it is called."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from playground.ui.look.theme import THEME
from playground.ui.views.regression.surface_legend import LegendArrow
from playground.ui.views.regression.surface_marks import Cross, GradientArrow, Start, arrow_factor
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


def named_marks(scene: SurfaceScene, with_path: bool) -> list[Start | Cross]:
    """The marks with a name, which takes longer to paint than all that moves."""
    named: list[Start | Cross] = []
    if with_path and len(scene.path) > 1:
        start = float(scene.path[0, 0]), float(scene.path[0, 1])
        named.append(Start(start, translate("SurfaceContents", "start")))
    if scene.data.is_unique:
        is_optimum = scene.loss == "squared-error"
        closed, squares = translate("SurfaceContents", "closed form"), translate("SurfaceContents", "least squares")
        named.append(Cross((scene.data.best.a, scene.data.best.b), closed if is_optimum else squares))
    return named


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
