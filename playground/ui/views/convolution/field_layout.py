"""Where the maps of a stack lie beside one another, the input at the left and the last one at the right."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSizeF

from playground.engine.receptive_field import Field
from playground.late_dataclass import dataclass
from playground.ui.look.theme import THEME
from playground.ui.views.convolution.field_scene import FieldScene, Unit

LARGEST_CELL = 24.0
LEAST_SHARE = 0.35
"""Of the input's side, that of a map next to nothing."""
GAP, CAPTION, MARGIN = 26, 18, 10


@dataclass(frozen=True)
class FieldLayout:
    """The squares of the maps, by their numbers."""

    scene: FieldScene
    maps: tuple[QRectF, ...]

    def cell(self, at: int) -> float:
        """The side of a place of a map."""
        return self.maps[at].width() / self.scene.sides[at]

    def rect(self, field: Field, at: int) -> QRectF:
        """Where a part of a map lies."""
        cell, area = self.cell(at), self.maps[at]
        size = QSizeF((field.right - field.left) * cell, (field.bottom - field.top) * cell)
        return QRectF(area.topLeft() + QPointF(field.left * cell, field.top * cell), size)

    def unit_at(self, place: QPointF) -> Unit | None:
        """The unit under a point."""
        for at, area in enumerate(self.maps):
            if area.contains(place):
                cell = self.cell(at)
                row, column = (place.y() - area.top()) // cell, (place.x() - area.left()) // cell
                return self.scene.nearest(Unit(at, int(row), int(column)))
        return None


def field_layout(scene: FieldScene, size: QSizeF) -> FieldLayout:
    """Maps as large as there is room for, smaller ones of fewer places, above their captions."""
    sides, count = scene.sides, len(scene.sides)
    margin = float(THEME.px(MARGIN))
    high = max(size.height() - THEME.px(CAPTION) - 2 * margin, 20.0)
    gap = min(float(THEME.px(GAP)), size.width() / (2 * count))
    wide = max(size.width() - gap * (count - 1) - 2 * margin, 20.0)
    largest = THEME.px(LARGEST_CELL)
    wanted = [min(side * largest, high * (LEAST_SHARE + (1 - LEAST_SHARE) * side / max(sides))) for side in sides]
    scale = min(1.0, wide / sum(wanted))
    spare = (wide - scale * sum(wanted)) / max(count - 1, 1)
    gap, left = gap + min(spare, gap), margin
    maps = []
    for each in wanted:
        length = each * scale
        maps.append(QRectF(left, margin + (high - length) / 2, length, length))
        left += length + gap
    return FieldLayout(scene, tuple(maps))
