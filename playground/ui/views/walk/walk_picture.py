"""The diagram of a walk without a widget: what it shows of a scene, where that lies, and how it is painted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from playground.late_dataclass import dataclass
from playground.training.walk_scene import Scene, SceneColumn
from playground.ui.look.theme import THEME
from playground.ui.views.diagram.diagram_hover import Edge, Hovered, Neuron
from playground.ui.views.walk.edge_labels import EdgeLabel, label_lines, paint_label, placed_labels
from playground.ui.views.walk.unit_box import paint_bias, paint_unit
from playground.ui.views.walk.walk_edges import WalkEdges
from playground.ui.views.walk.walk_layout import BOX, MORE, NARROW, Level, Wish, arrange
from playground.ui.views.walk.walk_words import heads

HEAD, FOOT, MARGIN = 39, 36, 6
SHORT = 3
"""Longer names of inputs ask for wider boxes."""
BAND = 9
"""By how much the band behind a column is wider."""
CENTRE = Qt.AlignmentFlag.AlignCenter


@dataclass(frozen=True)
class Shown:
    """What the user wants to see."""

    numbers: bool = True
    gradients: bool = True


@dataclass(frozen=True)
class Told:
    """What no scene knows: which loss of the course it is, and what the inputs are called."""

    loss: str
    inputs: tuple[str, ...]


class WalkPicture:
    """One scene, laid out for one size; its edges are kept from one to the next."""

    def __init__(self, scene: Scene, told: Told, shown: Shown, size: tuple[int, int, float], edges: WalkEdges) -> None:
        """size: width, height and device pixels a pixel."""
        self.scene, self.told, self.shown, self.edges = scene, told, shown, edges
        self.width, self.height, ratio = size
        self.top = float(THEME.px(HEAD))
        self.room = max(1.0, self.height - self.top - THEME.px(FOOT))
        most = Level.FULL if shown.numbers else Level.TILE
        wide = self.width - 2 * MARGIN
        columns = arrange(_wishes(scene, told), self.at_work, wide, self.room, THEME.scale, most)
        self.columns = tuple(replace(column, left=column.left + MARGIN) for column in columns)
        edges.show(self.columns[:-1], scene.columns, self.height, self.top, ratio)

    @property
    def at_work(self) -> int:
        """Around which column there is most to be seen."""
        return 1 if self.scene.at_work is None else self.scene.at_work

    def frame(self, column: int, index: int) -> QRectF:
        """Where one of the units that are shown of a column lies."""
        place = self.columns[column]
        return QRectF(place.left, self.top + place.tops[index], place.width, place.heights[index])

    def frame_of(self, neuron: Neuron) -> QRectF | None:
        """Where a unit lies, if it is shown; that of the loss is the first of the last column."""
        index = self.columns[neuron.column].index(neuron.unit)
        return None if index is None else self.frame(neuron.column, index)

    def at(self, x: float, y: float, labels: list[tuple[int, EdgeLabel]]) -> Hovered:
        """The unit or the edge at a place; labels belong to their edges."""
        for column, place in enumerate(self.columns):
            index = place.index_at(x, y - self.top)
            if index is not None:
                return Neuron(column, int(place.units[index]))
        for gap, label in labels:
            if label.rect.contains(x, y):
                return Edge(gap, label.source, label.target)
        hit = self.edges.at(x, y)
        if hit is None:
            return None
        gap, source, target = hit
        return Edge(gap, int(self.columns[gap].units[source]), int(self.columns[gap + 1].units[target]))

    def labels(self, looked_at: Hovered) -> list[tuple[int, EdgeLabel]]:
        """The labels with their gaps: on all edges where there is room, or on those of one unit."""
        if not self.shown.numbers:
            return []
        return [(gap, label) for gap in range(len(self.columns) - 2) for label in self._labels_in(gap, looked_at)]

    def ends(self, gap: int, looked_at: Hovered) -> tuple[int | None, int | None] | None:
        """Of the edges in a gap, which leave or arrive where somebody looks: the place of that unit among those shown
        at the left, or at the right; None if nobody looks at any of them."""
        wanted: tuple[int | None, int | None] | None
        match looked_at:
            case Edge(column, source, target):
                wanted = (source, target) if column == gap else None
            case Neuron(column, unit):
                wanted = (None, unit) if column == gap + 1 else (unit, None) if column == gap else None
            case _:
                wanted = self.scene.edges_at_work(gap)
        if wanted is None:
            return None
        pairs = zip(wanted, self.columns[gap : gap + 2], strict=True)
        ends = [(unit, None if unit is None else column.index(unit)) for unit, column in pairs]
        if any(unit is not None and index is None for unit, index in ends):
            return None
        return ends[0][1], ends[1][1]

    def paint(self, painter: QPainter, looked_at: Hovered, labels: list[tuple[int, EdgeLabel]]) -> None:
        """Everything but what is beside the pointer."""
        self._paint_band(painter)
        gaps = range(len(self.columns) - 2)
        some = {gap: ends for gap in gaps if (ends := self.ends(gap, looked_at)) is not None}
        self.edges.paint(painter, tuple(some))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for gap, (source, target) in some.items():
            self.edges.paint_some(painter, gap, source, target, self.top)
        self._paint_way_to_loss(painter)
        for gap, label in labels:
            is_new = self.scene.section.mark != "m" and self._is_at_work(gap + 1, label.target)
            paint_label(painter, label, is_new)
        for column in range(len(self.columns)):
            self._paint_column(painter, column)
            self._paint_head(painter, column)

    def _labels_in(self, gap: int, looked_at: Hovered) -> Iterator[EdgeLabel]:
        left, right, layer = self.columns[gap], self.columns[gap + 1], self.scene.columns[gap + 1]
        every = [(i, j) for j in range(len(right.units)) for i in range(len(left.units))]
        ends = self.ends(gap, looked_at)
        chosen = [] if ends is None else [(i, j) for i, j in every if ends[0] in (None, i) and ends[1] in (None, j)]
        rows = (2, 1) if self.shown.gradients or layer.after else (1,)
        for edges, lines in ((edges, lines) for edges in (every, chosen) for lines in rows):
            rects = placed_labels(left, right, edges, lines, self.top, self.room)
            for rect, (i, j) in zip(rects, edges, strict=bool(rects)):
                source, target = int(left.units[i]), int(right.units[j])
                told = label_lines(layer, gap + 1, source, target, self.shown.gradients, lines)
                height = rect.height() * len(told) / lines
                rect = QRectF(rect.x(), rect.center().y() - height / 2, rect.width(), height)
                yield EdgeLabel(source, target, rect, told)
            if rects:
                return

    def _is_at_work(self, column: int, unit: int) -> bool:
        scene = self.scene
        here = scene.at_work in (None, column) and (column > 0 or scene.at_work == 0)
        return here and column < len(self.columns) - 1 and scene.unit in (None, unit)

    def _paint_band(self, painter: QPainter) -> None:
        if self.scene.at_work is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(THEME.colours.accent_soft)
        painter.drawRoundedRect(self._band(self.scene.at_work), 8, 8)

    def _band(self, column: int) -> QRectF:
        place = self.columns[column]
        wide = min(float(THEME.px(BAND)), place.left, self.width - place.right)
        return QRectF(place.left - wide, 0, place.width + 2 * wide, self.height - THEME.px(FOOT))

    def _paint_way_to_loss(self, painter: QPainter) -> None:
        outputs, loss = self.columns[-2:]
        painter.setPen(QPen(THEME.colours.faint, THEME.stroke(1.5)))
        end = QPointF(loss.left, self.top + float(loss.y[0]))
        for y in outputs.y.tolist():
            painter.drawLine(QPointF(outputs.right, self.top + y), end)

    def _paint_column(self, painter: QPainter, column: int) -> None:
        place = self.columns[column]
        is_loss = column == len(self.columns) - 1
        layer = SceneColumn(self.scene.loss) if is_loss else self.scene.columns[column]
        for index, unit in enumerate(place.units.tolist()):
            frame, level = self.frame(column, index), place.level_of(unit)
            at_work = self.scene.at_work == column if is_loss else self._is_at_work(column, unit)
            paint_unit(painter, frame, layer, unit, self._names(column, unit), level, at_work)
            if level is Level.FULL and not is_loss:
                paint_bias(painter, frame, layer, unit, self.shown.gradients)
        painter.setFont(THEME.font(10))
        painter.setPen(THEME.colours.muted)
        wide = self._room_around(column)
        for count, y in (
            (place.above, float(place.tops[0]) - THEME.px(MORE)),
            (place.below, place.tops[-1] + place.heights[-1]),
        ):
            if count:
                texts = QCoreApplication.translate("WalkDiagram", "… {0} more").format(count), f"+{count}"
                text = _fitting(painter, texts, wide)
                painter.drawText(QRectF(place.centre - wide / 2, self.top + y, wide, THEME.px(MORE)), CENTRE, text)

    def _names(self, column: int, unit: int) -> list[str]:
        """What the rows of a unit are called."""
        if column == len(self.columns) - 1:
            return [row.symbol for row in self.scene.loss]
        names = [row.symbol for row in self.scene.columns[column].rows]
        if column == 0:
            names[0] = self.told.inputs[unit]
        elif column == len(self.columns) - 2:
            names[1] += " = y" if self.scene.samples == 1 else " = ȳ"
        return names

    def _paint_head(self, painter: QPainter, column: int) -> None:
        colours, wide = THEME.colours, self._room_around(column)
        is_now = column == self.scene.at_work
        if is_now and self.columns[column].level > Level.TILE:
            wide = min(wide, self._band(column).width() - 4)
        fonts = THEME.font(12, 600), THEME.font(11)
        fitting = [
            pair
            for pair in heads(self.scene, column, self.told.loss)
            if all(QFontMetricsF(font).horizontalAdvance(text) <= wide for font, text in zip(fonts, pair, strict=True))
        ]
        if not fitting:
            return
        centre, half = self.columns[column].centre, THEME.px(HEAD) / 2 - 4
        inks = (colours.accent, colours.accent) if is_now else (colours.text, colours.muted)
        for row, (text, font, ink) in enumerate(zip(fitting[0], fonts, inks, strict=True)):
            painter.setFont(font)
            painter.setPen(ink)
            painter.drawText(QRectF(centre - wide / 2, 2 + row * half, wide, half), CENTRE, text)

    def _room_around(self, column: int) -> float:
        """The width that the words over a column may take."""
        centre = self.columns[column].centre
        left = (centre + self.columns[column - 1].centre) / 2 if column else 0.0
        is_last = column == len(self.columns) - 1
        right = float(self.width) if is_last else (centre + self.columns[column + 1].centre) / 2
        return 2 * min(centre - left, right - centre) - 4


def _fitting(painter: QPainter, texts: tuple[str, ...], wide: float) -> str:
    return next((text for text in texts if painter.fontMetrics().horizontalAdvance(text) <= wide), "")


def _wishes(scene: Scene, told: Told) -> list[Wish]:
    """What each column would like to show; in the one at work the unit at work has all its numbers."""
    focused = range(1, len(scene.columns)) if scene.at_work is None else (scene.at_work,)
    wishes = []
    for number, column in enumerate(scene.columns):
        focus = scene.unit if number in focused and scene.unit is not None and scene.unit < column.units else None
        has_bias = column.weights is not None
        is_narrow = not has_bias and all(len(name) <= SHORT for name in told.inputs)
        wishes.append(Wish(column.units, len(column.rows), has_bias, focus, NARROW if is_narrow else BOX))
    return [*wishes, Wish(1, len(scene.loss), has_bias=False, wide=NARROW)]
