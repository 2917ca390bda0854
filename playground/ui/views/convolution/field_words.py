"""What is said of the layers of a stack, and of what a unit of it sees."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.engine.layer_kinds import AveragePool2DSpec, Conv2DSpec, PoolSpec
from playground.engine.layer_spec import LayerSpec
from playground.engine.receptive_field import reach
from playground.ui.views.convolution.field_scene import FieldScene, Unit
from playground.ui.words import formatting

translate = QCoreApplication.translate


def layer_words(layer: LayerSpec) -> str:
    """conv 3 × 3, pool 2: the kind and its window, and what is not as usual."""
    if isinstance(layer, PoolSpec):
        is_mean = isinstance(layer, AveragePool2DSpec)
        text = translate("FieldWords", "average pool {0}") if is_mean else translate("FieldWords", "pool {0}")
        parts = [text.format(formatting.integer(layer.size))]
        is_usual = layer.step == layer.size
    else:
        assert isinstance(layer, Conv2DSpec)
        parts = [
            translate("FieldWords", "conv {0}").format(formatting.dimensions(layer.kernel_size, layer.kernel_size))
        ]
        is_usual = layer.stride == 1
        if layer.dilation > 1:
            parts.append(translate("FieldWords", "dilation {0}").format(formatting.integer(layer.dilation)))
    if not is_usual:
        parts.append(translate("FieldWords", "stride {0}").format(formatting.integer(layer.window[1])))
    return ", ".join(parts)


def field_words(scene: FieldScene, unit: Unit) -> str:
    """How much of the input a unit sees, as rich text."""
    path = scene.path(unit)
    if not path:
        return translate("FieldWords", "A unit of the input is one pixel.")
    found, seen = reach(path), scene.seen(unit, 0)
    size = f"<b>{formatting.dimensions(found.size, found.size)}</b>"
    text = translate("FieldWords", "After {0} one unit sees {1} input pixels.")
    text = text.format(" → ".join(layer_words(layer) for layer in path), size)
    jump = translate("FieldWords", "Neighbours see places that are {0} pixels apart.", None, found.jump)
    text += " " + jump.format(formatting.integer(found.jump))
    rows, columns = seen.bottom - seen.top, seen.right - seen.left
    if (rows, columns) != (found.size, found.size):
        edge = translate("FieldWords", "At this edge {0} of them lie in the input, the others on padding.")
        text += " " + edge.format(formatting.dimensions(max(rows, 0), max(columns, 0)))
    return text
