"""What the brush looks like on the plane: its size, and the colour of what it paints."""

from __future__ import annotations

from PySide6.QtCore import Qt

from playground.data.points import PointSet
from playground.ui.look.colour_maps import value_colour
from playground.ui.look.theme import THEME
from playground.ui.panels.points.point_tools import BRUSH, BRUSHING, PAINTING, Tool
from playground.ui.views.plane.plane_frame import Brush


def brush_look(tool: Tool, radius: int, mark: float, points: PointSet) -> tuple[Brush | None, Qt.CursorShape]:
    """The brush and the mouse cursor of a tool; mark: the class or value that is painted."""
    is_hand = tool == "move"
    cursor = Qt.CursorShape.OpenHandCursor if is_hand else Qt.CursorShape.CrossCursor
    colour = fill = None
    if tool in PAINTING:
        colour = THEME.colours.classes[int(mark)] if points.classes else THEME.colours.text
        fill = value_colour(mark) if points.has_values else None
    is_shown = radius > BRUSH if is_hand else tool in (*BRUSHING, "point")
    return Brush(radius if tool != "point" else 0, colour, fill) if is_shown else None, cursor
