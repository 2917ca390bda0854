"""Labels on the edges in the diagram of a walk: what a weight is, ∂E/∂w, and what the weight becomes."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.training.walk_formulas import weight_symbol
from playground.training.walk_scene import SceneColumn
from playground.ui.look.theme import THEME
from playground.ui.views.walk.matrix_picture import number_text
from playground.ui.views.walk.walk_layout import WalkColumn

WIDTH, WIDEST, LINE, GAP, INSET = 96, 116, 15, 2, 5
PLACE = 0.46
"""Where on its edge a label is, as a share of the way."""
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class LabelLine:
    """What it is, from the longest to the shortest, and its number; sign: that the number is coloured by; is_new: the
    section at work has found it."""

    symbols: tuple[str, ...]
    value: str
    sign: float = 0.0
    is_new: bool = False


@dataclass(frozen=True)
class EdgeLabel:
    """A label on the edge between two units of neighbouring columns."""

    source: int
    target: int
    rect: QRectF
    lines: tuple[LabelLine, ...]


def label_lines(
    layer: SceneColumn, number: int, source: int, target: int, gradients: bool, most: int = 2
) -> tuple[LabelLine, ...]:
    """What is known of a weight, the unit that it leads to being its row of W; in so many lines the newest of it."""
    weights = layer.weights
    assert weights is not None
    value = float(weights.weight[source, target])
    symbol = weight_symbol(number, target, source, max(weights.weight.shape))
    lines = [LabelLine((symbol,), number_text(value), value)]
    if target < layer.after:
        after = float(weights.weight_after[source, target])
        before = (f"{number_text(value)} →",) if most == 1 else ()
        lines.append(LabelLine((*before, "→"), number_text(after), after, is_new=True))
    elif gradients and target < layer.gradients:
        gradient = float(weights.weight_gradient[source, target])
        alone = (f"∂E/∂{symbol}", f"∂{symbol}") if most == 1 else ()
        lines.append(LabelLine((*alone, "∂E/∂w"), number_text(gradient)))
    return tuple(lines[-most:])


def placed_labels(
    left: WalkColumn, right: WalkColumn, edges: list[tuple[int, int]], lines: int, top: float, height: float
) -> list[QRectF]:
    """Where the labels of edges between units that are shown lie, each as near its edge as the others let it; none
    where there is no room for all of them."""
    room, pitch = right.left - left.right, THEME.px(lines * LINE + 4 + GAP)
    if not edges or room < THEME.px(WIDTH + 20) or len(edges) * pitch > height:
        return []
    wide = min(max(room - THEME.px(44), THEME.px(WIDTH)), THEME.px(WIDEST))
    share = PLACE * PLACE * (3 - 2 * PLACE)
    sources, targets = np.array(edges).T
    middles = left.y[sources] + share * (right.y[targets] - left.y[sources]) + top
    order = np.lexsort((sources, targets, np.round(middles)))
    tops = np.empty(len(edges))
    tops[order] = _spread(middles[order] - pitch / 2, pitch, top, top + height - pitch)
    x = left.right + PLACE * (right.left - left.right) - wide / 2
    return [QRectF(round(x) + 0.5, round(y) + 0.5, wide, pitch - THEME.px(GAP)) for y in tops.tolist()]


def paint_label(painter: QPainter, label: EdgeLabel, is_at_work: bool) -> None:
    """A small card on its edge."""
    colours, rect = THEME.colours, label.rect
    painter.setPen(QPen(colours.accent if is_at_work else colours.line, THEME.stroke(1)))
    painter.setBrush(colours.panel)
    painter.drawRoundedRect(rect, 4, 4)
    height = (rect.height() - 4) / len(label.lines)
    for place, line in enumerate(label.lines):
        area = QRectF(rect.x() + THEME.px(INSET), rect.y() + 2 + place * height, rect.width(), height)
        area.setRight(rect.right() - THEME.px(INSET))
        painter.setFont(THEME.font(11, 600))
        painter.setPen(sign_ink(line.sign))
        painter.drawText(area, RIGHT, line.value)
        room = area.width() - painter.fontMetrics().horizontalAdvance(line.value) - THEME.px(2)
        painter.setFont(THEME.font(11))
        painter.setPen(colours.accent if line.is_new else colours.muted)
        metrics = painter.fontMetrics()
        fitting = (text for text in line.symbols if metrics.horizontalAdvance(text) <= room)
        painter.drawText(area, LEFT, next(fitting, ""))


def sign_ink(value: float) -> QColor:
    """The colour of a number's sign, dark enough to be read."""
    colours = THEME.colours
    if value == 0:
        return colours.text
    return colours.warning_text if value < 0 else colours.positive


def _spread(wanted: np.ndarray, pitch: float, lowest: float, highest: float) -> np.ndarray:
    """Places in the same order and near where they are wanted, at least a pitch from each other, within bounds."""
    steps = pitch * np.arange(len(wanted))
    down = np.maximum.accumulate(wanted - steps)
    up = np.minimum.accumulate((wanted - steps)[::-1])[::-1]
    shifts: np.ndarray = np.clip((down + up) / 2, lowest, max(lowest, highest - float(steps[-1])))
    places: np.ndarray = shifts + steps
    return places
