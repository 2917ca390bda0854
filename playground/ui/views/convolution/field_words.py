"""What is said of the layers of a stack, and of what a unit of it sees."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from playground.engine.layer_spec import LayerSpec
from playground.engine.receptive_field import reach
from playground.ui.views.convolution.field_scene import FieldScene, Unit
from playground.ui.words import formatting
from playground.ui.words.refusals import sentence

translate = QCoreApplication.translate


def layer_words(layer: LayerSpec) -> str:
    """conv 3 × 3, pool 2: the kind and its window, and what is not as usual."""
    reach, stride, _ = layer.window
    parts = [sentence(layer.window_words)]
    dilation = getattr(layer, "dilation", 1)
    if dilation > 1:
        parts.append(translate("FieldWords", "dilation {0}").format(formatting.integer(dilation)))
    if stride != (1 if "padding" in layer.limits() else reach):
        parts.append(translate("FieldWords", "stride {0}").format(formatting.integer(stride)))
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
    jump = translate("FieldWords", "What its neighbours see is moved by {0} px.")
    text += " " + jump.format(formatting.integer(found.jump))
    rows, columns = seen.bottom - seen.top, seen.right - seen.left
    if (rows, columns) != (found.size, found.size):
        edge = translate("FieldWords", "At this edge {0} of them lie in the input, the others on padding.")
        text += " " + edge.format(formatting.dimensions(max(rows, 0), max(columns, 0)))
    return text
