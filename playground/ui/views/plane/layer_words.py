"""What is said of the plane as a hidden layer sees it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.ui.views.plane.layer_scene import LayerScene
from playground.ui.words import formatting
from playground.ui.words.column_names import unit_name

translate = QCoreApplication.translate


def axis_names(scene: LayerScene) -> tuple[str, str]:
    """What both axes are called."""
    if scene.axes is not None:
        names = [translate("LayerView", "axis {0}").format(number) for number in (1, 2)]
    else:
        names = [*map(unit_name, scene.seen.pair), "x₂"]
    return names[0], names[1]


def layer_sentence(scene: LayerScene) -> str:
    """What a line can separate there, and what the layer is seen by."""
    text = " · ".join(part for part in (_separated(scene), _seen_by(scene)) if part)
    return text[:1].upper() + text[1:]


def _seen_by(scene: LayerScene) -> str:
    if scene.axes is not None:
        share = formatting.percent(float(scene.shares.sum()), 1)
        return translate("LayerView", "main axes: {0} of the spread").format(share)
    if len(scene.seen.pair) == 1:
        return translate("LayerView", "one unit only: x₂ is upwards")
    return translate("LayerView", "units {0} and {1}").format(*axis_names(scene))


def _separated(scene: LayerScene) -> str:
    share, is_one = scene.seen.separated, len(scene.weight) == 1
    if share is None:
        return ""
    if share == 1:
        if is_one:
            return translate("LayerView", "A line separates all training points")
        return translate("LayerView", "Lines separate all training points")
    # Rounded, it must not look like all of them.
    text = formatting.percent(min(share, 0.999), 1)
    if is_one:
        return translate("LayerView", "The line separates {0}").format(text)
    return translate("LayerView", "The lines separate {0}").format(text)
